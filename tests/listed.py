#!/usr/bin/env python3
"""Fails when a source file in one of the folders named is compiled by nothing."""

import json
import re
import sys
from pathlib import Path

source_root, build_root = map(Path, sys.argv[1:3])
compiled = {
    (Path(entry["directory"]) / entry["file"]).resolve()
    for entry in json.loads((build_root / "compile_commands.json").read_text(encoding="utf-8"))
}
# Files that the build writes compile others.
for path in [path for path in compiled if build_root.resolve() in path.parents and path.exists()]:
    compiled |= {Path(name) for name in re.findall(r'^#include "(/.*\.cpp)"$', path.read_text(encoding="utf-8"), re.MULTILINE)}
missing = [
    f"{path.relative_to(source_root)} is compiled by nothing; name it in {folder}/meson.build"
    for folder in sys.argv[3:]
    for path in sorted((source_root / folder).glob("*.cpp"))
    if path.resolve() not in compiled
]
print("\n".join(missing) or "every file is compiled")
sys.exit(1 if missing else 0)
