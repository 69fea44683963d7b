#!/usr/bin/env python3
"""Whether guards.py and format.py find what they are there to find: to each guard small files, and how many sentences they are worth."""

import sys

sys.dont_write_bytecode = True  # beside guards.py, among the sources
import format as formatting
import guards

HEADER = "include/virga/{}.hpp"
LONG = "x" * 133

# (guard, what is shown, files, sentences)
SAMPLES = [
    (guards.upward_includes, "a room includes itself and what is below it",
     {HEADER.format("expr/a"): "#include <virga/text/b.hpp>\n#include <virga/expr/c.hpp>\n", HEADER.format("text/b"): "",
      HEADER.format("expr/c"): ""}, 0),
    (guards.upward_includes, "an include points upwards",
     {HEADER.format("text/a"): "#include <virga/expr/b.hpp>  // virga::b\n", HEADER.format("expr/b"): ""}, 1),
    (guards.upward_includes, "details belong to their room",
     {HEADER.format("types/detail/a"): "  #  include <virga/client/detail/b.hpp>\n", HEADER.format("client/detail/b"): ""}, 1),
    (guards.upward_includes, "virga.hpp is without clients",
     {"include/virga.hpp": "#include <virga/client/a.hpp>\n", HEADER.format("client/a"): ""}, 1),
    (guards.upward_includes, "virga.hpp has the core", {"include/virga.hpp": "#include <virga/query/a.hpp>\n", HEADER.format("query/a"): ""}, 0),
    (guards.upward_includes, "a room that has no place yet", {HEADER.format("attic/a"): ""}, 1),
    (guards.upward_includes, "a header that is not there", {HEADER.format("expr/a"): "#include <virga/expr/b.hpp>\n"}, 1),
    (guards.circles, "a line of headers",
     {HEADER.format("expr/a"): "#include <virga/expr/b.hpp>\n#include <virga/expr/c.hpp>\n",
      HEADER.format("expr/b"): "#include <virga/expr/c.hpp>\n", HEADER.format("expr/c"): ""}, 0),
    (guards.circles, "three headers in a circle",
     {HEADER.format("expr/a"): "#include <virga/expr/b.hpp>\n", HEADER.format("expr/b"): "#include <virga/expr/c.hpp>\n",
      HEADER.format("expr/c"): "#include <virga/expr/a.hpp>\n"}, 1),
    (guards.seams, "a template that an upper room defines, and the page names",
     {HEADER.format("expr/a"): "template <class> struct later;", HEADER.format("query/b"): "template <class T>\nstruct later : a<T> {",
      guards.SEAMS: "## Seams\n\n| `later` | `expr/a.hpp` | `query/b.hpp` | because |\n"}, 0),
    (guards.seams, "one that the page does not name, and one that it names for nothing",
     {HEADER.format("expr/a"): "class later;", HEADER.format("query/b"): "class later final {", guards.SEAMS: "## Seams\n\n| `never` | `a` | `b` |\n"}, 2),
    (guards.seams, "what is defined in its own room, or in a comment alone",
     {HEADER.format("expr/a"): "struct later;\nstruct other;", HEADER.format("expr/b"): "struct later {};", HEADER.format("query/c"): "// struct other {"},
     0),
    (guards.house, "the arrows of the includes, without one that others imply",
     {HEADER.format("expr/a"): "#include <virga/types/b.hpp>\n#include <virga/text/c.hpp>\n", HEADER.format("text/c"): "",
      HEADER.format("types/b"): "#include <virga/text/c.hpp>\n", guards.MAP: "## The house\n\n    expr --> types --> text\n"}, 0),
    (guards.house, "an arrow that is missing, and two that are too many",
     {HEADER.format("expr/a"): "#include <virga/text/b.hpp>\n", HEADER.format("text/b"): "",
      guards.MAP: "## The house\n\n    expr --> types --> text\n\n## More\n\n    query --> text\n"}, 3),
    (guards.hidden_names, "a type, a function and a variable template of one name in both namespaces",
     {HEADER.format("expr/a"): "namespace virga {\nstruct a {};\ntemplate <class T> requires(b<T>)\n[[nodiscard]] constexpr auto f(T t) { return t; }\n"
                               "template <class T>\ninline constexpr bool is_c = false;\n}",
      HEADER.format("query/b"): "namespace virga::detail {\ntemplate <class T, b<T> U> struct a;\nint f() {}\ntemplate <>\ninline constexpr int is_c{};\n}"},
     3),
    (guards.hidden_names, "members, names of inner namespaces, specializations, uses and comments",
     {HEADER.format("expr/a"): "namespace virga {\nstruct a {};\nnamespace detail {\nstruct b { int a; struct c {}; };\n// struct a;\nint d(a x) { a y; }\n"
                               "template <>\nstruct a<int> {};\na::e f();\n}\nstruct c {};\n}",
      HEADER.format("expr/b"): "namespace virga::detail::inner {\nstruct a {};\n}"}, 0),
    (guards.include_comments, "a name that is used",
     {HEADER.format("text/a"): "#include <string>  // std::string, std::to_string\nstd::string a = std::to_string(1);\n"}, 0),
    (guards.include_comments, "one of two names is not",
     {HEADER.format("text/a"): "#include <string>  // std::string, std::to_string\nstd::string a;\n"}, 1),
    (guards.include_comments, "a name in a comment or a string is not used",
     {HEADER.format("text/a"): "#include <vector>  // std::vector\nconst char* a = \"vector\";  // vector\n"}, 1),
    (guards.include_comments, "no comment", {HEADER.format("text/a"): "#include <vector>\nint a;\n"}, 1),
    (guards.include_comments, "prose is for readers", {HEADER.format("text/a"): "#include <unistd.h>  // what a process does\nint a;\n"}, 0),
    (guards.include_comments, "a table of contents", {HEADER.format("text/a"): "#pragma once\n#include <virga/text/b.hpp>\n"}, 0),
    (guards.operator_signs, "words", {"tests/a.cpp": "bool a = b and not c or d != e;"}, 0),
    (guards.operator_signs, "each sign", {"tests/a.cpp": "bool a = b && !c || d;\nbool f = !!g;"}, 5),
    (guards.operator_signs, "signs without blanks", {"tests/a.cpp": "bool a = b&&c||d;"}, 2),
    (guards.operator_signs, "a sign at the end and at the begin of a line", {"tests/a.cpp": "bool a = b &&\n  c\n  && (d)\n  && -e;"}, 3),
    (guards.operator_signs, "references",
     {"tests/a.cpp": "void f(T&& a, auto&&... b, U&&) ; int g() && ; int h() && { } int i() && noexcept; void j(T&& = {}); using k = T&&;"
                     "int&& l() const&& -> m; std::pair<T&&, U&&> n;"}, 0),
    (guards.operator_signs, "declared operators", {"tests/a.cpp": "auto operator&&(a, b); auto operator!(a); auto operator and(a, b);"}, 2),
    (guards.operator_signs, "comments and strings",
     {"tests/a.cpp": "// a && b\n/* !a\n|| b */ auto a = \"a || b\"; auto b = R\"x(a \" && b)x\"; auto c = '!'; auto d = 1'000; auto e = \"\\\"&&\";"}, 0),
    (guards.operator_signs, "what follows a string is seen", {"tests/a.cpp": "auto a = \"x\" && 1'0; auto b = R\"(\")\" || '\\'' ;"}, 2),
    (guards.long_lines, "132 characters, of several bytes each", {"tests/a.cpp": "//" + "ä" * 130}, 0),
    (guards.long_lines, "133 characters", {"tests/a.cpp": f"int a;\n{LONG}\n"}, 1),
    (guards.long_lines, "a raw string", {"tests/a.cpp": f'auto a = R"({LONG}\n{LONG})";\n{LONG}'}, 1),
    (guards.long_lines, "a plain string", {"tests/a.cpp": f'auto a = "{LONG}";'}, 1),
]

# (what is shown, a text, what clang-format makes of it, sentences)
FORMATTED = [
    ("lines that end elsewhere", "int a = f(b,\n          c);\n", "int a =\n    f(b, c);\n", 0),
    ("blanks in a line", "int a=b + c,d;\n", "int a = b + c, d;\n", 3),
    ("blanks where clang-format errs", "bool a = b<c> and d;\n", "bool a = b<c>and d;\n", 0),
    ("a statement that is indented too far", "void f() {\n        a();\n    b();\n}\n", "void f() {\n    a();\n    b();\n}\n", 1),
    ("one in a block that is not indented", "void f() {\n    if (a) {\n    b();\n    }\n}\n", "void f() {\n    if (a) {\n        b();\n    }\n}\n", 1),
    ("a call that goes on in other lines", "f([] {\n    a();\n});\n", "f(\n    [] {\n        a();\n    });\n", 0),
    ("what a comment and a text say", "a();  // {\n  b(\"{\");\n", "a();  // {\nb(\"{\");\n", 1),
]


def main():
    wrong = []
    for shown, ours, formatted, count in FORMATTED:
        said = formatting.compare("a.cpp", ours, formatted)
        if len(said) != count:
            wrong.append(f"format, {shown}: {len(said)} sentences instead of {count}" + "".join(f"\n    {each}" for each in said))
    for guard, shown, files, count in SAMPLES:
        said = guard(files)
        if len(said) != count:
            wrong.append(f"{guard.__name__}, {shown}: {len(said)} sentences instead of {count}" + "".join(f"\n    {each}" for each in said))
    for guard in guards.GUARDS:
        if not any(sample[0] is guard and sample[3] != 0 for sample in SAMPLES):
            wrong.append(f"{guard.__name__} has no bad sample")
    print("\n".join(wrong) or f"{len(SAMPLES) + len(FORMATTED)} samples, each judged as it should be")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
