// virga/catalog/partition.hpp: tables in partitions, by range, list or hash.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <optional>     // std::nullopt_t
#include <string_view>  // std::string_view
#include <tuple>        // std::tuple
#include <type_traits>  // std::decay_t, std::is_same_v, std::remove_const_t

#include <virga/catalog/constraint.hpp>        // virga::are_columns, virga::are_named_once
#include <virga/catalog/in_order.hpp>          // virga::detail::in_order
#include <virga/catalog/operator_classes.hpp>  // virga::has_operator_class
#include <virga/schema/field.hpp>              // virga::list, virga::detail::joined
#include <virga/text/fixed_string.hpp>         // virga::fixed_string
#include <virga/text/name.hpp>                 // virga::is_identifier

namespace virga {

/// How rows are told apart.
enum class partition_method : unsigned char { range, list, hash };

template <partition_method Method, class Columns, class... Partitions>
struct partitioning;

/// A partition that is partitioned itself: what it is, and by what it is partitioned.
template <class Definition, class Partitioning>
struct divided_partition {
    Definition of;
    Partitioning by;

    /// Its own partitions, as those of a table are given.
    template <class... Items>
    [[nodiscard]] constexpr auto partitions(const Items&... items) const {
        const auto divided = by.partitions(items...);
        return divided_partition<Definition, std::remove_const_t<decltype(divided)>>{of, divided};
    }
};

namespace detail {
/// The columns among which `partition by` comes next.
template <partition_method Method, class... Columns>
constexpr auto partitioned_by();

/// What every partition can be.
template <class Definition>
struct dividable {
    /// `partition by range (columns)` of the rows of the partition, to be followed by `.partitions(...)`.
    template <class... Columns>
    [[nodiscard]] constexpr auto partition_by_range(const Columns&...) const {
        return divided<partition_method::range, Columns...>();
    }
    template <class Column>
    [[nodiscard]] constexpr auto partition_by_list(const Column&) const {
        return divided<partition_method::list, Column>();
    }
    template <class... Columns>
    [[nodiscard]] constexpr auto partition_by_hash(const Columns&...) const {
        return divided<partition_method::hash, Columns...>();
    }

private:
    template <partition_method Method, class... Columns>
    [[nodiscard]] constexpr auto divided() const {
        const auto by = partitioned_by<Method, Columns...>();
        return divided_partition<Definition, std::remove_const_t<decltype(by)>>{static_cast<const Definition&>(*this), by};
    }
};
}  // namespace detail

/// A partition of a table, which lies in the table's schema: its name, and which rows it holds.
template <fixed_string Name, class From, class To>
struct range_partition_definition : detail::dividable<range_partition_definition<Name, From, To>> {
    From from;
    To to;

    constexpr range_partition_definition(const From& first, const To& last) : from(first), to(last) {}
};
template <fixed_string Name, class Values>
struct list_partition_definition : detail::dividable<list_partition_definition<Name, Values>> {
    Values values;

    explicit constexpr list_partition_definition(const Values& all) : values(all) {}
};
template <fixed_string Name, int Modulus, int Remainder>
struct hash_partition_definition : detail::dividable<hash_partition_definition<Name, Modulus, Remainder>> {};
template <fixed_string Name>
struct default_partition_definition : detail::dividable<default_partition_definition<Name>> {};

namespace pg {
/// Bounds of ranges that come before and after every value.
struct minimum_bound {};
struct maximum_bound {};
inline constexpr minimum_bound minvalue;
inline constexpr maximum_bound maxvalue;
}  // namespace pg

namespace detail {
template <class Bound>
constexpr auto bounds_of(const Bound& bound) {
    return std::tuple<std::decay_t<const Bound&>>{bound};
}
template <class... Bounds>
constexpr auto bounds_of(const std::tuple<Bounds...>& bounds) {
    return bounds;
}

/// Whether values can be the bounds of keys of these types.
template <class Keys, class Values>
inline constexpr bool are_bounds = false;
template <class... Types, class... Values>
    requires(sizeof...(Types) == sizeof...(Values))
inline constexpr bool are_bounds<list<Types...>, std::tuple<Values...>> =
    ((std::is_same_v<Values, pg::minimum_bound> or std::is_same_v<Values, pg::maximum_bound> or
      Types::template accepts<Values>) and ...);
template <class Type, class... Values>
inline constexpr bool are_listed = ((std::is_same_v<Values, std::nullopt_t> or Type::template accepts<Values>) and ...);

/// What is known of a partition: its name and those of its partitions, of which method it is, and whether its values are of the
/// key's types.
template <class Partition>
struct partition_facts {
    static constexpr bool is_partition = false;
};
template <fixed_string Name>
struct known_partition {
    static constexpr bool is_partition = true;
    static constexpr bool is_default = false;
    static constexpr std::array<std::string_view, 1> names{Name.view()};
};
template <fixed_string Name, class From, class To>
struct partition_facts<range_partition_definition<Name, From, To>> : known_partition<Name> {
    static constexpr bool is_of(partition_method method) { return method == partition_method::range; }
    template <class Types>
    static constexpr bool fits = are_bounds<Types, From> and are_bounds<Types, To>;
};
template <fixed_string Name, class... Values>
struct partition_facts<list_partition_definition<Name, std::tuple<Values...>>> : known_partition<Name> {
    static constexpr bool is_of(partition_method method) { return method == partition_method::list; }
    template <class Types>
    static constexpr bool fits = are_listed<list_item_t<Types, 0>, Values...>;
};
template <fixed_string Name, int Modulus, int Remainder>
struct partition_facts<hash_partition_definition<Name, Modulus, Remainder>> : known_partition<Name> {
    static constexpr bool is_of(partition_method method) { return method == partition_method::hash; }
    template <class Types>
    static constexpr bool fits = true;
};
template <fixed_string Name>
struct partition_facts<default_partition_definition<Name>> : known_partition<Name> {
    static constexpr bool is_default = true;
    static constexpr bool is_of(partition_method method) { return method != partition_method::hash; }
    template <class Types>
    static constexpr bool fits = true;
};
template <class Definition, partition_method Method, class Columns, class... Partitions>
struct partition_facts<divided_partition<Definition, partitioning<Method, Columns, Partitions...>>> : partition_facts<Definition> {
    static constexpr auto names = [] {
        std::array<std::string_view, (partition_facts<Definition>::names.size() + ... + partition_facts<Partitions>::names.size())>
            all{};
        std::size_t end = 0;
        const auto add = [&all, &end](const auto& some) {
            for (const std::string_view each : some) all[end++] = each;
        };
        add(partition_facts<Definition>::names);
        (add(partition_facts<Partitions>::names), ...);
        return all;
    }();
};
template <partition_method Method, class Partition>
inline constexpr bool is_of_method = partition_facts<Partition>::is_of(Method);
}  // namespace detail

/// Whether each is a partition, as `range_partition<"name">(from, to)` makes one.
template <class... Items>
inline constexpr bool are_partitions = (detail::partition_facts<Items>::is_partition and ...);
/// Whether each is a partition of this method.
template <partition_method Method, class... Partitions>
inline constexpr bool are_of_method = (detail::is_of_method<Method, Partitions> and ...);
/// Whether the values of each are as many as the keys, and of their types.
template <class Types, class... Partitions>
inline constexpr bool have_fitting_values = (detail::partition_facts<Partitions>::template fits<Types> and ...);
/// Whether no two have one name, and one at most takes what no other does.
template <class... Partitions>
inline constexpr bool are_distinct_partitions = [] {
    std::array<std::string_view, (0 + ... + detail::partition_facts<Partitions>::names.size())> names{};
    std::size_t end = 0;
    const auto add = [&names, &end](const auto& some) {
        for (const std::string_view each : some) names[end++] = each;
    };
    (add(detail::partition_facts<Partitions>::names), ...);
    for (std::size_t i = 0; i != names.size(); ++i) {
        for (std::size_t k = i + 1; k != names.size(); ++k) {
            if (names[i] == names[k]) return false;
        }
    }
    return (0 + ... + (detail::partition_facts<Partitions>::is_default ? 1 : 0)) <= 1;
}();

/// That a table is partitioned by its columns, and into what.
template <partition_method Method, class... Columns, class... Partitions>
struct partitioning<Method, list<Columns...>, Partitions...> {
    [[no_unique_address]] detail::in_order<Partitions...> parts;

    /// The partitions that the migrations make. Rows that belong into none are refused.
    template <class... Items>
    [[nodiscard]] constexpr auto partitions(const Items&... items) const {
        if constexpr (not are_partitions<Items...>) {
            static_assert(are_partitions<Items...>,
                          "partitions: takes partitions, such as pg::range_partition<\"name\">(from, to)");
            return *this;
        } else if constexpr (not are_of_method<Method, Items...>) {
            static_assert(are_of_method<Method, Items...>,
                          "partitions: a table by range has range_partition, one by list list_partition, both a default_partition; "
                          "one by hash has hash_partition");
            return *this;
        } else {
            static_assert(have_fitting_values<list<type_of<Columns>...>, Items...>,
                          "partitions: a bound is no value of the type of its column, or there are not as many as columns");
            static_assert(are_distinct_partitions<Items...>, "partitions: two have one name, or there are two default ones");
            return partitioning<Method, list<Columns...>, Items...>{{{items}...}};
        }
    }
};

namespace detail {
/// The columns by which a table is partitioned, and its partitions, of every level.
template <class Partition>
struct partition_columns {
    using type = list<>;
};
template <partition_method Method, class... Columns, class... Partitions>
struct partition_columns<partitioning<Method, list<Columns...>, Partitions...>> {
    using type = typename joined<list<Columns...>, typename partition_columns<Partitions>::type...>::type;
};
template <class Definition, class Partitioning>
struct partition_columns<divided_partition<Definition, Partitioning>> : partition_columns<Partitioning> {};
}  // namespace detail

/// Whether an index could order, or hash, values of each column, as the method needs it.
template <partition_method Method, class... Columns>
inline constexpr bool can_partition =
    (has_operator_class<type_of<Columns>, Method == partition_method::hash ? pg::hash : pg::btree> and ...);

namespace detail {
template <partition_method Method, class... Columns>
constexpr auto partitioned_by() {
    if constexpr (not are_columns<Columns...>) {
        static_assert(are_columns<Columns...>, "partition_by: takes columns");
        return partitioning<Method, list<>>{};
    } else {
        static_assert(are_named_once<Columns...>, "partition_by: names a column twice");
        static_assert(can_partition<Method, Columns...>,
                      "partition_by: PostgreSQL has no order, or no hash, for values of a column's type");
        return partitioning<Method, list<Columns...>>{};
    }
}
}  // namespace detail

namespace pg {
/// `partition by range (columns)`, to be followed by `.partitions(...)`.
template <class... Columns>
[[nodiscard]] constexpr auto partition_by_range(const Columns&...) {
    return virga::detail::partitioned_by<partition_method::range, Columns...>();
}
/// `partition by list (column)`
template <class Column>
[[nodiscard]] constexpr auto partition_by_list(const Column&) {
    return virga::detail::partitioned_by<partition_method::list, Column>();
}
/// `partition by hash (columns)`
template <class... Columns>
[[nodiscard]] constexpr auto partition_by_hash(const Columns&...) {
    return virga::detail::partitioned_by<partition_method::hash, Columns...>();
}

/// `for values from (from) to (to)`, the first with and the other without the bound itself. A bound of several columns is a
/// std::tuple; `minvalue` and `maxvalue` are without an end.
template <fixed_string Name, class From, class To>
[[nodiscard]] constexpr auto range_partition(const From& from, const To& to) {
    static_assert(is_identifier<Name>, "range_partition: a name has 1 to 63 bytes");
    using first = decltype(virga::detail::bounds_of(from));
    using last = decltype(virga::detail::bounds_of(to));
    return range_partition_definition<Name, first, last>(virga::detail::bounds_of(from), virga::detail::bounds_of(to));
}
/// `for values in (values)`; `std::nullopt` is NULL.
template <fixed_string Name, class... Values>
[[nodiscard]] constexpr auto list_partition(const Values&... values) {
    static_assert(is_identifier<Name>, "list_partition: a name has 1 to 63 bytes");
    static_assert(sizeof...(Values) != 0, "list_partition: takes one or more values");
    using all = std::tuple<std::decay_t<const Values&>...>;
    return list_partition_definition<Name, all>(all{values...});
}
/// `for values with (modulus Modulus, remainder Remainder)`
template <fixed_string Name, int Modulus, int Remainder>
[[nodiscard]] constexpr auto hash_partition() {
    static_assert(is_identifier<Name>, "hash_partition: a name has 1 to 63 bytes");
    static_assert(0 <= Remainder and Remainder < Modulus, "hash_partition: the remainder is from 0 to less than the modulus");
    return hash_partition_definition<Name, Modulus, Remainder>{};
}
/// `default`: the rows that no other partition takes.
template <fixed_string Name>
[[nodiscard]] constexpr auto default_partition() {
    static_assert(is_identifier<Name>, "default_partition: a name has 1 to 63 bytes");
    return default_partition_definition<Name>{};
}
}  // namespace pg
}  // namespace virga
