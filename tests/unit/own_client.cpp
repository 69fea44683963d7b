// A client of an app's own, as docs/own-client.md shows it: what it runs comes from memory, and typed calls work on it.
#include <cstddef>
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
    explicit rows_in_memory(std::vector<texts> rows) : rows_(std::move(rows)) {}

    std::size_t rows() const override { return rows_.size(); }
    std::size_t columns() const override { return rows_.empty() ? 0 : rows_.front().size(); }
    std::size_t affected() const override { return rows_.size(); }
    std::string_view column_name(std::size_t) const override { return "?"; }
    void read(std::size_t row, cell* cells) const override {
        for (const auto& value : rows_[row]) *cells++ = value ? cell{value->c_str(), value->size()} : cell{};
    }

private:
    std::vector<texts> rows_;
};

/// Answers each statement with the same rows, and remembers what it was asked.
class scripted_client : public typed_calls<scripted_client> {
public:
    explicit scripted_client(std::vector<rows_in_memory::texts> answer)
        : answer_(std::make_shared<rows_in_memory>(std::move(answer))) {}

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
    scripted_client db{{{"1", "first"}, {"2", std::nullopt}}};
    const auto found = db(select(note.id, note.title).from(note).where(note.id < arg<"below">), 3);
    REQUIRE(found.size() == 2);
    const auto [id, title] = found[0];
    CHECK(id == 1);
    CHECK(title == "first");
    CHECK(not found[1][note.title].has_value());
    CHECK(db.asked == std::vector<std::string>{R"(select "note"."id", "note"."title" from "note" where "note"."id" < $1)", "3"});
}
