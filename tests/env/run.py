#!/usr/bin/env python3
"""Has compare.cjs compare the library with dotenv: run.py <reader> <folder>.

The folder gets the packages of package-lock.json, unless it has them. Exit status 77 (skipped) without node, or where
npm cannot get them; if VIRGA_TESTS_NEED names node, that is a failure.
"""

import subprocess
import sys
from pathlib import Path

here = Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent))
from npm import node_with_packages

reader, folder = sys.argv[1], Path(sys.argv[2])
node = node_with_packages(here, folder, minutes=3)
sys.exit(subprocess.run([node, here / "compare.cjs", reader, folder], timeout=180).returncode)
