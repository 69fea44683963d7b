// virga/expr/functions/text_search.hpp: functions of full text search.
// Source: PostgreSQL manual, section 9.13, Text Search Functions and Operators; tests/postgres compares those of signatures with
// pg_proc.
//
// A configuration says how words become lexemes. It is a constant of the text, `to_tsvector<"english">(post.body)`, so that an
// index of the same expression serves. Without one it is the setting default_text_search_config: such a call is not immutable.
#pragma once

#include <type_traits>  // std::decay_t

#include <virga/expr/function.hpp>            // VIRGA_FUNCTION
#include <virga/types/array.hpp>              // virga::types::array
#include <virga/types/json.hpp>               // virga::types::json
#include <virga/types/jsonb.hpp>              // virga::types::jsonb
#include <virga/types/object_identifier.hpp>  // virga::types::regconfig
#include <virga/types/real.hpp>               // virga::types::real
#include <virga/types/text_search.hpp>        // virga::types::tsvector

namespace virga {

namespace node {
/// `'name'::regconfig`
template <fixed_string Name>
struct text_search_configuration : leaf {
    template <class>
    static constexpr bool nullable_in = false;
    static constexpr void write(writer& out) {
        out.text("'");
        for (std::size_t i = 0; i != Name.size(); ++i) {
            if (Name.characters[i] == '\'') out.text("'");
            out.text(Name.view().substr(i, 1));
        }
        out.text("'::regconfig");
    }
};
/// `'A'`
template <char Weight>
struct lexeme_weight : leaf {
    template <class>
    static constexpr bool nullable_in = false;
    static constexpr void write(writer& out) {
        constexpr char letter[]{Weight};
        out.text("'");
        out.text({letter, 1});
        out.text("'");
    }
};
}  // namespace node

/// Whether a text search configuration can have that name.
template <fixed_string Name>
inline constexpr bool is_configuration_name = Name.size() != 0 and Name.view().find('\\') == std::string_view::npos;
/// Whether something is searched by its words: a text, a jsonb or a json.
template <class Given>
inline constexpr bool is_document = false;
template <expression_like Given>
inline constexpr bool is_document<Given> = detail::fit<types::text, Given>() == 2 or detail::fit<types::jsonb, Given>() == 2 or
                                           detail::fit<types::json, Given>() == 2 or detail::was_refused_before<Given>;
/// Whether something says what is looked for: a text, as an expression, a value or an argument.
template <class Given>
inline constexpr bool is_search_text = detail::fit<types::text, Given>() == 2;
/// The weights of lexemes.
template <char Weight>
inline constexpr bool is_lexeme_weight = Weight >= 'A' and Weight <= 'D';

namespace detail {
template <fixed_string Name, class Result, fixed_string Configuration, class... Operands>
[[nodiscard]] constexpr auto call_configured(const Operands&... operands) {
    static_assert(is_configuration_name<Configuration>, "text search: a configuration has a name, such as english or simple");
    using called =
        node::function_call<Name, call_rules{}, Result, node::text_search_configuration<Configuration>, tree_of<Operands>...>;
    return make_expression<called>(join(operands.parameters...));
}
template <fixed_string Name, class Result, class... Operands>
[[nodiscard]] constexpr auto call_by_setting(const Operands&... operands) {
    return make_expression<node::function_call<Name, rules_of<stable>, Result, tree_of<Operands>...>>(join(operands.parameters...));
}
template <fixed_string Name, fixed_string Configuration, class Given>
[[nodiscard]] constexpr auto make_search(Given&& words) {
    if constexpr (not is_search_text<std::decay_t<Given>>) {
        static_assert(is_search_text<std::decay_t<Given>> or was_refused_before<std::decay_t<Given>>,
                      "to_tsquery: takes a text, an expression or a value");
        return refuse<types::tsquery>();
    } else if constexpr (Configuration.size() == 0) {
        return call_by_setting<Name, types::tsquery>(operand_for<types::text>(static_cast<Given&&>(words)));
    } else {
        return call_configured<Name, types::tsquery, Configuration>(operand_for<types::text>(static_cast<Given&&>(words)));
    }
}
template <class Document>
constexpr bool refuse_document() {
    static_assert(is_document<Document>, "text search: takes an expression of text, jsonb or json");
    return false;
}
}  // namespace detail

/// `to_tsvector('english'::regconfig, document)`: the lexemes of a text, or of the texts in a jsonb or json.
template <fixed_string Configuration = "", class Document>
[[nodiscard]] constexpr auto to_tsvector(const Document& document) {
    if constexpr (not is_document<Document>) {
        detail::refuse_document<Document>();
        return detail::refuse<types::tsvector>();
    } else if constexpr (Configuration.size() == 0) {
        return detail::call_by_setting<"to_tsvector", types::tsvector>(document);
    } else {
        return detail::call_configured<"to_tsvector", types::tsvector, Configuration>(document);
    }
}
/// `to_tsquery('english'::regconfig, text)`: words with `&`, `|`, `!` and `<->` between them; anything else is an error of the
/// server.
template <fixed_string Configuration = "", class Text>
[[nodiscard]] constexpr auto to_tsquery(Text&& text) {
    return detail::make_search<"to_tsquery", Configuration>(static_cast<Text&&>(text));
}
/// `plainto_tsquery('english'::regconfig, text)`: all words of a text.
template <fixed_string Configuration = "", class Text>
[[nodiscard]] constexpr auto plainto_tsquery(Text&& text) {
    return detail::make_search<"plainto_tsquery", Configuration>(static_cast<Text&&>(text));
}
/// `phraseto_tsquery('english'::regconfig, text)`: the words of a text one after the other.
template <fixed_string Configuration = "", class Text>
[[nodiscard]] constexpr auto phraseto_tsquery(Text&& text) {
    return detail::make_search<"phraseto_tsquery", Configuration>(static_cast<Text&&>(text));
}
/// `websearch_to_tsquery('english'::regconfig, text)`: what people write into a search field; no text is an error.
template <fixed_string Configuration = "", class Text>
[[nodiscard]] constexpr auto websearch_to_tsquery(Text&& text) {
    return detail::make_search<"websearch_to_tsquery", Configuration>(static_cast<Text&&>(text));
}


// Of a configuration that is an expression, as a column of each document's language: `to_tsvector(post.language, post.body)`.
namespace detail {
template <fixed_string Name, class Result, class... Documents, class Configuration, class Given>
[[nodiscard]] constexpr auto call_with_configuration(Configuration&& configuration, Given&& given) {
    return called<function, Name, Result(types::regconfig, types::text), Result(types::regconfig, Documents)...>(
        static_cast<Configuration&&>(configuration), static_cast<Given&&>(given));
}
}  // namespace detail
/// `to_tsvector(configuration, document)`
template <class Configuration, class Document>
    requires are_sql_arguments<Configuration, Document>
[[nodiscard]] constexpr auto to_tsvector(Configuration&& configuration, Document&& document) {
    return detail::call_with_configuration<"to_tsvector", types::tsvector, types::jsonb, types::json>(
        static_cast<Configuration&&>(configuration), static_cast<Document&&>(document));
}
/// `to_tsquery(configuration, text)`
template <class Configuration, class Text>
    requires are_sql_arguments<Configuration, Text>
[[nodiscard]] constexpr auto to_tsquery(Configuration&& configuration, Text&& text) {
    return detail::call_with_configuration<"to_tsquery", types::tsquery>(static_cast<Configuration&&>(configuration),
                                                                         static_cast<Text&&>(text));
}
/// `plainto_tsquery(configuration, text)`
template <class Configuration, class Text>
    requires are_sql_arguments<Configuration, Text>
[[nodiscard]] constexpr auto plainto_tsquery(Configuration&& configuration, Text&& text) {
    return detail::call_with_configuration<"plainto_tsquery", types::tsquery>(static_cast<Configuration&&>(configuration),
                                                                              static_cast<Text&&>(text));
}
/// `phraseto_tsquery(configuration, text)`
template <class Configuration, class Text>
    requires are_sql_arguments<Configuration, Text>
[[nodiscard]] constexpr auto phraseto_tsquery(Configuration&& configuration, Text&& text) {
    return detail::call_with_configuration<"phraseto_tsquery", types::tsquery>(static_cast<Configuration&&>(configuration),
                                                                               static_cast<Text&&>(text));
}
/// `websearch_to_tsquery(configuration, text)`
template <class Configuration, class Text>
    requires are_sql_arguments<Configuration, Text>
[[nodiscard]] constexpr auto websearch_to_tsquery(Configuration&& configuration, Text&& text) {
    return detail::call_with_configuration<"websearch_to_tsquery", types::tsquery>(static_cast<Configuration&&>(configuration),
                                                                                   static_cast<Text&&>(text));
}

/// Whether a headline can be made: of a text, by a query, with options that are a text.
template <class Document, class Query, class... Options>
inline constexpr bool has_headline =
    detail::fit<types::text, Document>() == 2 and expression_like<Document>and detail::fit<types::tsquery, Query>() == 2 and
    sizeof...(Options) < 2 and (is_search_text<Options> and ...);
/// `ts_headline('english'::regconfig, text, query)`, `(text, query, options)`: a part of the text with what the query finds marked.
/// It escapes nothing: a text that holds HTML comes back with it.
template <fixed_string Configuration = "", class Document, class Query, class... Options>
[[nodiscard]] constexpr auto ts_headline(const Document& document, const Query& query, Options&&... options) {
    if constexpr (not has_headline<Document, Query, std::decay_t<Options>...>) {
        static_assert(has_headline<Document, Query, std::decay_t<Options>...>,
                      "ts_headline: takes an expression of text, a tsquery, and options, which are a text");
        return detail::refuse<types::text>();
    } else if constexpr (Configuration.size() == 0) {
        return detail::call_by_setting<"ts_headline", types::text>(
            document, detail::operand_for<types::tsquery>(query),
            detail::operand_for<types::text>(static_cast<Options&&>(options))...);
    } else {
        return detail::call_configured<"ts_headline", types::text, Configuration>(
            document, detail::operand_for<types::tsquery>(query),
            detail::operand_for<types::text>(static_cast<Options&&>(options))...);
    }
}
/// `setweight(vector, 'A')`: with that weight, from `A` to `D`, at all lexemes:
/// `setweight<'A'>(to_tsvector<"english">(post.title))`.
template <char Weight, class Vector>
[[nodiscard]] constexpr auto setweight(const Vector& vector) {
    constexpr bool is_vector = expression_like<Vector> and detail::fit<types::tsvector, Vector>() == 2;
    static_assert(is_lexeme_weight<Weight>, "setweight: the weights are A, B, C and D");
    if constexpr (not is_vector) {
        static_assert(is_vector, "setweight: takes a tsvector, such as to_tsvector<\"english\">(x)");
        return detail::refuse<types::tsvector>();
    } else {
        using called =
            node::function_call<"setweight", call_rules{}, types::tsvector, tree_of<Vector>, node::lexeme_weight<Weight>>;
        return detail::make_expression<called>(vector.parameters);
    }
}

/// `array_to_tsvector(lexemes)`
VIRGA_FUNCTION(array_to_tsvector, types::tsvector(types::array<types::text>))
/// `numnode(query)`: its lexemes and operators.
VIRGA_FUNCTION(numnode, types::integer(types::tsquery))
/// `querytree(query)`: the part of it that an index can answer.
VIRGA_FUNCTION(querytree, types::text(types::tsquery))
/// `strip(vector)`: without places and weights.
VIRGA_FUNCTION(strip, types::tsvector(types::tsvector))
/// `ts_delete(vector, lexeme)`
VIRGA_FUNCTION(ts_delete, types::tsvector(types::tsvector, types::text))
/// `ts_lexize(dictionary, word)`: its lexemes; NULL for a word that the dictionary does not know.
VIRGA_FUNCTION(ts_lexize, types::array<types::text>(types::regdictionary, types::text), may_be_null)
/// `ts_rank(vector, query)`, `(vector, query, normalization)`, and both with the weights of `D`, `C`, `B` and `A` before: how well
/// the query finds it.
VIRGA_FUNCTION(ts_rank, types::real(types::tsvector, types::tsquery), types::real(types::tsvector, types::tsquery, types::integer),
               types::real(types::array<types::real>, types::tsvector, types::tsquery),
               types::real(types::array<types::real>, types::tsvector, types::tsquery, types::integer))
/// `ts_rank_cd(vector, query)`: the same, by how near to each other the words stand.
VIRGA_FUNCTION(ts_rank_cd, types::real(types::tsvector, types::tsquery),
               types::real(types::tsvector, types::tsquery, types::integer),
               types::real(types::array<types::real>, types::tsvector, types::tsquery),
               types::real(types::array<types::real>, types::tsvector, types::tsquery, types::integer))
/// `ts_rewrite(query, target, substitute)`: with the substitute in the place of each target.
VIRGA_FUNCTION(ts_rewrite, types::tsquery(types::tsquery, types::tsquery, types::tsquery))
/// `tsquery_and(left, right)`: what both find, `left && right`.
VIRGA_FUNCTION(tsquery_and, types::tsquery(types::tsquery, types::tsquery))
/// `tsquery_not(query)`: what it does not find, `!! query`.
VIRGA_FUNCTION(tsquery_not, types::tsquery(types::tsquery))
/// `tsquery_or(left, right)`: what one of them finds, `left || right`.
VIRGA_FUNCTION(tsquery_or, types::tsquery(types::tsquery, types::tsquery))
/// `tsquery_phrase(left, right)`, `(left, right, distance)`: what `left` finds, and `right` just after it, or so far.
VIRGA_FUNCTION(tsquery_phrase, types::tsquery(types::tsquery, types::tsquery),
               types::tsquery(types::tsquery, types::tsquery, types::integer))
/// `tsvector_to_array(vector)`: its lexemes.
VIRGA_FUNCTION(tsvector_to_array, types::array<types::text>(types::tsvector))
}  // namespace virga
