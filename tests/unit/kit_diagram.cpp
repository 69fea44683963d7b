// Diagrams: what they show, how many rows stand at the ends of a line, and that no name breaks out of its place.
#include <string>

#include <virga.hpp>
#include <virga/kit/describe.hpp>
#include <virga/kit/diagram.hpp>

#include "../catch.hpp"
#include "kit_models.hpp"

namespace app::shop {
template <class t>
struct order_fields {
    virga::pg::integer<t, "id", virga::primary_key> id;
};
inline constexpr virga::table<"order", order_fields> order;
}  // namespace app::shop

namespace {
using namespace virga_test;
using virga::kit::diagram;
using virga::kit::diagram_form;

/// A user has posts, of whom one at most is pinned; a post may have an editor; profiles are one a user.
model blog() {
    table_model user = table("user", {required("id", "text"), required("email", "varchar(200)")}).primary({"id"}).unique({"email"});
    table_model post = table("post", {required("id", "integer"), required("author_id", "text"), column("editor_id", "text"),
                                      column("price", "numeric(10,2)", "0"), required("state", "\"public\".\"state\"")})
                           .primary({"id"})
                           .references({"author_id"}, "user", {"id"}, "", "cascade")
                           .references({"editor_id"}, "user")
                           .index("post_editor", {"editor_id"}, "price > 0", true);
    table_model profile =
        table("profile", {required("user_id", "text"), column("tag", "text")}).primary({"user_id"}).references({"user_id"}, "user");
    table_model log = table("log", {column("line", "text")}, "audit");
    for (table_model* each : {&user, &profile}) each->domain.name = "auth";
    post.domain.name = "cms";
    return {{"audit"}, {{"", "state", {"draft", "on \"air\""}}}, {user, post, profile, log}, {}};
}
}  // namespace

TEST_CASE("a diagram in Mermaid shows keys, NULL, and how many rows of each") {
    CHECK(diagram(blog()) == R"(erDiagram
    "user" {
        text id PK
        varchar(200) email UK
    }
    "post" {
        integer id PK
        text author_id FK
        text editor_id FK "null"
        numeric(10_2) price "null"
        state state
    }
    "profile" {
        text user_id PK, FK
        text tag "null"
    }
    "audit.log" {
        text line "null"
    }
    "user" ||--o{ "post" : "author_id"
    "user" |o--o{ "post" : "editor_id"
    "user" ||--o| "profile" : "user_id"
)");
}

TEST_CASE("a diagram shows a domain, with the tables of others beside it, or a table and its neighbours") {
    CHECK(diagram(blog(), {.domain = "cms"}) == R"(erDiagram
    "post" {
        integer id PK
        text author_id FK
        text editor_id FK "null"
        numeric(10_2) price "null"
        state state
    }
    "user"
    "user" ||--o{ "post" : "author_id"
    "user" |o--o{ "post" : "editor_id"
)");
    const std::string around = diagram(blog(), {.table = "public.user"});
    CHECK(holds(around, "\"post\" {"));
    CHECK(holds(around, "\"profile\" {"));
    CHECK_FALSE(holds(around, "log"));
    CHECK_FALSE(holds(diagram(blog(), {.table = "profile"}), "post"));
    CHECK(holds(diagram(blog(), {.table = "audit.log"}), "audit.log"));
    CHECK_THROWS_WITH(diagram(blog(), {.table = "log"}),
                      "There is no table log in the schema. It has: user, post, profile, audit.log.");
    CHECK_THROWS_WITH(diagram(blog(), {.domain = "kb"}),
                      "There is no domain kb in the schema. A domain is called as the namespace of its tables: auth, cms.");
}

TEST_CASE("a diagram in DBML holds what DBML can say") {
    CHECK(diagram(blog(), {.form = diagram_form::dbml, .domain = "cms"}) == R"(Enum "state" {
  "draft"
  "on \"air\""
}

Table "post" {
  "id" integer [pk, not null]
  "author_id" text [not null]
  "editor_id" text [null]
  "price" numeric(10,2) [null, default: `0`]
  "state" "public"."state" [not null]
}

Table "user" {
  "id" text
}

Ref "post_author_id_fkey": "post"."author_id" > "user"."id" [delete: cascade]
Ref "post_editor_id_fkey": "post"."editor_id" > "user"."id"
)");
    CHECK(holds(diagram(blog(), {.form = diagram_form::dbml}), R"("profile"."user_id" - "user"."id")"));
}

TEST_CASE("a diagram in DOT draws crows' feet") {
    const std::string drawn = diagram(blog(), {.form = diagram_form::dot});
    CHECK(holds(drawn, R"("post" -> "user" [label="author_id", arrowtail=crowodot, arrowhead=teetee];)"));
    CHECK(holds(drawn, R"("post" -> "user" [label="editor_id", arrowtail=crowodot, arrowhead=teeodot];)"));
    CHECK(holds(drawn, R"("profile" -> "user" [label="user_id", arrowtail=teeodot, arrowhead=teetee];)"));
    CHECK(holds(drawn, R"(<td align="left">editor_id</td><td align="left">text null</td><td>FK</td>)"));
}

TEST_CASE("a diagram puts no name where it would mean something else") {
    const model odd{
        {},
        {},
        {table("a \"b\" %c\n", {required("pk", "text"), column("1 <x>&", "text[]"), column("d\\", "double precision")})},
        {}};
    CHECK(diagram(odd) == R"(erDiagram
    "a _b_ _c_" {
        text pk_ "pk"
        text[] c1__x__ "null, 1 <x>&"
        double_precision d_ "null, d_"
    }
)");
    const std::string drawn = diagram(odd, {.form = diagram_form::dot});
    CHECK(holds(drawn, R"("a \"b\" %c)"));
    CHECK(holds(drawn, "1 &lt;x&gt;&amp;"));
    CHECK(holds(diagram(odd, {.form = diagram_form::dbml}), R"("d\\" "double precision" [null])"));
}

TEST_CASE("a domain is called as the namespace that declares its tables") {
    const model described = virga::kit::describe(virga::schema(virga::domain(app::shop::order)));
    REQUIRE(described.tables.size() == 1);
    CHECK(described.tables[0].domain.name == "shop");
    // It makes no difference between schemas.
    model other = described;
    other.tables[0].domain.name = "elsewhere";
    CHECK(other == described);
}
