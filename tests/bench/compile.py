#!/usr/bin/env python3
"""What tables and queries cost the compiler: user CPU, peak memory, size of the object, longest symbol.

Writes programs with T tables of ten columns and Q queries of five usual kinds, each in a function of its own
that decodes into a struct of its own, and compiles them: with virga, and the same statements by hand as plain
strings on libpq and libpqxx. The cost of a query is (cost with Q - cost with none) / Q, and so of a table.
Rounds alternate among the programs; the smallest user CPU of all rounds counts.

    tests/bench/compile.py                          # both compilers, -O0 and -O2
    tests/bench/compile.py --compiler g++ --level 0 --check
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

# ---- the programs ------------------------------------------------------------------------------

KINDS = ["point select", "join, filter, order, limit", "grouped aggregate", "insert returning", "update"]


class Virga:
    """The statements as virga's queries."""

    name = "virga"
    header = "#include <virga.hpp>\n#include <virga/client/postgres.hpp>\n"
    start = "using namespace virga;\n"

    @staticmethod
    def table(name):
        return f"""
template <class t>
struct {name}_fields {{
    pg::bigint<t, "id", primary_key> id;
    pg::bigint<t, "owner_id", not_null> owner_id;
    pg::text<t, "title", not_null> title;
    pg::text<t, "body"> body;
    pg::text<t, "status", not_null> status;
    pg::integer<t, "views", not_null, default_to<0>> views;
    pg::numeric<t, "price", 10, 2> price;
    pg::boolean<t, "active", not_null> active;
    pg::timestamptz<t, "created_at", not_null, default_now> created_at;
    pg::timestamptz<t, "updated_at"> updated_at;
}};
inline constexpr table<"{name}", {name}_fields> {name};
"""

    @staticmethod
    def query(q, kind, a, b):
        least = f'{a}.views > arg<"least_{q}">'
        row = f"row{q}"
        return [
            f"""
struct {row} {{ std::int64_t id; std::string title; std::int32_t views; }};
{row} query{q}(postgres_client& db, std::int64_t id, int least) {{
    return db(select({a}.id, {a}.title, {a}.views).from({a}).where({a}.id == id and {least}), least).into<{row}>().one();
}}
""",
            f"""
struct {row} {{ std::int64_t id; std::string title; std::string owner; }};
std::size_t query{q}(postgres_client& db, std::string_view status, int least) {{
    std::size_t size = 0;
    for (const {row}& each : db(select({a}.id, {a}.title, {b}.title).from({a}).inner_join({b}, {b}.id == {a}.owner_id)
                                    .where({a}.status == status and {least}).order_by(desc({a}.created_at)).limit(20), least)
                                 .into<{row}>())
        size += each.title.size();
    return size;
}}
""",
            f"""
struct {row} {{ std::string status; std::int64_t n; }};
std::int64_t query{q}(postgres_client& db, int least) {{
    std::int64_t sum = 0;
    for (const {row}& each : db(select({a}.status, count()).from({a}).where({a}.active == true and {least})
                                    .group_by({a}.status).having(count() > 3), least).into<{row}>())
        sum += each.n;
    return sum;
}}
""",
            f"""
struct {row} {{ std::int64_t id; }};
{row} query{q}(postgres_client& db, std::int64_t owner, std::string_view title, int views) {{
    return db(insert_into({a}).values({a}.id = {q}, {a}.owner_id = owner, {a}.title = title, {a}.status = "new",
                                      {a}.active = true, {a}.views = views).returning({a}.id)).into<{row}>().one();
}}
""",
            f"""
std::size_t query{q}(postgres_client& db, std::int64_t id, std::string_view title, int least) {{
    return db(update({a}).set({a}.title = title, {a}.views = {a}.views + 1).where({a}.id == id and {least}), least).affected();
}}
""",
        ][kind]


class Libpq:
    """The same as strings on libpq, with the helpers that one writes once."""

    name = "libpq"
    header = """#include <charconv>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <libpq-fe.h>
"""
    start = """
struct clear_result {
    void operator()(PGresult* answer) const { PQclear(answer); }
};
using result = std::unique_ptr<PGresult, clear_result>;

inline result run(PGconn* db, const char* sql, int count, const char* const* values) {
    result answer{PQexecParams(db, sql, count, nullptr, values, nullptr, nullptr, 0)};
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) throw std::runtime_error{PQresultErrorMessage(answer.get())};
    return answer;
}
inline std::int64_t number(const result& answer, int row, int column) {
    const char* text = PQgetvalue(answer.get(), row, column);
    std::int64_t value = 0;
    if (std::from_chars(text, text + PQgetlength(answer.get(), row, column), value).ec != std::errc{})
        throw std::runtime_error{"not a number"};
    return value;
}
inline std::string text(const result& answer, int row, int column) {
    return {PQgetvalue(answer.get(), row, column), static_cast<std::size_t>(PQgetlength(answer.get(), row, column))};
}
"""

    @staticmethod
    def table(_name):
        return ""

    @staticmethod
    def statement(kind, a, b):
        return [
            f'select "{a}"."id", "{a}"."title", "{a}"."views" from "{a}" where "{a}"."id" = $1 and "{a}"."views" > $2',
            f'select "{a}"."id", "{a}"."title", "{b}"."title" from "{a}" inner join "{b}" on "{b}"."id" = "{a}"."owner_id" '
            f'where "{a}"."status" = $1 and "{a}"."views" > $2 order by "{a}"."created_at" desc limit 20',
            f'select "{a}"."status", count(*) from "{a}" where "{a}"."active" = $1 and "{a}"."views" > $2 '
            f'group by "{a}"."status" having count(*) > 3',
            f'insert into "{a}" ("id", "owner_id", "title", "status", "active", "views") values ($1, $2, $3, $4, $5, $6) '
            f'returning "{a}"."id"',
            f'update "{a}" set "title" = $1, "views" = "{a}"."views" + 1 where "{a}"."id" = $2 and "{a}"."views" > $3',
        ][kind]

    # parameters of the function, texts made of them, the values, the struct, its decoding
    shapes = [
        ("std::int64_t id, int least", ["id", "least"], ["{0}", "{1}"],
         "std::int64_t id; std::string title; std::int32_t views;",
         "number(answer, i, 0), text(answer, i, 1), static_cast<std::int32_t>(number(answer, i, 2))"),
        ("const std::string& status, int least", ["least"], ["status.c_str()", "{0}"],
         "std::int64_t id; std::string title; std::string owner;",
         "number(answer, i, 0), text(answer, i, 1), text(answer, i, 2)"),
        ("int least", ["least"], ['"t"', "{0}"], "std::string status; std::int64_t n;",
         "text(answer, i, 0), number(answer, i, 1)"),
        ("std::int64_t owner, const std::string& title, int views", ["{q}", "owner", "views"],
         ["{0}", "{1}", "title.c_str()", '"new"', '"t"', "{2}"], "std::int64_t id;", "number(answer, i, 0)"),
        ("std::int64_t id, const std::string& title, int least", ["id", "least"], ["title.c_str()", "{0}", "{1}"], None, None),
    ]

    @classmethod
    def query(cls, q, kind, a, b):
        parameters, numbers, values, members, decoded = cls.shapes[kind]
        texts = "".join(f"    const std::string text{i} = std::to_string({n.format(q=q)});\n" for i, n in enumerate(numbers))
        given = ", ".join(v.format(*(f"text{i}.c_str()" for i in range(len(numbers)))) for v in values)
        run = f"""{texts}    const char* const values[]{{{given}}};
    const result answer = run(db, R"({cls.statement(kind, a, b)})", {len(values)}, values);
"""
        if members is None:
            return f"""
std::size_t query{q}(PGconn* db, {parameters}) {{
{run}    return static_cast<std::size_t>(std::stoull(PQcmdTuples(answer.get())));
}}
"""
        return cls.selecting(q, parameters, run, members, decoded)

    @staticmethod
    def selecting(q, parameters, run, members, decoded):
        return f"""
struct row{q} {{ {members} }};
std::vector<row{q}> query{q}(PGconn* db, {parameters}) {{
{run}    std::vector<row{q}> rows;
    const int count = PQntuples(answer.get());
    rows.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i != count; ++i) rows.push_back({{{decoded}}});
    return rows;
}}
"""


class LibpqBare(Libpq):
    """Without a container: the least that decoding by hand can cost."""

    name = "libpq, no vector"

    @staticmethod
    def selecting(q, parameters, run, members, decoded):
        return f"""
struct row{q} {{ {members} }};
void use{q}(const row{q}&);
void query{q}(PGconn* db, {parameters}) {{
{run}    const int count = PQntuples(answer.get());
    for (int i = 0; i != count; ++i) use{q}({{{decoded}}});
}}
"""


class Libpqxx(Libpq):
    """The same as strings on libpqxx."""

    name = "libpqxx"
    header = "#include <cstdint>\n#include <string>\n#include <string_view>\n#include <vector>\n\n#include <pqxx/pqxx>\n"
    start = ""
    given = [
        ("std::int64_t id, int least", "id, least"),
        ("const std::string& status, int least", "status, least"),
        ("int least", "true, least"),
        ("std::int64_t owner, const std::string& title, int views", '{q}, owner, title, "new", true, views'),
        ("std::int64_t id, const std::string& title, int least", "title, id, least"),
    ]
    types = [
        ["std::int64_t", "std::string", "std::int32_t"],
        ["std::int64_t", "std::string", "std::string"],
        ["std::string", "std::int64_t"],
        ["std::int64_t"],
    ]

    @classmethod
    def query(cls, q, kind, a, b):
        parameters, values = cls.given[kind]
        run = f"""    const pqxx::result answer = work.exec_params(R"({cls.statement(kind, a, b)})", {values.format(q=q)});
"""
        if kind == 4:
            return f"""
std::size_t query{q}(pqxx::transaction_base& work, {parameters}) {{
{run}    return static_cast<std::size_t>(answer.affected_rows());
}}
"""
        decoded = ", ".join(f"row[{i}].as<{t}>()" for i, t in enumerate(cls.types[kind]))
        return f"""
struct row{q} {{ {cls.shapes[kind][3]} }};
std::vector<row{q}> query{q}(pqxx::transaction_base& work, {parameters}) {{
{run}    std::vector<row{q}> rows;
    rows.reserve(static_cast<std::size_t>(answer.size()));
    for (const auto& row : answer) rows.push_back({{{decoded}}});
    return rows;
}}
"""


def program(way, tables, queries):
    """Round n of the five kinds uses table n, and for joins the next one."""
    text = way.header + way.start + "".join(way.table(f"table{t}") for t in range(tables))
    for q in range(queries):
        turn, kind = divmod(q, len(KINDS))
        text += way.query(q, kind, f"table{turn % tables}", f"table{(turn + 1) % tables}")
    return text


def kind_only(way, tables, queries, kind):
    """Queries of one kind only."""
    text = way.header + way.start + "".join(way.table(f"table{t}") for t in range(tables))
    for q in range(queries):
        text += way.query(q, kind, f"table{q % tables}", f"table{(q + 1) % tables}")
    return text


# ---- measuring ---------------------------------------------------------------------------------

def includes_of(package):
    """The folders of a pkg-config package; none if it says none or is missing."""
    found = subprocess.run(["pkg-config", "--cflags", package], capture_output=True, text=True, check=False)
    return shlex.split(found.stdout) if found.returncode == 0 else []


class Case:
    """One source, compiled by one compiler at one level; keeps the least of all its rounds."""

    def __init__(self, folder, name, compiler, level, source):
        self.source = folder / f"{name}.cpp"
        self.object = folder / f"{name}.o"
        self.source.write_text(source)
        flags = ["-std=c++20", f"-O{level}", "-I", str(ROOT / "include"), *includes_of("libpq"), *includes_of("libpqxx")]
        self.command = [*shlex.split(compiler), *flags, "-c", str(self.source), "-o", str(self.object)]
        self.seconds = self.memory = float("inf")
        self.size = self.symbol = 0

    def run(self):
        with open(os.devnull, "w", encoding="utf-8") as nothing:
            process = subprocess.Popen(self.command, stderr=nothing)  # pylint: disable=consider-using-with
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"compile.py: this does not compile (--keep leaves the source): {shlex.join(self.command)}")
        self.seconds = min(self.seconds, used.ru_utime)
        self.memory = min(self.memory, used.ru_maxrss / 1024)
        self.size = self.object.stat().st_size / 1024

    def read_symbols(self):
        listed = subprocess.run(["nm", "--format=just-symbols", str(self.object)], capture_output=True, text=True, check=True)
        self.symbol = max((len(line) for line in listed.stdout.splitlines()), default=0)


def measure(cases, rounds):
    for number in range(rounds):
        for case in cases if number % 2 == 0 else reversed(cases):
            case.run()
    for case in cases:
        case.read_symbols()


# ---- budgets of a query and of the header -------------------------------------------------------

class Figure:
    """A figure of a query: how it is taken from a case, what it may be at most, and what we aim at."""

    def __init__(self, label, value, limit=None, goal=None):
        self.label, self.value, self.limit, self.goal = label, value, limit, goal


def figures(level):
    """User CPU is that of the machine on which the budgets were set: elsewhere, compare ratios."""
    return [
        Figure("ms", lambda c: c.seconds * 1000, *((60, 15) if level == "0" else (130, 40))),
        Figure("MB of memory", lambda c: c.memory, 4, 2),
        Figure("kB of object", lambda c: c.size, *((60, 24) if level == "0" else (None, None))),
    ]


SYMBOL_LIMIT, SYMBOL_GOAL = 900, 500
HEADER_LIMIT, HEADER_GOAL = 0.9, 0.6


class Report:
    def __init__(self):
        self.broken = []

    def line(self, label, value, reference=None, limit=None, goal=None, digits=1):
        text = f"  {label:<38}{value:>10.{digits}f}"
        text += f"{value / reference:>8.2f} x" if reference else " " * 10
        text += f"   at most {limit:g}, goal {goal:g}" if limit is not None else ""
        if limit is not None and value > limit:
            text += "   BROKEN"
            self.broken.append(label)
        print(text, flush=True)


def bench(report, options, compiler, level, folder):
    ways = [Virga, Libpq]
    if options.all:
        ways += [LibpqBare, Libpqxx]
    cases = {}
    for way in ways:
        for label, tables, queries in [("none", 0, 0), ("tables", options.tables, 0), ("queries", options.tables, options.queries)]:
            if way is not Virga and label == "tables":
                continue  # by hand there are no tables
            name = f"{way.name.replace(', ', '_').replace(' ', '_')}_{label}"
            cases[way, label] = Case(folder, name, compiler, level, program(way, tables, queries))
        if way is not Virga:
            cases[way, "tables"] = cases[way, "none"]
    if options.kinds:
        for kind in range(len(KINDS)):
            cases[Virga, kind] = Case(folder, f"kind{kind}", compiler, level, kind_only(Virga, options.tables, options.tables, kind))
    headers = {
        "nothing": Case(folder, "nothing", compiler, level, ""),
        "virga.hpp": Case(folder, "core", compiler, level, "#include <virga.hpp>\n"),
        "virga/client/postgres.hpp": Case(folder, "client", compiler, level, Virga.header),
        "libpq, by hand": Case(folder, "libpq_header", compiler, level, Libpq.header),
    }
    measure(list(dict.fromkeys([*cases.values(), *headers.values()])), options.rounds)

    print(f"\n{compiler} -O{level}: {options.tables} tables, {options.queries} queries, least of {options.rounds} rounds")

    def per_query(way, figure):
        return (figure.value(cases[way, "queries"]) - figure.value(cases[way, "tables"])) / options.queries

    for figure in figures(level):
        by_hand = per_query(Libpq, figure)
        for way in ways:
            own = way is Virga
            report.line(f"{figure.label} a query, {way.name}", per_query(way, figure), by_hand,
                        figure.limit if own else None, figure.goal if own else None)
    ratio = per_query(Virga, figures(level)[0]) / per_query(Libpq, figures(level)[0])
    if ratio > 1:
        report.broken.append(f"{compiler} -O{level}: a query takes {ratio:.2f} x the CPU of one by hand")
    if options.kinds:
        for kind, label in enumerate(KINDS):
            spent = (cases[Virga, kind].seconds - cases[Virga, "tables"].seconds) * 1000 / options.tables
            report.line(f"ms, {label}", spent)
    for figure in figures(level):
        spent = (figure.value(cases[Virga, "tables"]) - figure.value(cases[Virga, "none"])) / options.tables
        report.line(f"{figure.label} a table", spent)
    for way in ways:
        own = way is Virga
        report.line(f"longest symbol, {way.name}", cases[way, "queries"].symbol, cases[Libpq, "queries"].symbol,
                    SYMBOL_LIMIT if own else None, SYMBOL_GOAL if own else None, digits=0)
    for label, case in headers.items():
        core = label == "virga.hpp" and level == "0"
        report.line(f"s, {label}", case.seconds, headers["libpq, by hand"].seconds if label != "nothing" else None,
                    HEADER_LIMIT if core else None, HEADER_GOAL if core else None, digits=2)


def main():
    parser = argparse.ArgumentParser(description="What tables and queries cost the compiler.")
    parser.add_argument("--tables", type=int, default=10)
    parser.add_argument("--queries", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--compiler", action="append", help="g++ and clang++-19 unless given")
    parser.add_argument("--level", action="append", choices=["0", "1", "2", "3"], help="0 and 2 unless given")
    parser.add_argument("--all", action="store_true", help="also by hand without std::vector, and on libpqxx")
    parser.add_argument("--kinds", action="store_true", help="also each kind of query by itself")
    parser.add_argument("--keep", type=pathlib.Path, help="write the programs into this folder, and leave them there")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a budget is broken")
    options = parser.parse_args()

    report = Report()
    folder = options.keep or pathlib.Path(tempfile.mkdtemp(prefix="virga-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for compiler in options.compiler or ["g++", "clang++-19"]:
            if shutil.which(shlex.split(compiler)[0]) is None:
                print(f"\n{compiler}: not installed")
                continue
            for level in options.level or ["0", "2"]:
                bench(report, options, compiler, level, folder)
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    if report.broken:
        print("\nbroken budgets: " + "; ".join(report.broken))
    return 1 if options.check and report.broken else 0


if __name__ == "__main__":
    sys.exit(main())
