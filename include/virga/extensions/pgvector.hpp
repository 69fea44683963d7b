// virga/extensions/pgvector.hpp: distances of vectors, and the functions of the extension pgvector.
// Source: pgvector's README and its vector.sql; tests/postgres/pgvector.cpp compares with a server that has it.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::conditional_t, std::decay_t, std::is_same_v

#include <virga/expr/expression.hpp>              // virga::expression_like, virga::type_of
#include <virga/expr/function.hpp>                // virga::function, virga::same_as
#include <virga/expr/misplaced.hpp>               // virga::detail::misplaced, virga::detail::refuse
#include <virga/expr/operand.hpp>                 // virga::is_value_of
#include <virga/expr/operation.hpp>               // virga::detail::operate
#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/bit.hpp>                    // virga::types::bit
#include <virga/types/converted.hpp>              // virga::types::stored_type_t
#include <virga/types/detail/extension_type.hpp>  // virga::types::detail::extension_spelling, extension_prefix
#include <virga/types/detail/spelling.hpp>        // virga::types::detail::spell
#include <virga/types/double_precision.hpp>       // virga::types::double_precision
#include <virga/types/integer.hpp>                // virga::types::integer
#include <virga/types/pgvector.hpp>               // virga::types::vector_in, halfvec_in, sparsevec_in
#include <virga/types/type_facts.hpp>             // virga::bare_t

namespace virga {

namespace detail {
template <class Type>
inline constexpr bool is_vector = requires { typename Type::vectors; };
template <class Type>
inline constexpr bool is_bits = false;
template <std::size_t Length>
inline constexpr bool is_bits<types::bit<Length>> = true;

template <class Type>
inline constexpr std::size_t dimensions_of = 0;
template <class Type>
    requires is_vector<Type>
inline constexpr std::size_t dimensions_of<Type> = Type::dimensions;
template <std::size_t Length>
inline constexpr std::size_t dimensions_of<types::bit<Length>> = Length;

/// Stands for two sides of one type.
struct one_vector {
    template <class Type>
    static constexpr bool takes = is_vector<Type>;
};
struct one_bits {
    template <class Type>
    static constexpr bool takes = is_bits<Type>;
};

template <class Given>
struct stored_type_of {
    using type = void;
};
template <expression_like Given>
struct stored_type_of<Given> {
    using type = types::stored_type_t<type_of<Given>>;
};

/// Whether a distance is measured between two sides: `Kind` is `one_vector` or `one_bits`.
template <class Kind, class Left, class Right>
constexpr bool has_distance() {
    using left = typename stored_type_of<Left>::type;
    using right = typename stored_type_of<Right>::type;
    if constexpr (expression_like<Left> and expression_like<Right>)
        return Kind::template takes<left> and std::is_same_v<bare_t<left>, bare_t<right>> and
               types::detail::can_be_as_many(dimensions_of<left>, dimensions_of<right>);
    else if constexpr (expression_like<Left>) return Kind::template takes<left> and is_value_of<Right, left>;
    else if constexpr (expression_like<Right>) return Kind::template takes<right> and is_value_of<Left, right>;
    else return false;
}

/// The operators, found in the schema of the extension wherever the session looks for names.
template <fixed_string Schema, fixed_string Sign, class Kind>
struct distance : operators::binds<binding::other> {
    static constexpr auto spelled =
        types::detail::spell(fixed_string{" operator("}, types::detail::extension_prefix<Schema>(), Sign, fixed_string{") "});
    static constexpr std::string_view word = spelled.view();
    using forms = list<types::double_precision(Kind, Kind)>;
};

/// The schema of the extension whose type one of two sides has.
template <class Type>
struct schema_of_vectors {
    static constexpr fixed_string schema{"public"};
};
template <fixed_string Schema, std::size_t Dimensions>
struct schema_of_vectors<types::vector_in<Schema, Dimensions>> {
    static constexpr auto schema = Schema;
};
template <fixed_string Schema, std::size_t Dimensions>
struct schema_of_vectors<types::halfvec_in<Schema, Dimensions>> {
    static constexpr auto schema = Schema;
};
template <fixed_string Schema, std::size_t Dimensions>
struct schema_of_vectors<types::sparsevec_in<Schema, Dimensions>> {
    static constexpr auto schema = Schema;
};
template <class Left, class Right>
inline constexpr auto vector_schema =
    schema_of_vectors<std::conditional_t<expression_like<Left>, typename stored_type_of<Left>::type,
                                         typename stored_type_of<Right>::type>>::schema;
}  // namespace detail

/// Whether a distance of vectors has these two sides: two vectors of one type and of as many dimensions, or one and a value of it.
template <class Left, class Right>
inline constexpr bool can_be_measured = detail::has_distance<detail::one_vector, Left, Right>();
/// The same of bits.
template <class Left, class Right>
inline constexpr bool can_be_compared_by_bits = detail::has_distance<detail::one_bits, Left, Right>();

namespace detail {
template <fixed_string Sign, class Left, class Right>
[[gnu::always_inline]] constexpr auto measure(Left&& left, Right&& right) {
    using one = std::decay_t<Left>;
    using other = std::decay_t<Right>;
    if constexpr (can_be_measured<one, other> or misplaced<one> or misplaced<other>) {
        return operate<distance<vector_schema<one, other>, Sign, one_vector>>(static_cast<Left&&>(left),
                                                                              static_cast<Right&&>(right));
    } else {
        static_assert(can_be_measured<one, other> or was_refused_before<one> or was_refused_before<other>,
                      "l2_distance, cosine_distance, negative_inner_product, l1_distance: takes two vectors of one type and of as "
                      "many dimensions; a value is a std::array of float, a span or a vector, or a sparse_vector");
        return refuse<types::double_precision>();
    }
}
template <fixed_string Schema, fixed_string Sign, class Left, class Right>
[[gnu::always_inline]] constexpr auto compare_bits(Left&& left, Right&& right) {
    using one = std::decay_t<Left>;
    using other = std::decay_t<Right>;
    if constexpr (can_be_compared_by_bits<one, other> or misplaced<one> or misplaced<other>) {
        return operate<distance<Schema, Sign, one_bits>>(static_cast<Left&&>(left), static_cast<Right&&>(right));
    } else {
        static_assert(can_be_compared_by_bits<one, other> or was_refused_before<one> or was_refused_before<other>,
                      "hamming_distance, jaccard_distance: takes two bit of one length; cast<types::bit<n>>(x) says the length of "
                      "what binary_quantize gives");
        return refuse<types::double_precision>();
    }
}
}  // namespace detail

// Distances are operators here, since an index serves these alone, in `order by` before a limit.

/// `left <-> right`: how far they are from one another in a straight line.
template <class Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto l2_distance(Left&& left, Right&& right) {
    return detail::measure<"<->">(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
/// `left <=> right`: 1 less the cosine of the angle between them; NaN where one of them is 0.
template <class Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto cosine_distance(Left&& left, Right&& right) {
    return detail::measure<"<=>">(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
/// `left <#> right`: their inner product with the other sign, so that what is most alike comes first.
template <class Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto negative_inner_product(Left&& left, Right&& right) {
    return detail::measure<"<#>">(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
/// `left <+> right`: the sum of how far they are apart in each dimension.
template <class Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto l1_distance(Left&& left, Right&& right) {
    return detail::measure<"<+>">(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
/// `left <~> right`: how many bits differ. `Schema` is where the extension is.
template <fixed_string Schema = "public", class Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto hamming_distance(Left&& left, Right&& right) {
    return detail::compare_bits<Schema, "<~>">(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
/// `left <%> right`: 1 less the part that both have in common of what one of them has.
template <fixed_string Schema = "public", class Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto jaccard_distance(Left&& left, Right&& right) {
    return detail::compare_bits<Schema, "<%>">(static_cast<Left&&>(left), static_cast<Right&&>(right));
}

namespace detail {
template <class Type>
inline constexpr bool is_single = false;
template <fixed_string Schema, std::size_t Dimensions>
inline constexpr bool is_single<types::vector_in<Schema, Dimensions>> = true;
template <class Type>
inline constexpr bool is_half = false;
template <fixed_string Schema, std::size_t Dimensions>
inline constexpr bool is_half<types::halfvec_in<Schema, Dimensions>> = true;

// What stands for a parameter of one of the types, whatever its dimensions.
struct single_vector {
    template <class Type>
    static constexpr bool takes = is_single<Type>;
};
struct dense_vector {
    template <class Type>
    static constexpr bool takes = is_single<Type> or is_half<Type>;
};
struct half_or_sparse_vector {
    template <class Type>
    static constexpr bool takes = is_vector<Type> and not is_single<Type>;
};

/// A function of the extension: its name has the schema that its first argument's type is of.
template <fixed_string Name, class Form, class First, class... Given>
[[gnu::always_inline]] constexpr auto call_of_vectors(First&& first, Given&&... given) {
    using called =
        function<types::detail::extension_spelling<vector_schema<std::decay_t<First>, std::decay_t<First>>, Name>(), Form>;
    return called{}(static_cast<First&&>(first), static_cast<Given&&>(given)...);
}
}  // namespace detail

/// `vector_dims(x)`: how many dimensions a vector or halfvec has.
template <expression_like Vector>
[[nodiscard]] constexpr auto vector_dims(const Vector& vector) {
    return detail::call_of_vectors<"vector_dims", types::integer(detail::dense_vector)>(vector);
}
/// `vector_norm(x)`: the length of a vector; `l2_norm` is that of others.
template <expression_like Vector>
[[nodiscard]] constexpr auto vector_norm(const Vector& vector) {
    return detail::call_of_vectors<"vector_norm", types::double_precision(detail::single_vector)>(vector);
}
/// `l2_norm(x)`: the length of a halfvec or sparsevec.
template <expression_like Vector>
[[nodiscard]] constexpr auto l2_norm(const Vector& vector) {
    return detail::call_of_vectors<"l2_norm", types::double_precision(detail::half_or_sparse_vector)>(vector);
}
/// `l2_normalize(x)`: the vector of length 1 in the same direction.
template <expression_like Vector>
[[nodiscard]] constexpr auto l2_normalize(const Vector& vector) {
    return detail::call_of_vectors<"l2_normalize", same_as<1>(detail::one_vector)>(vector);
}
/// `binary_quantize(x)`: a bit for each element, 1 where it is above 0. An index of it says its length:
/// `cast<types::bit<3>>(binary_quantize(x))`.
template <expression_like Vector>
[[nodiscard]] constexpr auto binary_quantize(const Vector& vector) {
    return detail::call_of_vectors<"binary_quantize", types::bit<>(detail::dense_vector)>(vector);
}
/// `subvector(x, first, count)`: a part, whose first element counts from 1.
template <expression_like Vector, class First, class Count>
[[nodiscard]] constexpr auto subvector(const Vector& vector, First&& first, Count&& count) {
    return detail::call_of_vectors<"subvector", same_as<1>(detail::dense_vector, types::integer, types::integer)>(
        vector, static_cast<First&&>(first), static_cast<Count&&>(count));
}
}  // namespace virga
