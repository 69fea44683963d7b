#!/usr/bin/env python3
"""The development database: dev.py <kit> <scratch>. It starts, has the migrations, answers, and leaves nothing however it ends."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

kit, scratch = Path(sys.argv[1]).resolve(), Path(sys.argv[2])  # Meson names the kit from its folder
shutil.rmtree(scratch, ignore_errors=True)
scratch.mkdir(parents=True)
# Nothing of the caller's may be asked instead.
environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "DATABASE_URL"))}


def run(*words):
    return subprocess.run([kit, *words], cwd=scratch, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def start():
    """The program, the URL that it printed, and the server's folder."""
    program = subprocess.Popen([kit, "dev"], cwd=scratch, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    url = program.stdout.readline().strip()
    if not url:
        sys.exit(f"no database: {program.communicate()[1]}")
    return program, url, Path(parse_qs(urlsplit(url).query)["host"][0])


def wait_until_gone(folder):
    end = time.monotonic() + 30
    while folder.exists():
        assert time.monotonic() < end, f"{folder} is still there"
        time.sleep(0.05)


# Without migrations it says what to do.
refused = run("dev")
assert refused.returncode == 1 and "generate" in refused.stderr, refused
assert run("generate", "--name", "all").returncode == 0

for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL):
    program, url, folder = start()
    try:
        assert folder.exists()
        status = run("status", "--database-url", url)
        assert status.returncode == 0 and status.stdout.startswith("applied  "), status
        assert "pending" not in status.stdout, status
        program.send_signal(number)
        code = program.wait(timeout=60)
        assert code == (-signal.SIGKILL if number == signal.SIGKILL else 0), (number, code)
        wait_until_gone(folder)
        assert run("status", "--database-url", url).returncode == 1
    finally:
        if program.poll() is None:
            program.kill()

# For another program: one object when it is ready.
program = subprocess.Popen([kit, "dev", "--json"], cwd=scratch, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
told = json.loads(program.stdout.readline())
assert [each["name"] for each in told.pop("applied")] == [path.name for path in (scratch / "schema" / "migrations").iterdir()], told
assert run("status", "--database-url", told.pop("url")).returncode == 0
assert told == {"verb": "dev", "ok": True, "exit_code": 0, "error": None, "cautions": []}, told
program.terminate()
rest = program.communicate(timeout=60)
assert program.returncode == 0 and rest == ("", ""), rest

# Two of them are apart from each other.
one, other = start(), start()
assert one[1] != other[1]
for program, _, folder in (one, other):
    program.terminate()
    assert program.wait(timeout=60) == 0
    wait_until_gone(folder)
