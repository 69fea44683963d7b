// virga/kit/describe.hpp: an app's declarations as the kit's run-time model.
#pragma once

#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string>       // std::string, std::to_string
#include <string_view>  // std::string_view
#include <tuple>        // std::apply
#include <utility>      // std::move
#include <vector>       // std::erase

#include <virga/catalog/constraint.hpp>              // virga::foreign_key_constraint
#include <virga/catalog/domain.hpp>                  // virga::schema_list
#include <virga/catalog/keys.hpp>                    // virga::detail::declared_constraints_of
#include <virga/expr/fragment.hpp>                   // virga::expr
#include <virga/kit/describe/describe_by_hand.hpp>   // the describing of what is text
#include <virga/kit/describe/describe_constraint.hpp>  // the describing of constraints
#include <virga/kit/describe/describe_security.hpp>  // the describing of roles
#include <virga/kit/describe/described_at.hpp>       // virga::kit::detail::described_at
#include <virga/kit/describe/describe_view.hpp>      // virga::kit::detail::describe_view
#include <virga/kit/describe/inline_values.hpp>      // virga::kit::expression_sql
#include <virga/kit/model.hpp>                       // virga::kit::model
#include <virga/kit/model/lists.hpp>                 // virga::kit::detail::none_of
#include <virga/kit/model/names.hpp>                 // virga::kit::implicit_name
#include <virga/kit/plan/rename_request.hpp>         // virga::kit::detail::requested_name
#include <virga/kit/quote.hpp>                       // virga::kit::named_schema, spoken

namespace virga::kit {
namespace detail {

inline std::optional<sequence_model> describe_sequence(const sequence_options& options) {
    const auto text = [](sequence_number number) { return number.is_given ? std::to_string(number.value) : std::string{}; };
    sequence_model described{text(options.start), text(options.increment), text(options.minimum), text(options.maximum),
                             text(options.cache), options.cycle};
    if (described == sequence_model{}) return {};
    return described;
}

// What an attribute adds to the model. Attributes that only C++ knows of add nothing.
template <class Field, class Attribute>
void describe_attribute(table_model&, column_model&, Attribute) {}
template <class Field>
void describe_attribute(table_model&, column_model& column, attribute::default_now) {
    column.default_expression = Field::type::now;
}
template <class Field>
void describe_attribute(table_model&, column_model& column, attribute::default_random) {
    column.default_expression = "gen_random_uuid()";
}
template <class Field, fixed_string Expression>
void describe_attribute(table_model&, column_model& column, attribute::default_sql<Expression>) {
    column.default_expression = std::string(Expression.view());
}
template <class Field, auto Sequence>
void describe_attribute(table_model&, column_model& column, attribute::default_nextval<Sequence>) {
    column.default_expression = expression_sql(nextval(Sequence));
}
/// A constant as SQL text, as a value of the column.
template <class Field, constant Value>
std::string constant_sql(const table_model& table, const column_model& column, const char* what) {
    using stored = types::stored_type_t<typename Field::type>;
    const std::string place = "table " + spoken(table.schema, table.name) + ", " + what + " of column " + column.name;
    return described_at(place, [] {
        std::string text;
        if constexpr (requires { Value.value.view(); }) stored::write(text, Value.value.view());
        else stored::write(text, Value.value);
        return literal_sql<stored>(text);
    });
}
template <class Field, constant Value>
void describe_attribute(table_model& table, column_model& column, attribute::default_to<Value>) {
    column.default_expression = constant_sql<Field, Value>(table, column, "default");
}
template <class Field, constant Value>
void describe_attribute(table_model& table, column_model& column, attribute::backfill<Value>) {
    column.conversion.backfill = constant_sql<Field, Value>(table, column, "backfill");
}
template <class Field, fixed_string Expression>
void describe_attribute(table_model&, column_model& column, attribute::backfill_sql<Expression>) {
    column.conversion.backfill = Expression.view();
}
template <class Field, fixed_string Expression>
void describe_attribute(table_model&, column_model& column, attribute::using_<Expression>) {
    column.conversion.type = Expression.view();
}
template <class Field, fixed_string Word>
void describe_attribute(table_model&, column_model& column, attribute::storage<Word>) {
    column.storage = Word.view();
}
template <class Field, fixed_string Method>
void describe_attribute(table_model&, column_model& column, attribute::compression<Method>) {
    column.compression = Method.view();
}
template <class Field>
void describe_attribute(table_model&, column_model& column, attribute::serial) {
    column.identity = identity_model::serial;
}
template <class Field>
void describe_attribute(table_model&, column_model& column, attribute::identity) {
    column.identity = identity_model::always;
}
template <class Field>
void describe_attribute(table_model&, column_model& column, attribute::identity_by_default) {
    column.identity = identity_model::by_default;
}
template <class Field, sequence_options Options>
void describe_attribute(table_model&, column_model& column, attribute::sequence<Options>) {
    column.sequence = describe_sequence(Options);
}
template <class Field>
void describe_attribute(table_model& table, column_model& column, attribute::primary_key) {
    table.primary_key = key_model{implicit_name(table.name, {}, "pkey"), {column.name}};
}
template <class Field>
void describe_attribute(table_model& table, column_model& column, attribute::unique) {
    constexpr bool nulls_are_one = Field::template has<attribute::nulls_not_distinct>;
    table.uniques.push_back({implicit_name(table.name, {column.name}, "key"), {column.name}, nulls_are_one});
}
template <class Field, fixed_string Text>
void describe_attribute(table_model&, column_model& column, attribute::comment<Text>) {
    column.comment = Text.view();
}
template <class Field, fixed_string Name>
void describe_attribute(table_model&, column_model& column, attribute::collation<Name>) {
    column.collation = Name.view();
}
template <class Field, fixed_string Name, fixed_string Schema>
void describe_attribute(table_model&, column_model& column, attribute::renamed_from<Name, Schema>) {
    column.was.name = Name.view();
}
inline void set_action(foreign_key_model& key, on_delete action) { key.on_delete = action_words(action); }
inline void set_action(foreign_key_model& key, on_update action) { key.on_update = action_words(action); }
inline void set_action(foreign_key_model& key, checked moment) { key.checked = static_cast<checked_model>(moment); }
template <class Field, auto Column, auto... Actions>
void describe_attribute(table_model& table, column_model& column, attribute::references<Column, Actions...>) {
    using target = std::remove_const_t<decltype(Column)>;
    foreign_key_model key;
    key.name = implicit_name(table.name, {column.name}, "fkey");
    key.columns = {column.name};
    key.foreign_schema = traits<typename target::source>::schema;
    key.foreign_table = traits<typename target::source>::name;
    key.foreign_columns = names_of_columns<target>();
    (set_action(key, Actions), ...);
    table.foreign_keys.push_back(std::move(key));
}

template <class Type, fixed_string Name, class... Attributes>
void describe_field(table_model& table, field<Type, Name, Attributes...>*) {
    using declared = field<Type, Name, Attributes...>;
    column_model column;
    column.name = declared::name;
    column.type = declared::type::spelling.view();
    column.not_null = not declared::is_nullable;
    (describe_attribute<declared>(table, column, Attributes{}), ...);
    table.columns.push_back(std::move(column));
}
template <class... Fields>
void describe_fields(table_model& table, list<Fields...>*) {
    (describe_field(table, static_cast<Fields*>(nullptr)), ...);
}

/// The innermost namespace of a template, from how both compilers write it: `[with Fields = app::cms::post_fields; ...]`.
template <template <class> class Fields>
std::string namespace_of() {
    std::string_view text = __PRETTY_FUNCTION__;
    constexpr std::string_view start = "Fields = ";
    text.remove_prefix(text.find(start) + start.size());
    text = text.substr(0, text.find_first_of(";]"));
    const std::size_t end = text.rfind("::");
    if (end == text.npos) return {};
    text = text.substr(0, end);
    const std::size_t begin = text.rfind("::");
    return std::string{begin == text.npos ? text : text.substr(begin + 2)};
}

// What an attribute of a table adds to the model.
inline void describe_table_attribute(table_model& table, attribute::existing) { table.existing = true; }
inline void describe_table_attribute(table_model& table, attribute::unlogged) { table.unlogged = true; }
template <fixed_string Name, fixed_string Schema>
void describe_table_attribute(table_model&, attribute::renamed_from<Name, Schema>) {}  // see add_rename
template <fixed_string... Parameters>
void describe_table_attribute(table_model& table, attribute::storage<Parameters...>) {
    table.storage = {std::string{Parameters.view()}...};
}
template <fixed_string Name>
void describe_table_attribute(table_model& table, attribute::tablespace<Name>) {
    table.tablespace = Name.view();
}
template <fixed_string Text>
void describe_table_attribute(table_model& table, attribute::comment<Text>) {
    table.comment = Text.view();
}

/// A path as a rename asks for it, `public.customer.street`.
inline std::string path_of(std::string_view schema, std::string_view table, std::string_view column = {}) {
    std::string path = requested_name(named_schema(schema)) + "." + requested_name(table);
    return column.empty() ? path : path + "." + requested_name(column);
}
/// What the attributes of a table and its columns ask for: the table first, then its columns under its new name.
inline void add_rename(model&, const table_model&, ...) {}
template <fixed_string Name, fixed_string Schema>
void add_rename(model& schema, const table_model& table, attribute::renamed_from<Name, Schema>) {
    const std::string_view old = Schema.size() == 0 ? std::string_view{table.schema} : Schema.view();
    schema.renames.requests.push_back(path_of(old, Name.view()) + "=" + path_of(table.schema, table.name));
}
inline void add_renames_of_columns(model& schema, const table_model& table) {
    for (const column_model& each : table.columns) {
        if (each.was.name.empty()) continue;
        schema.renames.requests.push_back(path_of(table.schema, table.name, each.was.name) + "=" + requested_name(each.name));
    }
}

template <fixed_string Name, template <class> class Fields, fixed_string Schema, auto... Attributes>
void describe_item(model& schema, table<Name, Fields, Schema, Attributes...>*) {
    using declared = table<Name, Fields, Schema, Attributes...>;
    table_model described;
    described.name = Name.view();
    described.schema = Schema.view();
    described.domain.name = namespace_of<Fields>();
    (describe_table_attribute(described, Attributes), ...);
    describe_fields(described, static_cast<fields_of<declared>*>(nullptr));
    const auto constraints = described_at("table " + spoken(described.schema, described.name) + ", constraints()",
                                          [] { return virga::detail::declared_constraints_of<declared>(); });
    std::apply([&](const auto&... each) { (describe_constraint(described, each), ...); }, constraints);
    if (described.existing) {  // of what others keep, only what foreign keys can lean on is of interest
        described.foreign_keys.clear();
        described.checks.clear();
        described.exclusions.clear();
        described.partitioned_by.clear();
        described.partition_key.clear();
        described.partitions.clear();
        described.comments.clear();
        for (column_model& each : described.columns) each.comment.clear();
        std::erase_if(described.indexes, [](const index_model& index) { return not index.unique; });
    } else {
        add_schema(schema, described.schema);
    }
    (add_rename(schema, described, Attributes), ...);
    add_renames_of_columns(schema, described);
    schema.tables.push_back(std::move(described));
}
template <fixed_string Request>
void describe_item(model& schema, pg::renamed<Request>*) {
    schema.renames.requests.push_back(std::string(Request.view()));
}
template <class Enum, fixed_string Name, virga::detail::enum_part... Parts>
void describe_item(model& schema, pg::enum_type<Enum, Name, Parts...>*) {
    using declared = pg::enum_type<Enum, Name, Parts...>;
    enum_model described{std::string(declared::schema), std::string(Name.view()), {}};
    described.labels.assign(declared::labels.begin(), declared::labels.end());
    const auto& said = declared::declared;
    for (std::size_t i = 0; i != said.renames; ++i) {
        described.renamed.push_back({std::string(said.renamed[i].before), std::string(said.renamed[i].now)});
    }
    for (std::size_t i = 0; i != said.removals; ++i) {
        described.removed.push_back({std::string(said.removed[i].before), std::string(said.removed[i].now)});
    }
    add_schema(schema, described.schema);
    schema.enums.push_back(std::move(described));
}
template <class Base, class Attribute>
void describe_domain_attribute(domain_type_model& domain, Attribute) {
    const std::string place = "domain " + spoken(domain.schema, domain.name);
    if constexpr (std::is_same_v<Attribute, attribute::not_null>) {
        domain.not_null = true;
    } else if constexpr (virga::detail::is_default<Attribute>) {
        table_model around;
        column_model column;
        describe_attribute<field<Base, "value">>(around, column, Attribute{});
        domain.default_expression = std::move(column.default_expression);
    } else if constexpr (virga::detail::is_rules<Attribute>) {
        table_model around;
        described_at(place, [&around] {
            std::apply([&around](const auto&... each) { (describe_constraint(around, each), ...); },
                       Attribute::constraints(expr<Base, "value">()));
        });
        domain.checks = std::move(around.checks);
        domain.comments = std::move(around.comments);
    }
}
template <fixed_string Name, class Base, auto... Attributes>
void describe_item(model& schema, pg::domain<Name, Base, Attributes...>*) {
    domain_type_model described{std::string(pg::domain<Name, Base, Attributes...>::schema), std::string(Name.view()),
                                std::string(Base::spelling.view())};
    (describe_domain_attribute<Base>(described, Attributes), ...);
    add_schema(schema, described.schema);
    schema.domains.push_back(std::move(described));
}
template <class... Attributes>
std::vector<attribute_model> describe_attributes(list<Attributes...>*) {
    return {{std::string(Attributes::name), std::string(Attributes::type::spelling.view())}...};
}
template <fixed_string Name, class Value, auto... Parts>
void describe_item(model& schema, pg::composite<Name, Value, Parts...>*) {
    using declared = pg::composite<Name, Value, Parts...>;
    add_schema(schema, std::string(declared::schema));
    schema.composites.push_back({std::string(declared::schema), std::string(Name.view()),
                                 describe_attributes(static_cast<typename declared::attributes*>(nullptr))});
}
template <fixed_string Name, sequence_options Options, fixed_string Schema>
void describe_item(model& schema, pg::sequence<Name, Options, Schema>*) {
    schema.sequences.push_back({std::string(Schema.view()), std::string(Name.view()), "bigint", describe_sequence(Options)});
    add_schema(schema, schema.sequences.back().schema);
}
template <fixed_string Name, fixed_string Schema>
void describe_item(model& schema, pg::extension<Name, Schema>*) {
    schema.extensions.push_back({std::string(Name.view()), std::string(Schema.view())});
    add_schema(schema, schema.extensions.back().schema);
}
template <class Item, class Domain>
void describe_one(model& schema, [[maybe_unused]] const Domain& domain) {
    if constexpr (is_view<Item>) describe_view(schema, std::get<Item>(domain.views));
    else describe_item(schema, static_cast<Item*>(nullptr));
}
template <class... Items>
void describe_domain(model& schema, const domain_list<Items...>& domain) {
    (describe_one<Items>(schema, domain), ...);
}

// Existing tables and roles need not be listed; those that are named join the model when all else is in it.

template <class Source>
void add_existing_table(model& schema) {
    if constexpr (traits<Source>::is_existing) {
        const auto is_it = [](const table_model& each) {
            return each.schema == traits<Source>::schema and each.name == traits<Source>::name;
        };
        using table_type = virga::detail::table_of<Source>;
        if (none_of(schema.tables, is_it)) describe_item(schema, static_cast<table_type*>(nullptr));
    }
}
template <class Attribute>
void add_target(model&, Attribute*) {}
template <auto Column, auto... Actions>
void add_target(model& schema, attribute::references<Column, Actions...>*) {
    add_existing_table<typename std::remove_const_t<decltype(Column)>::source>(schema);
}
template <fixed_string Name, class Columns, class First, class... Targets>
void add_target(model& schema, foreign_key_constraint<Name, Columns, list<First, Targets...>>*) {
    add_existing_table<typename First::source>(schema);
}
template <class Type, fixed_string Name, class... Attributes>
void add_targets(model& schema, field<Type, Name, Attributes...>*) {
    (add_target(schema, static_cast<Attributes*>(nullptr)), ...);
}
template <class... Fields>
void add_targets(model& schema, list<Fields...>*) {
    (add_targets(schema, static_cast<Fields*>(nullptr)), ...);
}
template <class... Constraints>
void add_named_by(model& schema, std::tuple<Constraints...>*) {
    (add_target(schema, static_cast<Constraints*>(nullptr)), ...);
    add_existing_roles(schema, static_cast<typename virga::detail::joined<virga::policies_of<Constraints>...>::type*>(nullptr));
}
template <class Item>
void add_what_it_names(model& schema) {
    if constexpr (is_grant<Item>) add_existing_roles(schema, static_cast<Item*>(nullptr));
    if constexpr (is_table<Item>) {
        if constexpr (not traits<Item>::is_existing) {
            add_targets(schema, static_cast<fields_of<Item>*>(nullptr));
            add_named_by(schema, static_cast<virga::detail::constraints_t<Item>*>(nullptr));
        }
    }
}
template <class... Items>
void add_what_they_name(model& schema, list<Items...>*) {
    (add_what_it_names<Items>(schema), ...);
}
}  // namespace detail

/// The model of a declared schema, its tables, types and roles in order of declaration; then the existing tables and roles
/// that these name and no domain lists.
template <class... Domains>
[[nodiscard]] model describe(const schema_list<Domains...>& schema) {
    model described;
    using items = typename schema_list<Domains...>::items;
    std::apply([&described](const auto&... domains) { (detail::describe_domain(described, domains), ...); }, schema.domains);
    detail::add_what_they_name(described, static_cast<items*>(nullptr));
    detail::grant_on_each(described);
    for (const table_model& table : described.tables) {  // a schema that holds an existing table exists too
        if (table.existing) std::erase(described.schemas, table.schema);
    }
    return described;
}
}  // namespace virga::kit
