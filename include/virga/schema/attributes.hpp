// virga/schema/attributes.hpp: what a column can be declared to be, beside its type and name.
#pragma once

#include <concepts>  // std::integral
#include <cstddef>   // std::size_t
#include <cstdint>   // std::int64_t

#include <virga/text/fixed_string.hpp>  // virga::fixed_string

namespace virga {

/// A constant that an attribute holds: a number, a bool, an enumerator or text.
template <class Value>
struct constant {
    Value value;
    constexpr constant(Value given) : value(given) {}
};

template <std::size_t Size>
struct constant<fixed_string<Size>> {
    fixed_string<Size> value;
    consteval constant(const char (&literal)[Size]) : value(literal) {}
};

template <class Value>
constant(Value) -> constant<Value>;
template <std::size_t Size>
constant(const char (&)[Size]) -> constant<fixed_string<Size>>;

/// What happens to a referencing row when the referenced one is deleted.
enum class on_delete { no_action, restrict, cascade, set_null, set_default };
/// What happens to a referencing row when the referenced key changes.
enum class on_update { no_action, restrict, cascade, set_null, set_default };
/// When a foreign key is checked: with each statement, or so that a transaction may put it off (`set constraints ... deferred`), or
/// at the end of the transaction unless one wants it sooner.
enum class checked { at_once, deferrable, deferred };

/// A number of a sequence, or none.
struct sequence_number {
    bool is_given = false;
    std::int64_t value = 0;
    constexpr sequence_number() = default;
    template <std::integral Number>
    constexpr sequence_number(Number given) : is_given(true), value(given) {}
};
/// What the sequence of an identity counts like; PostgreSQL's own where nothing is said: from 1, by 1, to the end of the type.
struct sequence_options {
    sequence_number start{};
    sequence_number increment{};
    sequence_number minimum{};
    sequence_number maximum{};
    sequence_number cache{};  ///< how many numbers a session takes at once
    bool cycle = false;       ///< after the last number comes the first
};

/// The types of the attributes, for those who ask `field::has<attribute::not_null>`.
namespace attribute {
/// What every attribute is derived from.
struct any {};
struct not_null : any {};
struct primary_key : any {};
struct unique : any {};
template <auto Column, auto... Actions>
struct references : any {};
template <constant Value>
struct default_to : any {};
struct default_now : any {};
struct default_random : any {};
template <fixed_string Expression>
struct default_sql : any {};
template <auto Sequence>
struct default_nextval : any {};
struct identity : any {};
struct identity_by_default : any {};
struct serial : any {};
struct generated_stored : any {};
template <sequence_options Options>
struct sequence : any {};
template <class Value>
struct as : any {};
struct as_array : any {};
struct as_array_with_nulls : any {};
struct on_update_now : any {};
template <auto Make>
struct default_from : any {};
template <auto Make>
struct on_update_from : any {};
template <fixed_string Text>
struct comment : any {};
template <fixed_string Name>
struct collation : any {};
template <fixed_string Name, fixed_string Schema>
struct renamed_from : any {};
struct nulls_not_distinct : any {};
template <fixed_string... Words>
struct storage : any {};
template <fixed_string Method>
struct compression : any {};
template <fixed_string Expression>
struct using_ : any {};
template <constant Value>
struct backfill : any {};
template <fixed_string Expression>
struct backfill_sql : any {};
/// An attribute of types, and so none of a column.
template <fixed_string Name>
struct in_schema {};
/// An attribute of tables and roles, and so none of a column.
struct existing {};
/// Attributes of tables.
struct unlogged {};
template <fixed_string Name>
struct tablespace {};
}  // namespace attribute

/// The column holds no NULL; its row member is no `std::optional`.
inline constexpr attribute::not_null not_null;
/// The column alone is the table's primary key; it is not null by that.
inline constexpr attribute::primary_key primary_key;
/// No two rows hold the same value (NULLs apart).
inline constexpr attribute::unique unique;
/// A foreign key to one column: `references<auth::user.id, on_delete::cascade>`.
template <auto Column, auto... Actions>
inline constexpr attribute::references<Column, Actions...> references;
/// `default` of a constant: `default_to<0>`, `default_to<"new">`, `default_to<post_status::draft>`.
template <constant Value>
inline constexpr attribute::default_to<Value> default_to;
/// `default now()`; of a column without a zone, a date or timestamp, what clocks in UTC show then.
inline constexpr attribute::default_now default_now;
/// `default gen_random_uuid()`.
inline constexpr attribute::default_random default_random;
/// `default` of an SQL expression, written as it stands.
template <fixed_string Expression>
inline constexpr attribute::default_sql<Expression> default_sql;
/// `default nextval(...)` of a `pg::sequence`: `default_nextval<invoice_number>`.
template <auto Sequence>
inline constexpr attribute::default_nextval<Sequence> default_nextval;
/// `generated always as identity`: the server makes the value, an insert cannot give one.
inline constexpr attribute::identity identity;
/// `generated by default as identity`: the server makes the value unless an insert gives one.
inline constexpr attribute::identity_by_default identity_by_default;
/// What the sequence of an identity counts like: `sequence<sequence_options{.start = 1000, .increment = 10}>`.
template <sequence_options Options>
inline constexpr attribute::sequence<Options> sequence;
/// `generated always as (...) stored`: the server computes the value from other columns of the row, and nobody else writes it. What
/// it computes is said in `constraints()`: `pg::generated_stored(post.size, length(post.text))`.
inline constexpr attribute::generated_stored generated_stored;
/// The C++ type of the column's values is `Value`, which has a `virga::codec<Value>`.
template <class Value>
inline constexpr attribute::as<Value> as;
/// The column holds arrays of its type: `pg::text<t, "tags", as_array>` is `text[]`, and its values are `std::vector<std::string>`.
inline constexpr attribute::as_array as_array;
/// The same of arrays whose elements may be NULL; its values are `std::vector<std::optional<std::string>>`.
inline constexpr attribute::as_array_with_nulls as_array_with_nulls;
/// Every update that does not set the column itself sets it to the moment, as `default_now` gives it; so does an insert, unless
/// the column has a default.
inline constexpr attribute::on_update_now on_update_now;
/// The app makes the value: an insert that gives none calls `Make()`, for each row and each time that it is run. The database has
/// no default by that. `Make` is a function without arguments that has a name, such as `uuid_v7`: a lambda is another one in each
/// file.
template <auto Make>
inline constexpr attribute::default_from<Make> default_from;
/// Every update that does not set the column itself sets it to what `Make()` gives, once a statement; so does an insert, for each
/// row, unless the column has a default.
template <auto Make>
inline constexpr attribute::on_update_from<Make> on_update_from;

/// What the database says of the column or table, for people: `comment on column`, `comment on table`.
/// Written `pg::comment`, as many an app has a table `comment`.
namespace pg {
template <fixed_string Text>
inline constexpr attribute::comment<Text> comment;
/// An attribute of a type of the app's own: it stands in the schema `Name`, which the kit creates.
template <fixed_string Name>
inline constexpr attribute::in_schema<Name> in_schema;
/// A column's says where its long values are kept, and whether they are compressed: `pg::storage<"external">`; plain, external,
/// extended or main, each type having one of its own. A table's says how it is stored:
/// `pg::storage<"fillfactor=70", "autovacuum_enabled=false">`.
/// Source: PostgreSQL manual, section 73.2, TOAST.
template <fixed_string... Words>
inline constexpr attribute::storage<Words...> storage;
/// How long values of the column are compressed: `pg::compression<"pglz">` or `pg::compression<"lz4">`; else as the server is set.
template <fixed_string Method>
inline constexpr attribute::compression<Method> compression;
}  // namespace pg
/// The order of the column's texts, as `collate "Name"` after its type: `collation<"C">`.
template <fixed_string Name>
inline constexpr attribute::collation<Name> collation;
/// For a column that is `unique`: two rows with NULL there are the same, too.
inline constexpr attribute::nulls_not_distinct nulls_not_distinct;

/// What a column, a table or the label of an enum type was called in the newest migration, so that `generate` renames it, and rows
/// stay; `Schema` is where a table was, if it moves. Once that migration is there the attribute has done its work, and `generate`
/// says so. What else has a name is renamed by `pg::renamed`.
template <fixed_string Name, fixed_string Schema = "">
inline constexpr attribute::renamed_from<Name, Schema> renamed_from;
/// For a migration that changes the column's type: what makes the new value out of the old row,
/// `using_<R"("price"::numeric * 100)">`. It is no part of the schema; take it away when the migration is written.
template <fixed_string Expression>
inline constexpr attribute::using_<Expression> using_;
/// For a migration that adds the column, or makes it not null: what the rows get that are there already, and have no value. A
/// constant as that of `default_to`. It is no part of the schema; take it away when the migration is written.
template <constant Value>
inline constexpr attribute::backfill<Value> backfill;
/// The same as an SQL expression over the columns of the row: `backfill_sql<"lower(title)">`.
template <fixed_string Expression>
inline constexpr attribute::backfill_sql<Expression> backfill_sql;

/// An attribute of a table: it is written without the log, and is empty after a crash of the server. Faster, for what can be made
/// again.
inline constexpr attribute::unlogged unlogged;
/// An attribute of a table: where it is stored, `pg::tablespace<"fast">`.
namespace pg {
template <fixed_string Name>
inline constexpr attribute::tablespace<Name> tablespace;
}  // namespace pg
/// An attribute of a table or a role: others make and keep it. Queries and references name it; the kit never creates, alters or
/// drops it.
inline constexpr attribute::existing existing;
}  // namespace virga
