#!/usr/bin/env python3
"""Compiles each file of this folder twice: as it stands, which must pass, and with -DREJECT, which must be refused as it says.

A file is a family of cases. A case is a namespace: what is wrong stands beside its twin that compiles, and below the wrong
line stands what the compiler must say of it.

    namespace select_nothing {
    #ifdef REJECT
    constexpr auto text = to_sql(select().from(post));
    // error: <part of the sentence>    this error and no other; a second one has a line of its own, in the compiler's order
    // note: <text>                     somewhere in what is printed with the error: the name of the column, say
    #else
    constexpr auto text = to_sql(select(post).from(post));
    #endif
    }  // namespace select_nothing

A long sentence goes on in the next line, behind // and two spaces or more.

An error belongs to the wrong line that the compiler shows with it: its own, or the one where the template was used. It fails
its case when it is not expected at that line; an error that shows no line of a case fails all cases of the file. A compiler
reports a rule once for the same types, so no two cases of a file may be wrong in the same way: name another column in one.

The compiler and its flags are those of the build folder. Each case is a point of TAP; stderr says what went wrong.
"""

import argparse
import concurrent.futures
import json
import os
import re
import resource
import shlex
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SHOWN_LINES = 30
DIAGNOSTIC = re.compile(
    r"^(?:(?P<place>[^\s:][^:]*(?::\d+){0,2}): )?"
    r"(?P<kind>(?:fatal |internal compiler )?error|sorry, unimplemented|note|warning): (?P<text>.*)"
)
# What gcc prints ahead of the diagnostic that it belongs to.
LEAD = re.compile(
    r"^In file included from |^ {15,}from |^[^\s:][^:]*: (In|At) "
    r"|: {2,}(recursively )?required (from|by|for)|: {2,}in .constexpr. expansion"
)
SOURCE = re.compile(r" *\d* +\|")
# Who used the template, or called the function, that the error stands in: gcc's lines and clang's notes, innermost first.
CHAIN = re.compile(
    r": {2,}(recursively )?required (from|by|for)|: {2,}in .constexpr. expansion|: note: (in|while|during|(un)?expanded) .*"
    r"(requested|required|called|expansion|instantiation|evaluat|substitut|here)"
)


@dataclass
class Wrong:
    """Lines that are wrong together, and what the compiler must say of them."""

    first: int
    last: int
    errors: list = field(default_factory=list)  # of [sentence, notes]


@dataclass
class Case:
    name: str
    first: int
    last: int
    wrong: list = field(default_factory=list)
    reject_lines: set = field(default_factory=set)
    problems: list = field(default_factory=list)  # in how it is written

    def wrong_at(self, line):
        return next((wrong for wrong in self.wrong if wrong.first <= line <= wrong.last), None)


@dataclass
class Family:
    path: Path
    lines: list
    cases: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    def case_at(self, line):
        return next((case for case in self.cases if line and case.first <= line <= case.last), None)


@dataclass
class Diagnostic:
    kind: str
    sentence: str
    lines: list  # all that the compiler printed for it


def normalized(text):
    """One kind of quote, one space between words: what the compilers say in the same way."""
    return " ".join(re.sub("[‘’“”`\"]", "'", text).split())


class Reader:
    """Reads a family line by line."""

    def __init__(self, path):
        self.family = Family(path, path.read_text(encoding="utf-8").splitlines())
        self.case = None
        self.branches = []  # of each #if that is open: whether this branch is compiled only with REJECT; None when its #else is
        self.wrong = None  # the lines of this branch that no expectation stands below yet, or those of the last one
        self.sentences = None  # where the sentence stands that the next line may continue, and its index there

    def read(self):
        for number, line in enumerate(self.family.lines, 1):
            opened = re.fullmatch(r"namespace (\w+) \{", line)
            if opened and not self.case:
                self.case = Case(opened[1], number, len(self.family.lines))
                self.family.cases.append(self.case)
            elif self.case and line == f"}}  // namespace {self.case.name}":
                self.case.last = number
                self.case = None
            elif re.match(r"\s*#", line):
                self.read_directive(line)
            elif any(self.branches):
                self.read_rejected(number, line)
            elif re.match(r"\s*// (error|note|expect): ", line):
                self.problem(f"line {number} expects something of a line that is compiled without REJECT")
        self.look()
        return self.family

    def problem(self, text):
        (self.case or self.family).problems.append(text)

    def look(self):
        family = self.family
        if self.case:
            family.problems.append(f"no line '}}  // namespace {self.case.name}' ends the case {self.case.name}")
        if not family.cases:
            family.problems.append("the file has no case: a line 'namespace <name> {' and one '}  // namespace <name>'")
        for name, times in Counter(case.name for case in family.cases).items():
            if times > 1:
                family.problems.append(f"{times} cases have the name {name}")
        for case in family.cases:
            if not case.wrong:
                case.problems.append("no line '// error: ' stands below a wrong line, between #ifdef REJECT and #endif")

    def read_directive(self, line):
        self.wrong = self.sentences = None
        directive = re.match(r"\s*#\s*(ifdef|ifndef|if|elif|else|endif)\b\s*(.*)", line)
        if not directive:
            return
        if directive[1] in ("ifdef", "if"):
            self.branches.append(re.fullmatch(r"(defined\s*\(?\s*)?REJECT\s*\)?", directive[2].split("//")[0].strip()) is not None)
        elif directive[1] == "ifndef":
            self.branches.append(None if directive[2].startswith("REJECT") else False)
        elif directive[1] in ("else", "elif"):
            self.branches[-1] = self.branches[-1] is None
        else:
            self.branches.pop()

    def read_rejected(self, number, line):
        if not self.case:
            self.problem(f"line {number} is compiled with REJECT and stands in no case")
            return
        self.case.reject_lines.add(number)
        found = re.match(r"\s*// (?P<kind>error|note): (?P<text>.*)|\s*//  +(?P<more>\S.*)", line)
        if not found:
            if not self.wrong or self.wrong.errors:
                self.wrong = Wrong(number, number)
            self.wrong.last = number
            self.sentences = None
        elif found["more"]:
            if self.sentences:
                sentences, index = self.sentences
                sentences[index] += " " + found["more"].strip()
        elif found["kind"] == "error" and self.wrong:
            if not self.wrong.errors:
                self.case.wrong.append(self.wrong)
            self.wrong.errors.append([found["text"].strip(), []])
            self.sentences = self.wrong.errors[-1], 0
        elif found["kind"] == "note" and self.wrong and self.wrong.errors:
            notes = self.wrong.errors[-1][1]
            notes.append(found["text"].strip())
            self.sentences = notes, len(notes) - 1
        else:
            self.problem(f"line {number} has no {'wrong line' if found['kind'] == 'error' else 'error'} above it")


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
    """Compiles without code generation."""

    def __init__(self, commands: Path, like: Path):
        self.command, self.directory = command_of(commands, like)
        self.command += ["-I", str(FOLDER), "-Wall", "-Wextra", "-Wno-unused", "-ftemplate-backtrace-limit=0"]
        self.environment = {**os.environ, "LC_ALL": "C"}
        version = subprocess.run([self.command[0], "--version"], capture_output=True, text=True, check=True)
        self.is_clang = "clang" in version.stdout
        if self.is_clang:
            self.command += ["-fno-color-diagnostics", "-fno-caret-diagnostics", "-ferror-limit=0", "-fconstexpr-backtrace-limit=0"]
        else:
            self.command += ["-fdiagnostics-color=never", "-fno-diagnostics-show-caret", "-fmax-errors=0"]
        self.prelude = []

    def run(self, arguments):
        result = subprocess.run(
            [*self.command, *arguments], cwd=self.directory, env=self.environment,
            capture_output=True, encoding="utf-8", errors="replace", check=False,
        )
        return result.returncode, result.stdout + result.stderr

    def precompile(self, header: Path, work: Path):
        """Puts the header ahead of all that is checked, and compiles it once."""
        work.mkdir(parents=True, exist_ok=True)
        prelude = work / "prelude.hpp"
        prelude.write_text(f'#include "{header}"\n')
        output = work / ("prelude.pch" if self.is_clang else "prelude.hpp.gch")
        output.unlink(missing_ok=True)
        status, text = self.run(["-x", "c++-header", str(prelude), "-o", str(output)])
        if status != 0:
            print(f"Bail out! {header.name} does not compile")
            sys.exit(text)
        self.prelude = ["-include-pch", str(output)] if self.is_clang else ["-include", str(prelude)]

    def check(self, source: Path, *flags):
        return self.run([*self.prelude, *flags, "-fsyntax-only", str(source)])


def diagnostics_of(output):
    """Each error and warning with all that the compiler printed for it: gcc prints some of that ahead, and notes follow."""
    found = []
    lead = []
    for line in output.splitlines():
        match = DIAGNOSTIC.match(line)
        if match and match["kind"] != "note":
            found.append(Diagnostic(match["kind"], match["text"], [*lead, line]))
            lead = []
        elif not match and (LEAD.search(line) or lead and SOURCE.match(line)):
            lead.append(line)
        elif found:
            found[-1].lines += [*lead, line]
            lead = []
    if found:
        found[-1].lines += lead
    return found


def line_of(family, diagnostic):
    """The line of a case that the diagnostic is about, and the cases of all such lines. A line compiled only with REJECT goes
    first; then the diagnostic's own line goes before those that led to it, outermost first, and these before all others."""
    shown = re.compile(rf"^(?:[^:]*/)?{re.escape('/'.join(family.path.parts[-2:]))}:(\d+)")
    own, chain, others = [], [], []
    for line in diagnostic.lines:
        place = shown.match(line)
        if not place:
            continue
        match = DIAGNOSTIC.match(line)
        kind = own if match and match["kind"] != "note" else chain if CHAIN.search(line) else others
        kind.append(int(place[1]))
    chain.reverse()
    for lines in (own + chain, others):
        for is_reject in (True, False):
            cases = [(line, case) for line in lines if (case := family.case_at(line)) and (line in case.reject_lines) == is_reject]
            if cases:
                return cases[0][0], {case.name for _, case in cases}
    return None, set()


@dataclass
class Verdict:
    """What is wrong with a case, and what the compiler printed of it."""

    wrong: list = field(default_factory=list)
    output: list = field(default_factory=list)


class Judge:
    """Judges the cases of a family: a verdict on each, and one on what belongs to none of them and fails them all."""

    def __init__(self, family, compiler):
        self.family = family
        self.compiler = compiler
        self.verdicts = {case.first: Verdict(list(case.problems)) for case in family.cases}
        self.whole = Verdict(list(family.problems))

    def judge(self):
        if not self.whole.wrong:
            self.accept()
            self.reject()
        return [self.verdicts[case.first] for case in self.family.cases], self.whole

    def verdict_on(self, case):
        return self.verdicts[case.first] if case else self.whole

    def accept(self):
        status, output = self.compiler.check(self.family.path)
        diagnostics = diagnostics_of(output)
        for diagnostic in diagnostics:
            line, _ = line_of(self.family, diagnostic)
            verdict = self.verdict_on(self.family.case_at(line))
            verdict.wrong.append(f"without REJECT the {diagnostic.kind}: {diagnostic.sentence}")
            verdict.output += diagnostic.lines
        if status != 0 and not diagnostics:
            self.whole.wrong.append(f"without REJECT the compiler ends with {status}")
            self.whole.output += output.splitlines()

    def reject(self):
        status, output = self.compiler.check(self.family.path, "-DREJECT")
        diagnostics = [diagnostic for diagnostic in diagnostics_of(output) if diagnostic.kind != "warning"]
        if status not in (0, 1) or (status == 1) != bool(diagnostics) or "confused by earlier errors" in output:
            self.whole.wrong.append(f"with REJECT the compiler ends with {status}, and not for the errors that it prints")
            self.whole.output += output.splitlines()
        errors = {}  # those of the wrong lines that begin at this line of the file
        line, cases = None, set()
        for diagnostic in diagnostics:
            found = line_of(self.family, diagnostic)
            # Of a second error in one use of a template the compilers don't tell again where that is.
            if found[0] or any(CHAIN.search(line) for line in diagnostic.lines):
                line, cases = found
            case = self.family.case_at(line)
            verdict = self.verdict_on(case)
            verdict.output += diagnostic.lines
            if not case:
                verdict.wrong.append(f"an error shows no line of a case: {diagnostic.sentence}")
            elif line not in case.reject_lines:
                verdict.wrong.append(f"an error shows no line between #ifdef REJECT and #endif: {diagnostic.sentence}")
            elif len(cases) > 1:
                verdict.wrong.append(f"an error shows lines of {' and '.join(sorted(cases))}: {diagnostic.sentence}")
            elif wrong := case.wrong_at(line):
                errors.setdefault(wrong.first, []).append(diagnostic)
            else:
                verdict.wrong.append(f"line {line} expects no error, and has: {diagnostic.sentence}")
        for case in self.family.cases:
            for wrong in case.wrong:
                self.verdict_on(case).wrong += compare(wrong, errors.get(wrong.first, []))


def compare(wrong, errors):
    """What differs between what is expected of the lines and what the compiler says of them."""
    at = f"line {wrong.last}"
    for (expected, notes), error in zip(wrong.errors, errors):
        if normalized(expected) not in normalized(error.sentence):
            yield f"the error of {at} should say: {expected}"
            yield f"{'it says: ':>{len(f'the error of {at} should say: ')}}{error.sentence}"
        printed = normalized("\n".join(error.lines))
        for note in notes:
            if normalized(note) not in printed:
                yield f"nothing printed with the error of {at} says: {note}"
    yield from (f"no error of {at} says: {expected}" for expected, _ in wrong.errors[len(errors):])
    yield from (f"a further error of {at} says: {error.sentence}" for error in errors[len(wrong.errors):])


def report(name, verdict):
    output = [line for line in verdict.output if not re.match(r"In file included from | {15,}from ", line)]
    if len(output) > SHOWN_LINES:
        output = [*output[:SHOWN_LINES], f"... {len(output) - SHOWN_LINES} lines more"]
    lines = [name, *(f"  {line}" for line in verdict.wrong), *(f"    | {line}" for line in output), ""]
    print("\n".join(lines), file=sys.stderr)


def add_compiler_options(parser):
    parser.add_argument("--commands", type=Path, required=True, help="compile_commands.json of the build")
    parser.add_argument("--like", type=Path, required=True, help="a source file whose flags to use")
    parser.add_argument("--work", type=Path, required=True, help="a folder for what is written")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_compiler_options(parser)
    parser.add_argument("--jobs", type=int, default=min(os.cpu_count() or 1, 8))
    parser.add_argument("--print", action="store_true", help="show what the compiler says of each case")
    parser.add_argument("names", nargs="*", help="cases or files to run; all when none is named")
    options = parser.parse_args()

    families = [Reader(path).read() for path in sorted(FOLDER.rglob("*.cpp"))]
    wanted = {Path(name).stem for name in options.names}

    def is_wanted(family, case):
        return not wanted or family.path.stem in wanted or (case and case.name in wanted)

    families = [family for family in families if any(is_wanted(family, case) for case in family.cases or [None])]
    count = sum(is_wanted(family, case) for family in families for case in family.cases or [None])
    print(f"1..{count}" if count else "1..0 # SKIP there is no case", flush=True)
    if not count:
        return 0
    compiler = Compiler(options.commands, options.like)
    compiler.precompile(FOLDER / "schema.hpp", options.work)
    failures = []
    number = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = {}
        for family in sorted(families, key=lambda family: len(family.lines), reverse=True):  # so that none is long at the end
            results[family.path] = pool.submit(Judge(family, compiler).judge)
        for family in families:
            verdicts, whole = results[family.path].result()
            name = family.path.relative_to(FOLDER).as_posix()
            if whole.wrong:
                failures.append((name, whole))
            for case, verdict in zip(family.cases, verdicts) if family.cases else [(None, Verdict())]:
                if not is_wanted(family, case):
                    continue
                number += 1
                point = f"{family.path.parent.relative_to(FOLDER).as_posix()}/{case.name}" if case else name
                print(f"{'not ok' if verdict.wrong or whole.wrong else 'ok'} {number} - {point}", flush=True)
                if verdict.wrong:
                    failures.append((f"{name}: {case.name}", verdict))
                elif options.print:
                    print("\n".join(f"# {line}" for line in verdict.output), flush=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = used.ru_utime + used.ru_stime
    print(f"# {number} cases in {len(families)} files took the compiler {seconds:.0f} s and up to {used.ru_maxrss // 1024} MB")
    # On stderr: of a TAP program Meson shows that.
    for name, verdict in failures:
        report(name, verdict)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
