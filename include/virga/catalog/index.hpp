// virga/catalog/index.hpp: indexes: of columns and expressions, unique, partial, of any method.
#pragma once

#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string_view>  // std::string_view
#include <tuple>        // std::tuple
#include <type_traits>  // std::is_same_v, std::remove_const_t

#include <virga/catalog/in_order.hpp>    // virga::detail::in_order
#include <virga/catalog/operator_classes.hpp>  // virga::pg::index_method, virga::has_operator_class
#include <virga/expr/column.hpp>        // virga::is_column
#include <virga/expr/logic.hpp>         // virga::is_condition
#include <virga/expr/node.hpp>          // virga::node::column_at
#include <virga/expr/order.hpp>         // virga::is_ordering, virga::detail::as_ordering
#include <virga/expr/owning.hpp>        // virga::detail::owning
#include <virga/text/fixed_string.hpp>  // virga::fixed_string
#include <virga/text/name.hpp>          // virga::is_identifier

namespace virga {

namespace pg {
/// What an index is stored like; PostgreSQL's own where nothing is said. Each is of the methods that its comment names.
/// Source: PostgreSQL manual, CREATE INDEX, Index Storage Parameters; of hnsw and ivfflat, pgvector's README.
struct index_storage {
    std::optional<int> fillfactor{};              ///< percent that a page is filled to: btree, hash, gist, spgist
    std::optional<bool> deduplicate_items{};      ///< btree
    std::optional<bool> buffering{};              ///< gist; else PostgreSQL decides
    std::optional<bool> fastupdate{};             ///< gin
    std::optional<int> gin_pending_list_limit{};  ///< kilobytes: gin
    std::optional<int> pages_per_range{};         ///< brin
    std::optional<bool> autosummarize{};          ///< brin
    std::optional<int> m{};                       ///< how many others each element is linked with: hnsw
    std::optional<int> ef_construction{};         ///< how many are looked at for that: hnsw
    std::optional<int> lists{};                   ///< ivfflat
};
}  // namespace pg

/// A key of an index with an operator class by name.
template <class Key, fixed_string Class>
struct classed_key : Key {
    static constexpr std::string_view operator_class = Class.view();
};
template <class Key>
inline constexpr bool is_classed_key = false;
template <class Key, fixed_string Class>
inline constexpr bool is_classed_key<classed_key<Key, Class>> = true;

namespace detail {
template <class Key, pg::index_method Method>
inline constexpr bool finds_class = has_operator_class<typename Key::tree::type, Method>;
template <class Key, fixed_string Class, pg::index_method Method>
inline constexpr bool finds_class<classed_key<Key, Class>, Method> =
    has_class_called<typename Key::tree::type, Method>(Class.view());
template <class Key, pg::index_method Method>
inline constexpr bool lacks_class = has_named_classes_alone<typename Key::tree::type, Method>();
template <class Key, fixed_string Class, pg::index_method Method>
inline constexpr bool lacks_class<classed_key<Key, Class>, Method> = false;

/// A key as an ordering, with its class if it has one.
template <class Key>
constexpr auto as_index_key(const Key& key) {
    if constexpr (is_classed_key<Key>) return key;
    else return as_ordering(key);
}
template <class Key, fixed_string Class>
constexpr auto owning(const classed_key<Key, Class>& given) {
    const auto own = owning(static_cast<const Key&>(given));
    return classed_key<std::remove_const_t<decltype(own)>, Class>{own};
}
}  // namespace detail

/// Whether each key of an index is of a type that its method can index.
template <pg::index_method Method, class... Keys>
inline constexpr bool can_be_indexed = (detail::finds_class<Keys, Method> and ...);

/// Whether each key says its operator class, of those whose type has none for the method where none is said.
template <pg::index_method Method, class... Keys>
inline constexpr bool names_its_classes = not(detail::lacks_class<Keys, Method> or ...);

/// Whether `Key` can be indexed: an expression, or one with a direction or an operator class.
template <class Key>
inline constexpr bool is_index_key = expression_like<Key> or is_ordering<Key> or is_classed_key<Key>;

/// Whether an index of `Method` can have so many keys.
template <pg::index_method Method, std::size_t Keys>
inline constexpr bool can_have_keys =
    Keys <= 1 or not(Method == pg::hash or Method == pg::spgist or Method == pg::hnsw or Method == pg::ivfflat);
/// Whether each key has the order that its method keeps: btree any, others none.
template <pg::index_method Method, class... Keys>
inline constexpr bool keeps_order =
    Method == pg::btree or ((Keys::towards == direction::ascending and Keys::nulls == nulls_order::by_default) and ...);

/// Whether an index of `Method` can hold columns that are no keys.
/// Source: amcaninclude of PostgreSQL's access methods.
template <pg::index_method Method>
inline constexpr bool can_include = Method == pg::btree or Method == pg::gist or Method == pg::spgist;

namespace detail {
/// The names of columns that an index holds beside its keys.
struct included_columns {
    static constexpr std::size_t most = 31;  // an index has 32 columns at most, and a key
    std::string_view names[most]{};
    std::size_t count = 0;
};
/// What is said of an index beside what it holds.
struct index_settings {
    pg::index_storage storage{};
    std::string_view tablespace{};
    bool is_concurrent = false;
};

/// Whether all columns in a tree are of `Source`.
template <class Source, class Node>
inline constexpr bool speaks_of_only = true;
template <class Source, class Other, std::size_t Index>
inline constexpr bool speaks_of_only<Source, node::column_at<Other, Index>> = std::is_same_v<Source, Other>;
template <class Source, class Nodes>
inline constexpr bool speak_of_only = true;
template <class Source, class... Nodes>
inline constexpr bool speak_of_only<Source, list<Nodes...>> =
    ((speaks_of_only<Source, Nodes> and speak_of_only<Source, typename Nodes::children>) and ...);
}  // namespace detail

/// Whether the columns are of the table that the keys are made of.
template <class Keys, class... Columns>
inline constexpr bool are_of_same_table = false;
template <class... Nodes, class... Columns>
inline constexpr bool are_of_same_table<list<Nodes...>, Columns...> =
    (detail::speak_of_only<typename Columns::source, list<Nodes...>> and ...);

/// An index. `Condition` is `std::tuple<>` for one of all rows.
template <fixed_string Name, bool IsUnique, pg::index_method Method, class Condition, class... Keys>
struct index_definition {
    detail::in_order<Keys...> keys;
    Condition condition;
    detail::included_columns included{};
    detail::index_settings settings{};

    /// A partial index, of the rows that meet the condition.
    template <class Where>
    [[nodiscard]] constexpr auto where(const Where& predicate) const {
        if constexpr (not is_condition<Where>) {
            static_assert(is_condition<Where>, "where: takes a boolean expression; compare the column with something");
            return *this;
        } else {
            const auto own = detail::owning(predicate);
            return index_definition<Name, IsUnique, Method, std::remove_const_t<decltype(own)>, Keys...>{keys, own, included,
                                                                                                         settings};
        }
    }
    /// Columns that the index holds beside its keys, so that a query of them all need not look into the table.
    template <class... Columns>
    [[nodiscard]] constexpr auto include(const Columns&...) const {
        static_assert(can_include<Method>, "include: only btree, gist and spgist indexes hold columns beside their keys");
        index_definition wider = *this;
        if constexpr (not(is_column<Columns> and ...) or sizeof...(Columns) == 0) {
            static_assert((is_column<Columns> and ...) and sizeof...(Columns) != 0, "include: takes columns");
        } else if constexpr (sizeof...(Keys) + sizeof...(Columns) > detail::included_columns::most + 1) {
            static_assert(sizeof...(Keys) + sizeof...(Columns) <= detail::included_columns::most + 1,
                          "include: an index has 32 columns at most, with its keys");
        } else {
            static_assert(are_of_same_table<list<typename Keys::tree...>, Columns...>, "include: names a column of another table");
            wider.included = {{tree_of<Columns>::field::name...}, sizeof...(Columns)};
        }
        return wider;
    }
    /// `using Other`: `.method<pg::gin>()`
    template <pg::index_method Other>
    [[nodiscard]] constexpr auto method() const {
        static_assert(can_be_indexed<Other, Keys...> or not names_its_classes<Other, Keys...>,
                      "index: the method has no operator class for the type of a key");
        static_assert(names_its_classes<Other, Keys...>,
                      "index: the method takes no operator class for the type of a key by itself; name one, as "
                      "opclass<\"vector_cosine_ops\">(x)");
        static_assert(not IsUnique or Other == pg::btree, "index: only btree indexes can be unique");
        static_assert(can_have_keys<Other, sizeof...(Keys)>, "index: hash, spgist, hnsw and ivfflat indexes have one key");
        static_assert(keeps_order<Other, Keys...>,
                      "index: only btree indexes have an order; leave out desc, nulls_first and nulls_last");
        return index_definition<Name, IsUnique, Other, Condition, Keys...>{keys, condition, included, settings};
    }
    /// What it is stored like: `.with({.fillfactor = 70})`
    [[nodiscard]] constexpr auto with(const pg::index_storage& storage) const {
        index_definition other = *this;
        other.settings.storage = storage;
        return other;
    }
    /// Where it is stored.
    [[nodiscard]] constexpr auto tablespace(std::string_view name) const {
        index_definition other = *this;
        other.settings.tablespace = name;
        return other;
    }
    /// It comes and goes without locking its table: migrations make and drop it outside of a transaction.
    [[nodiscard]] constexpr auto concurrently() const {
        index_definition other = *this;
        other.settings.is_concurrent = true;
        return other;
    }
};

namespace detail {
template <fixed_string Name, bool IsUnique, class... Keys>
constexpr auto make_index(const Keys&... keys) {
    return index_definition<Name, IsUnique, pg::btree, std::tuple<>, Keys...>{{{keys}...}, {}, {}, {}};
}
}  // namespace detail

namespace pg {
/// A key of an index with an operator class that is not its method's default: `opclass<"text_pattern_ops">(post.slug)`, which
/// `like 'a%'` can use; `opclass<"jsonb_path_ops">(post.meta)`. A class that PostgreSQL does not have is taken for an extension's.
template <fixed_string Name, class Key>
[[nodiscard]] constexpr auto opclass(const Key& key) {
    static_assert(is_identifier<Name>, "opclass: a name has 1 to 63 bytes");
    static_assert(not is_classed_key<Key>, "opclass: the key has an operator class already");
    if constexpr (not is_index_key<Key> or is_classed_key<Key>) {
        static_assert(is_index_key<Key>, "opclass: takes a column or an expression, be it with a direction");
        return key;
    } else {
        auto ordered = virga::detail::as_ordering(key);
        return classed_key<decltype(ordered), Name>{ordered};
    }
}
/// `create index Name on ... (keys)`: columns, expressions, `asc(x)`, `desc(x)`.
template <fixed_string Name, class... Keys>
[[nodiscard]] constexpr auto index(const Keys&... keys) {
    static_assert(is_identifier<Name>, "index: a name has 1 to 63 bytes");
    if constexpr (sizeof...(Keys) == 0 or not(is_index_key<Keys> and ...)) {
        static_assert(sizeof...(Keys) != 0 and (is_index_key<Keys> and ...), "index: takes one or more columns or expressions");
        return virga::detail::make_index<Name, false>();
    } else {
        return virga::detail::make_index<Name, false>(virga::detail::owning(virga::detail::as_index_key(keys))...);
    }
}
/// `create unique index Name on ... (keys)`
template <fixed_string Name, class... Keys>
[[nodiscard]] constexpr auto unique_index(const Keys&... keys) {
    static_assert(is_identifier<Name>, "unique_index: a name has 1 to 63 bytes");
    if constexpr (sizeof...(Keys) == 0 or not(is_index_key<Keys> and ...)) {
        static_assert(sizeof...(Keys) != 0 and (is_index_key<Keys> and ...),
                      "unique_index: takes one or more columns or expressions");
        return virga::detail::make_index<Name, true>();
    } else {
        return virga::detail::make_index<Name, true>(virga::detail::owning(virga::detail::as_index_key(keys))...);
    }
}
}  // namespace pg
}  // namespace virga
