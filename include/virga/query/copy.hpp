// virga/query/copy.hpp: copy_into: many rows of a table by PostgreSQL's copy, one after the other.
// Source: PostgreSQL manual, COPY.
#pragma once

#include <cstddef>      // std::size_t
#include <iterator>     // std::begin, std::end
#include <string>       // std::string, std::to_string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v, std::type_identity
#include <utility>      // std::index_sequence

#include <virga/query/detail/compiled.hpp>     // virga::detail::statement_of
#include <virga/query/detail/copied_rows.hpp>  // virga::detail::copied_rows
#include <virga/query/inferred_index.hpp>      // virga::detail::joined_indexes
#include <virga/query/insert_rows.hpp>         // virga::is_range_of_rows
#include <virga/text/error.hpp>                // virga::value_error

namespace virga {

namespace clause {
/// `"table" ("a", "b")` of `copy "table" ("a", "b") from stdin`
template <class Source, std::size_t... Indexes>
struct copied : virga::detail::clause_base<place::head, 0> {
    using nodes = list<>;
    static constexpr void write(writer& out) {
        out.enter(place::head);
        virga::detail::write_source<Source>(out);
        bool first = true;
        ((out.text(first ? " (" : ", "), first = false, out.identifier(field_of<Source, Indexes>::name)), ...);
        out.text(")");
    }
};
}  // namespace clause

namespace detail {
/// Whether each row sends a column if the app does not say which: all but those that the server fills.
template <class Field, bool IsWhole>
inline constexpr bool is_copied =
    IsWhole or (not Field::is_generated and (not Field::has_default or Field::is_made_on_insert));
/// Whether rows that leave a column out would be without a value that an insert gives it.
template <class Field>
inline constexpr bool is_needed_in_copy = Field::is_required or Field::is_touched_on_insert or Field::is_made_on_insert;

template <class Source, bool IsWhole, class Indexes = std::make_index_sequence<fields_of<Source>::size>>
struct copied_columns;
template <class Source, bool IsWhole, std::size_t... Indexes>
struct copied_columns<Source, IsWhole, std::index_sequence<Indexes...>>
    : joined_indexes<std::conditional_t<is_copied<field_of<Source, Indexes>, IsWhole>, std::index_sequence<Indexes>,
                                        std::index_sequence<>>...> {};

/// The columns that are named, as they stand in the table.
template <class Source, class Given, class Indexes = std::make_index_sequence<fields_of<Source>::size>>
struct named_columns;
template <class Source, std::size_t... Given, std::size_t... Indexes>
struct named_columns<Source, std::index_sequence<Given...>, std::index_sequence<Indexes...>>
    : joined_indexes<std::conditional_t<contains({Given...}, Indexes), std::index_sequence<Indexes>, std::index_sequence<>>...> {};

template <class Source, class Given, class Indexes = std::make_index_sequence<fields_of<Source>::size>>
inline constexpr bool has_what_is_needed = false;
template <class Source, std::size_t... Given, std::size_t... Indexes>
inline constexpr bool
    has_what_is_needed<Source, std::index_sequence<Given...>, std::index_sequence<Indexes...>> =
        ((not is_needed_in_copy<field_of<Source, Indexes>> or contains({Given...}, Indexes)) and ...);

template <class Source, class Indexes>
struct copy_tree;
template <class Source, std::size_t... Indexes>
struct copy_tree<Source, std::index_sequence<Indexes...>> {
    using type = statement_tree<clause::copied<Source, Indexes...>>;
};

/// Throws `value_error` for a row, the first is 1.
[[noreturn, gnu::noinline]] inline void refuse_copied(std::size_t row, std::string_view table, std::string_view column,
                                                      std::string_view why) {
    throw value_error("copy: row " + std::to_string(row) + " gives " + std::string(why) + " \"" + std::string(table) + "\".\"" +
                      std::string(column) + "\"; each row gives the columns that are sent, which copy_into(table).columns(...) "
                      "names, and no others");
}

/// The rows of a range, encoded one by one.
template <class Source, class Indexes, class Range>
class copied_range;
template <class Source, std::size_t... Indexes, class Range>
class copied_range<Source, std::index_sequence<Indexes...>, Range> final : public copied_rows {
public:
    explicit copied_range(const Range& rows) : at_(std::begin(rows)), end_(std::end(rows)) {}

    [[nodiscard]] std::size_t width() const override { return sizeof...(Indexes); }
    bool next(arguments& row) override {
        if (at_ == end_) return false;
        ++number_;
        std::size_t index = 0;
        auto visit = [&]<class Field>(const auto& member) {
            if (contains({Indexes...}, index++)) append<Field>(row, member);
            else leave_out<Field>(member);
        };
        const auto& given = *at_;
        walk_members<typename source_traits<Source>::definition>(given, visit);
        ++at_;
        return true;
    }

private:
    template <class Field, class Member>
    void append(arguments& out, const Member& member) const {
        using type = typename Field::type;
        if constexpr (requires { member.is_given(); }) {
            if (member.is_given()) encode_value<type>(out, member.value());
            else if constexpr (Field::is_made_on_insert) encode_value<type>(out, maker_of<Field, true>());
            else refuse_copied(number_, source_traits<Source>::name, Field::name, "no value for");
        } else if constexpr (not std::is_same_v<Member, generated>) {
            encode_value<type>(out, member);
        }
    }
    /// A value that is not sent would be lost.
    template <class Field, class Member>
    void leave_out(const Member& member) const {
        bool is_given = false;
        if constexpr (requires { member.is_given(); }) is_given = member.is_given();
        else if constexpr (is_optional<Member> and is_insertable_row<Source, row_in<Range>>) is_given = member.has_value();
        if (is_given) refuse_copied(number_, source_traits<Source>::name, Field::name, "a value for");
    }

    decltype(std::begin(std::declval<const Range&>())) at_;
    decltype(std::end(std::declval<const Range&>())) end_;
    std::size_t number_ = 0;
};
}  // namespace detail

/// Whether a copy sends these columns: of its table, each once, none that the server alone writes.
template <class Source, class... Columns>
constexpr bool can_be_copied() {
    if constexpr (sizeof...(Columns) == 0 or not(is_column_of<Columns, Source> and ...)) return false;
    else
        return detail::are_different({tree_of<Columns>::index...}) and
               not(field_of<Source, tree_of<Columns>::index>::is_generated or ...);
}
/// Whether they are all that a row needs: those without a default that cannot be NULL, or whose value the app makes.
template <class Source, class... Columns>
inline constexpr bool are_enough_to_copy =
    detail::has_what_is_needed<Source, std::index_sequence<tree_of<Columns>::index...>>;
/// Whether it is a table, to which rows can be copied.
template <class Source>
inline constexpr bool is_copied_to = is_table<Source>;

/// A table to which `db.copy(copy_into(table), rows)` sends rows; `Indexes` of its columns, or void for those that it has to.
template <class Source, class Indexes = void>
struct copy_target {
    using source = Source;
    using indexes = Indexes;

    /// Sends these columns, and the server fills the others.
    template <class... Columns>
    [[nodiscard]] constexpr auto columns(const Columns&...) const {
        if constexpr (not can_be_copied<Source, Columns...>()) {
            constexpr bool are_columns_to_copy = can_be_copied<Source, Columns...>();
            static_assert(are_columns_to_copy,
                          "columns: takes columns of the table, each once, and none that the server alone writes");
            return *this;
        } else if constexpr (not are_enough_to_copy<Source, Columns...>) {
            static_assert(are_enough_to_copy<Source, Columns...>,
                          "columns: a column of the table is missing that is not null and has no default, or whose value is made "
                          "when a row is inserted; name it too");
            return *this;
        } else {
            return copy_target<Source,
                               typename detail::named_columns<Source, std::index_sequence<tree_of<Columns>::index...>>::type>{};
        }
    }
};

/// `copy "table" (...) from stdin`: where `db.copy` sends rows, one after the other, in bounded memory. There is no `on conflict`
/// and no `returning`.
///
/// All columns of `insertable<table>` that have no default are sent, and the server fills the others; `.columns(...)` says
/// otherwise, for all rows alike. Rows of `row<table>` are sent whole, or those columns of them.
template <class Source>
[[nodiscard]] constexpr auto copy_into(const Source&) {
    static_assert(is_copied_to<Source>, "copy_into: takes a table; an alias names rows that are there");
    return copy_target<Source>{};
}

namespace detail {
/// Sends the rows of a range by `self`, a client or transaction.
template <class Self, class Source, class Indexes, class Range>
std::size_t copy_range(Self& self, const copy_target<Source, Indexes>&, const Range& rows) {
    if constexpr (not is_range_of_rows<Source, Range>) {
        static_assert(is_range_of_rows<Source, Range>,
                      "copy: takes a range of insertable<table> or row<table>, of the table that copy_into names");
        return 0;
    } else if constexpr (not can_insert_whole_rows<Source, row_in<Range>>) {
        static_assert(can_insert_whole_rows<Source, row_in<Range>>,
                      "copy: the server alone writes a column of the table; give a range of insertable<table>, which leaves it "
                      "out");
        return 0;
    } else {
        constexpr bool is_whole = not is_insertable_row<Source, row_in<Range>>;
        using sent = typename std::conditional_t<std::is_void_v<Indexes>, copied_columns<Source, is_whole>,
                                                 std::type_identity<Indexes>>::type;
        copied_range<Source, sent, Range> feed{rows};
        return self.copy_rows(statement_of<typename copy_tree<Source, sent>::type>, feed);
    }
}
}  // namespace detail
}  // namespace virga
