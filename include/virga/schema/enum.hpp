// virga/schema/enum.hpp: PostgreSQL enum types, bound to enum classes of the app.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_enum_v

#include <virga/text/error.hpp>         // virga::value_error
#include <virga/text/fixed_string.hpp>  // virga::fixed_string
#include <virga/text/name.hpp>          // virga::is_identifier
#include <virga/text/writer.hpp>        // virga::public_prefix
#include <virga/types/column_type.hpp>  // virga::type_category

namespace virga {

namespace detail {
/// The name of a value as the compiler spells it: "app::status::draft", or "(app::status)3" for a value
/// that no enumerator has. Source: __PRETTY_FUNCTION__ of g++ and clang.
template <auto Value>
consteval std::string_view spelled_value() {
    const std::string_view function = __PRETTY_FUNCTION__;
    const auto start = function.find("Value = ") + 8;
    return function.substr(start, function.find_first_of(";]", start) - start);
}

/// Clang begins the names of what has no name with a bracket, too.
consteval bool names_enumerator(std::string_view spelled) {
    return not spelled.starts_with('(') or spelled.starts_with("(anonymous namespace)::");
}

template <class Enum, std::size_t Value>
inline constexpr bool is_enumerator = names_enumerator(spelled_value<static_cast<Enum>(Value)>());

template <class Enum, class Indexes>
inline constexpr bool are_enumerators = false;
template <class Enum, std::size_t... Values>
inline constexpr bool are_enumerators<Enum, std::index_sequence<Values...>> = (is_enumerator<Enum, Values> and ...);

template <fixed_string... Labels>
consteval bool are_distinct() {
    constexpr std::array<std::string_view, sizeof...(Labels)> labels{Labels.view()...};
    for (std::size_t i = 0; i != labels.size(); ++i) {
        for (std::size_t k = i + 1; k != labels.size(); ++k) {
            if (labels[i] == labels[k]) return false;
        }
    }
    return true;
}
}  // namespace detail

/// Whether `Enum` is an enum class; the enumerators of a plain enum are numbers, and compare with all of them.
template <class Enum>
inline constexpr bool is_enum_class = std::is_enum_v<Enum> and not std::is_convertible_v<Enum, int>;

/// Whether the enumerators of `Enum` are 0, 1, ... and just as many as there are labels.
template <class Enum, std::size_t Labels>
inline constexpr bool has_a_label_for_each_enumerator =
    detail::are_enumerators<Enum, std::make_index_sequence<Labels>> and not detail::is_enumerator<Enum, Labels>;

/// Whether no two labels of an enum type are the same.
template <fixed_string... Labels>
inline constexpr bool are_distinct_labels = detail::are_distinct<Labels...>();

namespace pg {
/// `create type Name as enum (Labels...)`, for an enum class whose enumerators are numbered from 0 in the
/// order of the labels. A label has at most 63 bytes.
template <class Enum, fixed_string Name, fixed_string... Labels>
struct enum_type {
    using value_type = Enum;
    static constexpr fixed_string name = Name;
    static constexpr std::array<std::string_view, sizeof...(Labels)> labels{Labels.view()...};

    consteval enum_type() {
        if constexpr (not is_enum_class<Enum>) {
            static_assert(is_enum_class<Enum>, "enum_type: the first argument is an enum class");
        } else {
            static_assert(is_identifier<Name>, "enum_type: a name has 1 to 63 bytes");
            static_assert((is_identifier<Labels> and ...), "enum_type: a label has 1 to 63 bytes");
            static_assert(are_distinct_labels<Labels...>, "enum_type: two labels are the same");
            static_assert(has_a_label_for_each_enumerator<Enum, sizeof...(Labels)>,
                          "enum_type: labels and enumerators differ; give one label for each enumerator, which are 0, 1, 2, ...");
        }
    }
};
}  // namespace pg

template <class>
inline constexpr bool is_enum_type = false;
template <class Enum, fixed_string Name, fixed_string... Labels>
inline constexpr bool is_enum_type<pg::enum_type<Enum, Name, Labels...>> = true;

namespace types {
namespace detail {
/// `"public"."Name"` with quotes doubled, as SQL spells the type. A bare name would mean PostgreSQL's type where it has one
/// of that name, such as `money`, `path` or `name`: pg_catalog is searched first.
template <fixed_string Name>
consteval auto quoted_spelling() {
    constexpr std::size_t quotes = [] {
        std::size_t count = 0;
        for (const char letter : Name.view()) count += letter == '"' ? 1 : 0;
        return count;
    }();
    fixed_string<public_prefix.size() + Name.size() + quotes + 3> quoted;
    std::size_t out = 0;
    for (const char letter : public_prefix) quoted.characters[out++] = letter;
    quoted.characters[out++] = '"';
    for (const char letter : Name.view()) {
        if (letter == '"') quoted.characters[out++] = '"';
        quoted.characters[out++] = letter;
    }
    quoted.characters[out] = '"';
    return quoted;
}
}  // namespace detail

/// The column type of an enum; `Enum` is the `pg::enum_type` object.
template <const auto& Enum>
struct enumeration {
    using enum_type = std::remove_cvref_t<decltype(Enum)>;
    using value_type = typename enum_type::value_type;
    static constexpr auto spelling = detail::quoted_spelling<enum_type::name>();
    static constexpr std::uint32_t oid = 0;
    static constexpr std::uint32_t array_oid = 0;
    static constexpr type_category category = type_category::enumeration;

    template <class Value>
    static constexpr bool accepts = std::is_same_v<Value, value_type>;

    /// Whether it is one of the enumerators, and has a label.
    [[nodiscard]] static constexpr bool fits(value_type value) {
        return static_cast<std::size_t>(value) < enum_type::labels.size();
    }

    static void write(std::string& out, value_type value) {
        const auto index = static_cast<std::size_t>(value);
        if (index >= enum_type::labels.size()) throw value_error(std::string(spelling.view()) + ": no label for this value");
        out += enum_type::labels[index];
    }
    static value_type read(std::string_view text) {
        for (std::size_t i = 0; i != enum_type::labels.size(); ++i) {
            if (enum_type::labels[i] == text) return static_cast<value_type>(i);
        }
        throw value_error(std::string(spelling.view()) + ": the server sent a label that the enum_type does not list; " +
                          "add it, or migrate the database");
    }
    static void write_binary(std::string& out, value_type value) { write(out, value); }
    static value_type read_binary(std::string_view bytes) { return read(bytes); }
};
}  // namespace types
}  // namespace virga
