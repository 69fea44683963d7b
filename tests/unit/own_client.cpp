// A client of an app's own, as docs/own-client.md shows it: what it runs comes from memory, and typed calls work on it.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <virga.hpp>
#include <virga/client/sql_runner.hpp>
#include <virga/client/typed_calls.hpp>

#include "../catch.hpp"

namespace own {
using namespace virga;

template <class t>
struct note_fields {
    pg::integer<t, "id", primary_key> id;
    pg::text<t, "title"> title;
};
inline constexpr table<"note", note_fields> note;

/// Rows as texts; none is NULL.
class rows_in_memory final : public result_source {
public:
    using texts = std::vector<std::optional<std::string>>;
    rows_in_memory(std::vector<std::string> names, std::vector<texts> rows) : names_(std::move(names)), rows_(std::move(rows)) {}

    std::size_t rows() const override { return rows_.size(); }
    std::size_t columns() const override { return names_.size(); }
    std::size_t affected() const override { return rows_.size(); }
    std::string_view column_name(std::size_t column) const override { return names_[column]; }
    void read(std::size_t row, cell* cells) const override {
        for (const auto& value : rows_[row]) *cells++ = value ? cell{value->c_str(), value->size()} : cell{};
    }

private:
    std::vector<std::string> names_;
    std::vector<texts> rows_;
};

/// Answers each statement with the same rows, and remembers what it was asked.
class scripted_client : public typed_calls<scripted_client> {
public:
    scripted_client(std::vector<std::string> names, std::vector<rows_in_memory::texts> answer)
        : answer_(std::make_shared<rows_in_memory>(std::move(names), std::move(answer))) {}

    result run(const statement& query, const arguments& values) { return execute(query.text, values); }
    result execute(std::string_view sql) { return execute(sql, {}); }
    result execute(std::string_view sql, const arguments& values) {
        asked.emplace_back(sql);
        for (std::size_t i = 0; i != values.size(); ++i) asked.emplace_back(values.data(i) == nullptr ? "NULL" : values.data(i));
        return result{answer_};
    }

    std::vector<std::string> asked;

private:
    std::shared_ptr<const rows_in_memory> answer_;
};
static_assert(sql_runner<scripted_client>);
}  // namespace own

TEST_CASE("a client of one's own runs queries by a call") {
    using namespace own;
    scripted_client db{{"id", "title"}, {{"1", "first"}, {"2", std::nullopt}}};
    const auto found = db(select(note.id, note.title).from(note).where(note.id < arg<"below">), 3);
    REQUIRE(found.size() == 2);
    const auto [id, title] = found[0];
    CHECK(id == 1);
    CHECK(title == "first");
    CHECK(not found[1][note.title].has_value());
    CHECK(db.asked == std::vector<std::string>{R"(select "note"."id", "note"."title" from "note" where "note"."id" < $1)", "3"});
}

TEST_CASE("a client of one's own runs statements by hand, whose types it need not know") {
    using namespace own;
    struct line {
        std::int32_t id = 0;
        std::optional<std::string> title;
    };
    struct shorter {
        std::int32_t id = 0;
    };
    scripted_client db{{"id", "title"}, {{"1", "first"}, {"2", std::nullopt}}};
    const auto lines = db.query<line>("select id, title from note where id < $1", 3);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].id == 1);
    CHECK(lines[0].title == "first");
    CHECK(not lines[1].title.has_value());
    CHECK(db.asked == std::vector<std::string>{"select id, title from note where id < $1", "3"});
    std::string sentence;
    try {
        (void)db.query<shorter>("select id, title from note");
    } catch (const column_mismatch_error& problem) {
        sentence = problem.what();
    }
    CHECK(sentence.find("it returns 2 columns, where the struct has 1 member") != std::string::npos);
}

TEST_CASE("a result keeps its source as long as any copy of it lives") {
    using namespace own;
    /// Holds a result of another source, as what puts rows together does.
    struct around final : result_source {
        result within;
        std::size_t rows() const override { return within.rows(); }
        std::size_t columns() const override { return within.columns(); }
        std::size_t affected() const override { return within.affected(); }
        std::string_view column_name(std::size_t column) const override { return within.column_name(column); }
        void read(std::size_t row, cell* cells) const override { within.read(row, cells); }
    };
    const auto made = [] {
        return std::make_shared<const rows_in_memory>(std::vector<std::string>{"id"}, std::vector<rows_in_memory::texts>{{"1"}});
    };

    auto source = made();
    const std::weak_ptr<const rows_in_memory> watched = source;
    {
        result first{source};
        source.reset();
        result second = first;
        result third{std::move(first)};
        CHECK(first.rows() == 0);
        second = result{};
        CHECK(third.rows() == 1);
        second = third;
        third = static_cast<const result&>(third);
        second = std::move(third);
        CHECK(third.rows() == 0);
        CHECK(second.column_name(0) == "id");
        CHECK_FALSE(watched.expired());
    }
    CHECK(watched.expired());

    auto outer = std::make_shared<around>();
    outer->within = result{made()};
    result& part = outer->within;
    result whole{outer};
    outer.reset();
    whole = std::move(part);  // a part of its own source
    CHECK(whole.rows() == 1);
    CHECK(whole.column_name(0) == "id");

    const result none{nullptr};
    CHECK(none.rows() == 0);
    CHECK_THROWS_AS(none.refuse_row_count(), row_count_error);
}
