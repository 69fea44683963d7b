// virga/kit/describe/describe_column.hpp: what a table's columns declare, as the kit's run-time model.
//
// A column is described by constants, which one function for all columns turns into the model: a function for each column and
// attribute took the compiler as long as the whole declaration.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string>       // std::string, std::to_string
#include <string_view>  // std::string_view
#include <type_traits>  // std::remove_const_t
#include <utility>      // std::move

#include <virga/catalog/sequence.hpp>                  // virga::nextval
#include <virga/kit/describe/described_at.hpp>         // virga::kit::detail::described_at
#include <virga/kit/describe/constraint_facts.hpp>     // virga::kit::detail::action_words, named_others
#include <virga/kit/describe/describe_constraint.hpp>  // virga::kit::detail::traits, add_existing_table
#include <virga/kit/describe/inline_values.hpp>        // virga::kit::expression_sql, literal_sql
#include <virga/kit/describe/noted_needs.hpp>          // virga::kit::detail::noted_needs
#include <virga/kit/model.hpp>                         // virga::kit::column_model
#include <virga/kit/model/names.hpp>                   // virga::kit::implicit_name
#include <virga/kit/quote.hpp>                         // virga::kit::spoken
#include <virga/text/array_view.hpp>                   // virga::array_view

namespace virga::kit::detail {

/// A foreign key of one column, by an attribute of it.
struct reference_facts {
    std::string_view column, foreign_schema, foreign_table, foreign_column;
    on_delete deleted = on_delete::no_action;
    on_update updated = on_update::no_action;
    checked when = checked::at_once;
    void (*add_named)(model& schema) = nullptr;  ///< adds the table, if others keep it
};
/// What makes a text that no constant can be: a value by the rules of its type, or by a codec of the app's own.
using text_maker = std::string (*)(name_listener& told);

struct column_facts {
    std::string_view name, type;
    bool is_nullable = true;
    bool is_primary_key = false, is_unique = false, nulls_are_one = false;
    identity_model identity = identity_model::none;
    sequence_options sequence{};
    std::string_view default_sql{}, backfill_sql{}, conversion{}, storage{}, compression{}, comment{}, collation{}, was{};
    text_maker default_value = nullptr, backfill_value = nullptr;
};

/// A constant as SQL text, as a value of a column.
template <class Type, constant Value>
std::string constant_sql(name_listener&) {
    using stored = types::stored_type_t<Type>;
    std::string text;
    if constexpr (requires { Value.value.view(); }) stored::write(text, Value.value.view());
    else stored::write(text, Value.value);
    return literal_sql<stored>(text);
}
template <auto Sequence>
std::string nextval_sql(name_listener& told) {
    return expression_sql(nextval(Sequence), false, &told);
}

// What an attribute says of a column. Those that only C++ knows of say nothing; those of foreign keys are gathered apart.
constexpr void note(column_facts&, const void*, const void*) {}
template <class Type>
constexpr void note(column_facts& column, const Type*, const attribute::default_now*) {
    column.default_sql = Type::now;
}
constexpr void note(column_facts& column, const void*, const attribute::default_random*) {
    column.default_sql = "gen_random_uuid()";
}
template <fixed_string Expression>
constexpr void note(column_facts& column, const void*, const attribute::default_sql<Expression>*) {
    column.default_sql = Expression.view();
}
template <auto Sequence>
constexpr void note(column_facts& column, const void*, const attribute::default_nextval<Sequence>*) {
    column.default_value = &nextval_sql<Sequence>;
}
template <class Type, constant Value>
constexpr void note(column_facts& column, const Type*, const attribute::default_to<Value>*) {
    column.default_value = &constant_sql<Type, Value>;
}
template <class Type, constant Value>
constexpr void note(column_facts& column, const Type*, const attribute::backfill<Value>*) {
    column.backfill_value = &constant_sql<Type, Value>;
}
template <fixed_string Expression>
constexpr void note(column_facts& column, const void*, const attribute::backfill_sql<Expression>*) {
    column.backfill_sql = Expression.view();
}
template <fixed_string Expression>
constexpr void note(column_facts& column, const void*, const attribute::using_<Expression>*) {
    column.conversion = Expression.view();
}
template <fixed_string Word>
constexpr void note(column_facts& column, const void*, const attribute::storage<Word>*) {
    column.storage = Word.view();
}
template <fixed_string Method>
constexpr void note(column_facts& column, const void*, const attribute::compression<Method>*) {
    column.compression = Method.view();
}
constexpr void note(column_facts& column, const void*, const attribute::serial*) { column.identity = identity_model::serial; }
constexpr void note(column_facts& column, const void*, const attribute::identity*) { column.identity = identity_model::always; }
constexpr void note(column_facts& column, const void*, const attribute::identity_by_default*) {
    column.identity = identity_model::by_default;
}
template <sequence_options Options>
constexpr void note(column_facts& column, const void*, const attribute::sequence<Options>*) {
    column.sequence = Options;
}
constexpr void note(column_facts& column, const void*, const attribute::primary_key*) { column.is_primary_key = true; }
constexpr void note(column_facts& column, const void*, const attribute::unique*) { column.is_unique = true; }
constexpr void note(column_facts& column, const void*, const attribute::nulls_not_distinct*) { column.nulls_are_one = true; }
template <fixed_string Text>
constexpr void note(column_facts& column, const void*, const attribute::comment<Text>*) {
    column.comment = Text.view();
}
template <fixed_string Name>
constexpr void note(column_facts& column, const void*, const attribute::collation<Name>*) {
    column.collation = Name.view();
}
template <fixed_string Name, fixed_string Schema>
constexpr void note(column_facts& column, const void*, const attribute::renamed_from<Name, Schema>*) {
    column.was = Name.view();
}
template <class Type, fixed_string Name, class... Attributes>
constexpr column_facts facts_of(const field<Type, Name, Attributes...>*) {
    using declared = field<Type, Name, Attributes...>;
    column_facts column{declared::name, declared::type::spelling.view(), declared::is_nullable};
    (note(column, static_cast<const typename declared::type*>(nullptr), static_cast<const Attributes*>(nullptr)), ...);
    return column;
}
template <class... Fields>
constexpr std::array<column_facts, sizeof...(Fields)> columns_among(const list<Fields...>*) {
    return {facts_of(static_cast<const Fields*>(nullptr))...};
}

template <class Attribute>
inline constexpr bool is_reference = false;
template <auto Column, auto... Actions>
inline constexpr bool is_reference<attribute::references<Column, Actions...>> = true;
constexpr void act(reference_facts& key, on_delete action) { key.deleted = action; }
constexpr void act(reference_facts& key, on_update action) { key.updated = action; }
constexpr void act(reference_facts& key, checked moment) { key.when = moment; }
constexpr void add_reference(reference_facts*&, std::string_view, const void*) {}
template <auto Column, auto... Actions>
constexpr void add_reference(reference_facts*& next, std::string_view column, const attribute::references<Column, Actions...>*) {
    using target = std::remove_const_t<decltype(Column)>;
    *next = {column, traits<typename target::source>::schema, traits<typename target::source>::name, tree_of<target>::field::name};
    (act(*next, Actions), ...);
    if constexpr (traits<typename target::source>::is_existing) next->add_named = &add_existing_table<typename target::source>;
    ++next;
}
template <class Type, fixed_string Name, class... Attributes>
constexpr void add_references(reference_facts*& next, const field<Type, Name, Attributes...>*) {
    (add_reference(next, Name.view(), static_cast<const Attributes*>(nullptr)), ...);
}
template <class Field>
inline constexpr std::size_t references_of = 0;
template <class Type, fixed_string Name, class... Attributes>
inline constexpr std::size_t references_of<field<Type, Name, Attributes...>> = (0 + ... + (is_reference<Attributes> ? 1U : 0U));
/// The foreign keys that columns declare, and an empty one at the end.
template <class... Fields>
constexpr auto references_among(const list<Fields...>*) {
    std::array<reference_facts, (1 + ... + references_of<Fields>)> all{};
    reference_facts* next = all.data();
    (add_references(next, static_cast<const Fields*>(nullptr)), ...);
    return all;
}

inline std::optional<sequence_model> describe_sequence(const sequence_options& options) {
    const auto text = [](sequence_number number) { return number.is_given ? std::to_string(number.value) : std::string{}; };
    sequence_model described{text(options.start), text(options.increment), text(options.minimum), text(options.maximum),
                             text(options.cache), options.cycle};
    if (described == sequence_model{}) return {};
    return described;
}

inline void describe_column(table_model& table, const column_facts& declared) {
    column_model& column = table.columns.emplace_back();
    column.name = declared.name;
    column.type = declared.type;
    column.not_null = not declared.is_nullable;
    column.identity = declared.identity;
    column.sequence = describe_sequence(declared.sequence);
    column.collation = declared.collation;
    column.comment = declared.comment;
    column.storage = declared.storage;
    column.compression = declared.compression;
    column.was.name = declared.was;
    column.conversion.type = declared.conversion;
    column.conversion.backfill = declared.backfill_sql;
    noted_needs needs;
    const auto made = [&](text_maker make, const char* what) {
        return described_at("table " + spoken(table.schema, table.name) + ", " + what + " of column " + column.name,
                            [&] { return make(needs); });
    };
    if (not declared.default_sql.empty()) column.default_expression = declared.default_sql;
    if (declared.default_value != nullptr) column.default_expression = needs.wrote(made(declared.default_value, "default"));
    column.needs = needs.told();
    if (declared.backfill_value != nullptr) column.conversion.backfill = made(declared.backfill_value, "backfill");
    if (declared.is_primary_key) table.primary_key = key_model{implicit_name(table.name, {}, "pkey"), {column.name}};
    if (declared.is_unique) {
        table.uniques.push_back({implicit_name(table.name, {column.name}, "key"), {column.name}, declared.nulls_are_one});
    }
}
inline void describe_reference(table_model& table, const reference_facts& declared) {
    foreign_key_model key;
    key.columns = {std::string{declared.column}};
    key.name = implicit_name(table.name, key.columns, "fkey");
    key.foreign_schema = declared.foreign_schema;
    key.foreign_table = declared.foreign_table;
    key.foreign_columns = {std::string{declared.foreign_column}};
    key.on_delete = action_words(declared.deleted);
    key.on_update = action_words(declared.updated);
    key.checked = static_cast<checked_model>(declared.when);
    table.foreign_keys.push_back(std::move(key));
}
inline void describe_columns(table_model& table, array_view<column_facts> columns, array_view<reference_facts> keys,
                             named_others& others) {
    for (const column_facts& each : columns) describe_column(table, each);
    for (const reference_facts& each : array_view{keys.data(), keys.size() - 1}) {
        describe_reference(table, each);
        if (each.add_named != nullptr) others.push_back(each.add_named);
    }
}
}  // namespace virga::kit::detail
