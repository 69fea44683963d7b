// virga/types/pgvector.hpp: the column types of the extension pgvector: vector(n), halfvec(n), sparsevec(n).
#pragma once

#include <array>        // std::array
#include <bit>          // std::bit_cast
#include <charconv>     // std::from_chars, std::to_chars
#include <concepts>     // std::same_as
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int16_t, std::int32_t, std::uint16_t, std::uint32_t
#include <span>         // std::span
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::conditional_t
#include <vector>       // std::vector

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/column_type.hpp>            // virga::column_type, virga::type_category
#include <virga/types/declared.hpp>               // virga::pg::detail::member_of_family
#include <virga/types/detail/binary_reader.hpp>   // detail::binary_reader
#include <virga/types/detail/extension_type.hpp>  // detail::extension_type, detail::extension_spelling
#include <virga/types/detail/half.hpp>            // detail::half_of, detail::of_half
#include <virga/types/detail/network_order.hpp>   // detail::append_network
#include <virga/types/detail/of_value.hpp>        // detail::of_value
#include <virga/types/detail/refuse.hpp>          // detail::refuse
#include <virga/types/detail/spelling.hpp>        // detail::spell, detail::decimal
#include <virga/types/real.hpp>                   // virga::types::real
#include <virga/types/type_facts.hpp>             // virga::type_facts

namespace virga {

/// A vector that is 0 nearly everywhere: of so many dimensions, with those elements that are not 0, in the order of their indexes.
/// These count from 0, as in pgvector's binary format; its text counts from 1.
struct sparse_vector {
    struct element {
        std::int32_t index = 0;
        float value = 0;
        friend bool operator==(const element&, const element&) = default;
    };
    std::int32_t dimensions = 0;
    std::vector<element> elements{};
    friend bool operator==(const sparse_vector&, const sparse_vector&) = default;
};

/// Whether `vector(Dimensions)` and `halfvec(Dimensions)` are types.
template <int Dimensions>
inline constexpr bool is_vector_dimensions = 1 <= Dimensions and Dimensions <= 16'000;
/// Whether `sparsevec(Dimensions)` is a type.
template <int Dimensions>
inline constexpr bool is_sparse_dimensions = 1 <= Dimensions and Dimensions <= 1'000'000'000;

namespace types {
namespace detail {

/// How many elements a range of floats has by its type; 0 where only its value tells.
template <class Range>
inline constexpr std::size_t static_size = 0;
template <class Float, std::size_t Size>
inline constexpr std::size_t static_size<std::array<Float, Size>> = Size;
template <class Float, std::size_t Size>
inline constexpr std::size_t static_size<std::span<Float, Size>> = Size == std::dynamic_extent ? 0 : Size;

template <class Range>
inline constexpr bool is_floats = false;
template <std::size_t Size>
inline constexpr bool is_floats<std::array<float, Size>> = true;
template <class Allocator>
inline constexpr bool is_floats<std::vector<float, Allocator>> = true;
template <std::size_t Size>
inline constexpr bool is_floats<std::span<float, Size>> = true;
template <std::size_t Size>
inline constexpr bool is_floats<std::span<const float, Size>> = true;

/// The elements of a vector are finite.
inline void check_element(std::string_view type, float value) {
    if (not(value - value == 0)) refuse(type, "its elements are neither NaN nor infinite");
}
/// Reads a number off the front of a text.
template <class Number>
[[nodiscard]] Number take_number(std::string_view type, std::string_view& rest) {
    Number value{};
    const auto [stop, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    if (error != std::errc{}) refuse(type, "the text is not as the server writes such a value");
    rest.remove_prefix(static_cast<std::size_t>(stop - rest.data()));
    return value;
}
inline void take_sign(std::string_view type, std::string_view& rest, char sign) {
    if (not rest.starts_with(sign)) refuse(type, "the text is not as the server writes such a value");
    rest.remove_prefix(1);
}

/// What vector and halfvec have in common. The text is `[1,2.5]`; the binary format is the number of dimensions in 16 bits, 16 bits
/// that are 0, and the elements. `Element` says how one is written and read.
template <fixed_string Name, std::size_t Dimensions, class Element>
struct dense_vector {
    using value_type = std::conditional_t<Dimensions == 0, std::vector<float>, std::array<float, Dimensions>>;
    static constexpr type_category category = type_category::other;
    static constexpr std::size_t dimensions = Dimensions;

    /// Floats that lie together. A size that their type tells has to be that of the vector.
    template <class Value>
    static constexpr bool accepts =
        is_floats<Value> and (Dimensions == 0 or static_size<Value> == 0 or static_size<Value> == Dimensions);

    template <class Value>
        requires accepts<Value>
    static void write(std::string& out, const Value& value) {
        append_text(out, value);
    }
    static value_type read(std::string_view source) {
        value_type value{};
        std::string_view rest = source;
        std::size_t size = 0;
        for (char before = '['; not rest.starts_with(']'); before = ',') {
            take_sign(Name.view(), rest, before);
            place(value, size++, Element::checked(take_number<float>(Name.view(), rest)));
        }
        if (rest != "]") refuse(Name.view(), "the text is not as the server writes such a value");
        check_size(size);
        return value;
    }
    template <class Value>
        requires accepts<Value>
    static void write_binary(std::string& out, const Value& value) {
        append_bytes(out, value);
    }
    static value_type read_binary(std::string_view bytes) {
        binary_reader reader{Name.view(), bytes};
        const auto size = reader.take<std::uint16_t>();
        if (reader.take<std::int16_t>() != 0) refuse(Name.view(), "the binary value is of a version that is not known");
        check_size(size);
        value_type value{};
        for (std::size_t i = 0; i != size; ++i) place(value, i, Element::take(reader));
        reader.end();
        return value;
    }

private:
    static void check_size(std::size_t size) {
        if (Dimensions != 0 and size != Dimensions) refuse(Name.view(), "the value has another number of dimensions than the type");
        if (size == 0 or size > 16'000) refuse(Name.view(), "a vector has 1 to 16000 dimensions");
    }
    static void place(value_type& value, std::size_t index, float element) {
        if constexpr (Dimensions == 0) {
            value.push_back(element);
        } else {
            if (index >= Dimensions) check_size(index + 1);
            value[index] = element;
        }
    }
    static void append_text(std::string& out, std::span<const float> value) {
        check_size(value.size());
        char before = '[';
        for (const float element : value) {
            out.push_back(before);
            before = ',';
            real::write(out, Element::checked(element));
        }
        out.push_back(']');
    }
    static void append_bytes(std::string& out, std::span<const float> value) {
        check_size(value.size());
        append_network(out, static_cast<std::uint16_t>(value.size()));
        append_network(out, std::int16_t{0});
        for (const float element : value) Element::append(out, Element::checked(element));
    }
};

struct single_precision {
    static float checked(float value) {
        check_element("vector", value);
        return value;
    }
    static void append(std::string& out, float value) { append_network(out, std::bit_cast<std::uint32_t>(value)); }
    static float take(binary_reader& reader) { return std::bit_cast<float>(reader.take<std::uint32_t>()); }
};
struct half_precision {
    static float checked(float value) {
        check_element("halfvec", value);
        const float rounded = of_half(half_of(value));
        if (not(rounded - rounded == 0)) refuse("halfvec", "its elements are from -65504 to 65504");
        return rounded;
    }
    static void append(std::string& out, float value) { append_network(out, half_of(value)); }
    static float take(binary_reader& reader) { return of_half(reader.take<std::uint16_t>()); }
};

/// The dimensions of two vectors, where 0 stands for those of which only the value tells: whether they can be the same.
constexpr bool can_be_as_many(std::size_t left, std::size_t right) { return left == right or left == 0 or right == 0; }

/// What all three types have in common. Each is cast to each.
template <fixed_string Schema, fixed_string Name, std::size_t Dimensions>
struct vector_type : extension_type<Schema, Name> {
    using vectors = extension_type<Schema, "vector">;
    static constexpr auto spelling = [] {
        constexpr auto bare = extension_spelling<Schema, Name>();
        if constexpr (Dimensions == 0) return bare;
        else return spell(bare, fixed_string{"("}, decimal<static_cast<long long>(Dimensions)>(), fixed_string{")"});
    }();
    template <class To>
    static consteval bool is_cast_to() {
        if constexpr (requires { typename To::vectors; })
            return std::same_as<typename To::vectors, vectors> and can_be_as_many(Dimensions, To::dimensions);
        else return false;
    }
};
}  // namespace detail

/// Numbers of single precision, `Dimensions` of them; as many as there are, 1 to 16000, when `Dimensions` is 0.
///
/// Spelled `vector(Dimensions)`. Values are `std::array<float, Dimensions>`, and without dimensions `std::vector<float>`;
/// parameters also spans and vectors of float. Errors: `value_error` for a parameter of another size, NaN and infinity. A type of
/// the extension `vector`, which is in `Schema`. Source: pgvector's README; vector_out and vector_send in its vector.c.
template <fixed_string Schema, std::size_t Dimensions = 0>
struct vector_in : detail::dense_vector<"vector", Dimensions, detail::single_precision>,
                   detail::vector_type<Schema, "vector", Dimensions> {
    static_assert(Dimensions <= 16'000, "vector: the number of dimensions is 1 to 16000");
    using bare_type = vector_in<Schema>;
    static constexpr type_facts facts{.hash = false, .ivfflat = true};
    static constexpr std::string_view operator_classes =
        "btree.vector_ops hnsw.vector_l2_ops hnsw.vector_ip_ops hnsw.vector_cosine_ops hnsw.vector_l1_ops ivfflat.vector_l2_ops "
        "ivfflat.vector_ip_ops ivfflat.vector_cosine_ops ";
};

/// The same of half precision, which has 11 binary digits: from -65504 to 65504, in steps of 2^-24 at least. A float is rounded to
/// the next such number, and of two that are as near to the one whose last digit is 0, as the server does it.
///
/// Spelled `halfvec(Dimensions)`. Values and parameters are those of `vector`.
/// Errors: likewise, and `value_error` for what would round to infinity.
/// Source: pgvector's README; halfvec_out and halfvec_send in its halfvec.c.
template <fixed_string Schema, std::size_t Dimensions = 0>
struct halfvec_in : detail::dense_vector<"halfvec", Dimensions, detail::half_precision>,
                    detail::vector_type<Schema, "halfvec", Dimensions> {
    static_assert(Dimensions <= 16'000, "halfvec: the number of dimensions is 1 to 16000");
    using bare_type = halfvec_in<Schema>;
    static constexpr type_facts facts{.hash = false};
    static constexpr std::string_view operator_classes =
        "btree.halfvec_ops hnsw.halfvec_l2_ops hnsw.halfvec_ip_ops hnsw.halfvec_cosine_ops hnsw.halfvec_l1_ops "
        "ivfflat.halfvec_l2_ops ivfflat.halfvec_ip_ops ivfflat.halfvec_cosine_ops ";
};

/// Numbers of single precision, most of them 0; of any number of dimensions when `Dimensions` is 0.
///
/// Spelled `sparsevec(Dimensions)`. Values and parameters are `virga::sparse_vector`. Its text is `{1:1.5,3:2}/5`, with indexes
/// from 1; the binary format is dimensions, number of elements and 0, in 32 bits each, then all indexes, from 0, then all values.
/// Errors: `value_error` for another number of dimensions, indexes that do not rise, more than 16000 elements, one that is 0, NaN
/// or infinite. Source: pgvector's README; sparsevec_out and sparsevec_send in its sparsevec.c.
template <fixed_string Schema, std::size_t Dimensions = 0>
struct sparsevec_in : detail::of_value<"sparsevec", sparse_vector>, detail::vector_type<Schema, "sparsevec", Dimensions> {
    static_assert(Dimensions <= 1'000'000'000, "sparsevec: the number of dimensions is 1 to 1000000000");
    using bare_type = sparsevec_in<Schema>;
    using detail::vector_type<Schema, "sparsevec", Dimensions>::spelling;
    static constexpr std::size_t dimensions = Dimensions;
    static constexpr type_facts facts{.hash = false};
    static constexpr std::string_view operator_classes =
        "btree.sparsevec_ops hnsw.sparsevec_l2_ops hnsw.sparsevec_ip_ops hnsw.sparsevec_cosine_ops hnsw.sparsevec_l1_ops ";

    static void write(std::string& out, const value_type& value) {
        check(value);
        out.push_back('{');
        for (std::size_t i = 0; i != value.elements.size(); ++i) {
            if (i != 0) out.push_back(',');
            append_number(out, value.elements[i].index + 1);
            out.push_back(':');
            real::write(out, value.elements[i].value);
        }
        out.append("}/");
        append_number(out, value.dimensions);
    }
    static value_type read(std::string_view source) {
        constexpr std::string_view name = "sparsevec";
        value_type value;
        std::string_view rest = source;
        detail::take_sign(name, rest, '{');
        while (not rest.starts_with('}')) {
            if (not value.elements.empty()) detail::take_sign(name, rest, ',');
            auto& element = value.elements.emplace_back();
            element.index = detail::take_number<std::int32_t>(name, rest);
            if (element.index < 1) detail::refuse(name, "the text is not as the server writes such a value");
            --element.index;
            detail::take_sign(name, rest, ':');
            element.value = detail::take_number<float>(name, rest);
        }
        detail::take_sign(name, rest, '}');
        detail::take_sign(name, rest, '/');
        value.dimensions = detail::take_number<std::int32_t>(name, rest);
        if (not rest.empty()) detail::refuse(name, "the text is not as the server writes such a value");
        check(value);
        return value;
    }
    static void write_binary(std::string& out, const value_type& value) {
        check(value);
        detail::append_network(out, value.dimensions);
        detail::append_network(out, static_cast<std::int32_t>(value.elements.size()));
        detail::append_network(out, std::int32_t{0});
        for (const auto& element : value.elements) detail::append_network(out, element.index);
        for (const auto& element : value.elements) detail::single_precision::append(out, element.value);
    }
    static value_type read_binary(std::string_view bytes) {
        detail::binary_reader reader{"sparsevec", bytes};
        value_type value;
        value.dimensions = reader.take<std::int32_t>();
        value.elements.resize(reader.count(2 * sizeof(std::int32_t)));
        if (reader.take<std::int32_t>() != 0) detail::refuse("sparsevec", "the binary value is of a version that is not known");
        for (auto& element : value.elements) element.index = reader.take<std::int32_t>();
        for (auto& element : value.elements) element.value = detail::single_precision::take(reader);
        reader.end();
        check(value);
        return value;
    }

private:
    static void append_number(std::string& out, std::int32_t number) {
        char digits[12];
        out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    }
    static void check(const value_type& value) {
        constexpr std::string_view name = "sparsevec";
        if (Dimensions != 0 and value.dimensions != static_cast<std::int32_t>(Dimensions))
            detail::refuse(name, "the value has another number of dimensions than the type");
        if (value.dimensions < 1 or value.dimensions > 1'000'000'000)
            detail::refuse(name, "a sparse vector has 1 to 1000000000 dimensions");
        if (value.elements.size() > 16'000) detail::refuse(name, "at most 16000 elements are not 0");
        std::int32_t least = 0;
        for (const auto& element : value.elements) {
            detail::check_element(name, element.value);
            if (element.value == 0) detail::refuse(name, "an element that is 0 is left out");
            if (element.index < least or element.index >= value.dimensions)
                detail::refuse(name, "indexes rise from 0 to below the number of dimensions");
            least = element.index + 1;
        }
    }
};

template <std::size_t Dimensions = 0>
using vector = vector_in<"public", Dimensions>;
template <std::size_t Dimensions = 0>
using halfvec = halfvec_in<"public", Dimensions>;
template <std::size_t Dimensions = 0>
using sparsevec = sparsevec_in<"public", Dimensions>;

static_assert(column_type<vector<>> and column_type<vector<3>> and column_type<halfvec<3>> and column_type<sparsevec<3>>);

struct vector_family {
    static constexpr std::size_t most_arguments = 1;
    template <class = void>
    static vector<> make();
    template <int Dimensions>
    static consteval auto make() {
        static_assert(is_vector_dimensions<Dimensions>, "vector: the number of dimensions is 1 to 16000");
        return vector<is_vector_dimensions<Dimensions> ? static_cast<std::size_t>(Dimensions) : 1>{};
    }
};
struct halfvec_family {
    static constexpr std::size_t most_arguments = 1;
    template <class = void>
    static halfvec<> make();
    template <int Dimensions>
    static consteval auto make() {
        static_assert(is_vector_dimensions<Dimensions>, "halfvec: the number of dimensions is 1 to 16000");
        return halfvec<is_vector_dimensions<Dimensions> ? static_cast<std::size_t>(Dimensions) : 1>{};
    }
};
struct sparsevec_family {
    static constexpr std::size_t most_arguments = 1;
    template <class = void>
    static sparsevec<> make();
    template <int Dimensions>
    static consteval auto make() {
        static_assert(is_sparse_dimensions<Dimensions>, "sparsevec: the number of dimensions is 1 to 1000000000");
        return sparsevec<is_sparse_dimensions<Dimensions> ? static_cast<std::size_t>(Dimensions) : 1>{};
    }
};
}  // namespace types
}  // namespace virga

namespace virga::pg {
/// `vector` of the schema public or, with a number first, `vector(Dimensions)`. Of another schema:
/// `pg::custom<t, "embedding", types::vector_in<"extensions", 3>{}>`.
template <class Mode, fixed_string Name, auto... Attributes>
using vector = detail::member_of_family<Mode, types::vector_family, Name, Attributes...>;
/// `halfvec` or, with a number first, `halfvec(Dimensions)`.
template <class Mode, fixed_string Name, auto... Attributes>
using halfvec = detail::member_of_family<Mode, types::halfvec_family, Name, Attributes...>;
/// `sparsevec` or, with a number first, `sparsevec(Dimensions)`.
template <class Mode, fixed_string Name, auto... Attributes>
using sparsevec = detail::member_of_family<Mode, types::sparsevec_family, Name, Attributes...>;
}  // namespace virga::pg
