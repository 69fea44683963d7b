#!/usr/bin/env python3
"""Has Drizzle 1.0 and the kit apply each other's folders of migrations: run.py <server> <kit> <folder>.

The folder gets the packages of package-lock.json, unless it has them. Exit status 77 (skipped) without node, or where
npm cannot get them; if VIRGA_TESTS_NEED names node, that is a failure.
"""

import json
import shutil
import sys
from pathlib import Path

here = Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent))
from npm import databases, node_with_packages, run_in

server, kit, folder = (Path(word).resolve() for word in sys.argv[1:4])
node = node_with_packages(here, folder, minutes=6)
for script in here.glob("*.mjs"):
    shutil.copyfile(script, folder / script.name)
for made in ("ours", "theirs"):
    shutil.rmtree(folder / made, ignore_errors=True)


def run(*command):
    return run_in(folder, *command)


def drizzle(url, *migrations):
    return json.loads(run(node, "migrate.mjs", url, *migrations))


def check(what, holds, *shown):
    if not holds:
        sys.exit(f"this does not hold: {what}\n" + "\n".join(map(str, shown)))
    print(what)


with databases(server, "one", "two", "three") as (one, two, three, _):
    run(kit, "--folder", "ours", "generate", "--name", "all")
    by_drizzle = drizzle(one, "ours")
    check("Drizzle applies the kit's folder", len(by_drizzle) == 1 and by_drizzle[0]["applied"], by_drizzle)
    said = run(kit, "--folder", "ours", "--database-url", one, "migrate")
    check("then the kit finds nothing to apply", "Nothing to apply" in said, said)

    run(kit, "--folder", "ours", "--database-url", two, "migrate")
    by_kit = drizzle(two)
    check("the kit records what Drizzle does", by_kit == by_drizzle, by_kit, by_drizzle)
    after = drizzle(two, "ours")
    check("after the kit, Drizzle finds nothing to apply", after == by_kit, after)

    run(node, "node_modules/drizzle-kit/bin.cjs", "generate", "--config=drizzle.config.mjs", "--name", "first")
    said = run(kit, "--folder", "theirs", "--database-url", three, "migrate")
    check("the kit applies the folder of drizzle-kit", "Applied" in said, said)
    by_kit = drizzle(three)
    after = drizzle(three, "theirs")
    check("then Drizzle finds nothing to apply", len(by_kit) == 1 and after == by_kit, by_kit, after)
