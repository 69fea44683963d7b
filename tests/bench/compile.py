#!/usr/bin/env python3
"""What tables and queries cost the compiler: user CPU, peak memory, size of the object, longest symbol.

Writes programs with T tables of ten columns and Q queries of five usual kinds, each in a function of its own that decodes into a
struct of its own, and compiles them: with virga, and the same statements by hand as plain strings on libpq (and, with --all, on
libpqxx). Like is compared with like, in two pairs: both hand each struct to a function, or both fill a std::vector of it, which
is most of what the code by hand costs then. A find of two levels is held against our own queries that fill a vector. The cost of a
query is (cost with Q - cost with none) / Q, and so of a find and of a table. Rounds alternate among the programs; the smallest
user CPU of all rounds counts.

    tests/bench/compile.py                          # both compilers, -O0 and -O2
    tests/bench/compile.py --check                  # what the tests run: exits with 1 when a budget is broken
    tests/bench/compile.py --instructions --check   # counts the compiler's instructions by valgrind, which takes minutes

Budgets of time are ratios within one run, so that a slow or busy machine keeps them too.
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
    kinds = len(KINDS)
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


class VirgaUse(Virga):
    """Each struct is handed to a function."""

    name = "virga, each struct handed to a function"
    shapes = [
        ("std::int64_t id, int least", "std::int64_t id; std::string title; std::int32_t views;",
         'select({a}.id, {a}.title, {a}.views).from({a}).where({a}.id == id and {least}), least'),
        ("std::string_view status, int least", "std::int64_t id; std::string title; std::string owner;",
         'select({a}.id, {a}.title, {b}.title).from({a}).inner_join({b}, {b}.id == {a}.owner_id)'
         '.where({a}.status == status and {least}).order_by(desc({a}.created_at)).limit(20), least'),
        ("int least", "std::string status; std::int64_t n;",
         'select({a}.status, count()).from({a}).where({a}.active == true and {least}).group_by({a}.status)'
         '.having(count() > 3), least'),
        ("std::int64_t owner, std::string_view title, int views", "std::int64_t id;",
         'insert_into({a}).values({a}.id = {q}, {a}.owner_id = owner, {a}.title = title, {a}.status = "new", '
         '{a}.active = true, {a}.views = views).returning({a}.id)'),
    ]

    @classmethod
    def query(cls, q, kind, a, b):
        if kind == len(cls.shapes):
            return Virga.query(q, kind, a, b)
        parameters, members, call = cls.shapes[kind]
        call = call.format(a=a, b=b, q=q, least=f'{a}.views > arg<"least_{q}">')
        return cls.selecting(q, parameters, members, call)

    @staticmethod
    def selecting(q, parameters, members, call):
        return f"""
struct row{q} {{ {members} }};
void use{q}(const row{q}&);
void query{q}(postgres_client& db, {parameters}) {{
    for (const row{q}& each : db({call}).into<row{q}>()) use{q}(each);
}}
"""


class VirgaVector(VirgaUse):
    """The structs fill a vector."""

    name = "virga, filling a vector"

    @staticmethod
    def selecting(q, parameters, members, call):
        return f"""
struct row{q} {{ {members} }};
std::vector<row{q}> query{q}(postgres_client& db, {parameters}) {{
    return db({call}).into<row{q}>().to_vector();
}}
"""


class Finds(Virga):
    """Rows of a table with those of another that belong to them, or with the one that they belong to."""

    name = "virga, finds of two levels"
    kinds = 3
    shapes = [
        # Whole rows, which are given as they come.
        ("std::string_view status", None,
         "find_many({a}).with(children_of_{a}.order_by({b}.title)).where({a}.status == status).order_by({a}.title)",
         "each.title, each[children_of_{a}].size()"),
        # A page of structs of the app's own, with the first of what belongs to each.
        ("int least", "std::int64_t id; std::string title; std::vector<child{q}> children;",
         "find_many({a}).columns({a}.id, {a}.title)"
         ".with(children_of_{a}.columns({b}.id, {b}.title).order_by(desc({b}.created_at)).limit(5))"
         '.where({a}.active == true and {a}.views > arg<"least_{q}">).order_by(desc({a}.created_at)).limit(20), least',
         "each.title, each.children.size()"),
        # One row, with that which it belongs to.
        ("std::int64_t id", None, "find_first({b}).where({b}.id == id).with(owner_of_{b})", "each[owner_of_{b}].title, 1U"),
    ]

    @staticmethod
    def table(name):
        number = int(name.removeprefix("table"))
        if number == 0:
            return Virga.table(name)
        before = f"table{number - 1}"
        return Virga.table(name).replace('"owner_id", not_null', f'"owner_id", not_null, references<{before}.id>') + f"""
inline constexpr auto children_of_{before} = many<"children">({name}.owner_id);
inline constexpr auto owner_of_{name} = one<"owner">({name}.owner_id);
"""

    @classmethod
    def query(cls, q, kind, a, b):
        """Of the first of two tables in a row."""
        parameters, members, call, used = cls.shapes[kind]
        a, b = ("table0", "table1") if b == "table0" else (a, b)
        call, used = call.format(a=a, b=b, q=q), used.format(a=a, b=b)
        structs = "" if members is None else f"""
struct child{q} {{ std::int64_t id; std::string title; }};
struct row{q} {{ {members.format(q=q)} }};"""
        into = "" if members is None else f".into<row{q}>()"
        return f"""{structs}
void use{q}(const std::string&, std::size_t);
void query{q}(postgres_client& db, {parameters}) {{
    for (const auto& each : db({call}){into}) use{q}({used});
}}
"""


class Libpq:
    """The same as strings on libpq, with the helpers that one writes once."""

    name = "libpq, filling a vector"
    kinds = len(KINDS)
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


class LibpqUse(Libpq):
    """Each struct is handed to a function."""

    name = "libpq, each struct handed to a function"

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

    name = "libpqxx, filling a vector"
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
    """Round n of the kinds uses table n, and for joins the next one."""
    text = way.header + way.start + "".join(way.table(f"table{t}") for t in range(tables))
    for q in range(queries):
        turn, kind = divmod(q, way.kinds)
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


# ---- budgets -------------------------------------------------------------------------------------

# Ours, by hand, and how many times by hand a whole file may cost, with headers and tables: {level: (g++, clang)}. Of a query alone the
# code by hand, a few ms, is too little to be held against on a busy machine.
PAIRS = [
    ("each struct handed to a function", VirgaUse, LibpqUse, {"0": (9, 9.5), "2": (5, 5)}),
    ("filling a vector", VirgaVector, Libpq, {"0": (4.2, 4.6), "2": (2.8, 2.5)}),
]
PAIR_GOAL = 2
MEMORY_LIMIT, MEMORY_GOAL = 4, 2        # MB a query
OBJECT_LIMIT, OBJECT_GOAL = 60, 24      # kB a query, at -O0
SYMBOL_LIMIT, SYMBOL_GOAL = 900, 500    # characters
FIND_LIMIT, FIND_GOAL = 4, 3            # times a usual query; both fill a vector; from run to run it differs by a quarter
HEADER_LIMIT, HEADER_GOAL = 4.5, 2      # times the headers of the code by hand
# Of the program that Virga writes, with one struct or a loop; a twentieth more than what was counted when they were set.
INSTRUCTIONS_LIMIT = {"0": 86, "2": 134}       # million a query, of g++ 12
INSTRUCTIONS_GOAL = {"0": 84, "2": 140}        # what it was before much of the language came
TABLE_INSTRUCTIONS_LIMIT = {"0": 52, "2": 52}  # million a table
HEADER_INSTRUCTIONS_LIMIT = 4900               # million for virga.hpp


class Report:
    def __init__(self, scale=1.0):
        self.broken = []
        self.scale = scale

    def line(self, label, value, reference=None, limit=None, goal=None, digits=1):
        limit = limit * self.scale if limit is not None else None
        text = f"  {label:<52}{value:>10.{digits}f}"
        text += f"{value / reference:>8.2f} x" if reference else " " * 10
        text += f"   at most {limit:g}" if limit is not None else ""
        text += f", goal {goal:g}" if limit is not None and goal is not None else ""
        if limit is not None and value > limit:
            text += "   BROKEN"
            self.broken.append(label.strip())
        print(text, flush=True)


def bench(report, options, compiler, level, folder):
    ways = [way for _, ours, by_hand, _ in PAIRS for way in (ours, by_hand)]
    if options.all:
        ways.append(Libpqxx)
    cases = {}

    def case(way, label, tables, queries):
        name = f"{way.__name__}_{label}"
        cases[way, label] = Case(folder, name, compiler, level, program(way, tables, queries))

    case(Virga, "none", 0, 0)
    case(Virga, "tables", options.tables, 0)
    case(Libpq, "none", 0, 0)
    if options.all:
        case(Libpqxx, "none", 0, 0)
    for way in ways:
        case(way, "queries", options.tables, options.queries)
    finds = max(options.queries // 2, Finds.kinds)
    case(Finds, "tables", options.tables, 0)
    case(Finds, "queries", options.tables, finds)
    if options.kinds:
        for kind in range(len(KINDS)):
            cases[Virga, kind] = Case(folder, f"kind{kind}", compiler, level, kind_only(Virga, options.tables, options.tables, kind))
    headers = {
        "nothing": Case(folder, "nothing", compiler, level, ""),
        "virga.hpp": Case(folder, "core", compiler, level, "#include <virga.hpp>\n"),
        "virga/client/postgres.hpp": Case(folder, "client", compiler, level, Virga.header),
        "libpq, by hand": Case(folder, "libpq_header", compiler, level, Libpq.header),
    }
    measure([*cases.values(), *headers.values()], options.rounds)

    print(f"\n{compiler} -O{level}: {options.tables} tables, {options.queries} queries, least of {options.rounds} rounds")

    def without_queries(way):
        return cases[Virga, "tables"] if issubclass(way, Virga) else cases[Libpqxx if way is Libpqxx else Libpq, "none"]

    def per_query(way, value):
        return (value(cases[way, "queries"]) - value(without_queries(way))) / options.queries

    figures = [
        ("ms", lambda c: c.seconds * 1000, None, None),
        ("MB of memory", lambda c: c.memory, MEMORY_LIMIT, MEMORY_GOAL),
        ("kB of object", lambda c: c.size, OBJECT_LIMIT if level == "0" else None, OBJECT_GOAL if level == "0" else None),
    ]
    for label, ours, by_hand, limits in PAIRS:
        print(f"  a query, {label}:")
        for figure, value, limit, goal in figures:
            report.line(f"  {figure}, virga", per_query(ours, value), per_query(by_hand, value), limit, goal)
            report.line(f"  {figure}, by hand", per_query(by_hand, value))
        limit = limits.get(level, (None, None))[1 if "clang" in compiler else 0]
        report.line("  s, whole file, virga", cases[ours, "queries"].seconds, digits=2)
        report.line("  s, whole file, by hand", cases[by_hand, "queries"].seconds, digits=2)
        report.line(f"  times by hand, {label}", cases[ours, "queries"].seconds / cases[by_hand, "queries"].seconds, None,
                    limit, PAIR_GOAL, digits=2)
    find = (cases[Finds, "queries"].seconds - cases[Finds, "tables"].seconds) / finds
    report.line("ms, a find of two levels", find * 1000)
    report.line("times a usual query, a find of two levels", find / per_query(VirgaVector, lambda c: c.seconds), None,
                FIND_LIMIT, FIND_GOAL, digits=2)
    if options.all:
        report.line("ms a query, libpqxx, filling a vector", per_query(Libpqxx, lambda c: c.seconds * 1000))
    if options.kinds:
        for kind, label in enumerate(KINDS):
            spent = (cases[Virga, kind].seconds - cases[Virga, "tables"].seconds) * 1000 / options.tables
            report.line(f"ms, {label}", spent)
    for label, value, _, _ in figures:
        report.line(f"{label} a table", (value(cases[Virga, "tables"]) - value(cases[Virga, "none"])) / options.tables)
    for _, ours, by_hand, _ in PAIRS:
        report.line(f"longest symbol, {ours.name}", cases[ours, "queries"].symbol, cases[by_hand, "queries"].symbol,
                    SYMBOL_LIMIT, SYMBOL_GOAL, digits=0)
    for label, header in headers.items():
        report.line(f"s, {label}", header.seconds, headers["libpq, by hand"].seconds if label != "nothing" else None, digits=2)
    report.line("virga.hpp, times the headers by hand", headers["virga.hpp"].seconds / headers["libpq, by hand"].seconds, None,
                HEADER_LIMIT, HEADER_GOAL, digits=2)


def instructions_of(case):
    """How many instructions the compiler proper takes. It does not clear its memory meanwhile: when it does depends on the
    machine's, and once for 50 queries is 20 million for each."""
    under = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    keeping = ["--param=ggc-min-expand=100000", "--param=ggc-min-heapsize=4000000"]
    ran = subprocess.run([*case.command, *keeping, "-wrapper", ",".join(under)], capture_output=True, text=True, check=True)
    counted = [int(line.split()[-1].replace(",", "")) for line in ran.stderr.splitlines() if "refs:" in line]
    return max(counted)  # that of the compiler: the assembler takes less


def count_instructions(report, options, compiler, level, folder):
    """Of the five kinds as one writes them, one struct or a loop."""
    if "clang" in compiler or level not in INSTRUCTIONS_LIMIT:
        return
    def counted(name, text):
        return instructions_of(Case(folder, name, compiler, level, text)) / 1e6

    print(f"\n{compiler} -O{level}: {options.tables} tables, {options.queries} queries, instructions counted")
    header = "#include <virga.hpp>\n"
    core = counted("counted_core", header)
    report.line("million instructions, virga.hpp", core, None, HEADER_INSTRUCTIONS_LIMIT)
    declared = counted("counted_declared", header + program(Virga, options.tables, 0).replace(Virga.header, ""))
    report.line("million instructions a table", (declared - core) / options.tables, None, TABLE_INSTRUCTIONS_LIMIT[level])
    tables = counted("counted_tables", program(Virga, options.tables, 0))
    queries = counted("counted_queries", program(Virga, options.tables, options.queries))
    report.line("million instructions a query", (queries - tables) / options.queries, None, INSTRUCTIONS_LIMIT[level],
                INSTRUCTIONS_GOAL.get(level))


def main():
    parser = argparse.ArgumentParser(description="What tables and queries cost the compiler.")
    parser.add_argument("--tables", type=int, default=10)
    parser.add_argument("--queries", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--compiler", action="append", help="g++ and clang++-19 unless given")
    parser.add_argument("--level", action="append", choices=["0", "1", "2", "3"], help="0 and 2 unless given")
    parser.add_argument("--all", action="store_true", help="also by hand on libpqxx")
    parser.add_argument("--kinds", action="store_true", help="also each kind of query by itself")
    parser.add_argument("--keep", type=pathlib.Path, help="write the programs into this folder, and leave them there")
    parser.add_argument("--instructions", action="store_true", help="count g++'s instructions by valgrind, and nothing else")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a budget is broken")
    parser.add_argument("--scale", type=float, default=1.0, help="all budgets times this: 0 breaks each of them")
    options = parser.parse_args()

    report = Report(options.scale)
    folder = options.keep or pathlib.Path(tempfile.mkdtemp(prefix="virga-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for compiler in options.compiler or ["g++", "clang++-19"]:
            if shutil.which(shlex.split(compiler)[0]) is None:
                print(f"\n{compiler}: not installed")
                continue
            for level in options.level or ["0", "2"]:
                (count_instructions if options.instructions else bench)(report, options, compiler, level, folder)
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    if report.broken:
        print("\nbroken budgets: " + "; ".join(report.broken))
    return 1 if options.check and report.broken else 0


if __name__ == "__main__":
    sys.exit(main())
