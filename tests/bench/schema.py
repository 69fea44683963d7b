#!/usr/bin/env python3
"""What a schema of many tables costs the compiler: user CPU and peak memory of its kit.

Writes a schema as an app has it, a header a table and a folder a domain, with keys, foreign keys within and between domains, indexes,
checks and an enum type a domain, and compiles its declared.cpp, the schema as the kit's model. migrate.cpp, the command line, depends on
no schema; it is compiled as well when there are as many tables as the budget is for.

    tests/bench/schema.py                                               # 300 tables in 10 domains, g++ and clang
    tests/bench/schema.py --compiler g++ --level 0 --tables 40 --check  # what continuous integration runs

The budget of 300 tables is 60 s and 2 GB. Of fewer, memory is held against it as it would be with 300, and CPU against that of the
headers in the same run, so that a slow or busy machine keeps it too.
"""
import argparse
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECONDS, MEGABYTES, TABLES = 60, 2048, 300  # the budget
TIMES_HEADERS = 0.1  # at most, a table
FEW, FEW_DOMAINS = 8, 4

# ---- the schema --------------------------------------------------------------------------------


def table(number, domain, before, elsewhere):
    """A header: ten columns, a parent in its own domain and one in another where there are, two keys and an index."""
    name = f"item{number}"
    includes = "".join(f"#include <schema/{where}/{other}.hpp>\n" for where, other in filter(None, [before, elsewhere]))
    parent = f", references<{before[1]}.id, on_delete::cascade>" if before else ""
    owner = f", references<{elsewhere[0]}::{elsewhere[1]}.id, on_delete::set_null>" if elsewhere else ""
    check = f'\n            pg::check<"{name}_views_not_negative">(row.views >= 0),' if number % 3 == 0 else ""
    return f"""#pragma once

#include <tuple>

{includes}#include <schema/{domain}/state.hpp>
#include <virga.hpp>

namespace app::{domain} {{
using namespace virga;

template <class t>
struct {name}_fields {{
    pg::bigint<t, "id", primary_key, identity> id;
    pg::bigint<t, "parent_id", not_null{parent}> parent_id;
    pg::bigint<t, "owner_id"{owner}> owner_id;
    pg::text<t, "slug", not_null, unique> slug;
    pg::varchar<t, "title", 200, not_null> title;
    pg::enumeration<t, "state", state_type, not_null, default_to<item_state::draft>> state;
    pg::integer<t, "views", not_null, default_to<0>> views;
    pg::numeric<t, "price", 10, 2> price;
    pg::jsonb<t, "meta"> meta;
    pg::timestamptz<t, "created_at", not_null, default_now> created_at;

    static constexpr auto constraints(const auto& row) {{
        return std::tuple{{{check}
            pg::unique(row.parent_id, row.title),
            pg::index<"{name}_owner">(row.owner_id, desc(row.created_at)),
        }};
    }}
}};
inline constexpr virga::table<"{name}", {name}_fields> {name};
}}  // namespace app::{domain}
"""


def state(domain):
    """An enum type, which the tables of a domain share."""
    return f"""#pragma once

#include <virga.hpp>

namespace app::{domain} {{
enum class item_state {{ draft, live, gone }};
inline constexpr virga::pg::enum_type<item_state, "{domain}_state", "draft", "live", "gone"> state_type;
}}  // namespace app::{domain}
"""


def write_schema(folder, tables, domains):
    schema = folder / "schema"
    for d in range(domains):
        (schema / f"domain{d}").mkdir(parents=True, exist_ok=True)
        (schema / f"domain{d}" / "state.hpp").write_text(state(f"domain{d}"))
    members = {d: [] for d in range(domains)}
    for number in range(tables):
        d = number * domains // tables
        before = (f"domain{d}", members[d][-1]) if members[d] else None
        elsewhere = (f"domain{d - 1}", members[d - 1][len(members[d]) % len(members[d - 1])]) if d else None
        (schema / f"domain{d}" / f"item{number}.hpp").write_text(table(number, f"domain{d}", before, elsewhere))
        members[d].append(f"item{number}")
    for d, names in members.items():
        lines = "".join(f"#include <schema/domain{d}/{name}.hpp>\n" for name in names)
        listed = ", ".join(["state_type", *names])
        (schema / f"domain{d}" / "index.hpp").write_text(
            f"#pragma once\n\n{lines}\nnamespace app::domain{d} {{\ninline constexpr auto domain = virga::domain({listed});\n}}\n")
    lines = "".join(f"#include <schema/domain{d}/index.hpp>\n" for d in range(domains))
    listed = ", ".join(f"domain{d}::domain" for d in range(domains))
    (schema / "index.hpp").write_text(
        f"#pragma once\n\n{lines}\nnamespace app {{\ninline constexpr auto schema = virga::schema({listed});\n}}\n")
    for name in ("declared.cpp", "migrate.cpp"):
        shutil.copy(ROOT / "schema" / name, schema / name)


# ---- measuring ---------------------------------------------------------------------------------


def compiled(compiler, level, folder, file):
    """User CPU in seconds and peak memory in MB."""
    command = [*shlex.split(compiler), "-std=c++20", f"-O{level}", "-I", str(folder), "-I", str(ROOT / "include"),
               "-c", str(file), "-o", str(file.with_suffix(".o"))]
    process = subprocess.Popen(command)  # pylint: disable=consider-using-with
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"schema.py: this does not compile (--keep leaves the source): {shlex.join(command)}")
    return used.ru_utime, used.ru_maxrss / 1024


def bench(options, compiler, level, folder):
    """The names of the budgets that are broken."""
    broken = []

    def line(label, value, limit=None, digits=1):
        wrong = limit is not None and value > limit * options.scale
        print(f"  {label:<44}{value:>10.{digits}f}" + (f"   at most {limit:g}" if limit is not None else "") +
              ("   BROKEN" if wrong else ""), flush=True)
        if wrong:
            broken.append(label)

    print(f"\n{compiler} -O{level}: {options.tables} tables in {options.domains} domains", flush=True)
    headers = folder / "headers.cpp"
    headers.write_text("#include <virga.hpp>\n#include <virga/kit/describe.hpp>\n")
    header_seconds, header_memory = compiled(compiler, level, folder, headers)
    few_seconds, few_memory = compiled(compiler, level, folder / "few", folder / "few" / "schema" / "declared.cpp")
    seconds, memory = compiled(compiler, level, folder / "many", folder / "many" / "schema" / "declared.cpp")
    line("s, headers", header_seconds)
    line("MB, headers", header_memory, digits=0)
    line("s, declared.cpp", seconds)
    line("MB, declared.cpp", memory, digits=0)
    more = options.tables - FEW
    line("ms a table", (seconds - few_seconds) / more * 1000)
    line("MB a table", (memory - few_memory) / more)
    line("a table, times the headers", (seconds - few_seconds) / more / header_seconds, TIMES_HEADERS, digits=3)
    if options.tables < TABLES:
        line(f"MB, as it would be with {TABLES} tables", few_memory + (memory - few_memory) / more * (TABLES - FEW), MEGABYTES, 0)
    else:
        line_seconds, line_memory = compiled(compiler, level, folder / "many", folder / "many" / "schema" / "migrate.cpp")
        line("s, migrate.cpp", line_seconds)
        line("MB, migrate.cpp", line_memory, MEGABYTES, 0)
        line("s, both", seconds + line_seconds, SECONDS)
        line("MB, the larger of them", max(memory, line_memory), MEGABYTES, 0)
    return broken


def main():
    parser = argparse.ArgumentParser(description="What a schema of many tables costs the compiler.")
    parser.add_argument("--tables", type=int, default=TABLES)
    parser.add_argument("--domains", type=int, default=10)
    parser.add_argument("--compiler", action="append", help="g++ and clang++-19 unless given")
    parser.add_argument("--level", action="append", choices=["0", "1", "2", "3"], help="0 and 2 unless given")
    parser.add_argument("--keep", type=pathlib.Path, help="write the schemas into this folder, and leave them there")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a budget is broken")
    parser.add_argument("--scale", type=float, default=1.0, help="all budgets times this: 0 breaks each of them")
    options = parser.parse_args()
    if options.tables <= FEW or options.domains > options.tables:
        parser.error(f"takes more than {FEW} tables, and no more domains than tables")

    broken = []
    folder = options.keep or pathlib.Path(tempfile.mkdtemp(prefix="virga-bench-"))
    try:
        write_schema(folder / "few", FEW, FEW_DOMAINS)
        write_schema(folder / "many", options.tables, options.domains)
        for compiler in options.compiler or ["g++", "clang++-19"]:
            if shutil.which(shlex.split(compiler)[0]) is None:
                print(f"\n{compiler}: not installed")
                continue
            for level in options.level or ["0", "2"]:
                broken += bench(options, compiler, level, folder)
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    if broken:
        print("\nbroken budgets: " + "; ".join(broken))
    return 1 if options.check and broken else 0


if __name__ == "__main__":
    sys.exit(main())
