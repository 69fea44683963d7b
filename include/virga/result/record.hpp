// virga/result/record.hpp: a row of a partial select, a tuple that knows its columns.
#pragma once

#include <compare>  // std::partial_ordering
#include <cstddef>  // std::size_t
#include <tuple>    // std::tuple_size, std::tuple_element
#include <utility>  // std::index_sequence, std::move

#include <virga/expr/expression.hpp>    // virga::tree_of
#include <virga/expr/label.hpp>         // virga::column_label
#include <virga/query/source.hpp>       // virga::detail::is_output_of
#include <virga/schema/field.hpp>       // virga::list_item_t
#include <virga/text/fixed_string.hpp>  // virga::fixed_string

namespace virga {

namespace detail {
template <std::size_t Index, class Value>
struct record_slot {
    Value value;
    friend bool operator==(const record_slot&, const record_slot&) = default;
};

template <class Indexes, class... Values>
struct record_slots;
template <std::size_t... Indexes, class... Values>
struct record_slots<std::index_sequence<Indexes...>, Values...> : record_slot<Indexes, Values>... {
    friend bool operator==(const record_slots&, const record_slots&) = default;
};

template <std::size_t Index, class Value>
[[gnu::always_inline]] constexpr Value& value_at(record_slot<Index, Value>& slot) {
    return slot.value;
}
template <std::size_t Index, class Value>
[[gnu::always_inline]] constexpr const Value& value_at(const record_slot<Index, Value>& slot) {
    return slot.value;
}

/// The position of the first output for which `matches` holds; their number if none does.
template <class... Matches>
constexpr std::size_t first_match(Matches... matches) {
    std::size_t index = 0;
    (void)((matches ? true : (++index, false)) or ...);
    return index;
}

/// What stands in for a value that was refused, so that nothing follows from the refusal: it becomes what is expected of it. Of
/// this nothing is ever made.
struct refused_value {
    template <class Value>
        requires(not std::is_reference_v<Value> and not std::is_pointer_v<Value>)
    operator Value() const;
    template <class Other>
    friend constexpr bool operator==(const refused_value&, const Other&) { return false; }
    template <class Other>
    friend constexpr std::partial_ordering operator<=>(const refused_value&, const Other&) {
        return std::partial_ordering::unordered;
    }
    template <class Stream>
    friend Stream& operator<<(Stream& stream, const refused_value&) { return stream; }
    const refused_value& operator*() const;
    [[nodiscard]] const refused_value& value() const;
    [[nodiscard]] bool has_value() const;
    template <class Other>
    [[nodiscard]] Other value_or(const Other& other) const;
};
}  // namespace detail

/// Whether a select returns the column.
template <class Column, class... Outputs>
inline constexpr bool is_selected = (detail::is_output_of<tree_of<Column>, Outputs> or ...);
/// Whether a select returns a column of this name.
template <fixed_string Name, class... Outputs>
inline constexpr bool is_selected_name = ((Outputs::name() == Name.view()) or ...);

/// Whether a select returns one column of this name at most.
template <fixed_string Name, class... Outputs>
inline constexpr bool is_clear_name = (0 + ... + (Outputs::name() == Name.view() ? 1 : 0)) <= 1;

template <class Outputs, class... Values>
struct record;

/// The values of a row, in the order of the select list: `auto [id, title] = row`, `get<0>(row)`,
/// `row[post.title]`, `row["n"_c]`.
template <class... Outputs, class... Values>
struct record<list<Outputs...>, Values...> : detail::record_slots<std::make_index_sequence<sizeof...(Values)>, Values...> {
    template <std::size_t Index>
    [[nodiscard, gnu::always_inline]] constexpr decltype(auto) get() & {
        return detail::value_at<Index>(*this);
    }
    template <std::size_t Index>
    [[nodiscard, gnu::always_inline]] constexpr decltype(auto) get() const& {
        return detail::value_at<Index>(*this);
    }
    template <std::size_t Index>
    [[nodiscard, gnu::always_inline]] constexpr decltype(auto) get() && {
        return std::move(detail::value_at<Index>(*this));
    }

    /// The value of a selected column; of a row that is a temporary, a value that outlives it.
    template <class Column>
        requires expression_like<Column>
    [[nodiscard]] constexpr decltype(auto) operator[](const Column&) const& {
        static_assert(is_selected<Column, Outputs...>, "row: the select list does not have this column");
        if constexpr (is_selected<Column, Outputs...>) return detail::value_at<place_of<Column>>(*this);
        else return detail::refused_value{};
    }
    template <class Column>
        requires expression_like<Column>
    [[nodiscard]] constexpr auto operator[](const Column&) && {
        static_assert(is_selected<Column, Outputs...>, "row: the select list does not have this column");
        if constexpr (is_selected<Column, Outputs...>) return std::move(detail::value_at<place_of<Column>>(*this));
        else return detail::refused_value{};
    }
    /// The value of the column called `Name` in the result; of a row that is a temporary, a value that outlives it.
    template <fixed_string Name>
    [[nodiscard]] constexpr decltype(auto) operator[](column_label<Name>) const& {
        if constexpr (check_name<Name>()) return detail::value_at<place_of_name<Name>>(*this);
        else return detail::refused_value{};
    }
    template <fixed_string Name>
    [[nodiscard]] constexpr auto operator[](column_label<Name>) && {
        if constexpr (check_name<Name>()) return std::move(detail::value_at<place_of_name<Name>>(*this));
        else return detail::refused_value{};
    }

    friend bool operator==(const record&, const record&) = default;

private:
    template <class Column>
    static constexpr std::size_t place_of = detail::first_match(detail::is_output_of<tree_of<Column>, Outputs>...);
    template <fixed_string Name>
    static constexpr std::size_t place_of_name = detail::first_match(Outputs::name() == Name.view()...);

    template <fixed_string Name>
    static consteval bool check_name() {
        static_assert(is_selected_name<Name, Outputs...>, "row: the select list has no column of this name");
        static_assert(is_clear_name<Name, Outputs...>,
                      "row: two columns of the select list have this name; give one of them a label, or ask by the column");
        return is_selected_name<Name, Outputs...>;
    }
};

template <std::size_t Index, class Outputs, class... Values>
[[nodiscard, gnu::always_inline]] constexpr decltype(auto) get(const record<Outputs, Values...>& row) {
    return row.template get<Index>();
}
}  // namespace virga

template <class Outputs, class... Values>
struct std::tuple_size<virga::record<Outputs, Values...>> : std::integral_constant<std::size_t, sizeof...(Values)> {};
template <std::size_t Index, class Outputs, class... Values>
struct std::tuple_element<Index, virga::record<Outputs, Values...>> {
    using type = virga::list_item_t<virga::list<Values...>, Index>;
};
