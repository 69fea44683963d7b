#!/usr/bin/env python3
"""Whether a browser draws what `kit diagram` writes, with every table: run.py <folder> <kit>.

The folder gets Mermaid, as package-lock.json has it, unless it has it. Exit status 77 (skipped) without node or a browser, or
where npm cannot get the package; if VIRGA_TESTS_NEED names node, or browser, that is a failure.
"""

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

here = Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent))
from npm import node_with_packages

PAGE = """<!doctype html>
<meta charset="utf-8">
<script src="{script}"></script>
<pre id="source">{source}</pre>
<div id="drawn"></div>
<script>
mermaid.initialize({{startOnLoad: false}});
mermaid.render("diagram", document.getElementById("source").textContent)
    .then(({{svg}}) => {{ document.getElementById("drawn").innerHTML = svg; document.title = "drawn"; }})
    .catch(failure => {{ document.getElementById("drawn").textContent = failure.message; document.title = "refused"; }});
</script>
"""

folder, kit = (Path(word).resolve() for word in sys.argv[1:])
browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if browser is None:
    needed = "browser" in os.environ.get("VIRGA_TESTS_NEED", "").replace(",", " ").split()
    print(f"{'failed' if needed else 'skipped'}: there is no browser; on Debian: apt-get install chromium")
    sys.exit(1 if needed else 77)
node_with_packages(here, folder, minutes=6)
mermaid = folder / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"


def drawn(source, place):
    """The title of the page, which says whether the text was drawn, and what stands in the drawing."""
    page = Path(place) / "page.html"
    page.write_text(PAGE.format(script=mermaid.as_uri(), source=html.escape(source)), encoding="utf-8")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--user-data-dir={place}/profile",
               "--allow-file-access-from-files", "--virtual-time-budget=60000", "--dump-dom", page.as_uri()]
    document = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                              timeout=240, check=True).stdout
    title = re.search(r"<title>(.*?)</title>", document)
    place_of_it = document.partition('<div id="drawn">')[2].partition("<script>")[0]
    words = html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "\n", place_of_it, flags=re.DOTALL))
    return title[1] if title else "nothing", {word.strip() for word in words.split("\n")}


with tempfile.TemporaryDirectory(prefix="virga-browser-") as place:
    whole = subprocess.run([kit, "diagram", "--form", "mermaid"], cwd=place, stdout=subprocess.PIPE, text=True, check=True).stdout
    tables = re.findall(r'^ {4}"([^"]+)" \{', whole, re.MULTILINE)
    assert len(tables) >= 10, f"the diagram has few tables: {tables}"
    title, words = drawn(whole, place)
    assert title == "drawn", f"the browser drew nothing: {title} {sorted(words)}"
    missing = [table for table in tables if table not in words]
    assert not missing, f"the drawing has no table {', '.join(missing)}"

    # The check can fail: a text that is no diagram is refused, and a table that is not in the text is not found.
    title, _ = drawn(whole + '\n    "user" {{{\n', place)
    assert title == "refused", f"the browser took what is no diagram: {title}"
    _, words = drawn(whole.replace(f'"{tables[-1]}"', '"another"'), place)
    assert tables[-1] not in words and "another" in words, "a table that is gone was found"
print(f"{len(tables)} tables, each drawn")
