// virga/query/insert_rows.hpp: many rows by one constant text, each column an array parameter.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <iterator>     // std::begin, std::end
#include <string>       // std::string, std::to_string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v
#include <utility>      // std::declval

#include <virga/query/detail/arguments.hpp>  // virga::arguments
#include <virga/query/detail/made.hpp>       // virga::detail::maker_of
#include <virga/query/detail/writing.hpp>    // virga::writer
#include <virga/schema/modes.hpp>            // virga::insert_mode
#include <virga/text/error.hpp>              // virga::value_error
#include <virga/types/array.hpp>             // virga::types::array
#include <virga/types/boolean.hpp>           // virga::types::boolean
#include <virga/types/text.hpp>              // virga::types::text
#include <virga/types/type_facts.hpp>        // virga::bare_t

namespace virga {

namespace detail {
template <class Range>
using row_in = std::remove_cvref_t<decltype(*std::begin(std::declval<Range&>()))>;

template <class Source>
using insertable_of = typename source_traits<Source>::template fields_in<insert_mode>;
template <class Source>
using row_of_source = typename source_traits<Source>::template fields_in<row_mode>;

/// Rows to insert of which relations fill the columns at `Filled`, in ascending order; in query/detail/related_rows.hpp.
template <std::size_t... Filled>
struct partial_row {};

/// Whether rows are of a struct that leaves defaults to the server: `insertable<table>`.
template <class Source, class Row>
inline constexpr bool is_insertable_row = std::is_same_v<Row, insertable_of<Source>>;
template <class Source, std::size_t... Filled>
inline constexpr bool is_insertable_row<Source, partial_row<Filled...>> = true;
/// Whether a relation gives the values of a column.
template <class Source, class Row, class Field>
inline constexpr bool is_filled_by_relation = false;
template <class Source, std::size_t... Filled, class Field>
inline constexpr bool is_filled_by_relation<Source, partial_row<Filled...>, Field> =
    (std::is_same_v<field_of<Source, Filled>, Field> or ...);

template <class Source, class Range>
constexpr bool is_range_of() {
    if constexpr (requires(const std::remove_reference_t<Range>& range) {
                      std::begin(range);
                      std::end(range);
                  }) {
        return std::is_same_v<row_in<Range>, insertable_of<Source>> or std::is_same_v<row_in<Range>, row_of_source<Source>>;
    } else {
        return false;
    }
}
/// Whether the server alone writes a column unless that is overridden.
template <class Fields>
inline constexpr bool any_generated = false;
template <class... Fields>
inline constexpr bool any_generated<list<Fields...>> = ((Fields::is_generated and not Fields::is_derived) or ...);
}  // namespace detail

/// Whether `Range` is a range of `insertable<table>` or `row<table>` that can be walked while it is const.
template <class Source, class Range>
inline constexpr bool is_range_of_rows = detail::is_range_of<Source, Range>();

/// Whether rows of this struct give only columns that the app may write.
template <class Source, class Row>
inline constexpr bool can_insert_whole_rows =
    std::is_same_v<Row, detail::insertable_of<Source>> or not detail::any_generated<fields_of<Source>>;

namespace detail {
template <class Type>
inline constexpr bool is_array_type = Type::category == type_category::array;
/// Whether values go as their texts: PostgreSQL would take an array of arrays for one of more dimensions, and rows apart.
template <class Type>
inline constexpr bool goes_as_text = is_array_type<Type> or facts_of<Type>.is_record;
/// The array by which a column is given: lengths and precisions apart, which the assignment to the column checks.
template <class Type>
struct array_of_values {
    using type = types::array<bare_t<Type>>;
};
template <class Type>
    requires goes_as_text<Type>
struct array_of_values<Type> {
    using type = types::array<types::text>;
};
template <class Type>
using column_array = typename array_of_values<Type>::type;

/// Whether some rows may say "the default" of a column and others give a value.
template <class Source, class Row, class Field>
inline constexpr bool may_be_default = Field::is_filled and not Field::is_derived and not Field::is_made_on_insert and
                                       is_insertable_row<Source, Row> and not is_filled_by_relation<Source, Row, Field>;
/// Whether the app makes the value of a column that a row does not give.
template <class Source, class Row, class Field>
inline constexpr bool may_be_made =
    Field::is_made_on_insert and is_insertable_row<Source, Row> and not is_filled_by_relation<Source, Row, Field>;

/// Whether such a column may also be given NULL, so that NULL cannot stand for "the default".
template <class Source, class Row, class Field>
inline constexpr bool needs_a_flag = may_be_default<Source, Row, Field> and Field::is_nullable;

template <class Type, class Value>
void append_value(std::string& array, const Value& value) {
    if constexpr (is_array_type<Type>) {
        const std::size_t start = array.size();
        Type::write(array, value);
        types::detail::quote_array_element(array, start);
    } else {
        types::array<Type>::write_element(array, value);
    }
}
/// Appends one value of a column to the text of its array.
template <class Type, class Value>
void append_element(std::string& array, const Value& value) {
    array += array.empty() ? '{' : types::detail::delimiter_of<Type>;
    if constexpr (is_optional<Value>) {
        if (value.has_value()) append_value<Type>(array, *value);
        else array += "NULL";
    } else {
        append_value<Type>(array, value);
    }
}

/// Throws `value_error`: a row, the first is 1, has no value for a column that must be given one.
[[noreturn, gnu::noinline]] inline void refuse_missing(std::size_t row, std::string_view table, std::string_view column) {
    throw value_error("rows: row " + std::to_string(row) + " gives no value for \"" + std::string(table) + "\".\"" +
                      std::string(column) + "\", which is not null and has no default; nothing was sent");
}

template <class Source, class Field>
struct column_default;

/// Whether rows give no value of a column, as the server alone writes it, or a relation fills it. Rows of `row<table>` give all
/// but what the server computes: they are inserted where that is overridden, or where there is no such column.
template <class Source, class Row, class Field>
inline constexpr bool is_left_out = Field::is_derived or (Field::is_generated and not std::is_same_v<Row, row_of_source<Source>>) or
                                    is_filled_by_relation<Source, Row, Field>;

/// The types of the arrays that a column is inserted by.
template <class Source, class Row, class Field>
struct array_types
    : joined<std::conditional_t<is_left_out<Source, Row, Field>, list<>, list<column_array<typename Field::type>>>,
             std::conditional_t<needs_a_flag<Source, Row, Field>, list<types::array<types::boolean>>, list<>>> {};

/// The column types of the parameters that rows become.
template <class Source, class Row, class Fields>
struct types_of_rows;
template <class Source, class Row, class... Fields>
struct types_of_rows<Source, Row, list<Fields...>>
    : joined<typename column_default<Source, Fields>::template parameter_types<Row>...,
             typename array_types<Source, Row, Fields>::type...> {};

/// Encodes the constants that are defaults, then the rows as one array a column. Errors: `value_error` where a row lacks a value
/// that an insert must give. The columns are no argument of it: each function and each query would have all of them in its name.
template <class Source, class Row>
struct rows_encoder {
    using parameter_types = typename types_of_rows<Source, Row, fields_of<Source>>::type;

    template <class Range>
    static void encode(arguments& out, const Range& rows) {
        std::array<std::string, fields_of<Source>::size> columns;
        std::array<std::string, fields_of<Source>::size> flags;
        std::size_t count = 0;
        for (const auto& row : rows) {
            ++count;
            std::size_t at = 0;
            auto visit = [&]<class Field>(const auto& member) {
                if constexpr (must_be_given<Field>) {
                    if (not member.is_given()) refuse_missing(count, source_traits<Source>::name, Field::name);
                }
                append<Field>(columns[at], flags[at], member);
                ++at;
            };
            walk_members<typename source_traits<Source>::definition>(row, visit);
        }
        add_all(out, columns.data(), flags.data(), static_cast<fields_of<Source>*>(nullptr));
    }

private:
    template <class... Fields>
    [[gnu::always_inline]] static void add_all(arguments& out, const std::string* array, const std::string* flags,
                                               list<Fields...>*) {
        (add_default<Fields>(out), ...);
        (add_array<Fields>(out, *array++, *flags++), ...);
    }
    template <class Field>
    using element_type = bare_t<typename Field::type>;
    /// Whether the struct can be made without a value for the column, which an insert must give.
    template <class Field>
    static constexpr bool must_be_given =
        Field::is_required and is_insertable_row<Source, Row> and not is_filled_by_relation<Source, Row, Field>;

    template <class Field, class Member>
    static void append(std::string& array, std::string& flags, const Member& member) {
        if constexpr (is_left_out<Source, Row, Field>) {
            return;
        } else if constexpr (may_be_default<Source, Row, Field>) {
            if constexpr (needs_a_flag<Source, Row, Field>) append_element<types::boolean>(flags, member.is_given());
            if (member.is_given()) append_element<element_type<Field>>(array, member.value());
            else append_element<element_type<Field>>(array, field_value_or_null<Field>{});
        } else if constexpr (may_be_made<Source, Row, Field>) {
            if (member.is_given()) append_element<element_type<Field>>(array, member.value());
            else append_element<element_type<Field>>(array, maker_of<Field, true>());
        } else if constexpr (must_be_given<Field>) {
            append_element<element_type<Field>>(array, member.value());
        } else {
            append_element<element_type<Field>>(array, member);
        }
    }
    template <class Field>
    using field_value_or_null = std::optional<typename Field::type::value_type>;

    static void add_text(arguments& out, const std::string& array) {
        out.add([&array](std::string& text) { text += array.empty() ? "{}" : array + '}'; });
    }
    template <class Field>
    static void add_array(arguments& out, const std::string& array, const std::string& flags) {
        if constexpr (not is_left_out<Source, Row, Field>) add_text(out, array);
        if constexpr (needs_a_flag<Source, Row, Field>) add_text(out, flags);
    }
    template <class Field>
    static void add_default(arguments& out) {
        if constexpr (may_be_default<Source, Row, Field> and not Field::is_generated) column_default<Source, Field>::encode(out);
    }
};

template <class Attribute>
inline constexpr bool is_default_constant = false;
template <constant Value>
inline constexpr bool is_default_constant<attribute::default_to<Value>> = true;

/// The default of a column in a statement: SQL text, or a constant that is one more parameter.
template <class Source, class Type, fixed_string Name, class... Attributes>
struct column_default<Source, field<Type, Name, Attributes...>> {
    using declared = field<Type, Name, Attributes...>;
    using type = typename declared::type;
    /// The type of the constant that is a parameter, if there is one.
    template <class Row>
    using parameter_types = std::conditional_t<may_be_default<Source, Row, declared> and (is_default_constant<Attributes> or ...),
                                               list<bare_t<type>>, list<>>;

    static constexpr void write(writer& out) { (write_one(out, Attributes{}), ...); }
    static void encode(arguments& out) { (encode_one(out, Attributes{}), ...); }

private:
    static constexpr void write_one(writer&, ...) {}
    static constexpr void write_one(writer& out, attribute::default_now) { out.text(type::now); }
    static constexpr void write_one(writer& out, attribute::on_update_now) {
        if (declared::is_touched_on_insert) out.text(type::now);
    }
    static constexpr void write_one(writer& out, attribute::default_random) { out.text("gen_random_uuid()"); }
    template <fixed_string Expression>
    static constexpr void write_one(writer& out, attribute::default_sql<Expression>) {
        out.text("(");
        out.text(Expression.view());
        out.text(")::");  // as the assignment of a default to its column would
        out.type(element_t::spelling.view());
    }
    template <auto Sequence>
    static constexpr void write_one(writer& out, attribute::default_nextval<Sequence>) {
        decltype(nextval(Sequence))::tree::write(out);
    }
    template <constant Value>
    static constexpr void write_one(writer& out, attribute::default_to<Value>) {
        out.parameter(description_of<element_t>);
    }
    static constexpr void write_one(writer& out, attribute::serial) { write_one(out, attribute::identity_by_default{}); }
    static constexpr void write_one(writer& out, attribute::identity) { write_one(out, attribute::identity_by_default{}); }
    static constexpr void write_one(writer& out, attribute::identity_by_default) {
        out.text("nextval(pg_get_serial_sequence(");
        out.quoted_own_identifier(source_traits<Source>::schema, quoted_name.view());
        out.text(", ");
        out.literal(Name.view());
        out.text("))");
    }

    using element_t = bare_t<type>;

    /// The table's name as an identifier, which is what pg_get_serial_sequence parses.
    static constexpr auto quoted_name = [] {
        constexpr auto write = [](writer& to) {
            to.identifier(source_traits<Source>::schema, source_traits<Source>::name);
            return to.size();
        };
        constexpr std::size_t size = [&] {
            writer counting;
            return write(counting);
        }();
        fixed_string<size + 1> name;
        writer filling{name.characters, nullptr};
        write(filling);
        return name;
    }();

    static void encode_one(arguments&, ...) {}
    template <constant Value>
    static void encode_one(arguments& out, attribute::default_to<Value>) {
        if constexpr (requires { Value.value.view(); }) encode_value<types::stored_type_t<type>>(out, Value.value.view());
        else encode_value<types::stored_type_t<type>>(out, Value.value);
    }
};

/// The columns of `"given"`, which are the values of rows: they are numbered, so that those which say whether a value is given need
/// no name that a column could have.
template <class Source, class Row, class Fields = fields_of<Source>>
struct given_rows;
template <class Source, class Row, class... Fields>
struct given_rows<Source, Row, list<Fields...>> {
    static constexpr bool has_columns = (not is_left_out<Source, Row, Fields> or ...);

    /// Calls `write` for each column that is given, with the number of its values among the given columns.
    template <class Write>
    static constexpr void write_each(writer& out, Write write) {
        std::size_t number = 1;
        (write_one<Fields>(out, write, number), ...);
    }
    /// The value of a column, or its default where a row gives none.
    template <class Field>
    static constexpr void write_value(writer& to, std::size_t number) {
        if constexpr (needs_a_flag<Source, Row, Field>) {
            to.text("case when ");
            write_number(to, number + 1);
            to.text(" then ");
            write_given<Field>(to, number);
            to.text(" else ");
            column_default<Source, Field>::write(to);
            to.text(" end");
        } else if constexpr (may_be_default<Source, Row, Field>) {
            to.text("coalesce(");
            write_given<Field>(to, number);
            to.text(", ");
            column_default<Source, Field>::write(to);
            to.text(")");
        } else {
            write_given<Field>(to, number);
        }
    }
    /// `$2::text[], $3::integer[]`
    static constexpr void write_arrays(writer& out) {
        write_each(out, []<class Field>(writer& to, std::size_t) {
            write_array<column_array<typename Field::type>>(to);
            if constexpr (needs_a_flag<Source, Row, Field>) {
                to.text(", ");
                write_array<types::array<types::boolean>>(to);
            }
        });
    }
    /// `"1", "2"`
    static constexpr void write_numbers(writer& out) {
        write_each(out, []<class Field>(writer& to, std::size_t number) {
            write_number(to, number);
            if constexpr (needs_a_flag<Source, Row, Field>) {
                to.text(", ");
                write_number(to, number + 1);
            }
        });
    }
    template <class Array>
    static constexpr void write_array(writer& to) {
        to.parameter(description_of<Array>);
        to.text("::");
        to.type(Array::spelling.view());
    }

private:
    template <class Field, class Write>
    static constexpr void write_one(writer& out, Write write, std::size_t& number) {
        if constexpr (not is_left_out<Source, Row, Field>) {
            if (number != 1) out.text(", ");
            write.template operator()<Field>(out, number);
            number += needs_a_flag<Source, Row, Field> ? 2 : 1;
        }
    }

    static constexpr void write_number(writer& to, std::size_t number) {
        to.text("\"");
        to.decimal(number);
        to.text("\"");
    }
    template <class Field>
    static constexpr void write_given(writer& to, std::size_t number) {
        write_number(to, number);
        if constexpr (goes_as_text<typename Field::type>) {
            to.text("::");  // without a length, at which a cast would cut what the column refuses
            to.type(bare_t<typename Field::type>::spelling.view());
        }
    }
};

/// `("a", "b") select "1", coalesce("2", $1) from unnest($2::text[], $3::integer[]) as "given" ("1", "2")`
template <class Source, class Row>
struct inserted_rows {
    using nodes = list<>;

    static constexpr void write(writer& out, std::string_view overriding = {}) {
        using given = given_rows<Source, Row>;
        out.text(" (");
        given::write_each(out, []<class Field>(writer& to, std::size_t) { to.identifier(Field::name); });
        out.text(")");
        out.text(overriding);
        out.text(" select ");
        given::write_each(out, []<class Field>(writer& to, std::size_t number) { given::template write_value<Field>(to, number); });
        out.text(" from unnest(");
        given::write_arrays(out);
        out.text(") as \"given\" (");
        given::write_numbers(out);
        out.text(")");
    }
};
}  // namespace detail
}  // namespace virga
