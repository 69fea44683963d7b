#!/usr/bin/env python3
"""Compiles each case of this folder twice: as it stands, which must pass, and with -DREJECT, which must not.

A case opens with its expectations, one a line:

    // expect: <part of the sentence>     one error, in this order; there must be no others
    // note: <text>                       somewhere in the output: the name of the column, say

Each expected error must be the compiler's own `error:` line, and what the compiler prints with it must
show a line that the user wrote: one between `#ifdef REJECT` and its `#else` or `#endif`.

The compiler and its flags are those of the build folder. The output is TAP; stderr says what went wrong.
"""

import argparse
import concurrent.futures
import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SHOWN_LINES = 30
DIAGNOSTIC = re.compile(r"^(?:(?P<place>[^\s:][^:]*:\d+(?::\d+)?): )?(?P<kind>fatal error|error|note|warning): (?P<text>.*)")
# What gcc prints ahead of the diagnostic that it belongs to.
LEAD = re.compile(r"^In file included from |^ {15,}from |^[^\s:][^:]*: (In|At) |: {2,}(recursively )?required (from|by|for)|: {2,}in .constexpr. expansion")


@dataclass
class Case:
    path: Path
    errors: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    reject_lines: set = field(default_factory=set)


def normalized(text):
    """One kind of quote, one space between words: what the two compilers say in the same way."""
    return " ".join(re.sub("[‘’“”`\"]", "'", text).split())


def read_case(path):
    case = Case(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.startswith("//"):
            break
        for kind, target in (("expect", case.errors), ("note", case.notes)):
            if line.startswith(f"// {kind}: "):
                target.append(line.split(": ", 1)[1].strip())
    branches = []  # of each #if that is open: whether its current branch is compiled only with REJECT
    for number, line in enumerate(lines, 1):
        directive = re.match(r"\s*#\s*(ifdef|ifndef|if|elif|else|endif)\b\s*(.*)", line)
        if not directive:
            if any(branches):
                case.reject_lines.add(number)
        elif directive[1] in ("ifdef", "if"):
            branches.append(re.fullmatch(r"(defined\s*\(?\s*)?REJECT\s*\)?", directive[2].split("//")[0].strip()) is not None)
        elif directive[1] == "ifndef":
            branches.append(False)
            if directive[2].startswith("REJECT"):
                branches[-1] = None  # its #else is ours
        elif directive[1] in ("else", "elif"):
            branches[-1] = branches[-1] is None
        else:
            branches.pop()
    return case


def command_of(commands: Path, like: Path):
    """The compiler, flags and working folder that the build uses for `like`."""
    for entry in json.loads(commands.read_text(encoding="utf-8")):
        if (Path(entry["directory"]) / entry["file"]).resolve() == like.resolve():
            break
    else:
        sys.exit(f"Bail out! {like} is not compiled by this build, so the flags are unknown")
    words = entry.get("arguments") or shlex.split(entry["command"])
    if Path(words[0]).name == "ccache":
        words = words[1:]
    kept = [words[0]]
    rest = iter(words[1:])
    for word in rest:
        if word in ("-I", "-isystem", "-D", "-U"):
            kept += [word, next(rest)]
        elif word.startswith(("-I", "-isystem", "-D", "-U", "-std=", "-stdlib=")):
            kept.append(word)
    return kept, entry["directory"]


class Compiler:
    """Compiles without code generation, behind a precompiled virga.hpp."""

    def __init__(self, options):
        self.command, self.directory = command_of(options.commands, options.like)
        self.command += ["-I", str(FOLDER), "-Wall", "-Wextra", "-Wno-unused"]
        self.environment = {**os.environ, "LC_ALL": "C"}
        version = subprocess.run([self.command[0], "--version"], capture_output=True, text=True, check=True)
        self.is_clang = "clang" in version.stdout
        if self.is_clang:
            self.command += ["-fno-color-diagnostics", "-ferror-limit=0"]
        else:
            self.command += ["-fdiagnostics-color=never"]
        self.prelude = []
        if (options.include / "virga.hpp").exists():
            self.prelude = self.precompile(options.work)

    def run(self, arguments):
        result = subprocess.run(
            [*self.command, *arguments], cwd=self.directory, env=self.environment,
            capture_output=True, encoding="utf-8", errors="replace", check=False,
        )
        return result.returncode, result.stdout + result.stderr

    def precompile(self, work: Path):
        work.mkdir(parents=True, exist_ok=True)
        header = work / "prelude.hpp"
        header.write_text("#include <virga.hpp>\n")
        output = work / ("prelude.pch" if self.is_clang else "prelude.hpp.gch")
        output.unlink(missing_ok=True)
        status, text = self.run(["-x", "c++-header", str(header), "-o", str(output)])
        if status != 0:
            print("Bail out! virga.hpp does not compile")
            sys.exit(text)
        return ["-include-pch", str(output)] if self.is_clang else ["-include", str(header)]

    def check(self, source: Path, *flags):
        return self.run([*self.prelude, *flags, "-fsyntax-only", str(source)])


def errors_of(output):
    """Each error's sentence, with all that the compiler printed for it."""
    errors = []
    lead = []
    for line in output.splitlines():
        found = DIAGNOSTIC.match(line)
        if found and found["kind"].endswith("error"):
            errors.append((found["text"], [*lead, line]))
            lead = []
        elif LEAD.search(line) and not found:
            lead.append(line)
        elif errors:
            errors[-1][1].extend([*lead, line])
            lead = []
    if errors:
        errors[-1][1].extend(lead)
    return errors


def shows_users_line(case, context):
    shown = re.compile(rf"(?:^|[\s/]){re.escape(case.path.name)}:(\d+)")
    return any(int(number) in case.reject_lines for line in context for number in shown.findall(line))


def judge(case, compiler):
    """Nothing when the case holds, else what is wrong and what the compiler printed."""
    if not case.errors:
        return ["the file does not open with a line '// expect: '"], ""
    if not case.reject_lines:
        return ["the file has nothing between #ifdef REJECT and #endif"], ""
    status, output = compiler.check(case.path)
    if status != 0 or "warning:" in output:
        return ["as it stands, without REJECT, the file must compile, and without a warning"], output
    status, output = compiler.check(case.path, "-DREJECT")
    if status == 0:
        return [f"with REJECT the file compiles; expected: {case.errors[0]}"], output
    wrong = []
    errors = errors_of(output)
    for number, expected in enumerate(case.errors):
        if number >= len(errors):
            wrong.append(f"no error says: {expected}")
            continue
        sentence, context = errors[number]
        if normalized(expected) not in normalized(sentence):
            wrong.append(f"error {number + 1} should say: {expected}")
            wrong.append(f"              it says: {sentence}")
        elif not shows_users_line(case, context):
            wrong.append(f"error {number + 1} shows no line of the user's between #ifdef REJECT and #endif")
    wrong += [f"a further error follows: {sentence}" for sentence, _ in errors[len(case.errors):]]
    wrong += [f"nothing printed says: {note}" for note in case.notes if normalized(note) not in normalized(output)]
    return wrong, output


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--commands", type=Path, required=True, help="compile_commands.json of the build")
    parser.add_argument("--like", type=Path, required=True, help="a source file whose flags to use")
    parser.add_argument("--include", type=Path, required=True, help="the folder of virga.hpp")
    parser.add_argument("--work", type=Path, required=True, help="a folder for the precompiled header")
    parser.add_argument("--jobs", type=int, default=min(os.cpu_count() or 1, 8))
    parser.add_argument("--print", action="store_true", help="show what the compiler says of each case")
    parser.add_argument("names", nargs="*", help="cases to run; all when none is named")
    options = parser.parse_args()

    wanted = {Path(name).stem for name in options.names}
    paths = [path for path in sorted(FOLDER.rglob("*.cpp")) if not wanted or path.stem in wanted]
    print(f"1..{len(paths)}" if paths else "1..0 # SKIP there is no case", flush=True)
    if not paths:
        return 0
    compiler = Compiler(options)
    failures = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        cases = [read_case(path) for path in paths]
        results = pool.map(lambda case: judge(case, compiler), cases)
        for number, (case, (wrong, output)) in enumerate(zip(cases, results), 1):
            name = case.path.relative_to(FOLDER).with_suffix("").as_posix()
            print(f"{'not ok' if wrong else 'ok'} {number} - {name}", flush=True)
            if wrong:
                failures.append((name, wrong, output))
            elif options.print:
                print("\n".join(f"# {line}" for line in output.splitlines()))
    # On stderr: of a TAP program Meson shows that.
    for name, wrong, output in failures:
        lines = output.splitlines()
        if len(lines) > SHOWN_LINES:
            lines[SHOWN_LINES:] = [f"... {len(lines) - SHOWN_LINES} lines more"]
        report = [f"{name}.cpp", *(f"  {line}" for line in wrong), *(f"    | {line}" for line in lines), ""]
        print("\n".join(report), file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
