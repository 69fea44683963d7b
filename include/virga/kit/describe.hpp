// virga/kit/describe.hpp: an app's declarations as the kit's run-time model.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <tuple>        // std::tuple
#include <type_traits>  // std::is_trivially_destructible_v, std::bool_constant
#include <utility>      // std::move, std::index_sequence
#include <vector>       // std::erase, std::vector

#include <virga/catalog/domain.hpp>                    // virga::schema_list
#include <virga/catalog/keys.hpp>                      // virga::detail::declared_constraints_of
#include <virga/expr/fragment.hpp>                     // virga::expr
#include <virga/expr/short_type.hpp>                   // virga::detail::long_type, short_type_t
#include <virga/kit/describe/constraint_facts.hpp>     // virga::kit::detail::describe_constraints
#include <virga/kit/describe/describe_by_hand.hpp>     // the describing of what is text
#include <virga/kit/describe/describe_column.hpp>      // the describing of columns
#include <virga/kit/describe/describe_constraint.hpp>  // the describing of constraints
#include <virga/kit/describe/describe_security.hpp>    // the describing of roles
#include <virga/kit/describe/described_at.hpp>         // virga::kit::detail::described_at
#include <virga/kit/describe/describe_view.hpp>        // virga::kit::detail::describe_view
#include <virga/kit/describe/noted_needs.hpp>          // virga::kit::detail::keep_declared_functions
#include <virga/kit/model.hpp>                         // virga::kit::model
#include <virga/kit/model/lists.hpp>                   // virga::kit::detail::none_of
#include <virga/kit/plan/rename_request.hpp>           // virga::kit::detail::requested_name
#include <virga/kit/quote.hpp>                         // virga::kit::named_schema, spoken
#include <virga/text/array_view.hpp>                   // virga::array_view

namespace virga::kit {
namespace detail {

/// The innermost namespace of a template, from how both compilers write it: `[with Fields = app::cms::post_fields; ...]`.
inline std::string innermost_namespace(std::string_view text) {
    constexpr std::string_view start = "Fields = ";
    text.remove_prefix(text.find(start) + start.size());
    text = text.substr(0, text.find_first_of(";]"));
    const std::size_t end = text.rfind("::");
    if (end == text.npos) return {};
    text = text.substr(0, end);
    const std::size_t begin = text.rfind("::");
    return std::string{begin == text.npos ? text : text.substr(begin + 2)};
}
template <template <class> class Fields>
constexpr std::string_view named_by_compiler() {
    return __PRETTY_FUNCTION__;
}

/// A table, by constants that one function turns into the model.
struct table_facts {
    std::string_view name, schema, fields;  ///< the fields as the compiler writes it
    array_view<column_facts> columns{};
    array_view<reference_facts> references{};
    array_view<constraint_facts> constraints{};
    constraint_parts parts{};
    /// Describes constraints that only the program can make; null where they are constants.
    void (*made_constraints)(table_model& table, named_others& others) = nullptr;
    bool existing = false, unlogged = false;
    array_view<std::string_view> storage{};
    std::string_view tablespace{}, comment{};
    std::string_view was{}, was_in{};  ///< its name before, and its schema
};

// What an attribute of a table says of it.
constexpr void note(table_facts& table, attribute::existing) { table.existing = true; }
constexpr void note(table_facts& table, attribute::unlogged) { table.unlogged = true; }
template <fixed_string Name, fixed_string Schema>
constexpr void note(table_facts& table, attribute::renamed_from<Name, Schema>) {
    table.was = Name.view();
    table.was_in = Schema.size() == 0 ? table.schema : Schema.view();
}
template <fixed_string... Parameters>
inline constexpr std::string_view storage_parameters[]{Parameters.view()...};
template <fixed_string... Parameters>
constexpr void note(table_facts& table, attribute::storage<Parameters...>) {
    table.storage = storage_parameters<Parameters...>;
}
template <fixed_string Name>
constexpr void note(table_facts& table, attribute::tablespace<Name>) {
    table.tablespace = Name.view();
}
template <fixed_string Text>
constexpr void note(table_facts& table, attribute::comment<Text>) {
    table.comment = Text.view();
}

/// A path as a rename asks for it, `public.customer.street`.
inline std::string path_of(std::string_view schema, std::string_view table, std::string_view column = {}) {
    std::string path = requested_name(named_schema(schema)) + "." + requested_name(table);
    return column.empty() ? path : path + "." + requested_name(column);
}
/// What the attributes of a table and its columns ask for: the table first, then its columns under its new name.
inline void add_renames(model& schema, const table_model& table, const table_facts& declared) {
    const auto add = [&schema](const std::string& old, const std::string& name) {
        schema.renames.requests.push_back(old + "=" + name);
    };
    if (not declared.was.empty()) add(path_of(declared.was_in, declared.was), path_of(table.schema, table.name));
    for (const column_model& each : table.columns) {
        if (not each.was.name.empty()) add(path_of(table.schema, table.name, each.was.name), requested_name(each.name));
    }
}

/// Whether the compiler can make what `constraints()` returns, and keep it: no value in it owns memory, as a text does, which holds
/// its own address. Else the program makes it, with code for each expression.
template <class Table>
inline constexpr bool has_constant_constraints =
    std::is_trivially_destructible_v<decltype(virga::detail::declared_constraints_of<Table>())> and requires {
    typename std::bool_constant<(static_cast<void>(virga::detail::declared_constraints_of<Table>()), true)>;
};
template <class Table>
consteval auto constant_constraints_of() {
    if constexpr (has_constant_constraints<Table>) return virga::detail::declared_constraints_of<Table>();
    else return std::tuple<>{};
}
/// Of what others keep, only what foreign keys can lean on is of interest.
inline void keep_keys_alone(table_model& table) {
    table.foreign_keys.clear();
    table.checks.clear();
    table.exclusions.clear();
    table.partitioned_by.clear();
    table.partition_key.clear();
    table.partitions.clear();
    table.comments.clear();
    for (column_model& each : table.columns) each.comment.clear();
    std::erase_if(table.indexes, [](const index_model& index) { return not index.unique; });
}
inline void describe_table(model& schema, const table_facts& declared, named_others& others) {
    table_model table;
    table.name = declared.name;
    table.schema = declared.schema;
    table.domain.name = innermost_namespace(declared.fields);
    table.existing = declared.existing;
    table.unlogged = declared.unlogged;
    table.storage.assign(declared.storage.begin(), declared.storage.end());
    table.tablespace = declared.tablespace;
    table.comment = declared.comment;
    named_others named;
    describe_columns(table, declared.columns, declared.references, named);
    describe_constraints(table, declared.constraints, declared.parts, named);
    if (declared.made_constraints != nullptr) declared.made_constraints(table, named);
    if (table.existing) {
        keep_keys_alone(table);
    } else {
        add_schema(schema, table.schema);
        others.insert(others.end(), named.begin(), named.end());
    }
    add_renames(schema, table, declared);
    schema.tables.push_back(std::move(table));
}
template <class Table>
void describe_made_constraints(table_model& table, named_others& others) {
    const auto declared = described_at("table " + spoken(table.schema, table.name) + ", constraints()",
                                       [] { return virga::detail::declared_constraints_of<Table>(); });
    const auto facts = facts_of_constraints(declared);
    describe_constraints(table, facts.all, facts.parts(), others);
}
/// What a table says by constants of its own, which are called by the table and not by what they hold.
template <class Table>
struct constants_of;
template <fixed_string Name, template <class> class Fields, fixed_string Schema, auto... Attributes>
struct constants_of<table<Name, Fields, Schema, Attributes...>> {
    using declared = table<Name, Fields, Schema, Attributes...>;
    static constexpr auto columns = columns_among(static_cast<const fields_of<declared>*>(nullptr));
    static constexpr auto references = references_among(static_cast<const fields_of<declared>*>(nullptr));
    static constexpr auto constraints = constant_constraints_of<declared>();
    static constexpr auto of_constraints = facts_of_constraints(constraints);
    static consteval table_facts facts_of_table() {
        table_facts all{Name.view(), Schema.view(), named_by_compiler<Fields>(), columns, references, of_constraints.all,
                        of_constraints.parts()};
        if constexpr (not has_constant_constraints<declared>) all.made_constraints = &describe_made_constraints<declared>;
        (note(all, Attributes), ...);
        return all;
    }
    static constexpr table_facts facts = facts_of_table();
};
template <fixed_string Request>
void describe_item(model& schema, pg::renamed<Request>*) {
    schema.renames.requests.push_back(std::string(Request.view()));
}
inline void add_enum(model& schema, std::string_view in, std::string_view name, array_view<std::string_view> labels,
                     array_view<former_label> renamed, array_view<former_label> removed) {
    enum_model described{std::string(in), std::string(name), {labels.begin(), labels.end()}};
    for (const former_label& each : renamed) described.renamed.push_back({std::string(each.before), std::string(each.now)});
    for (const former_label& each : removed) described.removed.push_back({std::string(each.before), std::string(each.now)});
    add_schema(schema, described.schema);
    schema.enums.push_back(std::move(described));
}
template <class Enum, fixed_string Name, virga::detail::enum_part... Parts>
void describe_item(model& schema, pg::enum_type<Enum, Name, Parts...>*) {
    using declared = pg::enum_type<Enum, Name, Parts...>;
    const auto& said = declared::declared;
    add_enum(schema, declared::schema, Name.view(), declared::labels, array_view{said.renamed.data(), said.renames},
             array_view{said.removed.data(), said.removals});
}
template <class Base, class Attribute>
void describe_domain_attribute(domain_type_model& domain, Attribute) {
    const std::string place = "domain " + spoken(domain.schema, domain.name);
    if constexpr (std::is_same_v<Attribute, attribute::not_null>) {
        domain.not_null = true;
    } else if constexpr (virga::detail::is_default<Attribute>) {
        static constexpr column_facts value = facts_of(static_cast<const field<Base, "value", Attribute>*>(nullptr));
        if (value.default_value != nullptr) domain.default_expression = described_at(place + ", default", [] {
            noted_needs needs;
            return value.default_value(needs);
        });
        else domain.default_expression = value.default_sql;
    } else if constexpr (virga::detail::is_rules<Attribute>) {
        table_model around;
        described_at(place, [&around] {
            const auto declared = Attribute::constraints(expr<Base, "value">());
            const auto facts = facts_of_constraints(declared);
            named_others none;
            describe_constraints(around, facts.all, facts.parts(), none);
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
// What is no table is known by a number, as its type says all that it says: the query of a view, the body of a function.
template <class Short>
void describe_unlike_tables(model& schema, const void*, named_others&) {
    describe_item(schema, static_cast<typename virga::detail::long_type<Short>::type*>(nullptr));
}
template <class Short>
void describe_grant(model& schema, const void*, named_others& others) {
    describe_item(schema, static_cast<typename virga::detail::long_type<Short>::type*>(nullptr));
    others.push_back(&add_roles_of_grant<Short>);
}
template <class Short>
void describe_view_at(model& schema, const void* view, named_others&) {
    describe_view(schema, *static_cast<const typename virga::detail::long_type<Short>::type*>(view));
}
inline void describe_table_at(model& schema, const void* facts, named_others& others) {
    describe_table(schema, *static_cast<const table_facts*>(facts), others);
}
/// Something of a domain: where what describes it stands, and the function that does.
struct item_facts {
    void (*describe)(model& schema, const void* declared, named_others& others);
    const void* declared = nullptr;  ///< the constants of a table
    bool is_view = false;            ///< which holds values, so that it is where the domain is
};
template <class Item>
constexpr item_facts facts_of_item() {
    if constexpr (is_table<Item>) return {describe_table_at, &constants_of<Item>::facts};
    else if constexpr (is_view<Item>) return {describe_view_at<virga::detail::short_type_t<Item>>, nullptr, true};
    else if constexpr (is_grant<Item>) return {describe_grant<virga::detail::short_type_t<Item>>};
    else return {describe_unlike_tables<virga::detail::short_type_t<Item>>};
}
/// `views` are those of the domain, in order.
inline void describe_items(model& schema, array_view<item_facts> all, const void* const* views, named_others& others) {
    for (const item_facts& each : all) each.describe(schema, each.is_view ? *views++ : each.declared, others);
}
// What speaks of a whole domain or schema is inlined, as it would be called by all that these list.
template <class... Views>
[[gnu::always_inline]] inline std::array<const void*, sizeof...(Views) + 1> views_of(
    [[maybe_unused]] const virga::detail::kept_views<list<Views...>>& kept) {
    return {&static_cast<const virga::detail::kept_view<Views>&>(kept).view..., nullptr};
}
template <class... Items>
[[gnu::always_inline]] inline void describe_domain(model& schema, const domain_list<Items...>& domain, named_others& others) {
    constexpr std::array<item_facts, sizeof...(Items)> items{facts_of_item<Items>()...};
    describe_items(schema, items, views_of(domain).data(), others);
}
template <std::size_t... Positions, class... Domains>
[[gnu::always_inline]] inline void describe_domains(
    model& schema, const virga::detail::domains_at<std::index_sequence<Positions...>, Domains...>& domains, named_others& others) {
    (describe_domain(schema, static_cast<const virga::detail::domain_at<Positions, Domains>&>(domains).domain, others), ...);
}

// Existing tables and roles need not be listed; those that are named join the model when all else is in it.
inline void add_unless_listed(model& schema, const table_facts& declared) {
    const auto is_it = [&declared](const table_model& each) {
        return each.schema == declared.schema and each.name == declared.name;
    };
    named_others none;
    if (none_of(schema.tables, is_it)) describe_table(schema, declared, none);
}
template <class Source>
void add_existing_table(model& schema) {
    add_unless_listed(schema, constants_of<virga::detail::table_of<Source>>::facts);
}
}  // namespace detail

/// The model of a declared schema, its tables, types and roles in order of declaration; then the existing tables and roles
/// that these name and no domain lists.
template <class... Domains>
[[nodiscard, gnu::always_inline]] inline model describe(const schema_list<Domains...>& schema) {
    model described;
    detail::named_others others;
    detail::describe_domains(described, schema, others);
    for (const auto add : others) add(described);
    detail::grant_on_each(described);
    detail::keep_declared_functions(described);
    for (const table_model& table : described.tables) {  // a schema that holds an existing table exists too
        if (table.existing) std::erase(described.schemas, table.schema);
    }
    return described;
}
}  // namespace virga::kit
