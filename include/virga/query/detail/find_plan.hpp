// virga/query/detail/find_plan.hpp: how the rows of a find's relations come: beside the row, or by selects of their own.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::is_same_v

#include <virga/catalog/relation.hpp>          // virga::is_key
#include <virga/query/detail/belonging.hpp>    // virga::detail::are_lateral_ends
#include <virga/query/detail/level_order.hpp>  // virga::detail::is_decision
#include <virga/query/level.hpp>               // virga::detail::nested_level
#include <virga/schema/field_rules.hpp>        // virga::detail::is_collation
#include <virga/types/bigint.hpp>              // virga::types::bigint
#include <virga/types/integer.hpp>             // virga::types::integer
#include <virga/types/smallint.hpp>            // virga::types::smallint
#include <virga/types/text.hpp>                // virga::types::text
#include <virga/types/type_facts.hpp>          // virga::facts_of
#include <virga/types/uuid.hpp>                // virga::types::uuid

namespace virga::detail {
// Subqueries beside the rows would run once for each: for all rows of a table that costs more than what they return, and so it
// does for those of a page, whose plan the server makes anew each time. So the rows of a relation come by a select of their own, as
// flat as at the root, and so do those of relations in it. Each part returns the columns of all parts, NULL where they are
// another's; the first column is the part's number. What belongs together has the same value of the relation's key, which both
// parts return.

/// A relation whose rows come by a select of their own.
template <class Nested>
struct apart : Nested {};

/// Whether the rows of a relation can come apart: all of them belong to a row, and its key, which is one column, tells to which.
/// Rows that are cut are cut for each row that they belong to.
template <class Nested>
inline constexpr bool can_come_apart = false;
template <class Ends, class Level>
    requires(Ends::kind == relation_kind::many and not are_lateral_ends<Ends> and Ends::from::size == 1)
inline constexpr bool can_come_apart<nested_level<Ends, Level>> =
    is_key<typename Ends::from> and not facts_of<typename list_item_t<typename Ends::from, 0>::type>.shows_floats and
    not Level::is_cut and Level::order::parameters == 0 and Level::joins == 0 and std::is_same_v<typename Level::words, no_words>;

template <bool AreApart, class... Nested>
consteval std::size_t parameters_of_nested(list<Nested...>*) {
    return (std::size_t{0} + ... + (can_come_apart<Nested> == AreApart ? Nested::output_parameters : 0));
}
template <class... Nested>
consteval bool any_comes_apart(list<Nested...>*) {
    return (can_come_apart<Nested> or ...);
}
/// Whether relations of the level come apart: the values of both kinds of relations do not mix, as parts come after the row.
template <class Level>
inline constexpr bool has_parts = any_comes_apart(static_cast<typename Level::nested*>(nullptr)) and
                                  (parameters_of_nested<true>(static_cast<typename Level::nested*>(nullptr)) == 0 or
                                   parameters_of_nested<false>(static_cast<typename Level::nested*>(nullptr)) == 0);
template <class Level>
inline constexpr bool is_united = has_parts<Level> and std::is_same_v<typename Level::words, no_words> and
                                  Level::order::parameters == 0 and Level::joins == 0;

/// Whether values of the type that are equal have the same text.
template <class Type>
inline constexpr bool is_equal_by_text = is_one_of<Type, types::smallint, types::integer, types::bigint, types::uuid, types::text>;
template <class Field>
inline constexpr bool has_a_collation = false;
template <class Type, fixed_string Name, class... Attributes>
inline constexpr bool has_a_collation<field<Type, Name, Attributes...>> = (is_collation<Attributes> or ...);

/// The columns of a relation's rows, or of the rows between, that tell to which row these belong.
template <class Ends, class Between = typename Ends::between>
struct near_columns {
    using type = typename Ends::to;
};
template <class Ends, class Near, class Far>
struct near_columns<Ends, between_rows<Near, Far>> {
    using type = Near;
};
template <class Ends>
using near_column_t = list_item_t<typename near_columns<Ends>::type, 0>;
/// Whether rows know the row that they belong to by a foreign key, whose value has the text of the key that it references: so they
/// are found without the rows that they belong to.
template <class Ends>
inline constexpr bool is_told_by_its_rows = [] {
    if constexpr (not std::is_same_v<referenced_t<typename near_columns<Ends>::type>, typename Ends::from>) {
        return false;
    } else {
        using from = list_item_t<typename Ends::from, 0>;
        using near = near_column_t<Ends>;
        return std::is_same_v<typename near::type, typename from::type> and is_equal_by_text<typename from::type> and
               not has_a_collation<typename near::field> and not has_a_collation<typename from::field>;
    }
}();

/// How the rows of relations come: beside the row; apart, those of the root; all apart that can.
enum class find_plan : unsigned char { beside, apart, all_apart };

/// The same relation, apart if it can be, with those in it if `IsDeep`. Relations of rows that belong to several come with each of
/// these.
template <class Nested, bool IsDeep, bool IsApart = can_come_apart<Nested>>
struct apart_if_it_can {
    using type = Nested;
};
template <class Level, bool IsDeep>
struct united_level;
template <class Ends, class Level>
inline constexpr bool has_parts_within =
    std::is_void_v<typename Ends::between> and is_told_by_its_rows<Ends> and has_parts<Level>;
template <class Ends, class Level, bool IsDeep>
struct apart_if_it_can<nested_level<Ends, Level>, IsDeep, true> {
    using type = apart<nested_level<Ends, Level>>;
};
template <class Ends, class Level>
    requires has_parts_within<Ends, Level>
struct apart_if_it_can<nested_level<Ends, Level>, true, true> {
    using type = apart<nested_level<Ends, typename united_level<Level, true>::type>>;
};
template <class Source, class Own, class Extras, class Order, class Where, class Limit, class Offset, class Words, class... Nested,
          bool IsDeep>
struct united_level<level<Source, Own, Extras, Order, Where, Limit, Offset, Words, Nested...>, IsDeep> {
    using type = level<Source, Own, Extras, Order, Where, Limit, Offset, Words, typename apart_if_it_can<Nested, IsDeep>::type...>;
};
template <class Number, bool IsDeep>
struct united_level<numbered_level<Number>, IsDeep> : united_level<type_of_number_t<Number>, IsDeep> {};

template <class Nested>
inline constexpr bool is_apart = false;
template <class Nested>
inline constexpr bool is_apart<apart<Nested>> = true;
template <class... Nested>
consteval bool any_is_apart(list<Nested...>*) {
    return (is_apart<Nested> or ...);
}

// Which rows a level has that others belong to stands before all parts, if that is asked at all: so values of conditions are
// written before those of outputs, and keep the numbers that they have after these.

/// The values that say which rows the levels of relations have whose rows others belong to.
template <class... Nested>
consteval std::size_t parameters_before_parts(list<Nested...>*);
template <class Nested>
inline constexpr std::size_t parameters_before_part = 0;
template <class Ends, class Level>
    requires(any_is_apart(static_cast<typename Level::nested*>(nullptr)))
inline constexpr std::size_t parameters_before_part<apart<nested_level<Ends, Level>>> =
    Level::where::parameters + parameters_before_parts(static_cast<typename Level::nested*>(nullptr));
template <class... Nested>
consteval std::size_t parameters_before_parts(list<Nested...>*) {
    return (std::size_t{0} + ... + parameters_before_part<Nested>);
}
/// Whether values stand in the text of such a level in another order than they are numbered.
template <class Level>
inline constexpr bool is_renumbered =
    (Level::outputs != 0 and Level::where::parameters + Level::limit::parameters + Level::offset::parameters != 0) or
    parameters_before_parts(static_cast<typename Level::nested*>(nullptr)) != 0;

/// Whether no value among outputs is awaited, and none at all shapes the text.
template <std::size_t Outputs, class... Slots>
consteval bool are_plain(const values<Slots...>*) {
    std::size_t at = 0;
    bool fit = true;
    ((fit = fit and not is_decision<Slots> and (at >= Outputs or not is_awaited_slot<Slots>), ++at), ...);
    return fit;
}
/// How the values of a find let its rows come: a name among those of outputs may stand for several, and a text that is shaped when
/// it runs has its choices in its own order.
template <class Level, class Values>
consteval find_plan plan_of() {
    constexpr const Values* given = nullptr;
    constexpr std::size_t all = count_of<Values>;
    if constexpr (Level::nested::size == 0 or are_plain<all>(given)) {
        return find_plan::all_apart;
    } else {
        constexpr bool fit = are_plain<Level::outputs>(given);
        if (fit or not is_renumbered<typename united_level<Level, true>::type>) return find_plan::all_apart;
        return fit or not is_renumbered<typename united_level<Level, false>::type> ? find_plan::apart : find_plan::beside;
    }
}
}  // namespace virga::detail
