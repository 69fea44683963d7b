// virga/result/by_hand.hpp: a statement by hand, its values, and the struct that its rows become.
#pragma once

#include <array>        // std::array
#include <concepts>     // std::same_as
#include <cstddef>      // std::size_t, std::byte
#include <optional>     // std::optional
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_aggregate_v
#include <utility>      // std::index_sequence, std::move
#include <vector>       // std::vector

#include <virga/expr/node.hpp>            // virga::description_of
#include <virga/expr/typed_value.hpp>     // virga::detail::type_of_value
#include <virga/query/bundle.hpp>         // virga::detail::encode_value
#include <virga/query/statement.hpp>      // virga::column_description
#include <virga/result/member_names.hpp>  // virga::detail::member_names
#include <virga/result/reader.hpp>        // virga::detail::read_value
#include <virga/result/result.hpp>        // virga::result_source
#include <virga/schema/field.hpp>         // virga::detail::members_of
#include <virga/text/array_view.hpp>      // virga::array_view
#include <virga/text/sql_words.hpp>       // virga::detail::sql_walker
#include <virga/types/array.hpp>          // virga::types::array
#include <virga/types/jsonb.hpp>          // virga::types::jsonb

namespace virga {

namespace detail {
// ---- members ---------------------------------------------------------------------------------------

/// The column type that a member is read as; void for none.
template <class Member>
struct type_of_member : type_of_value<Member> {};
template <types::detail::whole_number_value Member>
    requires std::is_signed_v<Member>
struct type_of_member<Member> {
    using type = std::conditional_t<sizeof(Member) == 2, types::smallint,
                                    std::conditional_t<sizeof(Member) == 4, types::integer,
                                                       std::conditional_t<sizeof(Member) == 8, types::bigint, void>>>;
};
template <>
struct type_of_member<json> {
    using type = types::jsonb;
};
template <>
struct type_of_member<const char*> {
    using type = void;
};
/// An array whose elements may be NULL.
template <class Element>
struct nullable_array : types::array<Element> {
    using value_type = typename types::array<Element>::nullable_value_type;
    static value_type read(std::string_view source) { return types::array<Element>::read_nullable(source); }
};
template <class Element, template <class> class Array>
struct arrays_of {
    using type = Array<Element>;
};
template <template <class> class Array>
struct arrays_of<void, Array> {
    using type = void;
};
template <class Element>
    requires(not std::same_as<Element, std::byte>)
struct type_of_member<std::vector<Element>> : arrays_of<typename type_of_member<Element>::type, types::array> {};
template <class Element>
struct type_of_member<std::vector<std::optional<Element>>> : arrays_of<typename type_of_member<Element>::type, nullable_array> {};

/// How a member is read from its cell.
template <class Member>
struct member_reader {
    using stored = typename type_of_member<Member>::type;
    static constexpr bool nullable = false;
    static constexpr bool is_view = std::same_as<Member, std::string_view>;
    [[gnu::always_inline]] static Member read(const cell& from) {
        if constexpr (is_view) return from.view();
        else return static_cast<Member>(read_value<stored>(from));
    }
};
template <class Member>
struct member_reader<std::optional<Member>> {
    using stored = typename member_reader<Member>::stored;
    static constexpr bool nullable = true;
    static constexpr bool is_view = member_reader<Member>::is_view;
    [[gnu::always_inline]] static std::optional<Member> read(const cell& from) {
        if (from.is_null()) return std::nullopt;
        return member_reader<Member>::read(from);
    }
};
}  // namespace detail

/// Whether a column of a statement by hand can be read into a member of this type.
template <class Member>
inline constexpr bool is_read_by_hand = not std::is_void_v<typename detail::member_reader<Member>::stored>;
/// Whether each member can.
template <class Members>
inline constexpr bool are_read_by_hand = false;
template <class... Members>
inline constexpr bool are_read_by_hand<list<Members...>> = (is_read_by_hand<Members> and ...);

namespace detail {
/// Reads the rows of a statement by hand into `Struct`.
template <class Struct, class Members = members_of<Struct>>
struct by_hand_reader;
template <class Struct, class... Members>
struct by_hand_reader<Struct, list<Members...>> {
    using type = Struct;
    static constexpr std::size_t width = sizeof...(Members);
    static constexpr bool has_views = (member_reader<Members>::is_view or ...);
    static constexpr std::array<std::string_view, width> names = member_names<Struct, width>();

    /// The columns that the struct awaits; their names are empty where those of members are not known.
    static constexpr std::array<column_description, width> columns = []<std::size_t... Indexes>(std::index_sequence<Indexes...>) {
        return std::array<column_description, width>{
            {{names[Indexes], description_of<typename member_reader<Members>::stored>, member_reader<Members>::nullable}...}};
    }(std::index_sequence_for<Members...>{});

    [[gnu::always_inline]] static type read(const cell* cells) { return Struct{member_reader<Members>::read(*cells++)...}; }
};
/// What stands in for a struct that was refused.
struct refused_reader {
    using type = refused_value;
    static constexpr std::size_t width = 0;
    static type read(const cell*) { return {}; }
};

/// Refuses, in the call that the user wrote, a struct into which no row can be read.
template <class Struct>
consteval auto check_by_hand() {
    if constexpr (not std::is_aggregate_v<Struct>) {
        static_assert(std::is_aggregate_v<Struct>,
                      "query: takes a struct with a member for each column, `db.query<report>(\"select ...\")`");
        return false;
    } else {
        static_assert(are_read_by_hand<members_of<Struct>>,
                      "query: no column is read into a member of this type by hand; members are numbers, bool, std::string, "
                      "std::string_view, times, uuid, numeric, json, bytes, vectors and optionals of these. Cast an enum in the "
                      "statement, `status::text`");
        return are_read_by_hand<members_of<Struct>>;
    }
}

/// The columns that came, under the names that the server gave them: for what is said of their values. A template so that only
/// files that run a statement by hand compile what is in it.
template <class Column = column_description>
class described_result final : public result_source {
public:
    described_result(result&& answer, array_view<Column> expected) : answer_(std::move(answer)) {
        columns_.assign(expected.begin(), expected.end());
        for (std::size_t i = 0; i != columns_.size(); ++i) columns_[i].name = answer_.column_name(i);
    }
    [[nodiscard]] array_view<Column> described() const { return columns_; }

    [[nodiscard]] std::size_t rows() const override { return answer_.rows(); }
    [[nodiscard]] std::size_t columns() const override { return answer_.columns(); }
    [[nodiscard]] std::size_t affected() const override { return answer_.affected(); }
    [[nodiscard]] std::string_view column_name(std::size_t column) const override { return answer_.column_name(column); }
    [[nodiscard]] std::uint32_t column_oid(std::size_t column) const override { return answer_.column_oid(column); }
    void read(std::size_t row, cell* cells) const override { answer_.read(row, cells); }

private:
    result answer_;
    std::vector<Column> columns_;
};

// ---- values ----------------------------------------------------------------------------------------

template <class Value>
struct type_of_given : type_of_member<Value> {};
template <types::detail::whole_number_value Value>
struct type_of_given<Value> {
    using type = types::bigint;
};
template <class Value>
    requires(types::text::accepts<Value>)
struct type_of_given<Value> {
    using type = types::text;
};
template <class Value>
struct type_of_given<std::optional<Value>> : type_of_given<Value> {};
}  // namespace detail

/// Whether a value can be a parameter of a statement by hand.
template <class Value>
inline constexpr bool is_value_by_hand = not std::is_void_v<typename detail::type_of_given<std::decay_t<Value>>::type>;
template <>
inline constexpr bool is_value_by_hand<std::nullopt_t> = true;
template <>
inline constexpr bool is_value_by_hand<std::nullptr_t> = true;

namespace detail {
template <class Value>
void encode_by_hand(arguments& out, const Value& value) {
    if constexpr (std::same_as<Value, std::nullopt_t> or std::same_as<Value, std::nullptr_t>) out.add_null();
    else encode_value<typename type_of_given<std::decay_t<Value>>::type>(out, value);
}

// What the compiler names where a text is refused. They are never called.
void query_takes_one_statement_and_this_is_none();
void query_takes_one_statement_and_these_are_several();
void query_has_a_quote_or_comment_that_is_not_closed();
void query_has_another_number_of_parameters_than_the_call_has_values();
}  // namespace detail

/// The text of a statement by hand: a constant of one statement with as many parameters, `$1` and so on, as the call has values.
template <class... Values>
class statement_text {
public:
    consteval statement_text(const char* literal) : text_(literal) {
        detail::sql_walker walker{text_};
        std::size_t parameters = 0;
        bool has_words = false, has_ended = false;
        for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
            if (token == ";") {
                has_ended = has_words;
                continue;
            }
            if (has_ended) detail::query_takes_one_statement_and_these_are_several();
            has_words = true;
            if (walker.kind() != detail::sql_token::parameter) continue;
            std::size_t number = 0;
            for (const char digit : token.substr(1)) number = number * 10 + static_cast<std::size_t>(digit - '0');
            if (number > parameters) parameters = number;
        }
        if (walker.is_open()) detail::query_has_a_quote_or_comment_that_is_not_closed();
        if (not has_words) detail::query_takes_one_statement_and_this_is_none();
        if (parameters != sizeof...(Values)) detail::query_has_another_number_of_parameters_than_the_call_has_values();
    }
    [[nodiscard]] constexpr std::string_view text() const { return text_; }

private:
    std::string_view text_;
};
}  // namespace virga
