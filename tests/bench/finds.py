#!/usr/bin/env python3
"""Runs the finds of tests/bench by virga, by hand on libpq, and by Drizzle, against one server.

    tests/bench/finds.py build-bench/tests/bench/bench_finds

All on one core. Needs npm; what it installs goes into a folder that is removed at the end.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

VERSIONS = ("0.45.4", "1.0.0-rc.5")


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    program = pathlib.Path(__file__).with_name("finds.mjs")
    with subprocess.Popen([sys.argv[1], "--serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        url = server.stdout.readline().strip()
        print(f"{'ms of CPU, median':<64}{'both':>9}{'client':>9}{'ratio':>9}")
        server.stdin.write("measure\n")
        server.stdin.flush()
        for line in server.stdout:
            if not line.strip():
                break
            print(line, end="", flush=True)
        for version in VERSIONS:
            with tempfile.TemporaryDirectory() as folder:
                subprocess.run(["npm", "install", "--silent", "--no-save", f"drizzle-orm@{version}", "pg", "postgres"], cwd=folder, check=True)
                (pathlib.Path(folder) / program.name).write_bytes(program.read_bytes())
                for driver in ("pg", "postgres"):
                    subprocess.run(["taskset", "-c", "0", "node", program.name, url, driver], cwd=folder,
                                   env={**os.environ, "VERSION": version}, check=True)
        server.stdin.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
