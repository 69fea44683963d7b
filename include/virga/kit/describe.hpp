// virga/kit/describe.hpp: an app's declarations as the kit's run-time model.
#pragma once

#include <cstddef>      // std::size_t
#include <span>         // std::span
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <tuple>        // std::apply
#include <type_traits>  // std::is_trivially_destructible_v, std::bool_constant
#include <utility>      // std::move, std::index_sequence
#include <vector>       // std::erase

#include <virga/catalog/constraint.hpp>              // virga::foreign_key_constraint
#include <virga/catalog/domain.hpp>                  // virga::schema_list
#include <virga/catalog/keys.hpp>                    // virga::detail::declared_constraints_of
#include <virga/expr/fragment.hpp>                   // virga::expr
#include <virga/kit/describe/describe_by_hand.hpp>   // the describing of what is text
#include <virga/kit/describe/describe_column.hpp>    // the describing of columns
#include <virga/kit/describe/describe_constraint.hpp>  // the describing of constraints
#include <virga/kit/describe/describe_security.hpp>  // the describing of roles
#include <virga/kit/describe/described_at.hpp>       // virga::kit::detail::described_at
#include <virga/kit/describe/describe_view.hpp>      // virga::kit::detail::describe_view
#include <virga/kit/describe/noted_needs.hpp>        // virga::kit::detail::keep_declared_functions
#include <virga/kit/model.hpp>                       // virga::kit::model
#include <virga/kit/model/lists.hpp>                 // virga::kit::detail::none_of
#include <virga/kit/plan/rename_request.hpp>         // virga::kit::detail::requested_name
#include <virga/kit/quote.hpp>                       // virga::kit::named_schema, spoken

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
std::string_view named_by_compiler() {
    return __PRETTY_FUNCTION__;
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

template <class... Constraints, std::size_t... Positions>
void describe_constraints(table_model& table, const std::tuple<Constraints...>& all, std::index_sequence<Positions...>) {
    (describe_constraint(table, std::get<Positions>(all)), ...);
}
/// Whether the compiler can make what `constraints()` returns, and keep it: no value in it owns memory, as a text does, which holds
/// its own address. Else the program makes it, with code for each expression.
template <class Table>
inline constexpr bool has_constant_constraints =
    std::is_trivially_destructible_v<decltype(virga::detail::declared_constraints_of<Table>())> and requires {
        typename std::bool_constant<(static_cast<void>(virga::detail::declared_constraints_of<Table>()), true)>;
    };
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
/// The part of describing a table that is the same for all.
inline void begin_table(table_model& table, std::string_view name, std::string_view schema, std::string domain) {
    table.name = name;
    table.schema = schema;
    table.domain.name = std::move(domain);
}
inline void end_table(model& schema, table_model& table) {
    if (table.existing) keep_keys_alone(table);
    else add_schema(schema, table.schema);
}
inline void add_table(model& schema, table_model& table) {
    add_renames_of_columns(schema, table);
    schema.tables.push_back(std::move(table));
}

template <fixed_string Name, template <class> class Fields, fixed_string Schema, auto... Attributes>
void describe_item(model& schema, table<Name, Fields, Schema, Attributes...>*) {
    using declared = table<Name, Fields, Schema, Attributes...>;
    table_model described;
    begin_table(described, Name.view(), Schema.view(), innermost_namespace(named_by_compiler<Fields>()));
    (describe_table_attribute(described, Attributes), ...);
    static constexpr auto columns = columns_among(static_cast<const fields_of<declared>*>(nullptr));
    static constexpr auto references = references_among(static_cast<const fields_of<declared>*>(nullptr));
    describe_columns(described, columns, references);
    using constraints = decltype(virga::detail::declared_constraints_of<declared>());
    constexpr std::make_index_sequence<std::tuple_size_v<constraints>> positions;
    if constexpr (std::tuple_size_v<constraints> == 0) {
    } else if constexpr (has_constant_constraints<declared>) {
        static constexpr constraints all = virga::detail::declared_constraints_of<declared>();
        describe_constraints(described, all, positions);
    } else {
        const constraints all = described_at("table " + spoken(described.schema, described.name) + ", constraints()",
                                             [] { return virga::detail::declared_constraints_of<declared>(); });
        describe_constraints(described, all, positions);
    }
    end_table(schema, described);
    (add_rename(schema, described, Attributes), ...);
    add_table(schema, described);
}
template <fixed_string Request>
void describe_item(model& schema, pg::renamed<Request>*) {
    schema.renames.requests.push_back(std::string(Request.view()));
}
inline void add_enum(model& schema, std::string_view in, std::string_view name, std::span<const std::string_view> labels,
                     std::span<const former_label> renamed, std::span<const former_label> removed) {
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
    add_enum(schema, declared::schema, Name.view(), declared::labels, std::span{said.renamed}.first(said.renames),
             std::span{said.removed}.first(said.removals));
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
template <class Item, class Views>
void describe_one(model& schema, [[maybe_unused]] const virga::detail::kept_views<Views>& kept) {
    if constexpr (is_view<Item>) describe_view(schema, std::get<Item>(kept.views));
    else describe_item(schema, static_cast<Item*>(nullptr));
}
template <class... Items>
void describe_domain(model& schema, const domain_list<Items...>& domain) {
    [[maybe_unused]] const int done[]{(describe_one<Items>(schema, domain), 0)..., 0};  // clang folds over 256 at most
}

// Existing tables and roles need not be listed; those that are named join the model when all else is in it.

template <class Source>
using if_existing = std::conditional_t<traits<Source>::is_existing, list<Source>, list<>>;
/// The existing table that an attribute or a constraint refers to.
template <class Given>
struct existing_target {
    using type = list<>;
};
template <auto Column, auto... Actions>
struct existing_target<attribute::references<Column, Actions...>> {
    using type = if_existing<typename std::remove_const_t<decltype(Column)>::source>;
};
template <fixed_string Name, class Columns, class First, class... Targets>
struct existing_target<foreign_key_constraint<Name, Columns, list<First, Targets...>>> {
    using type = if_existing<typename First::source>;
};
template <class Declared>
struct existing_targets;
template <class Type, fixed_string Name, class... Attributes>
struct existing_targets<field<Type, Name, Attributes...>>
    : virga::detail::joined<typename existing_target<Attributes>::type...> {};
template <class... Fields>
struct existing_targets<list<Fields...>> : virga::detail::joined<typename existing_targets<Fields>::type...> {};
template <class... Constraints>
struct existing_targets<std::tuple<Constraints...>>
    : virga::detail::joined<typename existing_target<Constraints>::type...> {};

template <class Source>
void add_existing_table(model& schema) {
    const auto is_it = [](const table_model& each) {
        return each.schema == traits<Source>::schema and each.name == traits<Source>::name;
    };
    if (none_of(schema.tables, is_it)) describe_item(schema, static_cast<virga::detail::table_of<Source>*>(nullptr));
}
template <class... Sources>
void add_existing_tables(model& schema, list<Sources...>*) {
    (add_existing_table<Sources>(schema), ...);
}
template <class... Constraints>
void add_roles_of(model& schema, std::tuple<Constraints...>*) {
    using policies = typename virga::detail::joined<virga::policies_of<Constraints>...>::type;
    if constexpr (policies::size != 0) add_existing_roles(schema, static_cast<policies*>(nullptr));
}
template <class Item>
void add_what_it_names(model& schema) {
    if constexpr (is_grant<Item>) add_existing_roles(schema, static_cast<Item*>(nullptr));
    if constexpr (is_table<Item>) {
        if constexpr (not traits<Item>::is_existing) {
            using constraints = virga::detail::constraints_t<Item>;
            using targets = typename virga::detail::joined<typename existing_targets<fields_of<Item>>::type,
                                                           typename existing_targets<constraints>::type>::type;
            if constexpr (targets::size != 0) add_existing_tables(schema, static_cast<targets*>(nullptr));
            add_roles_of(schema, static_cast<constraints*>(nullptr));
        }
    }
}
template <class... Items>
void add_what_they_name(model& schema, list<Items...>*) {
    [[maybe_unused]] const int done[]{(add_what_it_names<Items>(schema), 0)..., 0};
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
    detail::keep_declared_functions(described);
    for (const table_model& table : described.tables) {  // a schema that holds an existing table exists too
        if (table.existing) std::erase(described.schemas, table.schema);
    }
    return described;
}
}  // namespace virga::kit
