#!/usr/bin/env python3
"""Whether run.py fails what it must: small families, each with what it is to find wrong. They need no header of the library.

The output is TAP, a point a family.
"""

import argparse
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # beside run.py, among the sources
import run

LIBRARY = """
template <class T>
constexpr bool is_int = false;
template <>
inline constexpr bool is_int<int> = true;
template <class T>
auto whole(T value) {
    static_assert(is_int<T>, "whole: takes an int");
    return value;
}
template <class T>
auto small(T value) {
    static_assert(is_int<T>, "whole: takes an int");
    static_assert(sizeof(T) < 8, "small: takes up to 4 bytes");
    return value;
}
void the_number_is_even();
constexpr int half(int value) {
    if (value % 2 != 0) the_number_is_even();
    return value / 2;
}
"""

# (what the family shows, its text, what is wrong: case -> sentences; of the file as a whole under "")
FAMILIES = [
    (
        "every error is expected",
        """
namespace in_a_template {
#ifdef REJECT
auto number = whole(2.5);
// error: whole: takes an int
// note: double
#else
auto number = whole(2);
#endif
}  // namespace in_a_template

namespace in_a_function {
auto number() {
    const auto one = whole(1);
#ifdef REJECT
    return one + whole(2.5f);
    // error: whole: takes an int
    // note: float
#else
    return one + whole(2);
#endif
}
}  // namespace in_a_function

namespace in_a_template_of_the_case {
template <class T>
auto number(T value) {
#ifdef REJECT
    return whole(value + 'c' + 1UL);
    // error: whole: takes an int
#else
    return whole(value);
#endif
}
auto seven = number(7);
}  // namespace in_a_template_of_the_case

namespace of_the_users_own {
#ifdef REJECT
static_assert(sizeof(int) == 1,
              "the sentence of the user");
// error: the sentence
//        of the user
#else
static_assert(sizeof(int) == sizeof(1));
#endif
}  // namespace of_the_users_own

namespace when_the_compiler_runs_it {
#ifdef REJECT
constexpr int number = half(3);
// error: constexpr
// note: the_number_is_even
#else
constexpr int number = half(4);
#endif
}  // namespace when_the_compiler_runs_it

namespace two_of_a_line {
#ifdef REJECT
auto number = small(2.5);
// error: whole: takes an int
// error: small: takes up to 4 bytes
#else
auto number = small(2);
#endif
}  // namespace two_of_a_line

namespace two_lines {
#ifndef REJECT
auto first = whole(1);
auto second = whole(2);
#else
auto first = whole(1L);
// error: whole: takes an int
auto second = whole(1LL);
// error: whole: takes an int
#endif
}  // namespace two_lines
""",
        {},
    ),
    (
        "an error is missing",
        """
namespace holds {
#ifdef REJECT
auto number = whole(2.5);
// error: whole: takes an int
#endif
}  // namespace holds

namespace right {
#ifdef REJECT
auto number = whole(2);
// error: whole: takes an int
#endif
}  // namespace right

namespace wrong_as_another_case_is {
#ifdef REJECT
auto number = whole(7.5);
// error: whole: takes an int
#endif
}  // namespace wrong_as_another_case_is
""",
        {
            "right": ["no error of line 11 says: whole: takes an int"],
            "wrong_as_another_case_is": ["no error of line 18 says: whole: takes an int"],
        },
    ),
    (
        "all errors are missing",
        """
namespace right {
#ifdef REJECT
auto number = whole(2);
// error: whole: takes an int
#endif
}  // namespace right
""",
        {"right": ["no error of line 4 says: whole: takes an int"]},
    ),
    (
        "an error says something else",
        """
namespace another_sentence {
#ifdef REJECT
auto number = whole(2.5);
// error: small: takes an int
#endif
}  // namespace another_sentence

namespace another_note {
#ifdef REJECT
auto number = whole(2.5f);
// error: whole: takes an int
// note: double
#endif
}  // namespace another_note

namespace another_order {
#ifdef REJECT
auto number = small(2.5);
// error: small: takes up to 4 bytes
// error: whole: takes an int
#endif
}  // namespace another_order
""",
        {
            "another_sentence": ["the error of line 4 should say: small: takes an int", "it says: "],
            "another_note": ["nothing printed with the error of line 11 says: double"],
            "another_order": [
                "the error of line 19 should say: small: takes up to 4 bytes", "it says: ",
                "the error of line 19 should say: whole: takes an int", "it says: ",
            ],
        },
    ),
    (
        "a further error follows",
        """
namespace of_the_line {
#ifdef REJECT
auto number = small(2.5);
// error: whole: takes an int
#endif
}  // namespace of_the_line

namespace of_another_line {
#ifdef REJECT
auto number = whole(2.5);
// error: whole: takes an int
auto other = number + unknown;
#endif
}  // namespace of_another_line

namespace of_a_line_that_is_always_compiled {
#ifdef REJECT
using number = float;
#else
using number = int;
#endif
auto two = whole(number{2});
#ifdef REJECT
auto three = whole(3L);
// error: whole: takes an int
#endif
}  // namespace of_a_line_that_is_always_compiled

namespace holds {
#ifdef REJECT
auto number = whole(3LL);
// error: whole: takes an int
#endif
}  // namespace holds
""",
        {
            "of_the_line": ["a further error of line 4 says: "],
            "of_another_line": ["line 13 expects no error, and has: "],
            "of_a_line_that_is_always_compiled": ["an error shows no line between #ifdef REJECT and #endif: "],
        },
    ),
    (
        "an error shows no case",
        """
struct within_no_case {
    int number = "none";
};
namespace holds {
#ifdef REJECT
auto number = whole(2.5);
// error: whole: takes an int
#endif
}  // namespace holds
""",
        {"": ["without REJECT the error: ", "an error shows no line of a case: "]},
    ),
    (
        "a file that is included is wrong",
        """
#include "wrong_with_reject.hpp"
namespace holds {
#ifdef REJECT
auto number = whole(2.5);
// error: whole: takes an int
#endif
}  // namespace holds
""",
        {"": ["an error shows no line of a case: "]},
    ),
    (
        "an error shows two cases",
        """
namespace first {
template <class T>
auto number(T value) {
#ifdef REJECT
    return whole(value);
    // error: whole: takes an int
#else
    return value;
#endif
}
}  // namespace first

namespace second {
#ifdef REJECT
auto number = first::number(2.5);
// error: whole: takes an int
#endif
}  // namespace second
""",
        {
            "first": ["no error of line 6 says: "],
            "second": ["an error shows lines of first and second: ", "no error of line 16 says: "],
        },
    ),
    (
        "a twin does not compile",
        """
namespace with_an_error {
#ifdef REJECT
auto number = whole(2.5);
// error: whole: takes an int
#else
auto number = whole(1L);
#endif
}  // namespace with_an_error

namespace with_a_warning {
#ifdef REJECT
auto number = whole(2.5f);
// error: whole: takes an int
#else
bool less(int one, unsigned other) { return one < static_cast<int>(other); }
bool more(int one, unsigned other) { return one > other; }
#endif
}  // namespace with_a_warning
""",
        {"with_an_error": ["without REJECT the error: "], "with_a_warning": ["without REJECT the warning: "]},
    ),
    (
        "a case is not written as one",
        """
namespace without_an_error {
#ifdef REJECT
auto number = whole(2.5);
#endif
}  // namespace without_an_error

namespace above_the_line {
#ifdef REJECT
// error: whole: takes an int
auto number = whole(2.5f);
#endif
}  // namespace above_the_line

namespace in_the_twin {
#ifdef REJECT
auto number = whole(1L);
#else
// error: whole: takes an int
#endif
}  // namespace in_the_twin

namespace with_a_note_alone {
#ifdef REJECT
auto number = whole(1LL);
// note: long
#endif
}  // namespace with_a_note_alone
""",
        {
            "without_an_error": ["no line '// error: ' stands below a wrong line", "line 4 expects no error, and has: "],
            "above_the_line": [
                "line 10 has no wrong line above it", "no line '// error: '", "line 11 expects no error, and has: "
            ],
            "in_the_twin": [
                "line 19 expects something of a line that is compiled without REJECT", "no line '// error: '",
                "line 17 expects no error, and has: ",
            ],
            "with_a_note_alone": ["line 26 has no error above it", "no line '// error: '", "line 25 expects no error, and has: "],
        },
    ),
    (
        "there is no case",
        """
// expect: whole: takes an int
#ifdef REJECT
auto number = whole(2.5);
#endif
""",
        {
            "": [
                "line 2 expects something of a line that is compiled without REJECT",
                "line 4 is compiled with REJECT and stands in no case",
                "the file has no case",
            ]
        },
    ),
    (
        "two cases have one name, and one has no end",
        """
namespace holds {
#ifdef REJECT
auto number = whole(2.5);
// error: whole: takes an int
#endif
}  // namespace holds

namespace holds {
#ifdef REJECT
auto other = whole(2.5f);
// error: whole: takes an int
#endif
}
""",
        {"": ["no line '}  // namespace holds' ends the case holds", "2 cases have the name holds"]},
    ),
]

# What a later gcc prints ahead of an error has the lines of the source between.
OF_A_LATER_GCC = """\
family/one.cpp: In instantiation of 'auto whole(T) [with T = double]':
family/one.cpp:4:20:   required from here
    4 | auto number = whole(2.5);
      |               ~~~~~^~~~~
library.hpp:8:19: error: static assertion failed: whole: takes an int
    8 |     static_assert(is_int<T>, "whole: takes an int");
      |                   ^~~~~~~~~
library.hpp:8:19: note: 'is_int<double>' evaluates to false
family/one.cpp: In instantiation of 'auto whole(T) [with T = float]':
family/one.cpp:12:20:   required from here
   12 | auto number = whole(2.5f);
      |               ~~~~~^~~~~~
library.hpp:8:19: error: static assertion failed: whole: takes an int
"""


def matches(found, expected):
    return len(found) == len(expected) and all(part in sentence for part, sentence in zip(expected, found))


def differences(path, compiler, expected):
    family = run.Reader(path).read()
    verdicts, whole = run.Judge(family, compiler).judge()
    found = [("", whole.wrong), *((case.name, verdict.wrong) for case, verdict in zip(family.cases, verdicts))]
    for name, wrong in found:
        if not matches(wrong, expected.get(name, [])):
            yield f"{name or 'the file'}:"
            yield from (f"  found    {sentence}" for sentence in wrong)
            yield from (f"  expected {sentence}" for sentence in expected.get(name, []))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    run.add_compiler_options(parser)
    options = parser.parse_args()
    folder = options.work / "families"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "library.hpp").write_text(f"#pragma once\n{LIBRARY}")
    (folder / "wrong_with_reject.hpp").write_text('#ifdef REJECT\nstatic_assert(false, "wrong");\n#endif\n')
    compiler = run.Compiler(options.commands, options.like)
    compiler.command += ["-include", str(folder / "library.hpp")]

    print(f"1..{len(FAMILIES) + 1}")
    failed = 0
    for number, (title, text, expected) in enumerate(FAMILIES, 1):
        path = folder / f"{title.replace(',', '').replace(' ', '_')}.cpp"
        path.write_text(text)
        wrong = list(differences(path, compiler, expected))
        failed += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} {number} - {title}", flush=True)
        if wrong:
            print("\n".join([title, *(f"  {line}" for line in wrong)]), file=sys.stderr)

    cases = [run.Case("first", 1, 10, reject_lines={4}), run.Case("second", 11, 20, reject_lines={12})]
    family = run.Family(Path("family/one.cpp"), [], cases)
    lines = [run.line_of(family, diagnostic) for diagnostic in run.diagnostics_of(OF_A_LATER_GCC)]
    is_wrong = lines != [(4, {"first"}), (12, {"second"})]
    print(f"{'not ok' if is_wrong else 'ok'} {len(FAMILIES) + 1} - the lines of the source that a later gcc prints")
    if is_wrong:
        print(lines, file=sys.stderr)
    return 1 if failed or is_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
