"""Packages from npm for the tests that compare with them; without node or npm they are skipped, and say so."""

import contextlib
import os
import shutil
import subprocess
import sys


def stop(reason):
    """Ends the test as skipped (77), or as failed if VIRGA_TESTS_NEED names node."""
    needed = "node" in os.environ.get("VIRGA_TESTS_NEED", "").replace(",", " ").split()
    print(f"{'failed' if needed else 'skipped'}: {reason}")
    sys.exit(1 if needed else 77)


def node_with_packages(here, folder, minutes):
    """The path of node; `folder` then has the packages of the package-lock.json in `here`, by `npm ci`.

    Packages that an earlier run left there are kept while the lock is the same. No package's scripts are run.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None:
        stop("there is no node; on Debian and Ubuntu: apt-get install nodejs npm")
    lock = (here / "package-lock.json").read_bytes()
    installed = folder / "installed"
    if installed.exists() and installed.read_bytes() == lock:
        return node
    if npm is None:
        stop("there is no npm; on Debian and Ubuntu: apt-get install npm")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(here / name, folder / name)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    try:
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              timeout=minutes * 60)
    except subprocess.TimeoutExpired:
        stop(f"npm ci did not get the packages within {minutes} minutes")
    if done.returncode != 0:
        stop(f"npm ci could not get the packages:\n{done.stdout}")
    installed.write_bytes(lock)
    return node


def run_in(folder, *command):
    """What a command prints, run in the folder; when it fails the test does, with that."""
    # Nothing of the caller's may choose another database, and nothing is to be told to anyone.
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "DATABASE_URL", "BETTER_AUTH"))}
    done = subprocess.run(command, cwd=folder, env={**kept, "BETTER_AUTH_TELEMETRY": "0", "CI": "1", "NO_COLOR": "1"},
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=240)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command[:3]))} failed:\n{done.stdout}")
    return done.stdout


@contextlib.contextmanager
def databases(server, *names):
    """The addresses of empty databases, and the program better_auth/server.cpp that has them until the end."""
    with subprocess.Popen([server, *names], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as helper:
        try:
            urls = [helper.stdout.readline().strip() for _ in names]
            if not all(urls):
                sys.exit("the server did not start")
            yield *urls, helper
        finally:
            helper.stdin.close()
