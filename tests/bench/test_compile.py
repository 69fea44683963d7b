#!/usr/bin/env python3
"""Each budget of compile.py can break, and then it fails. Continuous integration runs it where they hold."""
import pathlib
import subprocess
import sys
import unittest

BENCH = pathlib.Path(__file__).resolve().parent / "compile.py"
BUDGETS = [
    "MB of memory, virga", "kB of object, virga", "times by hand, each struct handed to a function",
    "times by hand, filling a vector", "longest symbol, virga, filling a vector", "virga.hpp, times the headers by hand",
    "times a usual query, a find of two levels",
]


def run(*options):
    """With two tables and five queries, one of each kind."""
    return subprocess.run(
        [sys.executable, str(BENCH), "--compiler", "g++", "--level", "0", "--tables", "2", "--queries", "5", "--rounds", "1", *options],
        capture_output=True, text=True, check=False)


class Budgets(unittest.TestCase):
    def test_one_that_is_broken_fails(self):
        ran = run("--scale", "0", "--check")
        self.assertEqual(ran.returncode, 1, ran.stdout + ran.stderr)
        broken = ran.stdout.splitlines()[-1]
        for budget in BUDGETS:
            self.assertIn(budget, broken)


if __name__ == "__main__":
    unittest.main()
