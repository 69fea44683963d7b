#!/usr/bin/env python3
"""Adds up the test logs of the build folders named; fails when anything failed, was skipped or did not run.

A Catch2 program counts as its test cases, a TAP program as its points, any other test as one.
"""

import json
import re
import sys
from pathlib import Path

PASSED = {"OK", "EXPECTEDFAIL"}
SKIPPED = {"SKIP"}
# Skipped without saying so would be a failure; of these the system has no package.
ABSENT = {"pgvector"}


def count_catch(output):
    """Test cases passed and failed, or nothing when Catch2 printed no summary."""
    whole = re.search(r"^All tests passed \(.* in (\d+) test cases?\)", output, re.MULTILINE)
    if whole:
        return int(whole[1]), 0
    line = re.search(r"^test cases: *(\d+)(.*)$", output, re.MULTILINE)
    if not line:
        return None
    of = {kind: int(number) for number, kind in re.findall(r"(\d+) (passed|failed)", line[2])}
    return of.get("passed", 0), of.get("failed", 0)


def count(test):
    output = test.get("stdout") or ""
    points = re.findall(r"^(not )?ok \d+", output, re.MULTILINE)
    passed, failed = count_catch(output) or (points.count(""), points.count("not "))
    if test["result"] in SKIPPED:
        return 0, 0, 0 if test["name"].split(" / ")[-1] in ABSENT else 1
    if test["result"] in PASSED:
        return max(passed, 1), 0, 0
    return passed, max(failed, 1), 0


totals = [0, 0, 0]
for folder in sys.argv[1:]:
    log = Path(folder) / "meson-logs" / "testlog.json"
    tests = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines() if line] if log.exists() else []
    if not tests:
        print(f"{folder}: ran no test")
        totals[1] += 1
    for test in tests:
        counts = count(test)
        totals = [total + one for total, one in zip(totals, counts)]
        if counts[1] or counts[2]:
            print(f"{folder}: {test['name']}: {test['result']}")

passed, failed, skipped = totals
print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
sys.exit(1 if failed or skipped or not passed else 0)
