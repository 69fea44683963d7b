#!/usr/bin/env python3
"""Runs Better Auth over the tables of the reference app: run.py <server> <kit> <folder>.

Its generator writes the schema of its core tables, drizzle-kit pushes that into one database, the kit migrates ours into
another: catalogs.mjs compares the two. Then life.mjs has users sign up, sign in, change and go over ours, and the server
reads what is left by the declared tables.

The folder gets the packages of package-lock.json, unless it has them. Exit status 77 (skipped) without node, or where
npm cannot get them; if VIRGA_TESTS_NEED names node, that is a failure.
"""

import shutil
import sys
from pathlib import Path

here = Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent))
from npm import databases, node_with_packages, run_in

server, kit, folder = (Path(word).resolve() for word in sys.argv[1:4])
node = node_with_packages(here, folder, minutes=6)

# Modules look for packages beside themselves, and each run makes its files anew.
for script in here.glob("*.mjs"):
    shutil.copyfile(script, folder / script.name)
schema, left, migrations = folder / "schema.mjs", folder / "left.txt", folder / "migrations"
shutil.rmtree(migrations, ignore_errors=True)


def run(*command):
    return run_in(folder, *command)


with databases(server, "theirs", "ours") as (theirs, ours, helper):
    run(node, "generate.mjs", schema)
    push = ["push", "--force", "--dialect=postgresql", f"--schema={schema}", f"--url={theirs}"]
    run(node, "node_modules/drizzle-kit/bin.cjs", *push)
    run(kit, "--folder", migrations, "generate", "--name", "all")
    run(kit, "--folder", migrations, "--database-url", ours, "migrate")
    print(run(node, "catalogs.mjs", theirs, ours), end="")
    print(run(node, "life.mjs", ours, schema, left), end="")

    helper.stdin.write(f"{ours}\n")
    helper.stdin.flush()
    read = list(iter(lambda: helper.stdout.readline().strip(), ""))
    expected = [left.read_text(encoding="utf-8")]
    if read != expected:
        sys.exit(f"the declared tables read {read}, and Better Auth says {expected}")
    print("declared tables: they read the session that Better Auth made")
