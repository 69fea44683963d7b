// The types, distances and indexes of pgvector, on a server that has it.
#include <array>
#include <span>
#include <string>
#include <vector>

#include <virga.hpp>
#include <virga/extensions/pgvector.hpp>
#include <virga/kit/ddl.hpp>
#include <virga/kit/describe.hpp>

#include "../catch.hpp"
#include "extension_types.hpp"

using namespace virga;
using namespace virga_test;

namespace of_pgvector {
template <class t>
struct item_fields {
    pg::integer<t, "id", primary_key> id;
    pg::vector<t, "embedding", 3, not_null> embedding;
    pg::halfvec<t, "brief", 3> brief;
    pg::sparsevec<t, "words", 5> words;
    pg::bit<t, "marks", 3> marks;

    static constexpr auto constraints(const auto& item) {
        return std::tuple{pg::index<"item_embedding">(pg::opclass<"vector_cosine_ops">(item.embedding))
                              .template method<pg::hnsw>()
                              .with({.m = 8, .ef_construction = 32}),
                          pg::index<"item_lists">(item.embedding).template method<pg::ivfflat>().with({.lists = 2}),
                          pg::index<"item_half">(pg::opclass<"halfvec_l2_ops">(cast<types::halfvec<3>>(item.embedding)))
                              .template method<pg::hnsw>(),
                          pg::index<"item_bits">(
                              pg::opclass<"bit_hamming_ops">(cast<types::bit<3>>(binary_quantize(item.embedding))))
                              .template method<pg::hnsw>()};
    }
};
inline constexpr table<"item", item_fields> item;
inline constexpr pg::extension<"vector"> extension;
inline constexpr auto schema = virga::schema(virga::domain(item, extension));

constexpr auto nearest = select(item.id, l2_distance(item.embedding, arg<"to">))
                             .from(item)
                             .order_by(cosine_distance(item.embedding, arg<"to">))
                             .limit(5);
static_assert(to_sql(nearest) == R"(select "item"."id", "item"."embedding" operator(public.<->) $1 from "item" )"
                                 R"(order by "item"."embedding" operator(public.<=>) $1 limit $2)");
}  // namespace of_pgvector
using namespace of_pgvector;

TEST_CASE("the types of pgvector are those of the server, and their values cross unchanged") {
    own_database database;
    libpq db{database.url()};
    db.run("create extension vector");
    REQUIRE(db.failure() == "");
    check_extension_type<types::vector<3>>(db,
                                           {{{1, -2.5F, 0.1F}, "[1,-2.5,0.1]"}, {{3.4e38F, 1e-45F, -0.0F}, "[3.4e38,1e-45,-0]"}});
    check_extension_type<types::vector<>>(db, {{{1}, "[1]"}, {std::vector<float>(16'000, 0.5F), [] {
                                                   std::string all{"[0.5"};
                                                   for (int i = 1; i != 16'000; ++i) all += ",0.5";
                                                   return all + "]";
                                               }()}});
    check_extension_type<types::halfvec<3>>(db, {{{1, 65504, types::detail::of_half(1)}, "[1,65504,5.9604645e-08]"}});
    check_extension_type<types::sparsevec<5>>(db, {{{5, {}}, "{}/5"}, {{5, {{0, 1.5F}, {4, -2}}}, "{5:-2,1:1.5,2:0}/5"}});
    // a float becomes the half that the server makes of it
    bool all = true;
    for (std::uint32_t bits = 0x3300'0001; bits < 0x477F'0000; bits += 0x1A'2B3D) {
        const float value = std::bit_cast<float>(bits);
        std::string theirs, ours;
        types::real::write(theirs, value);
        types::halfvec<1>::write(ours, std::array{value});
        all = all and db.value("select '[" + theirs + "]'::halfvec") == ours;
    }
    CHECK(all);
}

TEST_CASE("vectors are columns, and distances of them are those of the server") {
    own_database database;
    postgres_client client{database.url()};
    libpq db{database.url()};
    client.execute("create extension vector");
    const auto model = kit::describe(of_pgvector::schema).tables.at(0);
    client.execute(kit::ddl::create_table(model));
    const std::vector<row<item>> rows{{.id = 1, .embedding = {1, 0, 0}, .brief = std::array<float, 3>{1, 2, 3},
                                       .words = sparse_vector{5, {{1, 2}}}, .marks = bit_string{"101"}},
                                      {.id = 2, .embedding = {0, 1, 0}, .brief = {}, .words = {}, .marks = {}}};
    CHECK(client(insert_into(item).rows(rows)).affected() == 2);
    for (const auto& index : model.indexes) client.execute(kit::ddl::create_index(model, index));
    const auto all = client(select(item).from(item).order_by(item.id));
    REQUIRE(all.size() == 2);
    CHECK(same_rows(all[0], rows[0]));
    CHECK(same_rows(all[1], rows[1]));
    const std::vector<float> to{0, 2, 0};
    const auto found = client(nearest, std::span<const float>{to});
    CHECK(get<0>(found[0]) == 2);
    CHECK(get<1>(found[0]) == 1.0);
    CHECK_THROWS_AS(client(nearest, std::vector<float>{1, 2}), value_error);
    CHECK(differences_of(db, nearest) == "");
    CHECK(differences_of(db, insert_into(item).rows(rows)) == "");
    const auto others =
        select(l1_distance(item.embedding, to), negative_inner_product(item.embedding, to), l2_distance(item.brief, item.brief),
               cosine_distance(item.words, sparse_vector{5, {{0, 1}}}), hamming_distance(item.marks, bit_string{"100"}),
               jaccard_distance(item.marks, item.marks), vector_dims(item.embedding), vector_dims(item.brief),
               vector_norm(item.embedding), l2_norm(item.brief), l2_norm(item.words), l2_normalize(item.embedding),
               l2_normalize(item.words), binary_quantize(item.embedding), subvector(item.embedding, 1, 2),
               cast<types::halfvec<3>>(item.embedding), cast<types::vector<>>(item.brief), cast<types::text>(item.embedding))
            .from(item)
            .order_by(item.id);
    CHECK(differences_of(db, others) == "");
    const auto answers = client(others);
    CHECK(get<0>(answers[0]) == 3.0);
    CHECK(get<14>(answers[1]) == std::vector<float>{0, 1});
    CHECK(client(select(item.id).from(item).where(item.embedding == to)).size() == 0);
}
