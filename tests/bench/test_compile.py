#!/usr/bin/env python3
"""Each budget of compile.py can break, and then it fails. Continuous integration runs it where they hold."""
import argparse
import contextlib
import io
import pathlib
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import compile as bench  # pylint: disable=wrong-import-position

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


class Instructions(unittest.TestCase):
    """Of the compiler that counts; what it counts is made up here, as a real count takes minutes."""

    @staticmethod
    def broken_by(core, a_table, a_query):
        """What is broken where the header, a table and a query cost so many millions."""
        with_tables = core + 10 * a_table
        counts = iter([core, with_tables, with_tables + 2000, with_tables + 2000 + 50 * a_query])
        report = bench.Report()
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()), \
                mock.patch.object(bench, "instructions_of", lambda _: next(counts) * 1e6):
            bench.count_instructions(report, argparse.Namespace(tables=10, queries=50), "g++", "0", pathlib.Path(folder))
        return report.broken

    def test_what_is_at_its_limit_holds_and_one_more_breaks(self):
        header, table, query = bench.HEADER_INSTRUCTIONS_LIMIT, bench.TABLE_INSTRUCTIONS_LIMIT["0"], bench.INSTRUCTIONS_LIMIT["0"]
        self.assertEqual(self.broken_by(header, table, query), [])
        self.assertEqual(self.broken_by(header + 1, table, query), ["million instructions, virga.hpp"])
        self.assertEqual(self.broken_by(header, table + 1, query), ["million instructions a table"])
        self.assertEqual(self.broken_by(header, table, query + 1), ["million instructions a query"])


if __name__ == "__main__":
    unittest.main()
