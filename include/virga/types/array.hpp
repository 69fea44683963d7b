// virga/types/array.hpp: the column type of arrays, element[].
#pragma once

#include <concepts>     // std::convertible_to
#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::remove_cvref_t
#include <utility>      // std::declval
#include <vector>       // std::vector; std::begin, std::end, std::size

#include <virga/text/fixed_string.hpp>          // virga::fixed_string
#include <virga/types/column_type.hpp>          // virga::column_type, virga::type_category
#include <virga/types/detail/array_binary.hpp>  // detail::array_binary_reader, detail::append_array_header
#include <virga/types/detail/array_text.hpp>    // detail::array_text_reader, detail::quote_array_element
#include <virga/types/detail/is_optional.hpp>   // detail::is_optional
#include <virga/types/detail/refuse.hpp>        // detail::refuse
#include <virga/types/detail/spelling.hpp>      // detail::spell
#include <virga/types/type_facts.hpp>           // virga::type_facts, virga::bare_t, virga::is_read_as_another

namespace virga::types {
namespace detail {

/// What a range can be of: `Value` itself, or `Value` or NULL.
template <class Element, class Value>
inline constexpr bool accepts_element = Element::template accepts<Value>;
template <class Element, class Value>
inline constexpr bool accepts_element<Element, std::optional<Value>> = Element::template accepts<Value>;

/// Not std::ranges::sized_range, whose header would double the cost of this one.
template <class Range>
concept sized_sequence = requires(const Range& range) {
    std::begin(range) != std::end(range);
    { std::size(range) } -> std::convertible_to<std::size_t>;
};

template <class Range>
using element_of = std::remove_cvref_t<decltype(*std::begin(std::declval<const Range&>()))>;

/// What stands between the elements in the text of an array: a comma, and a semicolon between boxes.
/// Source: pg_type, typdelim.
template <class Element>
inline constexpr char delimiter_of = ',';
template <class Element>
    requires requires { Element::delimiter; }
inline constexpr char delimiter_of<Element> = Element::delimiter;

template <class Element, class Range>
inline constexpr bool accepts_range = false;
template <class Element, sized_sequence Range>
inline constexpr bool accepts_range<Element, Range> = accepts_element<Element, element_of<Range>>;
/// The same without NULLs.
template <class Element, class Range>
inline constexpr bool accepts_values = false;
template <class Element, sized_sequence Range>
inline constexpr bool accepts_values<Element, Range> = Element::template accepts<element_of<Range>>;
}  // namespace detail

template <column_type Element>
struct array;
namespace detail {
/// As what an array is read: as that of what its elements are read as.
template <class Element>
struct array_results {};
template <is_read_as_another Element>
struct array_results<Element> {
    using read_as = array<typename Element::read_as>;
    using result_type = read_as;
};
}  // namespace detail

/// An array of one dimension, which may be empty.
///
/// Spelled `integer[]`. Values are `std::vector`s of the element's values; parameters are ranges that know
/// their size, of what the element accepts or of `std::optional`s of that, whose `std::nullopt` is NULL. Of
/// an array that can hold NULL, `read_nullable` and `read_nullable_binary` make a vector of optionals; the
/// plain readers throw `value_error` for a NULL. So do all for an array of more dimensions. The index
/// of the first element is not kept.
/// Source: PostgreSQL manual, section 8.15, Arrays.
template <column_type Element>
struct array : detail::array_results<Element> {
    static_assert(Element::category != type_category::array, "array: an element cannot be an array itself");

    using element_type = Element;
    using value_type = std::vector<typename Element::value_type>;
    using nullable_value_type = std::vector<std::optional<typename Element::value_type>>;
    static constexpr auto spelling = detail::spell(Element::spelling, fixed_string{"[]"});
    static constexpr std::uint32_t oid = Element::array_oid;
    static constexpr std::uint32_t array_oid = 0;
    static constexpr type_category category = type_category::array;
    static constexpr type_facts facts{.btree = facts_of<Element>.btree,
                                      .hash = facts_of<Element>.hash,
                                      .gin = facts_of<Element>.btree,
                                      .is_text_constant = false,
                                      .shows_floats = facts_of<Element>.shows_floats,
                                      .is_record = facts_of<Element>.is_record};

    template <class Value>
    static constexpr bool accepts = detail::accepts_range<Element, Value>;

    template <class Range>
        requires accepts<Range>
    static void write(std::string& out, const Range& values) {
        char before = '{';
        for (auto&& value : values) {
            out.push_back(before);
            before = detail::delimiter_of<Element>;
            if constexpr (detail::is_optional<detail::element_of<Range>>) {
                if (value.has_value()) {
                    write_element(out, *value);
                } else {
                    out.append("NULL");
                }
            } else {
                write_element(out, value);
            }
        }
        out.append(before == '{' ? "{}" : "}");
    }

    static value_type read(std::string_view source) {
        detail::array_text_reader reader{source, detail::delimiter_of<Element>};
        value_type values;
        while (reader.next()) {
            if (reader.is_null()) refuse_null();
            values.push_back(Element::read(reader.element()));
        }
        return values;
    }

    static nullable_value_type read_nullable(std::string_view source) {
        detail::array_text_reader reader{source, detail::delimiter_of<Element>};
        nullable_value_type values;
        while (reader.next()) {
            if (reader.is_null()) {
                values.emplace_back();
            } else {
                values.emplace_back(Element::read(reader.element()));
            }
        }
        return values;
    }

    static void write_binary(std::string& out, const value_type& values) {
        detail::append_array_header(out, values.size(), false, Element::oid);
        for (auto&& value : values) write_binary_element(out, value);
    }

    static void write_binary(std::string& out, const nullable_value_type& values) {
        bool has_nulls = false;
        for (const auto& value : values) has_nulls = has_nulls or not value.has_value();
        detail::append_array_header(out, values.size(), has_nulls, Element::oid);
        for (const auto& value : values) {
            if (value.has_value()) {
                write_binary_element(out, *value);
            } else {
                out.append(4, '\xFF');  // -1
            }
        }
    }

    static value_type read_binary(std::string_view bytes) {
        detail::array_binary_reader reader{bytes, Element::oid};
        value_type values;
        values.reserve(reader.size());
        while (reader.next()) {
            if (reader.is_null()) refuse_null();
            values.push_back(Element::read_binary(reader.element()));
        }
        return values;
    }

    static nullable_value_type read_nullable_binary(std::string_view bytes) {
        detail::array_binary_reader reader{bytes, Element::oid};
        nullable_value_type values;
        values.reserve(reader.size());
        while (reader.next()) {
            if (reader.is_null()) {
                values.emplace_back();
            } else {
                values.emplace_back(Element::read_binary(reader.element()));
            }
        }
        return values;
    }

    /// Appends one element as it stands in the array's text.
    static void write_element(std::string& out, const auto& value) {
        const std::size_t start = out.size();
        Element::write(out, value);
        // no text of these has anything in it that would want quotes
        if constexpr (Element::category != type_category::number and Element::category != type_category::boolean and
                      Element::category != type_category::uuid)
            detail::quote_array_element(out, start, detail::delimiter_of<Element>);
    }

private:
    static void write_binary_element(std::string& out, const typename Element::value_type& value) {
        out.append(4, '\0');  // its size, once it is known
        const std::size_t start = out.size();
        Element::write_binary(out, value);
        detail::set_element_size(out, start);
    }

    [[noreturn]] static void refuse_null() {
        detail::refuse(spelling.view(), "the array holds a NULL; its elements must be read as std::optional");
    }
};

/// The type of a column declared `as_array`: no element is NULL. Nothing in the database says so, which other programs may write,
/// too: whoever reads an array with a NULL gets `value_error`.
template <column_type Element>
struct array_without_nulls : array<Element> {
    using compared_type = array<Element>;
    using bare_type = array_without_nulls<bare_t<Element>>;

    template <class Value>
    static constexpr bool accepts = detail::accepts_values<Element, Value>;
};

/// The type of a column declared `as_array_with_nulls`: elements are `std::optional`s.
template <column_type Element>
struct array_with_nulls : array<Element> {
    using compared_type = array<Element>;
    using bare_type = array_with_nulls<bare_t<Element>>;
    using value_type = typename array<Element>::nullable_value_type;

    static value_type read(std::string_view source) { return array<Element>::read_nullable(source); }
    static value_type read_binary(std::string_view bytes) { return array<Element>::read_nullable_binary(bytes); }
};
}  // namespace virga::types
