// PostgreSQL's own names of constraints and indexes.
#include <set>
#include <string>

#include <virga/kit/model/names.hpp>

#include "../catch.hpp"

using namespace virga::kit;

TEST_CASE("implicit_names_are_those_of_postgresql") {
    CHECK(implicit_name("post", {}, "pkey") == "post_pkey");
    CHECK(implicit_name("post", {"slug"}, "key") == "post_slug_key");
    CHECK(implicit_name("post", {"a", "b"}, "key") == "post_a_b_key");
    CHECK(implicit_name("post", {"author_id"}, "fkey") == "post_author_id_fkey");
    CHECK(implicit_name("post", {"views"}, "check") == "post_views_check");
    CHECK(implicit_name("post", {"title"}, "idx") == "post_title_idx");
}

TEST_CASE("a_name_of_63_bytes_is_kept_and_one_of_64_is_hashed") {
    const std::string column(63 - 5 - 4, 'x');  // post_ and _key
    CHECK(implicit_name("post", {column}, "key") == "post_" + column + "_key");
    const std::string longer = implicit_name("post", {column + "x"}, "key");
    CHECK(longer.size() == 63);
    CHECK(longer.starts_with("post_xxx"));
    CHECK(longer.ends_with("_key"));
    CHECK(longer == "post_" + std::string(45, 'x') + "_ab55859c_key");  // for ever
}

TEST_CASE("long_names_that_begin_alike_differ") {
    const std::string half(40, 'a');
    std::set<std::string> seen;
    for (const auto& name : {implicit_name(half, {half, "b"}, "fkey"), implicit_name(half, {half, "c"}, "fkey"),
                             implicit_name(half, {half + "_b"}, "fkey"), implicit_name(half + "_" + half, {"b"}, "fkey"),
                             implicit_name(half, {half, "b"}, "key")}) {
        CHECK(name.size() <= 63);
        CHECK(seen.insert(name).second);
    }
}

TEST_CASE("a_character_of_several_bytes_is_never_cut") {
    std::string column;
    for (int i = 0; i != 40; ++i) column += "\xC3\xBC";
    for (const char* table : {"t", "tt"}) {
        const std::string name = implicit_name(table, {column}, "key");
        CHECK(name.size() <= 63);
        const std::string cut = name.substr(0, name.size() - 13);  // _ 8 digits _key
        CHECK((cut.size() - std::string{table}.size() - 1) % 2 == 0);
    }
}
