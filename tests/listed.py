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
# Of a unity build it is a file of the build folder that is compiled, which includes them.
for unity in [path for path in compiled if re.search(r"-unity\d+\.cpp$", path.name)]:
    included = re.findall(r'^#include *[<"](.*)[>"]$', unity.read_text(encoding="utf-8"), re.MULTILINE)
    compiled |= {(unity.parent / name).resolve() for name in included}
missing = [
    f"{path.relative_to(source_root)} is compiled by nothing; name it in {folder}/meson.build"
    for folder in sys.argv[3:]
    for path in sorted((source_root / folder).glob("*.cpp"))
    if path.resolve() not in compiled
]
print("\n".join(missing) or "every file is compiled")
sys.exit(1 if missing else 0)
