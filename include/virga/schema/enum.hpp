// virga/schema/enum.hpp: PostgreSQL enum types, bound to enum classes of the app.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t, std::uint64_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_enum_v, std::underlying_type_t
#include <utility>      // std::index_sequence

#include <virga/schema/attributes.hpp>      // virga::attribute::in_schema, renamed_from
#include <virga/schema/own_type.hpp>        // virga::types::detail::own_type_spelling
#include <virga/text/error.hpp>             // virga::value_error
#include <virga/text/fixed_string.hpp>      // virga::fixed_string
#include <virga/text/name.hpp>              // virga::is_identifier
#include <virga/types/column_type.hpp>      // virga::type_category

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

template <class Enum, std::remove_const_t<Enum> Value>
inline constexpr bool is_enumerator = names_enumerator(spelled_value<Value>());

template <class Enum, class Indexes>
inline constexpr bool are_enumerators = false;
template <class Enum, std::size_t... Values>
inline constexpr bool are_enumerators<Enum, std::index_sequence<Values...>> =
    (is_enumerator<Enum, static_cast<Enum>(Values)> and ...);

/// What stands behind the name of an enum type: a label as a literal, or one of the objects below.
template <class Said>
struct enum_part {
    constexpr enum_part(Said) {}
};
template <std::size_t Size>
struct enum_part<fixed_string<Size>> {
    fixed_string<Size> text;
    consteval enum_part(const char (&literal)[Size]) : text(literal) {}
};
template <std::size_t Size>
enum_part(const char (&)[Size]) -> enum_part<fixed_string<Size>>;
template <class Said>
    requires std::is_empty_v<Said>
enum_part(Said) -> enum_part<Said>;
}  // namespace detail

/// Whether `Enum` is an enum class; the enumerators of a plain enum are numbers, and compare with all of them.
template <class Enum>
inline constexpr bool is_enum_class = std::is_enum_v<Enum> and not std::is_convertible_v<Enum, int>;

namespace attribute {
/// Attributes of enum types, and of their labels.
template <fixed_string Text, auto... Attributes>
struct label {};
template <fixed_string Text, fixed_string Into>
struct removed_label {};
}  // namespace attribute

namespace pg {
/// A label of an enum type, where more is to be said of it than its text: its enumerator, `renamed_from<"old">`.
template <fixed_string Text, auto... Attributes>
inline constexpr attribute::label<Text, Attributes...> label;
/// A label that the enum type has no longer. Rows that hold it get the label `Into` instead.
template <fixed_string Text, fixed_string Into>
inline constexpr attribute::removed_label<Text, Into> removed_label;
}  // namespace pg

/// A label that an enum type had, and the one that took its place.
struct former_label {
    std::string_view before;
    std::string_view now;
};

namespace detail {
/// What the parts of an enum type say.
template <class Enum, std::size_t Parts>
struct enum_declaration {
    std::string_view schema{};
    std::array<std::string_view, Parts> labels{};
    std::array<Enum, Parts> values{};
    std::array<former_label, Parts> renamed{};
    std::array<former_label, Parts> removed{};
    std::size_t size = 0;      ///< how many labels there are
    std::size_t given = 0;     ///< of how many the enumerator is said
    std::size_t renames = 0;
    std::size_t removals = 0;
    bool is_known = true;      ///< whether nothing else stands there

    constexpr void add(std::string_view text) {
        labels[size] = text;
        values[size] = static_cast<Enum>(size);
        ++size;
    }
    constexpr void say(Enum value) {
        values[size - 1] = value;
        ++given;
    }
    template <fixed_string Old>
    constexpr void say(attribute::renamed_from<Old, "">) {
        renamed[renames++] = {Old.view(), labels[size - 1]};
    }
    template <class Other>
    constexpr void say(Other) {
        is_known = false;
    }

    [[nodiscard]] constexpr std::size_t index_of(std::string_view label) const {
        for (std::size_t i = 0; i != size; ++i) {
            if (labels[i] == label) return i;
        }
        return size;
    }
    [[nodiscard]] constexpr std::size_t index_of(Enum value) const {
        for (std::size_t i = 0; i != size; ++i) {
            if (values[i] == value) return i;
        }
        return size;
    }
    [[nodiscard]] constexpr bool has(std::string_view label) const { return index_of(label) != size; }
    [[nodiscard]] constexpr bool are_distinct() const {
        for (std::size_t i = 0; i != size; ++i) {
            if (index_of(labels[i]) != i) return false;
        }
        return true;
    }
    [[nodiscard]] constexpr bool fit() const {
        for (std::size_t i = 0; i != size; ++i) {
            if (not is_identifier_text(labels[i])) return false;
        }
        return true;
    }
    [[nodiscard]] constexpr Enum least() const {
        Enum found = values[0];
        for (std::size_t i = 1; i != size; ++i) {
            if (values[i] < found) found = values[i];
        }
        return found;
    }
    /// How far the greatest is from the least.
    [[nodiscard]] constexpr std::uint64_t span() const {
        std::uint64_t most = 0;
        for (std::size_t i = 0; i != size; ++i) {
            const std::uint64_t distance = static_cast<std::uint64_t>(values[i]) - static_cast<std::uint64_t>(least());
            if (distance > most) most = distance;
        }
        return most;
    }
    /// Whether labels that were are none that are, and what rows get is one that is.
    [[nodiscard]] constexpr bool knows_its_past() const {
        for (std::size_t i = 0; i != renames; ++i) {
            if (has(renamed[i].before)) return false;
        }
        for (std::size_t i = 0; i != removals; ++i) {
            if (has(removed[i].before) or not has(removed[i].now)) return false;
        }
        return true;
    }
};

template <class Declaration, std::size_t Size>
constexpr void read_part(Declaration& into, const enum_part<fixed_string<Size>>& part) {
    into.add(part.text.view());
}
template <class Declaration, fixed_string Name>
constexpr void read_part(Declaration& into, const enum_part<attribute::in_schema<Name>>&) {
    into.schema = Name.view();
}
template <class Declaration, fixed_string Text, auto... Attributes>
constexpr void read_part(Declaration& into, const enum_part<attribute::label<Text, Attributes...>>&) {
    into.add(Text.view());
    (into.say(Attributes), ...);
}
template <class Declaration, fixed_string Text, fixed_string Into>
constexpr void read_part(Declaration& into, const enum_part<attribute::removed_label<Text, Into>>&) {
    into.removed[into.removals++] = {Text.view(), Into.view()};
}
template <class Declaration, class Other>
constexpr void read_part(Declaration& into, const enum_part<Other>&) {
    into.is_known = false;
}

template <class Enum, enum_part... Parts>
consteval auto declare_enum() {
    if constexpr (is_enum_class<Enum>) {
        enum_declaration<Enum, sizeof...(Parts)> declared;
        (read_part(declared, Parts), ...);
        return declared;
    } else {
        return enum_declaration<int, 1>{};  // refused by the type
    }
}

/// The enumerator so many numbers after the one before `first`.
template <class Enum>
consteval Enum enumerator_near(Enum first, std::size_t steps) {
    const std::uint64_t number = static_cast<std::uint64_t>(first) + steps - 1;
    return static_cast<Enum>(static_cast<std::underlying_type_t<Enum>>(number));
}

/// Whether each enumerator that is said is one, no two are the same, and none is left out among them and right beside them. Where
/// they span more than 64 numbers, nobody looks for such.
template <const auto& Declared>
consteval bool have_their_enumerators() {
    constexpr auto first = Declared.least();
    constexpr std::uint64_t span = Declared.span();
    constexpr std::size_t looked_at = span > 64 ? 0 : static_cast<std::size_t>(span) + 3;
    constexpr bool are_said = []<std::size_t... Indexes>(std::index_sequence<Indexes...>) {
        return ((is_enumerator<decltype(first), Declared.values[Indexes]> and
                 Declared.index_of(Declared.values[Indexes]) == Indexes) and ...);
    }(std::make_index_sequence<Declared.size>{});
    constexpr bool are_all = []<std::size_t... Indexes>(std::index_sequence<Indexes...>) {
        return ((Declared.index_of(enumerator_near(first, Indexes)) != Declared.size or
                 not is_enumerator<decltype(first), enumerator_near(first, Indexes)>) and ...);
    }(std::make_index_sequence<looked_at>{});
    return are_said and are_all;
}
}  // namespace detail

/// Whether the enumerators of `Enum` are 0, 1, ... and just as many as there are labels.
template <class Enum, std::size_t Labels>
inline constexpr bool has_a_label_for_each_enumerator =
    detail::are_enumerators<Enum, std::make_index_sequence<Labels>> and
    not detail::is_enumerator<Enum, static_cast<Enum>(Labels)>;

namespace pg {
/// `create type Name as enum (Labels...)`, for an enum class. The labels stand in PostgreSQL's order. Their enumerators are
/// numbered from 0 in this order, or else are said for all: `pg::label<"draft", status::draft>`. A label has at most 63 bytes.
///
/// Among the labels can stand `pg::in_schema<"cms">` and `pg::removed_label<"old", "new">`.
template <class Enum, fixed_string Name, virga::detail::enum_part... Parts>
struct enum_type {
    using value_type = Enum;
    static constexpr fixed_string name = Name;
    static constexpr auto declared = virga::detail::declare_enum<Enum, Parts...>();
    static constexpr std::string_view schema = declared.schema;
    static constexpr bool numbers_from_zero = declared.given == 0;
    static constexpr auto labels = [] {
        std::array<std::string_view, declared.size> all;
        for (std::size_t i = 0; i != all.size(); ++i) all[i] = declared.labels[i];
        return all;
    }();

    /// The place of an enumerator's label; the number of labels for a value that has none.
    [[nodiscard]] static constexpr std::size_t index_of(Enum value) {
        if constexpr (numbers_from_zero) {
            return static_cast<std::size_t>(value) < labels.size() ? static_cast<std::size_t>(value) : labels.size();
        } else {
            return declared.index_of(value);
        }
    }

    consteval enum_type() {
        if constexpr (not is_enum_class<Enum>) {
            static_assert(is_enum_class<Enum>, "enum_type: the first argument is an enum class");
        } else {
            static_assert(is_identifier<Name>, "enum_type: a name has 1 to 63 bytes");
            static_assert(virga::detail::is_schema_of_the_app(schema),
                          "enum_type: the name of a schema has 1 to 63 bytes and does not begin with pg_; leave public out");
            static_assert(declared.is_known,
                          "enum_type: behind the name stand labels, pg::label<\"text\", enumerator, renamed_from<\"old\">>, "
                          "pg::removed_label<\"text\", \"other\"> and pg::in_schema<\"name\">");
            static_assert(declared.fit(), "enum_type: a label has 1 to 63 bytes");
            static_assert(declared.are_distinct(), "enum_type: two labels are the same");
            static_assert(has_its_enumerators(),
                          "enum_type: labels and enumerators differ; give one label for each enumerator, which are 0, 1, 2, ..., "
                          "or say the enumerator of each: pg::label<\"small\", size::small>");
            static_assert(declared.knows_its_past(),
                          "enum_type: a label that was renamed or removed is still among the labels, or rows are to get one that "
                          "is not");
        }
    }

private:
    static consteval bool has_its_enumerators() {
        if constexpr (numbers_from_zero) return has_a_label_for_each_enumerator<Enum, declared.size>;
        else if constexpr (declared.given != declared.size) return false;
        else return virga::detail::have_their_enumerators<declared>();
    }
};
}  // namespace pg

template <class>
inline constexpr bool is_enum_type = false;
template <class Enum, fixed_string Name, detail::enum_part... Parts>
inline constexpr bool is_enum_type<pg::enum_type<Enum, Name, Parts...>> = true;

namespace types {
/// The column type of an enum; `Enum` is the `pg::enum_type` object.
template <const auto& Enum>
struct enumeration {
    using enum_type = std::remove_cvref_t<decltype(Enum)>;
    using declaration = enum_type;
    using value_type = typename enum_type::value_type;
    static constexpr auto spelling = detail::own_type_spelling<enum_type>();
    static constexpr std::uint32_t oid = 0;
    static constexpr std::uint32_t array_oid = 0;
    static constexpr type_category category = type_category::enumeration;

    template <class Value>
    static constexpr bool accepts = std::is_same_v<Value, value_type>;

    /// Whether it is one of the enumerators, and has a label.
    [[nodiscard]] static constexpr bool fits(value_type value) {
        return enum_type::index_of(value) < enum_type::labels.size();
    }

    static void write(std::string& out, value_type value) {
        const std::size_t index = enum_type::index_of(value);
        if (index >= enum_type::labels.size()) throw value_error(std::string(spelling.view()) + ": no label for this value");
        out += enum_type::labels[index];
    }
    static value_type read(std::string_view text) {
        for (std::size_t i = 0; i != enum_type::labels.size(); ++i) {
            if (enum_type::labels[i] == text) return enum_type::declared.values[i];
        }
        throw value_error(std::string(spelling.view()) + ": the server sent a label that the enum_type does not list; " +
                          "add it, or migrate the database");
    }
    static void write_binary(std::string& out, value_type value) { write(out, value); }
    static value_type read_binary(std::string_view bytes) { return read(bytes); }
};
}  // namespace types
}  // namespace virga
