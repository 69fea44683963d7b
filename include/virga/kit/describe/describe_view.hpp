// virga/kit/describe/describe_view.hpp: declared views as the kit's run-time model.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/kit/describe/described_at.hpp>   // virga::kit::detail::refuse_thrown
#include <virga/kit/describe/inline_values.hpp>  // virga::kit::query_sql
#include <virga/kit/describe/noted_needs.hpp>    // virga::kit::detail::noted_needs
#include <virga/kit/model.hpp>                   // virga::kit::view_model
#include <virga/kit/model/lists.hpp>             // virga::kit::detail::find
#include <virga/kit/quote.hpp>                   // virga::kit::spoken
#include <virga/query/view.hpp>                  // virga::view

namespace virga::kit::detail {

/// The schema in which something lies comes with the first of it.
inline void add_schema(model& schema, const std::string& name) {
    if (name.empty() or name == "public") return;
    if (find(schema.schemas, name) == schema.schemas.end()) schema.schemas.push_back(name);
}

/// Whether a type of an expression is PostgreSQL's to the letter: it has no length, precision or collation, which the server may
/// keep or leave out.
template <class Type>
inline constexpr bool is_certain_type = Type::spelling.view().find('(') == std::string_view::npos and Type::oid != 1700 and
                                        (Type::category == type_category::number or Type::category == type_category::boolean or
                                         Type::category == type_category::uuid or Type::category == type_category::json or
                                         Type::category == type_category::binary or Type::category == type_category::enumeration);

/// The type of a view's column; empty where it is not certain.
template <class Node>
struct type_of_output {
    static std::string text() {
        using type = types::stored_type_t<typename Node::type>;
        return is_certain_type<type> ? std::string(type::spelling.view()) : std::string{};
    }
};
template <class Attribute>
inline constexpr std::string_view collation_in{};
template <fixed_string Name>
inline constexpr std::string_view collation_in<attribute::collation<Name>> = Name.view();
template <class Type, fixed_string Name, class... Attributes>
std::string type_of_field(field<Type, Name, Attributes...>*) {
    std::string text(types::stored_type_t<typename field<Type, Name, Attributes...>::type>::spelling.view());
    for (const std::string_view collation : {std::string_view{}, collation_in<Attributes>...}) {
        if (not collation.empty()) text += " collate " + quote_identifier(collation);
    }
    return text;
}
template <class Source, std::size_t Index>
struct type_of_output<node::column_at<Source, Index>> {
    static std::string text() { return type_of_field(static_cast<field_of<Source, Index>*>(nullptr)); }
};

template <class Outputs, class Tree>
struct types_of_outputs;
template <class... Outputs, class Tree>
struct types_of_outputs<list<Outputs...>, Tree> {
    [[gnu::always_inline]] static std::vector<std::string> all() {
        if constexpr (virga::detail::is_combined<Tree>)
            return std::vector<std::string>(sizeof...(Outputs));  // of both sides
        else
            return {type_of_output<typename Outputs::value>::text()...};
    }
};

template <class... Columns>
std::vector<std::string> names_of_results(list<Columns...>*) {
    return {std::string(Columns::name.view())...};
}

inline void describe_options(view_model& view, const view_options& options) {
    view.security_invoker = options.security_invoker;
    view.security_barrier = options.security_barrier;
    if (options.check == pg::check_option::local) view.check = "local";
    if (options.check == pg::check_option::cascaded) view.check = "cascaded";
}
inline void describe_options(view_model& view, const materialized_options& options) {
    view.materialized = true;
    view.without_data = not options.with_data;
}

template <fixed_string Text, class... Columns, class View>
void describe_query(view_model& described, const View&, text_query_of<Text, Columns...>*) {
    described.query = Text.view();
    described.types.assign(sizeof...(Columns), "");
}
template <class... Clauses, class View>
[[gnu::always_inline]] inline void describe_query(view_model& described, const View& view, statement_tree<Clauses...>*) {
    using tree = statement_tree<Clauses...>;
    noted_needs needs;
    described.query = query_sql<tree>(view.defined_by, &needs);
    needs.wrote(described.query);
    described.needs = needs.told();
    described.types = types_of_outputs<virga::detail::known_outputs_of<tree>, tree>::all();
}

template <fixed_string Name, bool IsUnique, fixed_string... Columns>
index_model describe_view_index(view_index<Name, IsUnique, Columns...>*) {
    index_model index;
    index.name = Name.view();
    index.unique = IsUnique;
    for (const std::string_view each : {Columns.view()...}) index.parts.push_back({std::string(each), false, false, {}});
    return index;
}
template <class... Indexes>
std::vector<index_model> describe_view_indexes(list<Indexes...>*) {
    return {describe_view_index(static_cast<Indexes*>(nullptr))...};
}

/// What a constant of a class says, without a symbol of that.
template <class View>
consteval std::string_view name_in() {
    return View::name;
}
template <class View>
consteval std::string_view schema_in() {
    return View::schema;
}
template <class View>
[[gnu::always_inline]] inline void describe_view(model& schema, const View& view) {
    using definition = typename View::definition;
    view_model described;
    described.schema = schema_in<View>();
    described.name = name_in<View>();
    described.columns = names_of_results(static_cast<typename View::columns*>(nullptr));
    constexpr auto options = definition::options;
    describe_options(described, options);
    try {
        describe_query(described, view, static_cast<typename definition::query*>(nullptr));
    } catch (...) {
        refuse_thrown("view " + spoken(described.schema, described.name));
    }
    described.indexes = describe_view_indexes(static_cast<typename definition::indexes*>(nullptr));
    add_schema(schema, described.schema);
    schema.views.push_back(std::move(described));
}
}  // namespace virga::kit::detail
