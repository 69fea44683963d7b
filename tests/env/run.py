#!/usr/bin/env python3
"""Has compare.cjs compare the library with dotenv: run.py <reader> <folder>.

The folder gets the packages of package-lock.json, by `npm ci`, unless it has them. Exit status 77 (skipped) without
node, or where npm cannot get them; if VIRGA_TESTS_NEED names node, that is a failure.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

here = Path(__file__).resolve().parent
reader, folder = sys.argv[1], Path(sys.argv[2])


def stop(reason):
    needed = "node" in os.environ.get("VIRGA_TESTS_NEED", "").replace(",", " ").split()
    print(f"{'failed' if needed else 'skipped'}: {reason}")
    sys.exit(1 if needed else 77)


node, npm = shutil.which("node"), shutil.which("npm")
if node is None:
    stop("there is no node; on Debian and Ubuntu: apt-get install nodejs npm")

lock = (here / "package-lock.json").read_bytes()
installed = folder / "installed"
if not installed.exists() or installed.read_bytes() != lock:
    if npm is None:
        stop("there is no npm; on Debian and Ubuntu: apt-get install npm")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(here / name, folder / name)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    try:
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=180)
    except subprocess.TimeoutExpired:
        stop("npm ci did not get the packages within 3 minutes")
    if done.returncode != 0:
        stop(f"npm ci could not get the packages:\n{done.stdout}")
    installed.write_bytes(lock)

sys.exit(subprocess.run([node, here / "compare.cjs", reader, folder], timeout=180).returncode)
