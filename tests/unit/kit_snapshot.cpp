// Snapshots: what is written can be read, by people too, and faults are named by file and place.
#include <boost/pfr/tuple_size.hpp>

#include <virga/kit/snapshot.hpp>
#include <virga/kit/snapshot/snapshot_reader.hpp>

#include "../catch.hpp"
#include "kit_models.hpp"

using namespace virga_test;

namespace {

snapshot everything() {
    column_model id = required("id", "bigint");
    id.identity = identity_model::always;
    column_model other = required("other", "bigint");
    other.identity = identity_model::by_default;
    index_model index{"i\"dx", true, "gin", {{"title", false, true, "last"}, {"lower(\"title\")", true, false, ""}}, "\"id\" > 0"};
    table_model post = table("post", {id, other, column("title", "text", "'a\\b''c\"\n\t\xC3\xBC'")}, "cms")
                           .primary({"id"}).unique({"id", "title"}).references({"id"}, "user", {"id"}, "auth", "cascade")
                           .check("c;--", "\"id\" > 0").index(index);
    post.foreign_keys[0].on_update = "set null";
    post.foreign_keys[0].checked = checked_model::deferred;
    post.columns[0].sequence = sequence_model{"-7", "2", "-9", "9", "5", true};
    post.columns[2].collation = "C";
    post.columns[2].comment = "what it is\nabout";
    post.uniques[0].nulls_not_distinct = true;
    post.indexes[0].include = {"id"};
    post.comment = "all";
    post.unlogged = true;
    post.indexes[0].storage = {"fastupdate=false"};
    post.indexes[0].tablespace = "fast";
    post.indexes[0].parts[0].operator_class = "jsonb_path_ops";
    post.indexes[0].parts[0].collation = "C";
    post.uniques[0].checked = checked_model::deferrable;
    post.foreign_keys[0].match_full = true;
    post.foreign_keys[0].not_valid = true;
    post.checks[0].not_valid = true;
    post.exclusions = {{"apart", "spgist", post.indexes[0].parts, "\"id\" > 0", checked_model::deferred}};
    post.exclusions[0].parts[0].compared_by = "&&";
    post.storage = {"fillfactor=70"};
    post.tablespace = "fast";
    post.comments = {{"constraint", "post_views", "it's why"}};
    post.partitioned_by = "list";
    post.partition_key = {"id"};
    post.partitions = {{"post_1", "for values in ('1')", "", "range", {"id"}}, {"post_1_all", "default", "post_1"},
                       {"post_rest", "default"}};
    return {"11111111-2222-3333-4444-555555555555",
            {"p", "q"},
            {{"cms", "kb"}, {{"cms", "mood", {"a", "it's, b"}}, {"", "none", {}}}, {post, table("bare", {})}}};
}

/// Counts what a model states of its members.
struct counter {
    std::size_t members = 0;
    template <class... Members>
    void operator()(const Members&... all) {
        members += sizeof...(all) - 1;
    }
};
template <class Model>
bool states_all_members(std::size_t apart = 0) {
    counter stated;
    const Model model{};
    Model::members(model, stated);
    return stated.members + apart == boost::pfr::tuple_size_v<Model>;
}

std::string fault(const std::string& json) {
    return complaint([&] { return parse_snapshot(json, "x/snapshot.json"); });
}
}  // namespace

TEST_CASE("each_member_of_a_model_is_stated") {
    CHECK(states_all_members<model>(1));  // the renames that are declared are no part of a schema
    CHECK(states_all_members<domain_type_model>());
    CHECK(states_all_members<composite_model>());
    CHECK(states_all_members<attribute_model>());
    CHECK(states_all_members<enum_model>(2));  // nor what labels were
    CHECK(states_all_members<role_model>());
    CHECK(states_all_members<table_model>(1));  // the domain is no part of a schema
    CHECK(states_all_members<column_model>(2));  // nor what is declared for one migration
    CHECK(states_all_members<key_model>());
    CHECK(states_all_members<foreign_key_model>());
    CHECK(states_all_members<check_model>());
    CHECK(states_all_members<index_model>());
    CHECK(states_all_members<index_part_model>());
    CHECK(states_all_members<policy_model>());
    CHECK(states_all_members<exclusion_model>());
    CHECK(states_all_members<partition_model>());
    CHECK(states_all_members<sequence_model>());
    CHECK(states_all_members<own_sequence_model>());
    CHECK(states_all_members<extension_model>());
    CHECK(states_all_members<view_model>());
    CHECK(states_all_members<routine_model>());
    CHECK(states_all_members<trigger_model>());
    CHECK(states_all_members<raw_model>());
    CHECK(states_all_members<need_model>());
    CHECK(states_all_members<grant_model>(1));  // the column is that of a grant on one, which says it
    CHECK(states_all_members<comment_model>(1));  // the table is that of a trigger, which says it
    CHECK(states_all_members<held_comment_model>());
}

TEST_CASE("a_snapshot_survives_writing_and_reading") {
    for (const snapshot& each : {snapshot{"i", {}, {}}, everything()}) {
        CHECK(parse_snapshot(to_json(each), "f") == each);
        CHECK(to_json(parse_snapshot(to_json(each), "f")) == to_json(each));
    }
}

TEST_CASE("a_snapshot_has_a_column_a_line_and_leaves_out_defaults") {
    const snapshot small{"i",
                         {"p"},
                         {{"cms"},
                          {{"", "mood", {"a", "b"}}},
                          {table("post", {required("id", "uuid", "gen_random_uuid()"), column("t", "text")}, "cms")
                               .primary({"id"})
                               .index("x", {"t"})}}};
    CHECK(to_json(small) == R"json({
  "virga": 1,
  "id": "i",
  "parents": ["p"],
  "schemas": ["cms"],
  "enums": [
    {"name": "mood", "labels": ["a", "b"]}
  ],
  "tables": [
    {
      "schema": "cms",
      "name": "post",
      "columns": [
        {"name": "id", "type": "uuid", "not_null": true, "default": "gen_random_uuid()"},
        {"name": "t", "type": "text"}
      ],
      "primary_key": {"name": "post_pkey", "columns": ["id"]},
      "indexes": [
        {"name": "x", "parts": [{"column": "t"}]}
      ]
    }
  ]
}
)json");
    CHECK(to_json({"i", {}, {}}) ==
          "{\n  \"virga\": 1,\n  \"id\": \"i\",\n  \"parents\": [],\n  \"schemas\": [],\n  \"enums\": [],\n  \"tables\": []\n}\n");
}

TEST_CASE("text_that_is_not_json_is_named_by_line_and_column") {
    CHECK(fault("{\n  \"virga\": 1,\n  oops\n}").starts_with("x/snapshot.json, line 3, column 3: this is not JSON ("));
    CHECK(fault("").starts_with("x/snapshot.json, line 1, column 1: this is not JSON"));
    CHECK(holds(fault(to_json(everything()) + "{"), "this is not JSON"));
    CHECK(holds(fault("{\n<<<<<<< HEAD\n  \"virga\": 1,"),
                "line 2, column 1: this is not JSON (syntax error). It holds the conflict marks"));
    CHECK(holds(fault("{"), "Restore the file from version control."));
    const std::string whole = to_json(everything());
    for (std::size_t size = 0; size + 2 < whole.size(); ++size) CHECK(not fault(whole.substr(0, size)).empty());
}

TEST_CASE("a_wrong_member_is_named_by_its_path") {
    const auto with = [](const std::string& tables) {
        return "{\"virga\": 1, \"id\": \"i\", \"parents\": [], \"tables\": [" + tables + "]}";
    };
    CHECK(fault(with("")).empty());
    CHECK(fault(with("{}")) == "x/snapshot.json: tables[0]: \"name\" is missing.");
    CHECK(fault(with("7")) == "x/snapshot.json: tables[0]: an object is expected here.");
    CHECK(fault(with(R"({"name": "t", "columns": [{"name": "a", "type": "text"}, {"name": 3}]})")) ==
          "x/snapshot.json: tables[0].columns[1].name: a text is expected here.");
    CHECK(fault(with(R"({"name": "t", "columns": [{"name": "a", "type": "text", "not_null": "yes"}]})")) ==
          "x/snapshot.json: tables[0].columns[0].not_null: true or false is expected here.");
    CHECK(fault(with(R"({"name": "t", "columns": [{"name": "a", "type": "text", "identity": "x"}]})")) ==
          "x/snapshot.json: tables[0].columns[0]: \"identity\" is \"always\", \"by default\" or \"serial\".");
    CHECK(fault(with(R"({"name": "t", "columns": {}})")) == "x/snapshot.json: tables[0].columns: a list is expected here.");
    CHECK(fault(with(R"({"name": "t", "triggers": []})")) == "x/snapshot.json: tables[0]: \"triggers\" is unknown to this version of virga.");
}

TEST_CASE("other_snapshots_are_recognised") {
    CHECK(holds(fault(R"({"version": "8", "dialect": "postgres", "id": "i", "ddl": []})"), "was written by drizzle-kit"));
    CHECK(holds(fault(R"({"id": "i"})"), "not a snapshot of virga"));
    CHECK(holds(fault(R"({"virga": 2, "id": "i"})"), "another format than version 1"));
    CHECK(holds(fault(R"({"virga": "1"})"), "another format than version 1"));
    CHECK(holds(fault("[]"), "an object is expected"));
}

TEST_CASE("ids_are_uuids_and_differ") {
    CHECK(fresh_id().size() == 36);
    CHECK(fresh_id()[14] == '4');  // its version
    CHECK(std::string_view{"89ab"}.find(fresh_id()[19]) != std::string_view::npos);  // and its variant
    CHECK(fresh_id() != fresh_id());
}
