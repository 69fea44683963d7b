// virga/expr/window.hpp: window functions, and aggregates of the rows of a window.
// Source: PostgreSQL manual, sections 4.2.8, Window Function Calls, and 9.22, Window Functions.
#pragma once

#include <concepts>     // std::integral
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::remove_cvref_t
#include <utility>      // std::move

#include <virga/expr/aggregate.hpp>         // virga::are_aggregate_keys
#include <virga/expr/functions/common.hpp>  // virga::detail::free_of_limit
#include <virga/types/interval.hpp>         // virga::types::interval
#include <virga/types/time.hpp>             // virga::types::time
#include <virga/types/timetz.hpp>           // virga::types::timetz

namespace virga {

// ---- the parts of a window -------------------------------------------------------------------------

namespace detail {
enum class window_place : unsigned char { partition, order, frame };
constexpr std::string_view word_of(window_place part) {
    return part == window_place::partition ? "partition by " : part == window_place::order ? "order by " : "";
}
}  // namespace detail

namespace node {
/// `partition by a, b`, `order by c desc`: one part of a window.
template <detail::window_place Place, class... Keys>
struct window_part {
    using children = list<Keys...>;
    static constexpr detail::window_place at = Place;
    static constexpr bool may_be_empty = false;
    static constexpr void write(writer& out) {
        out.text(detail::word_of(Place));
        out.list({&Keys::write...});
    }
};
}  // namespace node

/// What a frame leaves out of its rows.
enum class frame_exclusion : unsigned char { no_others, current_row, group, ties };

namespace detail {
/// The frame without some of its rows.
template <class Node, frame_exclusion Exclusion>
struct excluding;
}  // namespace detail

/// A part of a window with its values.
template <class Node, class Values>
struct window_part {
    using tree = Node;
    [[no_unique_address]] Values parameters;

    /// `exclude current row`: of a frame, all rows but the row itself.
    [[nodiscard]] constexpr auto exclude_current_row() const { return without<frame_exclusion::current_row>(); }
    /// `exclude group`: nor those that the order does not tell from it.
    [[nodiscard]] constexpr auto exclude_group() const { return without<frame_exclusion::group>(); }
    /// `exclude ties`: not those that the order does not tell from the row, but the row itself.
    [[nodiscard]] constexpr auto exclude_ties() const { return without<frame_exclusion::ties>(); }

private:
    template <frame_exclusion Exclusion>
    [[nodiscard]] constexpr auto without() const {
        constexpr bool is_frame_part = Node::at == detail::window_place::frame;
        static_assert(is_frame_part, "exclude: stands at a frame, such as rows_between(unbounded_preceding, current_row)");
        return window_part<typename detail::excluding<Node, Exclusion>::type, Values>{parameters};
    }
};
template <class>
inline constexpr bool is_window_part = false;
template <class Node, class Values>
inline constexpr bool is_window_part<window_part<Node, Values>> = true;

namespace detail {
template <window_place Place, class... Keys>
[[nodiscard]] constexpr auto make_window_part(const Keys&... keys) {
    static_assert(have_an_order<Keys...>, "partition_by, order_by: PostgreSQL has no = and no order for values of a key's type");
    const auto all = join(keys.parameters...);
    return window_part<node::window_part<Place, key_node<Keys>...>, std::remove_const_t<decltype(all)>>{all};
}
}  // namespace detail

/// `partition by keys`, in `over`: rows with the same keys make a window.
template <expression_like... Keys>
    requires(sizeof...(Keys) != 0)
[[nodiscard]] constexpr auto partition_by(const Keys&... keys) {
    return detail::make_window_part<detail::window_place::partition>(keys...);
}
/// `order by keys`, in `over`: expressions, `asc(x)`, `desc(x)`.
template <class... Keys>
    requires are_aggregate_keys<Keys...>
[[nodiscard]] constexpr auto order_by(const Keys&... keys) {
    return detail::make_window_part<detail::window_place::order>(keys...);
}

// ---- frames ----------------------------------------------------------------------------------------

/// Where a frame begins or ends: in the order of the window.
enum class frame_bound_kind : unsigned char { unbounded_preceding, preceding, current_row, following, unbounded_following };

template <frame_bound_kind Kind>
struct frame_bound {
    static constexpr frame_bound_kind kind = Kind;
    using type = types::bigint;
    std::int64_t distance = 0;
};
/// The same where a frame by range begins or ends at a distance that is no whole number.
template <frame_bound_kind Kind, class Type>
struct frame_distance {
    static constexpr frame_bound_kind kind = Kind;
    using type = Type;
    typename Type::value_type distance;
};
/// The first row of the window.
inline constexpr frame_bound<frame_bound_kind::unbounded_preceding> unbounded_preceding{};
/// The row itself.
inline constexpr frame_bound<frame_bound_kind::current_row> current_row{};
/// The last row of the window.
inline constexpr frame_bound<frame_bound_kind::unbounded_following> unbounded_following{};
/// So many rows or groups before; in `range_between`, values that are less by so much at most.
template <std::integral Number>
[[nodiscard]] constexpr auto preceding(Number distance) {
    return frame_bound<frame_bound_kind::preceding>{static_cast<std::int64_t>(distance)};
}
/// So many rows or groups after; in `range_between`, values that are greater by so much at most.
template <std::integral Number>
[[nodiscard]] constexpr auto following(Number distance) {
    return frame_bound<frame_bound_kind::following>{static_cast<std::int64_t>(distance)};
}
template <std::floating_point Number>
[[nodiscard]] constexpr auto preceding(Number distance) {
    return frame_distance<frame_bound_kind::preceding, types::double_precision>{distance};
}
template <std::floating_point Number>
[[nodiscard]] constexpr auto following(Number distance) {
    return frame_distance<frame_bound_kind::following, types::double_precision>{distance};
}
/// For dates and times: `range_between(preceding(interval{.days = 7}), current_row)`.
[[nodiscard]] constexpr auto preceding(const interval& distance) {
    return frame_distance<frame_bound_kind::preceding, types::interval>{distance};
}
[[nodiscard]] constexpr auto following(const interval& distance) {
    return frame_distance<frame_bound_kind::following, types::interval>{distance};
}
[[nodiscard]] inline auto preceding(numeric distance) {
    return frame_distance<frame_bound_kind::preceding, types::numeric<>>{std::move(distance)};
}
[[nodiscard]] inline auto following(numeric distance) {
    return frame_distance<frame_bound_kind::following, types::numeric<>>{std::move(distance)};
}
/// Whether something is no `arg<>`: how far a frame reaches is known where the query is made.
template <class Given>
inline constexpr bool is_known_distance = not is_argument<Given>;
template <class Argument>
    requires is_argument<Argument>
[[nodiscard]] constexpr auto preceding(const Argument&) {
    static_assert(is_known_distance<Argument>, "preceding, following: takes a number or an interval, and no arg<>; give the value");
    return unbounded_preceding;
}
template <class Argument>
    requires is_argument<Argument>
[[nodiscard]] constexpr auto following(const Argument&) {
    static_assert(is_known_distance<Argument>, "preceding, following: takes a number or an interval, and no arg<>; give the value");
    return unbounded_following;
}

namespace detail {
enum class frame_unit : unsigned char { rows, range, groups };

template <frame_bound_kind Kind>
inline constexpr bool has_offset = Kind == frame_bound_kind::preceding or Kind == frame_bound_kind::following;

template <class Bound, frame_unit Unit>
constexpr void write_bound(writer& out) {
    constexpr std::string_view words[]{"unbounded preceding", " preceding", "current row", " following", "unbounded following"};
    if constexpr (has_offset<Bound::kind>) {
        out.parameter(description_of<typename Bound::type>);
        if constexpr (Unit == frame_unit::range) {  // of a value alone the server could not tell which distance is meant
            out.text("::");
            out.type(Bound::type::spelling.view());
        }
    }
    out.text(words[static_cast<std::size_t>(Bound::kind)]);
}
}  // namespace detail

namespace node {
/// `rows between start and end exclude ties`
template <detail::frame_unit Unit, class Start, class End, frame_exclusion Exclusion>
struct frame_part {
    using children = list<>;
    static constexpr detail::window_place at = detail::window_place::frame;
    /// Whether a row may have no rows in its frame.
    static constexpr bool may_be_empty = not(Start::kind <= frame_bound_kind::current_row and
                                             End::kind >= frame_bound_kind::current_row) or
                                         Exclusion == frame_exclusion::current_row or Exclusion == frame_exclusion::group;
    static constexpr void write(writer& out) {
        constexpr std::string_view units[]{"rows", "range", "groups"};
        constexpr std::string_view exclusions[]{"", " exclude current row", " exclude group", " exclude ties"};
        out.text(units[static_cast<std::size_t>(Unit)]);
        out.text(" between ");
        detail::write_bound<Start, Unit>(out);
        out.text(" and ");
        detail::write_bound<End, Unit>(out);
        out.text(exclusions[static_cast<std::size_t>(Exclusion)]);
    }
};
}  // namespace node

namespace detail {
template <class Node, frame_exclusion Exclusion>
struct excluding {
    using type = Node;
};
template <frame_unit Unit, class Start, class End, frame_exclusion Before, frame_exclusion Exclusion>
struct excluding<node::frame_part<Unit, Start, End, Before>, Exclusion> {
    using type = node::frame_part<Unit, Start, End, Exclusion>;
};
}  // namespace detail

/// Whether a frame does not end before it begins, and begins and ends somewhere.
/// Source: PostgreSQL refuses others with 42P20, windowing_error.
template <frame_bound_kind Start, frame_bound_kind End>
inline constexpr bool is_frame = Start <= End and Start != frame_bound_kind::unbounded_following and
                                 End != frame_bound_kind::unbounded_preceding;
/// Whether it is where a frame begins or ends.
template <class Bound>
inline constexpr bool is_frame_bound = false;
template <frame_bound_kind Kind>
inline constexpr bool is_frame_bound<frame_bound<Kind>> = true;
template <frame_bound_kind Kind, class Type>
inline constexpr bool is_frame_bound<frame_distance<Kind, Type>> = true;
/// Whether a frame is counted in rows or groups: by whole numbers.
template <class Start, class End>
inline constexpr bool is_counted =
    std::is_same_v<Start, frame_bound<Start::kind>> and std::is_same_v<End, frame_bound<End::kind>>;

namespace detail {
template <class Bound>
[[nodiscard]] constexpr auto bound_values(const Bound& bound) {
    using type = typename Bound::type;
    if constexpr (has_offset<Bound::kind>) return values<virga::bound<type, typename type::value_type>>{{{{bound.distance}}}};
    else return no_parameters;
}
template <frame_unit Unit, class Start, class End>
[[nodiscard]] constexpr auto make_frame(const Start& start, const End& end) {
    static_assert(is_frame<Start::kind, End::kind>, "frame: it ends before it begins");
    static_assert(Unit == frame_unit::range or is_counted<Start, End>,
                  "rows_between, groups_between: rows are counted by whole numbers; a distance of values is one of range_between");
    const auto all = join(bound_values(start), bound_values(end));
    return window_part<node::frame_part<Unit, Start, End, frame_exclusion::no_others>, std::remove_cvref_t<decltype(all)>>{all};
}
}  // namespace detail

/// `rows between start and end`, counted in rows.
template <class Start, class End>
    requires(is_frame_bound<Start> and is_frame_bound<End>)
[[nodiscard]] constexpr auto rows_between(const Start& start, const End& end) {
    return detail::make_frame<detail::frame_unit::rows>(start, end);
}
/// `groups between start and end`, counted in rows that the order does not tell apart.
template <class Start, class End>
    requires(is_frame_bound<Start> and is_frame_bound<End>)
[[nodiscard]] constexpr auto groups_between(const Start& start, const End& end) {
    return detail::make_frame<detail::frame_unit::groups>(start, end);
}
/// `range between start and end`, where rows that the order does not tell apart count as one. With `preceding` and `following` the
/// window is ordered by one key, from which that is a distance: a number, or an interval of dates and times.
template <class Start, class End>
    requires(is_frame_bound<Start> and is_frame_bound<End>)
[[nodiscard]] constexpr auto range_between(const Start& start, const End& end) {
    return detail::make_frame<detail::frame_unit::range>(start, end);
}

// ---- windows ---------------------------------------------------------------------------------------

namespace node {
/// `called over (parts)`
template <class Called, class... Parts>
struct window_call {
    using type = typename Called::type;
    using children = typename virga::detail::joined<typename Called::children, typename Parts::children...>::type;
    static constexpr binding bound_by = binding::primary;
    static constexpr bool is_window = true;
    static constexpr bool may_be_empty = (Parts::may_be_empty or ...);
    template <class From>
    static constexpr bool nullable_in = not Called::is_never_null and (Called::may_be_null_for_rows or may_be_empty or
                                                                       any_nullable<From, typename Called::children>);
    static constexpr void write(writer& out) {
        out.begin_window();
        Called::write_call(out);
        out.text(" over (");
        bool first = true;
        ((first ? void(first = false) : out.text(" "), Parts::write(out)), ...);
        out.text(")");
        out.end_window();
    }
};
/// `called over "name"`. What the window is, the query says; so its frame may be empty.
template <class Called, fixed_string Name>
struct named_window_call {
    using type = typename Called::type;
    using children = typename Called::children;
    static constexpr binding bound_by = binding::primary;
    static constexpr bool is_window = true;
    template <class From>
    static constexpr bool nullable_in = not Called::is_never_null;
    static constexpr void write(writer& out) {
        out.begin_window();
        Called::write_call(out);
        out.text(" over ");
        out.identifier(Name.view());
        out.name_window(Name.view());
        out.end_window();
    }
};

/// A function of the rows of a window.
template <fixed_string Name, call_rules Rules, class Type, class... Arguments>
struct window_function {
    using type = Type;
    using children = list<Arguments...>;
    static constexpr bool is_never_null = detail::nulls_of(Rules) == detail::nulls::never;
    static constexpr bool may_be_null_for_rows = detail::nulls_of(Rules) == detail::nulls::possible;
    static constexpr void write_call(writer& out) {
        out.call(Name.view(), {&Arguments::write...});
    }
};
}  // namespace node

/// Whether the parts of a window stand in SQL's order: partition_by, order_by, a frame, each once at most.
template <class... Parts>
inline constexpr bool are_parts_of_window = false;
namespace detail {
constexpr bool are_in_order(std::initializer_list<window_place> parts) {
    for (const window_place* each = parts.begin(); each != parts.end(); ++each) {
        if (each != parts.begin() and not(each[-1] < each[0])) return false;
    }
    return true;
}
}  // namespace detail
template <class... Parts>
    requires(is_window_part<Parts> and ...)
inline constexpr bool are_parts_of_window<Parts...> = detail::are_in_order({Parts::tree::at...});

namespace detail {
/// Whether values of a type lie at a distance of another from each other. Source: pg_amproc, the functions in_range.
constexpr bool lie_at_distance(std::uint32_t key, std::uint32_t distance) {
    constexpr std::uint32_t whole[]{types::smallint::oid, types::integer::oid, types::bigint::oid};
    constexpr std::uint32_t floating[]{types::real::oid, types::double_precision::oid};
    constexpr std::uint32_t times[]{types::date::oid,      types::time::oid,        types::timetz::oid,
                                    types::timestamp::oid, types::timestamptz::oid, types::interval::oid};
    const auto is_one_of_them = [key](const auto& all) {
        for (const std::uint32_t each : all) {
            if (each == key) return true;
        }
        return false;
    };
    if (distance == types::bigint::oid)  // the server casts a whole number to what else has distances of one type alone
        return is_one_of_them(whole) or is_one_of_them(floating) or key == types::numeric<>::oid;
    if (distance == types::double_precision::oid) return is_one_of_them(floating);
    if (distance == types::interval::oid) return is_one_of_them(times);
    return key == distance;
}
template <class Key>
struct type_of_key {
    using type = typename Key::type;
};
template <class Node, direction Direction, nulls_order Nulls>
struct type_of_key<node::ordered<Node, Direction, Nulls>> {
    using type = typename Node::type;
};
/// Whether the one key of an order lies at the distances of a frame.
template <class Frame, class... Parts>
inline constexpr bool is_at_distance = false;
template <class Frame, class Key, class... Rest>
inline constexpr bool is_at_distance<Frame, node::window_part<window_place::order, Key>, Rest...> = Frame::fits(
    compared_t<types::stored_type_t<typename type_of_key<Key>::type>>::oid);
template <class Frame, class... Keys, class... Rest>
inline constexpr bool is_at_distance<Frame, node::window_part<window_place::partition, Keys...>, Rest...> =
    is_at_distance<Frame, Rest...>;

/// The bounds of a frame by range that are distances.
template <class... Parts>
struct distances {
    static constexpr bool are_none = true;
};
template <class First, class... Rest>
struct distances<First, Rest...> : distances<Rest...> {};
template <class Start, class End, frame_exclusion Exclusion>
    requires(has_offset<Start::kind> or has_offset<End::kind>)
struct distances<node::frame_part<frame_unit::range, Start, End, Exclusion>> {
    static constexpr bool are_none = false;
    static constexpr bool fits(std::uint32_t key) {
        return (not has_offset<Start::kind> or lie_at_distance(key, Start::type::oid)) and
               (not has_offset<End::kind> or lie_at_distance(key, End::type::oid));
    }
};
template <class... Parts>
constexpr bool is_order_for_distances() {
    if constexpr (distances<Parts...>::are_none) return true;
    else return is_at_distance<distances<Parts...>, Parts...>;
}
}  // namespace detail
/// Whether a window with a frame by distances is ordered by one key that has such.
template <class... Parts>
inline constexpr bool is_ordered_for_its_range = detail::is_order_for_distances<typename Parts::tree...>();

namespace detail {
template <class Part>
inline constexpr bool counts_groups = false;
template <class Start, class End, frame_exclusion Exclusion>
inline constexpr bool counts_groups<node::frame_part<frame_unit::groups, Start, End, Exclusion>> = true;
}  // namespace detail
/// Whether a window with a frame of groups has the order that makes them.
template <class... Parts>
inline constexpr bool is_ordered_for_its_groups =
    not(detail::counts_groups<typename Parts::tree> or ...) or ((Parts::tree::at == detail::window_place::order) or ...);

namespace detail {
template <class Called, class Values, class... Parts>
constexpr auto make_window(const Values& called, const Parts&... parts) {
    if constexpr (not are_parts_of_window<Parts...>) {
        static_assert(
            are_parts_of_window<Parts...>,
            "over: takes partition_by(...), order_by(...) and a frame such as rows_between(...), in this order, each once at most");
        return refuse<typename Called::type>();
    } else if constexpr (not is_ordered_for_its_range<Parts...>) {
        static_assert(is_ordered_for_its_range<Parts...>,
                      "range_between: a distance wants order_by of one key that has it: a number and one of its kind, or a date or "
                      "time and an interval; count rows by rows_between");
        return refuse<typename Called::type>();
    } else if constexpr (not is_ordered_for_its_groups<Parts...>) {
        static_assert(is_ordered_for_its_groups<Parts...>,
                      "groups_between: groups are rows that the order of the window does not tell apart, and it has none; write "
                      "order_by(...) before it");
        return refuse<typename Called::type>();
    } else {
        const auto all = join(called, parts.parameters...);
        return expression<node::window_call<Called, typename Parts::tree...>, std::remove_cvref_t<decltype(all)>>{{}, all};
    }
}
template <fixed_string Name, class Called, class Values>
constexpr auto name_window(const Values& called) {
    static_assert(is_identifier<Name>, "over: a name has 1 to 63 bytes");
    return expression<node::named_window_call<Called, Name>, Values>{{}, called};
}
}  // namespace detail

/// Whether what is called takes a filter: asked only where it does not.
template <class Called, class Condition>
inline constexpr bool has_filter = false;

/// A call of a window function, which `over` makes an expression.
template <class Node, class Values = values<>>
struct window_function_call {
    [[no_unique_address]] Values parameters;

    /// `name(arguments) over (parts)`
    template <class... Parts>
    [[nodiscard]] constexpr auto over(const Parts&... parts) const {
        return detail::make_window<Node>(parameters, parts...);
    }
    /// `name(arguments) over "Name"`
    template <fixed_string Name>
    [[nodiscard]] constexpr auto over() const {
        return detail::name_window<Name, Node>(parameters);
    }
    /// Refused: an aggregate has it.
    template <class Condition>
    constexpr window_function_call filter(const Condition&) const {
        static_assert(has_filter<window_function_call, Condition>,
                      "filter: aggregates over a window have it, window functions have not; partition_by(condition) counts the "
                      "rows that meet it by themselves");
        return *this;
    }
};
namespace detail {
template <fixed_string Name, call_rules Rules, class Type, class... Arguments, class Values>
struct called_expression<node::window_function<Name, Rules, Type, Arguments...>, Values> {
    static constexpr window_function_call<node::window_function<Name, Rules, Type, Arguments...>, Values> make(const Values& all) {
        return {all};
    }
};
}  // namespace detail

/// A window function of SQL: its name, and its signatures as those of a `function`.
template <fixed_string Name, class... Parts>
struct window_function : detail::called_by_signature<node::window_function, Name, Parts...> {};

/// Defines a window function of that name, as `VIRGA_FUNCTION` does a function; what it is given may be values alone.
#define VIRGA_WINDOW_FUNCTION(name, ...)                                                                               \
    template <class... Given>                                                                                          \
    [[nodiscard]] constexpr auto name(Given&&... given) {                                                              \
        return ::virga::detail::called< ::virga::window_function, #name, __VA_ARGS__>(static_cast<Given&&>(given)...); \
    }

/// As the result: the type of the argument at `Position`, from 1, itself, but for its length or precision.
template <std::size_t Position>
struct argument_type {};
namespace detail {
template <std::size_t Position, class... Operands>
struct result_of<argument_type<Position>, Operands...> {
    using type = typename free_of_limit<type_of<list_item_t<list<Operands...>, Position - 1>>>::type;
};
}  // namespace detail

/// `row_number()`: the number of the row in its window, from 1.
VIRGA_WINDOW_FUNCTION(row_number, types::bigint(), never_null)
/// `rank()`: its place, with gaps after rows that the order does not tell apart.
VIRGA_WINDOW_FUNCTION(rank, types::bigint(), never_null)
/// `dense_rank()`: its place, without gaps.
VIRGA_WINDOW_FUNCTION(dense_rank, types::bigint(), never_null)
/// `percent_rank()`: from 0 to 1.
VIRGA_WINDOW_FUNCTION(percent_rank, types::double_precision(), never_null)
/// `cume_dist()`: the part of the rows that do not come after, from above 0 to 1.
VIRGA_WINDOW_FUNCTION(cume_dist, types::double_precision(), never_null)
/// `ntile(buckets)`: which of so many parts of about one size the row is in, from 1.
VIRGA_WINDOW_FUNCTION(ntile, types::integer(types::integer))
/// `lag(value)`, `lag(value, rows)`: the value so many rows before, by default one; NULL where there is none.
VIRGA_WINDOW_FUNCTION(lag, argument_type<1>(any_type), argument_type<1>(any_type, types::integer), may_be_null)
/// `lead(value)`, `lead(value, rows)`: the value so many rows after.
VIRGA_WINDOW_FUNCTION(lead, argument_type<1>(any_type), argument_type<1>(any_type, types::integer), may_be_null)

/// Whether a number of rows, and what stands for a row that there is not, are as lag and lead take them: an integer, and a value
/// of the type of the first argument.
template <class Value, class Rows, class Default>
inline constexpr bool has_default_of_its_type = false;
template <expression_like Value, class Rows, class Default>
inline constexpr bool has_default_of_its_type<Value, Rows, Default> =
    detail::fit<types::integer, Rows>() != 0 and not std::is_void_v<decltype(detail::joined_type<type_of<Value>, Default>())>;

namespace detail {
template <fixed_string Name, class Value, class Rows, class Default>
[[nodiscard]] constexpr auto call_with_default(const Value& value, Rows&& rows, Default&& otherwise) {
    if constexpr (not has_default_of_its_type<Value, std::decay_t<Rows>, std::decay_t<Default>>) {
        static_assert(has_default_of_its_type<Value, std::decay_t<Rows>, std::decay_t<Default>>,
                      "lag, lead: take an expression, an integer, and a default of the expression's type");
        return window_function_call<node::window_function<Name, call_rules{}, types::boolean>>{};
    } else {
        using type = typename free_of_limit<decltype(joined_type<type_of<Value>, std::decay_t<Default>>())>::type;
        return make_call<node::window_function, Name, call_rules{}, type>(
            value, operand_for<types::integer>(static_cast<Rows&&>(rows)),
            operand_for<type_of<Value>>(static_cast<Default&&>(otherwise)));
    }
}
}  // namespace detail
/// `lag(value, rows, default)`: the value so many rows before, and the default where there is no such row.
template <class Value, class Rows, class Default>
[[nodiscard]] constexpr auto lag(Value&& value, Rows&& rows, Default&& otherwise) {
    return detail::call_with_default<"lag">(value, static_cast<Rows&&>(rows), static_cast<Default&&>(otherwise));
}
/// `lead(value, rows, default)`: the value so many rows after, and the default where there is no such row.
template <class Value, class Rows, class Default>
[[nodiscard]] constexpr auto lead(Value&& value, Rows&& rows, Default&& otherwise) {
    return detail::call_with_default<"lead">(value, static_cast<Rows&&>(rows), static_cast<Default&&>(otherwise));
}
/// `first_value(value)`: of the first row of the frame.
VIRGA_WINDOW_FUNCTION(first_value, argument_type<1>(any_type))
/// `last_value(value)`: of the last row of the frame, which is, without one, the last that the order does not tell from the row
/// itself.
VIRGA_WINDOW_FUNCTION(last_value, argument_type<1>(any_type))
/// `nth_value(value, number)`: of the row of that number in the frame, from 1; NULL where there is none.
VIRGA_WINDOW_FUNCTION(nth_value, argument_type<1>(any_type, types::integer), may_be_null)
}  // namespace virga
