#!/usr/bin/env python3
"""Looks whether each name that virga has in an object file or a program is short: what a compiler, a linker and a debugger carry
around for a query. Names of finds of several levels and conditions are the longest. Given words, it looks at names with one of
them. What a program makes of queries by templates of its own is not looked at.
"""

import re
import subprocess
import sys

LIMIT = 900
OWN = re.compile(r"_Z[A-Z]*(5virga|S)")


def main(nm, program, *words):
    listed = subprocess.run([nm, "--format=just-symbols", program], capture_output=True, text=True, check=True)
    names = [line for line in listed.stdout.splitlines() if OWN.match(line) and "5virga" in line]
    if words:
        names = [name for name in names if any(word in name for word in words)]
    if not names:
        sys.exit(f"{program}: it has no such name of virga's")
    longest = max(names, key=len)
    if len(longest) > LIMIT:
        sys.exit(f"{program}: a name has {len(longest)} characters; {LIMIT} is the most: {longest}")
    print(f"{program}: the longest of {len(names)} names has {len(longest)} characters")


if __name__ == "__main__":
    main(*sys.argv[1:])
