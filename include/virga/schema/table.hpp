// virga/schema/table.hpp: a table, its aliases, and the structs it gives rise to.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v, std::remove_cvref_t

#include <virga/schema/attributes.hpp>   // virga::attribute::existing
#include <virga/schema/field.hpp>        // virga::definitions, virga::flattened
#include <virga/schema/field_rules.hpp>  // virga::detail::check_fields
#include <virga/schema/modes.hpp>        // virga::row_mode and its like
#include <virga/text/fixed_string.hpp>   // virga::fixed_string
#include <virga/text/name.hpp>           // virga::is_identifier

namespace virga {

template <class Source, fixed_string Name>
struct column;  // a column of a table or alias, in expr/column.hpp

/// The mode in which a declaration's members are columns of `Source`, a table or an alias of one.
template <class Source>
struct columns {
    template <class Type, fixed_string Name, class... Attributes>
    using member = column<Source, Name>;
};

template <fixed_string Name, template <class> class Fields, fixed_string Schema, auto... Attributes>
struct table;
template <class Table, fixed_string Alias>
struct aliased;

/// What is known of a table or an alias. It stands outside of them, where no column's name can hide it.
template <class Source>
struct source_traits;

template <fixed_string Name, template <class> class Fields, fixed_string Schema, auto... Attributes>
struct source_traits<table<Name, Fields, Schema, Attributes...>> {
    using table_type = table<Name, Fields, Schema, Attributes...>;
    template <class Mode>
    using fields_in = Fields<Mode>;
    using definition = Fields<definitions>;
    /// Every column in order, as `field`s.
    using field_list = typename detail::flattened<definition>::type;
    static constexpr std::string_view name = Name.view();
    static constexpr std::string_view schema = Schema.view();
    /// The name by which a query speaks of it.
    static constexpr std::string_view reference_name = Name.view();
    /// Whether others keep the table, and the kit leaves it alone.
    static constexpr bool is_existing = (std::is_same_v<std::remove_const_t<decltype(Attributes)>, attribute::existing> or ...);
};

template <class Table, fixed_string Alias>
struct source_traits<aliased<Table, Alias>> : source_traits<Table> {
    static constexpr std::string_view reference_name = Alias.view();
};

/// A table under another name, for self joins: `constexpr auto chief = user.as<"chief">();`.
template <class Table, fixed_string Alias>
struct aliased : source_traits<Table>::template fields_in<columns<aliased<Table, Alias>>> {
    consteval aliased() { static_assert(is_identifier<Alias>, "as: a name has 1 to 63 bytes"); }

    /// Some of its rows, by chance. The definition stands in query/sample.hpp.
    template <class Method>
    [[nodiscard]] constexpr auto tablesample(const Method& method) const;
};

namespace detail {
/// The rules of what `constraints()` returns, in catalog/rules.hpp.
template <class Table, class Constraints>
struct constraint_rules;
}  // namespace detail

/// Whether a table of this name is found by its bare name: pg_catalog is searched first, and all tables there begin with pg_.
template <fixed_string Name>
inline constexpr bool is_free_table_name = not Name.view().starts_with("pg_");

namespace detail {
/// Source: PostgreSQL manual, CREATE TABLE, Storage Parameters.
constexpr std::string_view table_parameters =
    " fillfactor toast_tuple_target parallel_workers vacuum_index_cleanup vacuum_truncate user_catalog_table autovacuum_enabled "
    "autovacuum_vacuum_threshold autovacuum_vacuum_scale_factor autovacuum_vacuum_insert_threshold "
    "autovacuum_vacuum_insert_scale_factor autovacuum_analyze_threshold autovacuum_analyze_scale_factor "
    "autovacuum_vacuum_cost_delay "
    "autovacuum_vacuum_cost_limit autovacuum_freeze_min_age autovacuum_freeze_max_age autovacuum_freeze_table_age "
    "autovacuum_multixact_freeze_min_age autovacuum_multixact_freeze_max_age autovacuum_multixact_freeze_table_age "
    "log_autovacuum_min_duration ";
/// Whether a text is a storage parameter of tables with a value: a word or a number.
constexpr bool is_table_parameter(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == text.npos or equals == 0 or equals + 1 == text.size()) return false;
    for (const char c : text.substr(equals + 1)) {
        if (not(('a' <= c and c <= 'z') or ('0' <= c and c <= '9') or c == '.' or c == '-')) return false;
    }
    const std::string_view name = text.substr(0, equals);
    for (std::string_view rest = table_parameters.substr(1); not rest.empty(); rest.remove_prefix(rest.find(' ') + 1)) {
        if (rest.substr(0, rest.find(' ')) == name) return true;
    }
    return false;
}
template <class>
inline constexpr bool is_tablespace = false;
template <fixed_string Name>
inline constexpr bool is_tablespace<attribute::tablespace<Name>> = true;
}  // namespace detail

/// Whether what a table is stored like, and where, has names that PostgreSQL knows.
template <class>
inline constexpr bool is_good_storage = true;
template <fixed_string... Parameters>
inline constexpr bool is_good_storage<attribute::storage<Parameters...>> =
    sizeof...(Parameters) != 0 and (detail::is_table_parameter(Parameters.view()) and ...);
template <fixed_string Name>
inline constexpr bool is_good_storage<attribute::tablespace<Name>> = is_identifier<Name>;

/// Whether it can be said of a table: `existing` alone, or else `comment`, `unlogged`, `storage`, `tablespace` and
/// `renamed_from`, each once.
template <class... Attributes>
inline constexpr bool are_table_attributes = [] {
    constexpr int comments = detail::comments_among<Attributes...>;
    constexpr int switches = (0 + ... + (std::is_same_v<Attributes, attribute::unlogged> ? 1 : 0));
    constexpr int renames = (0 + ... + (detail::is_rename<Attributes> ? 1 : 0));
    constexpr int storages = (0 + ... + (detail::is_storage<Attributes> ? 1 : 0));
    constexpr int places = (0 + ... + (detail::is_tablespace<Attributes> ? 1 : 0));
    if ((std::is_same_v<Attributes, attribute::existing> or ...)) return sizeof...(Attributes) == 1;
    return comments <= 1 and switches <= 1 and storages <= 1 and places <= 1 and renames <= 1 and
           comments + switches + storages + places + renames == sizeof...(Attributes) and (has_good_text<Attributes> and ...);
}();

/// Whether the name of a schema is free: PostgreSQL keeps those that begin with `pg_`, and `pg_temp` would mean a temporary table.
/// Source: PostgreSQL manual, CREATE SCHEMA.
template <fixed_string Schema>
inline constexpr bool is_free_schema_name = not Schema.view().starts_with("pg_");

/// Whether no column is computed from others, which only `constraints()` can say.
template <class Fields>
inline constexpr bool computes_nothing = true;
template <class... Fields>
inline constexpr bool computes_nothing<list<Fields...>> = not(Fields::is_derived or ...);

/// A table of the database: its name, its declaration, and its schema (empty for `public`).
///
/// The object is empty; its members are the columns. Declare one a table:
/// `inline constexpr table<"post", post_fields> post;`. With `existing` after the schema others keep the table;
/// else `unlogged`, `pg::comment<"...">`, `pg::storage<"fillfactor=70">`, `pg::tablespace<"...">` and `renamed_from<"...">` can
/// stand there.
template <fixed_string Name, template <class> class Fields, fixed_string Schema = "", auto... Attributes>
struct table : Fields<columns<table<Name, Fields, Schema, Attributes...>>> {
    consteval table() : Fields<columns<table>>{} {
        static_assert(has_only_columns<Fields<definitions>>,
                      "table: a member is a column, such as pg::integer<t, \"n\">, or a group of columns");
        static_assert(is_identifier<Name>, "table: a name has 1 to 63 bytes");
        static_assert(Schema.size() == 0 or is_identifier<Schema>, "table: the name of a schema has 1 to 63 bytes");
        static_assert(is_free_schema_name<Schema> or source_traits<table>::is_existing,
                      "table: PostgreSQL keeps the names of schemas that begin with pg_; choose another one, "
                      "or declare a table of the server's own existing");
        static_assert(Schema.size() != 0 or is_free_table_name<Name>,
                      "table: PostgreSQL itself has tables whose names begin with pg_; give the schema too, as in "
                      "table<\"pg_x\", fields, \"public\">");
        static_assert(are_table_attributes<std::remove_const_t<decltype(Attributes)>...>,
                      "table: after the schema's name comes existing alone, or unlogged, a comment, storage, a tablespace and "
                      "renamed_from, each once");
        static_assert(
            (is_good_storage<std::remove_const_t<decltype(Attributes)>> and ...),
            "table: storage takes parameters of PostgreSQL's tables, such as pg::storage<\"fillfactor=70\">; the name of a "
            "tablespace has 1 to 63 bytes");
        detail::check_fields(static_cast<typename source_traits<table>::field_list*>(nullptr));
        if constexpr (requires { Fields<definitions>::constraints(*this); }) {
            using constraints = decltype(Fields<definitions>::constraints(*this));
            detail::constraint_rules<table, constraints>::check();
        } else {
            static_assert(computes_nothing<typename source_traits<table>::field_list>,
                          "generated_stored: nothing says what the column is computed by; write "
                          "pg::generated_stored(column, expression) in constraints()");
        }
    }

    /// The same table under the name `Alias`.
    template <fixed_string Alias>
    [[nodiscard]] consteval auto as() const {
        return aliased<table, Alias>{};
    }
    /// Some of its rows, by chance: `post.tablesample(bernoulli(10))`, to stand in from. The definition stands in query/sample.hpp.
    template <class Method>
    [[nodiscard]] constexpr auto tablesample(const Method& method) const;
};

namespace detail {
template <const auto& Table, class Mode>
using struct_of = typename source_traits<std::remove_cvref_t<decltype(Table)>>::template fields_in<Mode>;
/// The struct of a row to insert into a table. That of a row which relations bring, or of which they fill columns, is in
/// query/detail/related_rows.hpp.
template <class Table, class... Relations>
struct insertable_struct;
template <class Table>
struct insertable_struct<Table> {
    using type = typename source_traits<Table>::template fields_in<insert_mode>;
};
}  // namespace detail

/// The struct of a whole row: `row<post>`.
template <const auto& Table>
using row = detail::struct_of<Table, row_mode>;
/// The struct of a row to insert: `insertable<post>`. A row that comes with others is `insertable<posts_of_user>` or
/// `insertable<post, author_of_post>`, without a value for the columns that the relations fill.
template <const auto& Table, const auto&... Relations>
using insertable =
    typename detail::insertable_struct<std::remove_cvref_t<decltype(Table)>, std::remove_cvref_t<decltype(Relations)>...>::type;
/// The struct of a partial update: `patch<post>`.
template <const auto& Table>
using patch = detail::struct_of<Table, patch_mode>;

template <class>
inline constexpr bool is_table = false;
template <fixed_string Name, template <class> class Fields, fixed_string Schema, auto... Attributes>
inline constexpr bool is_table<table<Name, Fields, Schema, Attributes...>> = true;

/// Whether `Source` can stand in a from clause by name: a table or an alias of one.
template <class Source>
inline constexpr bool is_source = false;
template <fixed_string Name, template <class> class Fields, fixed_string Schema, auto... Attributes>
inline constexpr bool is_source<table<Name, Fields, Schema, Attributes...>> = true;
template <class Table, fixed_string Alias>
inline constexpr bool is_source<aliased<Table, Alias>> = true;

/// The columns of a source, as `field`s.
template <class Source>
using fields_of = typename source_traits<Source>::field_list;

template <class Source, std::size_t Index>
using field_of = list_item_t<fields_of<Source>, Index>;

/// The position of the column called `Name`.
template <class Source, fixed_string Name>
inline constexpr std::size_t field_index =
    decltype(detail::field_named<Name>(static_cast<detail::indexes_of_list<fields_of<Source>>*>(nullptr)))::index;
}  // namespace virga
