#!/usr/bin/env python3
"""Checks that every domain folder of a schema is reached from its index.hpp.

A folder that nobody includes compiles, and its tables are quietly missing from the migrations. So the
compiler is asked which headers `index.hpp` reaches, and a folder of which it reaches none is an error.
The depfile names those headers and the folders themselves, so that ninja runs this again when a header
is edited and when a folder or a header is added.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path


def preprocess_command(commands: Path, like: Path):
    """The compiler and flags that `like` is compiled with, without its source and output; the folder."""
    for entry in json.loads(commands.read_text(encoding="utf-8")):
        if (Path(entry["directory"]) / entry["file"]).resolve() == like.resolve():
            break
    else:
        sys.exit(f"schema: {like} is not compiled by this build, so its flags are unknown")
    words = entry.get("arguments") or shlex.split(entry["command"])
    if Path(words[0]).name == "ccache":
        words = words[1:]
    kept = [words[0]]
    rest = iter(words[1:])
    for word in rest:
        if word in ("-I", "-isystem", "-iquote", "-D", "-U", "-include"):
            kept += [word, next(rest)]
        elif word.startswith(("-I", "-isystem", "-iquote", "-D", "-U", "-std=", "-stdlib=", "--sysroot=")):
            kept.append(word)
    return kept, entry["directory"]


def reached_headers(command, directory, index: Path):
    # Through standard input: a header that is itself the main file draws a warning for #pragma once.
    result = subprocess.run(
        [*command, "-MM", "-MT", "index", "-x", "c++", "-"],
        input=f'#include "{index}"\n', cwd=directory, capture_output=True, encoding="utf-8", check=False,
    )
    if result.returncode != 0:
        sys.exit(result.stderr.strip())
    words = shlex.split(result.stdout.replace("\\\n", " "))[1:]
    return {(Path(directory) / word).resolve() for word in words if word != "-"}


def unreached(root: Path, ignored, reached):
    """A sentence for each folder, or single header, that `reached` does not hold."""
    sentences = []
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        if folder.name in ignored or folder.name.startswith("."):
            continue
        headers = sorted(folder.rglob("*.hpp"))
        missing = [header for header in headers if header.resolve() not in reached]
        name = folder.name
        if headers and missing == headers:
            sentences.append(
                f"schema: the folder '{name}' is reached by nothing; include \"{name}/index.hpp\" "
                f"in {root.name}/index.hpp and add {name}::domain to app::schema"
            )
        else:
            sentences += [
                f"schema: the header '{header.relative_to(root)}' is reached by nothing; "
                f"include it in {root.name}/{name}/index.hpp, or remove it"
                for header in missing
            ]
    return sentences


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("index", type=Path, help="the schema's index.hpp")
    parser.add_argument("--commands", type=Path, required=True, help="compile_commands.json of the build")
    parser.add_argument("--like", type=Path, required=True, help="a source file that includes the schema")
    parser.add_argument("--ignore", action="append", default=["migrations"], help="a folder that is no domain")
    parser.add_argument("--depfile", type=Path)
    parser.add_argument("--stamp", type=Path)
    options = parser.parse_args()

    index = options.index.resolve()
    root = index.parent
    command, directory = preprocess_command(options.commands, options.like)
    reached = reached_headers(command, directory, index)
    sentences = unreached(root, options.ignore, reached)
    if sentences:
        sys.exit("\n".join(sentences))

    if options.depfile:
        folders = [root, *(Path(path) / name for path, names, _ in os.walk(root) for name in names
                           if (Path(path) / name).relative_to(root).parts[0] not in options.ignore)]
        names = sorted(str(path).replace(" ", "\\ ") for path in {*reached, *folders})
        options.depfile.write_text(f"{options.stamp}: " + " \\\n  ".join(names) + "\n")
    if options.stamp:
        options.stamp.write_text("")


if __name__ == "__main__":
    main()
