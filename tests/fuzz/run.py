#!/usr/bin/env python3
"""Runs a harness from its seeds for some seconds, without keeping what it finds out on the way.

    run.py HARNESS SEEDS [SECONDS]

What ends it, a finding, is kept in the folder where it runs. For as long as one likes, call the harness itself.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

harness, seeds = sys.argv[1:3]
seconds = sys.argv[3] if len(sys.argv) > 3 else "4"
findings = Path(harness).resolve().parent / "findings"
findings.mkdir(exist_ok=True)
with tempfile.TemporaryDirectory() as corpus:  # the first folder is written to, the others are only read
    ended = subprocess.run(
        [harness, corpus, seeds, "-seed=1", f"-max_total_time={seconds}", "-max_len=4096", "-timeout=60", "-print_final_stats=1"]
        + [f"-artifact_prefix={findings}/{Path(harness).name}-"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
lines = ended.stdout.splitlines()
told = [line for line in lines if not line.startswith("#") or ended.returncode]  # the progress, only where it failed
print("\n".join(told))
if ended.returncode:
    print(f"A finding: what is written to {findings} shows it again when it is given to {harness}.")
# libFuzzer ends with 77, which Meson would take for a test that was skipped.
sys.exit(1 if ended.returncode else 0)
