#!/usr/bin/env python3
"""Whether the README shows the reference app's tables as the kit draws them: diagram.py <root> <kit> <scratch>."""

import shutil
import subprocess
import sys
from pathlib import Path

root, kit, scratch = Path(sys.argv[1]), Path(sys.argv[2]).resolve(), Path(sys.argv[3])  # Meson names the kit from its folder
shutil.rmtree(scratch, ignore_errors=True)
scratch.mkdir(parents=True)
page = scratch / "README.md"
shutil.copyfile(root / "README.md", page)

subprocess.run([kit, "diagram", "--output", page], cwd=scratch, check=True)
if page.read_bytes() != (root / "README.md").read_bytes():
    sys.exit("README.md shows other tables than the schema has; run `ninja -C build diagram`")

# A page that shows others is not left as it is.
text = page.read_text(encoding="utf-8")
assert '"media" {' in text, "the page shows no table"
page.write_text(text.replace('"media" {', '"picture" {'), encoding="utf-8")
subprocess.run([kit, "diagram", "--output", page], cwd=scratch, check=True)
assert page.read_text(encoding="utf-8") == text, "a page with other tables was left as it was"

# Nor is a page without a place for it touched.
page.write_text("# A page\n", encoding="utf-8")
refused = subprocess.run([kit, "diagram", "--output", page], cwd=scratch, stderr=subprocess.PIPE, text=True)
assert refused.returncode == 1 and "<!-- diagram -->" in refused.stderr, refused
assert page.read_text(encoding="utf-8") == "# A page\n"

# The form is that of the file's name.
for name, start in (("schema.dot", "digraph"), ("schema.dbml", "Enum"), ("schema.mmd", "erDiagram")):
    subprocess.run([kit, "diagram", "--output", scratch / name], cwd=scratch, check=True)
    assert (scratch / name).read_text(encoding="utf-8").startswith(start), name
