#!/usr/bin/env python3
"""Looks whether each name that virga has in an object file or a program is short: what a compiler, a linker and a debugger carry
around for a query. Names of finds of several levels and conditions are the longest.
"""

import subprocess
import sys

LIMIT = 900


def main(nm, program):
    listed = subprocess.run([nm, "--format=just-symbols", program], capture_output=True, text=True, check=True)
    names = [line for line in listed.stdout.splitlines() if "5virga" in line]
    if not names:
        sys.exit(f"{program}: it has no name of virga's")
    longest = max(names, key=len)
    if len(longest) > LIMIT:
        sys.exit(f"{program}: a name has {len(longest)} characters; {LIMIT} is the most: {longest}")
    print(f"{program}: the longest of {len(names)} names has {len(longest)} characters")


if __name__ == "__main__":
    main(*sys.argv[1:])
