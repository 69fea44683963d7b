// tests/compile_fail/schema/enum.cpp: enum types.
#include "schema.hpp"

namespace enum_label_too_long {
enum class size { small, large };
#ifdef REJECT
inline constexpr pg::enum_type<size, "size", "small", "a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows"> size_type;
// error: enum_type: a label has 1 to 63 bytes
#else
inline constexpr pg::enum_type<size, "size", "small", "a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows"> size_type;
#endif
}  // namespace enum_label_too_long

namespace enum_not_numbered_from_zero {
enum class apart { small = 1, large = 2 };
enum class size { small, large };
#ifdef REJECT
inline constexpr pg::enum_type<apart, "size", "small", "large"> size_type;
// error: enum_type: labels and enumerators differ
#else
inline constexpr pg::enum_type<size, "size", "small", "large"> size_type;
#endif
}  // namespace enum_not_numbered_from_zero

namespace enum_of_said_values {
enum class size { small = 10, large = 20, huge = 21 };
#ifdef REJECT
inline constexpr pg::enum_type<size, "size", pg::label<"small", size::small>, pg::label<"large", size::large>> size_type;
// error: enum_type: labels and enumerators differ
#else
inline constexpr pg::enum_type<size, "size", pg::label<"small", size::small>, pg::label<"large", size::large>,
                               pg::label<"huge", size::huge>>
    size_type;
#endif
}  // namespace enum_of_said_values

namespace enum_of_values_said_for_some {
enum class size { small = 10, large = 20 };
#ifdef REJECT
inline constexpr pg::enum_type<size, "size", pg::label<"small", size::small>, "large"> size_type;
// error: enum_type: labels and enumerators differ
#else
inline constexpr pg::enum_type<size, "size", pg::label<"small", size::small>, pg::label<"large", size::large>> size_type;
#endif
}  // namespace enum_of_values_said_for_some

namespace enum_label_renamed_from_one_that_is_there {
enum class size { small, large };
#ifdef REJECT
inline constexpr pg::enum_type<size, "size", "small", pg::label<"large", renamed_from<"small">>> size_type;
// error: enum_type: a label that was renamed or removed is still among the labels
#else
inline constexpr pg::enum_type<size, "size", "small", pg::label<"large", renamed_from<"big">>> size_type;
#endif
}  // namespace enum_label_renamed_from_one_that_is_there

namespace enum_label_removed_into_none {
enum class size { small, large };
#ifdef REJECT
inline constexpr pg::enum_type<size, "size", "small", "large", pg::removed_label<"huge", "big">> size_type;
// error: enum_type: a label that was renamed or removed is still among the labels, or rows are to get one that is not
#else
inline constexpr pg::enum_type<size, "size", "small", "large", pg::removed_label<"huge", "large">> size_type;
#endif
}  // namespace enum_label_removed_into_none

namespace enum_with_an_attribute_of_columns {
enum class size { small, large };
#ifdef REJECT
inline constexpr pg::enum_type<size, "size", not_null, "small", "large"> size_type;
// error: enum_type: behind the name stand labels
#else
inline constexpr pg::enum_type<size, "size", pg::in_schema<"kb">, "small", "large"> size_type;
#endif
}  // namespace enum_with_an_attribute_of_columns

namespace enum_in_public {
enum class size { small, large };
#ifdef REJECT
inline constexpr pg::enum_type<size, "size", pg::in_schema<"public">, "small", "large"> size_type;
// error: enum_type: the name of a schema has 1 to 63 bytes and does not begin with pg_; leave public out
#else
inline constexpr pg::enum_type<size, "size", "small", "large"> size_type;
#endif
}  // namespace enum_in_public

namespace enum_type_name_too_long {
enum class size { small, large };
#ifdef REJECT
inline constexpr pg::enum_type<size, "a_name_of_sixty_four_bytes_is_one_byte_more_than_postgres_allows", "small", "large"> size_type;
// error: enum_type: a name has 1 to 63 bytes
#else
inline constexpr pg::enum_type<size, "a_name_of_sixty_three_bytes_is_the_longest_that_postgres_allows", "small", "large"> size_type;
#endif
}  // namespace enum_type_name_too_long

namespace enum_type_of_no_enum {
enum class size { small, large };
#ifdef REJECT
inline constexpr pg::enum_type<int, "size", "small", "large"> size_type;
// error: enum_type: the first argument is an enum class
#else
inline constexpr pg::enum_type<size, "size", "small", "large"> size_type;
#endif
}  // namespace enum_type_of_no_enum

namespace enum_type_of_plain_enum {
enum extent { small, large };
enum class size { small, large };
#ifdef REJECT
inline constexpr pg::enum_type<extent, "size", "small", "large"> size_type;
// error: enum_type: the first argument is an enum class
#else
inline constexpr pg::enum_type<size, "size", "small", "large"> size_type;
#endif
}  // namespace enum_type_of_plain_enum

namespace enum_with_doubled_label {
enum class size { small, large };
#ifdef REJECT
inline constexpr pg::enum_type<size, "size", "small", "small"> size_type;
// error: enum_type: two labels are the same
#else
inline constexpr pg::enum_type<size, "size", "small", "large"> size_type;
#endif
}  // namespace enum_with_doubled_label

namespace enum_with_too_few_labels {
enum class size { small, medium, large };
#ifdef REJECT
inline constexpr pg::enum_type<size, "size", "small", "large"> size_type;
// error: enum_type: labels and enumerators differ
#else
inline constexpr pg::enum_type<size, "size", "small", "medium", "large"> size_type;
#endif
}  // namespace enum_with_too_few_labels

namespace enum_with_too_many_labels {
enum class size { small, large };
#ifdef REJECT
inline constexpr pg::enum_type<size, "size", "small", "medium", "large"> size_type;
// error: enum_type: labels and enumerators differ
#else
inline constexpr pg::enum_type<size, "size", "small", "large"> size_type;
#endif
}  // namespace enum_with_too_many_labels
