// virga/schema/field_rules.hpp: what a declaration must keep to, checked where the table is declared.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <limits>       // std::numeric_limits
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_integral_v, std::is_arithmetic_v
#include <utility>      // std::in_range

#include <virga/schema/attributes.hpp>  // virga::references
#include <virga/schema/field.hpp>       // virga::field
#include <virga/text/name.hpp>          // virga::is_identifier
#include <virga/types/column_type.hpp>  // virga::type_category
#include <virga/types/converted.hpp>    // virga::stored_as
#include <virga/types/detail/is_optional.hpp>  // virga::types::detail::is_optional
#include <virga/types/type_facts.hpp>   // virga::is_ordered_type, virga::is_read_as_another

namespace virga {

template <class Source, fixed_string Name>
struct column;
template <class Source>
struct source_traits;

namespace detail {
template <class Type, class Value>
consteval bool fits(const Value& value) {
    using stored = types::stored_type_t<Type>;
    if constexpr (requires { value.view(); }) {
        if constexpr (requires { stored::fits(value.view()); }) {
            return stored::fits(value.view());
        } else {
            return stored::template accepts<std::string_view>;
        }
    } else if constexpr (not stored::template accepts<Value>) {
        return false;
    } else if constexpr (requires { stored::fits(value); }) {
        return stored::fits(value);
    } else if constexpr (std::is_integral_v<Value> and std::is_integral_v<typename stored::value_type> and
                         not std::is_same_v<Value, bool>) {
        return std::in_range<typename stored::value_type>(value);
    } else {
        return true;
    }
}

template <class>
inline constexpr bool is_column_token = false;
template <class Source, fixed_string Name>
inline constexpr bool is_column_token<column<Source, Name>> = true;

constexpr bool is_set_null(on_delete action) { return action == on_delete::set_null; }
constexpr bool is_set_null(on_update action) { return action == on_update::set_null; }
constexpr bool is_set_null(...) { return false; }

template <class Action, auto... Actions>
inline constexpr int actions_of = (0 + ... + (std::is_same_v<Action, std::remove_const_t<decltype(Actions)>> ? 1 : 0));

/// The column that a `references` attribute names, and whether an action sets NULL.
template <class Attribute>
struct reference {
    using target = void;
    static constexpr bool sets_null = false;
    static constexpr bool is_of_a_column = true;
    static constexpr bool has_good_actions = true;
};
template <auto Column, auto... Actions>
struct reference<attribute::references<Column, Actions...>> {
    using target = std::remove_const_t<decltype(Column)>;
    static constexpr bool sets_null = (is_set_null(Actions) or ...);
    static constexpr bool is_of_a_column = is_column_token<target>;
    static constexpr int deletes = actions_of<on_delete, Actions...>;
    static constexpr int updates = actions_of<on_update, Actions...>;
    static constexpr int checks = actions_of<checked, Actions...>;
    static constexpr bool has_good_actions =
        deletes <= 1 and updates <= 1 and checks <= 1 and deletes + updates + checks == sizeof...(Actions);
};

template <class>
struct column_field;
template <class Source, fixed_string Name>
struct column_field<column<Source, Name>> {
    using fields = typename source_traits<Source>::field_list;
    using type = list_item_t<fields, decltype(field_named<Name>(static_cast<indexes_of_list<fields>*>(nullptr)))::index>;
    using source = Source;
};

/// Two types that a foreign key may join: the same, lengths and precisions apart.
template <class Left, class Right>
inline constexpr bool same_key_type =
    (Left::oid == Right::oid and Left::oid != 0) or std::is_same_v<types::stored_type_t<Left>, types::stored_type_t<Right>>;
}  // namespace detail

/// Whether a column can be declared with it: an attribute, such as `not_null`.
template <class Given>
inline constexpr bool is_attribute = __is_base_of(attribute::any, Given);

/// Whether `references<>` names a column, and not a table.
template <class Attribute>
inline constexpr bool references_a_column = detail::reference<Attribute>::is_of_a_column;
/// Whether what follows the column in `references<>` is one `on_delete` at most, one `on_update` and one `checked`.
template <class Attribute>
inline constexpr bool has_good_actions = detail::reference<Attribute>::has_good_actions;

/// Whether no column of every table is called so already.
/// Source: PostgreSQL manual, section 5.6, System Columns.
template <fixed_string Name>
inline constexpr bool is_free_column_name = [] {
    if (const char first = Name.characters[0]; first != 't' and first != 'x' and first != 'c') return true;
    for (const std::string_view taken : {"tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"}) {
        if (Name.view() == taken) return false;
    }
    return true;
}();

/// Whether a `default_to` constant is a value of the column's type.
template <class Field, class Attribute>
inline constexpr bool default_fits = true;
template <class Field, constant Value>
inline constexpr bool default_fits<Field, attribute::default_to<Value>> = detail::fits<typename Field::type>(Value.value);

/// Whether a constant for a column of regclass or its like is the same in every database: no object at all, which is 0.
template <class Attribute>
inline constexpr bool is_the_same_everywhere = true;
template <constant Value>
inline constexpr bool is_the_same_everywhere<attribute::default_to<Value>> = [] {
    if constexpr (requires { Value.value == 0; }) return Value.value == 0;
    else return requires { Value.value.view(); };  // a text is no value of the type
}();
template <constant Value>
inline constexpr bool is_the_same_everywhere<attribute::backfill<Value>> = is_the_same_everywhere<attribute::default_to<Value>>;
/// Whether PostgreSQL keeps a default: of regrole no constant, since a role is none of the database's.
template <class Type, class Attribute>
inline constexpr bool is_kept_default = true;
template <class Type, constant Value>
inline constexpr bool is_kept_default<Type, attribute::default_to<Value>> = bare_t<Type>::oid != 4096;

namespace detail {
template <class Field, auto Make>
consteval bool makes_values() {
    if constexpr (not requires { Make(); }) {
        return false;
    } else {
        using value = decltype(Make());
        if constexpr (types::detail::is_optional<value>)
            return Field::is_nullable and Field::type::template accepts<typename value::value_type>;
        else return Field::type::template accepts<value>;
    }
}
}  // namespace detail
/// Whether the function of a `default_from` or `on_update_from` makes values of the column's type.
template <class Field, class Attribute>
inline constexpr bool makes_its_values = true;
template <class Field, auto Make>
inline constexpr bool makes_its_values<Field, attribute::default_from<Make>> = detail::makes_values<Field, Make>();
template <class Field, auto Make>
inline constexpr bool makes_its_values<Field, attribute::on_update_from<Make>> = detail::makes_values<Field, Make>();
/// Whether one function makes the value that an insert does not give, and one that of an update.
template <class... Attributes>
inline constexpr bool have_one_maker_each = (0 + ... + (detail::maker_in<Attributes>::on_insert ? 1 : 0)) <= 1 and
                                            (0 + ... + (detail::maker_in<Attributes>::on_update ? 1 : 0)) <= 1;

/// Whether the column and the one that it references are of one type.
template <class Field, class Attribute, class Target = typename detail::reference<Attribute>::target>
inline constexpr bool references_same_type =
    detail::same_key_type<typename Field::type, typename detail::column_field<Target>::type::type>;
template <class Field, class Attribute>
inline constexpr bool references_same_type<Field, Attribute, void> = true;

namespace detail {
/// Whether a column alone is a key by what `constraints()` of its table returns; in catalog/keys.hpp.
template <class Column>
struct is_key_by_constraints;

template <class Column>
consteval bool is_key_column() {
    using declared = typename column_field<Column>::type;
    if constexpr (declared::template has<attribute::primary_key> or declared::template has<attribute::unique>) return true;
    else return is_key_by_constraints<Column>::value;
}
}  // namespace detail

/// Whether the column that is referenced is its table's primary key or unique; no other can be.
template <class Attribute, class Target = typename detail::reference<Attribute>::target>
inline constexpr bool references_key_column = detail::is_key_column<Target>();
template <class Attribute>
inline constexpr bool references_key_column<Attribute, void> = true;

/// Whether `set null` can be done: the column must hold NULLs.
template <class Field, class Attribute>
inline constexpr bool can_set_null = Field::is_nullable or not detail::reference<Attribute>::sets_null;

/// Whether the column holds dates or times, which `now()` can give.
template <class Field>
inline constexpr bool holds_time = requires { Field::type::now; };
/// Whether the column holds uuids, which `gen_random_uuid()` can give.
template <class Field>
inline constexpr bool holds_uuid = Field::type::category == type_category::uuid;
/// Whether the column can be an identity or serial: smallint, integer or bigint.
template <class Field>
inline constexpr bool holds_integers = std::is_integral_v<typename types::stored_type_t<typename Field::type>::value_type> and
                                       Field::type::category == type_category::number;

/// Whether values of the column are equal or not, as those of a key must be.
template <class Field>
inline constexpr bool can_be_a_key = is_ordered_type<typename Field::type>;

/// Whether no two columns of a table have one name.
template <class... Fields>
inline constexpr bool are_distinct_columns = [] {
    const std::string_view names[]{Fields::name..., ""};
    const std::size_t sizes[]{Fields::name.size()..., 0};
    for (std::size_t i = 0; i != sizeof...(Fields); ++i) {
        for (std::size_t k = i + 1; k != sizeof...(Fields); ++k) {
            if (sizes[i] == sizes[k] and names[i] == names[k]) return false;
        }
    }
    return true;
}();

/// How many of the columns are declared as the table's primary key.
template <class... Fields>
inline constexpr int primary_keys_among = (0 + ... + (Fields::template has<attribute::primary_key> ? 1 : 0));

/// Whether a column's texts can have an order of their own.
template <class Field>
inline constexpr bool is_ordered_text = types::stored_type_t<typename Field::type>::category == type_category::text;

namespace detail {
template <class Attribute>
inline constexpr bool is_comment_of_column = false;
template <fixed_string Text>
inline constexpr bool is_comment_of_column<attribute::comment<Text>> = true;
template <class Attribute>
inline constexpr bool is_collation = false;
template <fixed_string Name>
inline constexpr bool is_collation<attribute::collation<Name>> = true;
template <class Attribute>
inline constexpr bool is_rename = false;
template <fixed_string Name, fixed_string Schema>
inline constexpr bool is_rename<attribute::renamed_from<Name, Schema>> = true;
template <class Attribute>
inline constexpr bool moves_alone = false;
template <fixed_string Name, fixed_string Schema>
inline constexpr bool moves_alone<attribute::renamed_from<Name, Schema>> = Schema.size() != 0;
template <class Attribute>
inline constexpr bool is_storage = false;
template <fixed_string... Words>
inline constexpr bool is_storage<attribute::storage<Words...>> = true;
template <class Attribute>
inline constexpr bool is_compression = false;
template <fixed_string Method>
inline constexpr bool is_compression<attribute::compression<Method>> = true;
template <class Attribute>
inline constexpr bool is_conversion = false;
template <fixed_string Expression>
inline constexpr bool is_conversion<attribute::using_<Expression>> = true;
template <class Attribute>
inline constexpr bool is_backfill = false;
template <constant Value>
inline constexpr bool is_backfill<attribute::backfill<Value>> = true;
template <fixed_string Expression>
inline constexpr bool is_backfill<attribute::backfill_sql<Expression>> = true;
template <class... Attributes>
inline constexpr int comments_among = (0 + ... + (is_comment_of_column<Attributes> ? 1 : 0));
template <class... Attributes>
inline constexpr int collations_among = (0 + ... + (is_collation<Attributes> ? 1 : 0));
}  // namespace detail

namespace detail {
constexpr bool can_count(sequence_options by) {
    const auto of = [](sequence_number number, std::int64_t usual) { return number.is_given ? number.value : usual; };
    const std::int64_t increment = of(by.increment, 1);
    const bool falls = increment < 0;
    const std::int64_t lowest = of(by.minimum, falls ? std::numeric_limits<std::int64_t>::min() : 1);
    const std::int64_t highest = of(by.maximum, falls ? -1 : std::numeric_limits<std::int64_t>::max());
    const std::int64_t start = of(by.start, falls ? highest : lowest);
    return increment != 0 and lowest < highest and lowest <= start and start <= highest and of(by.cache, 1) > 0;
}
template <class Attribute>
inline constexpr bool is_sequence = false;
template <sequence_options Options>
inline constexpr bool is_sequence<attribute::sequence<Options>> = true;
}  // namespace detail
/// Whether the numbers of a `sequence` agree with each other: it counts by some, between two of them, and starts there.
template <class Attribute>
inline constexpr bool counts_well = true;
template <sequence_options Options>
inline constexpr bool counts_well<attribute::sequence<Options>> = detail::can_count(Options);

/// Whether an attribute that holds a text has one that PostgreSQL keeps: of a comment, and of the name of a collation.
template <class Attribute>
inline constexpr bool has_good_text = true;
template <fixed_string Text>
inline constexpr bool has_good_text<attribute::comment<Text>> = Text.size() != 0;
template <fixed_string Name>
inline constexpr bool has_good_text<attribute::collation<Name>> = is_identifier<Name>;
template <fixed_string Name, fixed_string Schema>
inline constexpr bool has_good_text<attribute::renamed_from<Name, Schema>> =
    is_identifier<Name> and (Schema.size() == 0 or is_identifier<Schema>);

/// Whether PostgreSQL knows the word of a `storage`, and the method of a `compression`.
template <class Attribute>
inline constexpr bool is_known_way_to_keep = true;
template <fixed_string... Words>
inline constexpr bool is_known_way_to_keep<attribute::storage<Words...>> =
    sizeof...(Words) == 1 and
    ((Words.view() == "plain" or Words.view() == "external" or Words.view() == "extended" or Words.view() == "main") and ...);
template <fixed_string Method>
inline constexpr bool is_known_way_to_keep<attribute::compression<Method>> = Method.view() == "pglz" or Method.view() == "lz4";
/// Whether each is given once at most, and to a type whose values have no fixed length, which are all that can be compressed or
/// kept apart.
template <class Field, class... Attributes>
inline constexpr bool can_be_kept_so = [] {
    constexpr int storages = (0 + ... + (detail::is_storage<Attributes> ? 1 : 0));
    constexpr int compressions = (0 + ... + (detail::is_compression<Attributes> ? 1 : 0));
    using stored = types::stored_type_t<typename Field::type>;
    constexpr bool is_fixed = std::is_arithmetic_v<typename stored::value_type> or stored::category == type_category::uuid or
                              stored::category == type_category::date_time or stored::category == type_category::enumeration;
    return storages <= 1 and compressions <= 1 and (storages + compressions == 0 or not is_fixed);
}();

/// Whether a generated column has nothing else that gives it values.
template <class Field>
inline constexpr bool is_derived_alone =
    not Field::is_derived or not(Field::has_default or Field::is_made_on_insert or Field::is_made_on_update or
                                 Field::template has<attribute::on_update_now>);
/// Whether a migration can say what rows of the column get: the server makes the values of others.
template <class Field, class... Attributes>
inline constexpr bool can_be_filled =
    not(Field::is_derived or Field::is_identity or Field::is_serial) or not(detail::is_backfill<Attributes> or ...);
/// Whether a `backfill` is of the column's type, and no empty text; and so a `using_`.
template <class Field, class Attribute>
inline constexpr bool converts_well = true;
template <class Field, constant Value>
inline constexpr bool converts_well<Field, attribute::backfill<Value>> = detail::fits<typename Field::type>(Value.value);
template <class Field, fixed_string Expression>
inline constexpr bool converts_well<Field, attribute::using_<Expression>> = Expression.size() != 0;
template <class Field, fixed_string Expression>
inline constexpr bool converts_well<Field, attribute::backfill_sql<Expression>> = Expression.size() != 0;
template <class Field, class... Attributes>
inline constexpr bool can_be_converted = not Field::is_derived or not(detail::is_conversion<Attributes> or ...);

namespace detail {
template <class Attribute, class Type>
inline constexpr bool codec_fits = true;
template <class Value, class Base>
inline constexpr bool codec_fits<attribute::as<Value>, Base> = stored_as<Value, Base>;

template <class Attribute>
inline constexpr bool takes_numbers = false;
template <auto Sequence>
inline constexpr bool takes_numbers<attribute::default_nextval<Sequence>> = true;

template <class Type, fixed_string Name, class... Attributes>
consteval bool check_field(field<Type, Name, Attributes...>*) {
    using declared = field<Type, Name, Attributes...>;
    static_assert(is_identifier<Name>, "column: a name has 1 to 63 bytes");
    static_assert(is_free_column_name<Name>, "column: every table has a system column of this name; choose another one");
    static_assert((is_attribute<Attributes> and ...),
                  "column: takes attributes, such as not_null; lengths are for varchar and numeric, "
                  "actions stand within references<>");
    static_assert((codec_fits<Attributes, Type> and ...),
                  "as: specialize virga::codec for this C++ type, with decode and encode for the column's type");
    static_assert((default_fits<declared, Attributes> and ...),
                  "default_to: the constant does not fit the column; it is of another type, out of range or too long");
    if constexpr (is_read_as_another<Type>) {
        static_assert((is_kept_default<Type, Attributes> and ...),
                      "default_to: PostgreSQL keeps no constant of regrole; write default_sql<\"current_user::regrole\">, or leave "
                      "the default out");
        static_assert((is_the_same_everywhere<Attributes> and ...),
                      "default_to, backfill: an object has another number in another database; name it, "
                      "default_sql<\"'public.post'::regclass\">, or default_to<0> for none");
    }
    static_assert((0 + ... + (is_default<Attributes> ? 1 : 0)) + (declared::is_identity ? 1 : 0) +
                          (declared::is_serial ? 1 : 0) <= 1,
                  "default: a column has one default at most, and an identity or serial is one");
    static_assert(is_derived_alone<declared>,
                  "generated_stored: the server computes the column; leave out its default, identity or what else makes its "
                  "values");
    static_assert(not declared::template has<attribute::default_now> or holds_time<declared>,
                  "default_now: the column is no date or time; now() is no value of its type");
    static_assert(not declared::template has<attribute::on_update_now> or holds_time<declared>,
                  "on_update_now: the column is no date or time; now() is no value of its type");
    static_assert(not(takes_numbers<Attributes> or ...) or holds_integers<declared>,
                  "default_nextval: the column holds no smallint, integer or bigint; nextval() is no value of its type");
    static_assert(not declared::template has<attribute::default_random> or holds_uuid<declared>,
                  "default_random: the column is no uuid; gen_random_uuid() is no value of its type");
    static_assert((makes_its_values<declared, Attributes> and ...),
                  "default_from, on_update_from: takes a function without arguments that returns a value of the column's type");
    static_assert(have_one_maker_each<Attributes...>, "default_from, on_update_from: a column has one of each at most");
    static_assert(not declared::is_identity or not(declared::is_made_on_insert or declared::is_made_on_update),
                  "default_from, on_update_from: the server makes the values of an identity");
    static_assert(not declared::is_made_on_update or not declared::template has<attribute::on_update_now>,
                  "on_update_from: the column has on_update_now too, and an update sets it once");
    static_assert(can_be_a_key<declared> or not(declared::template has<attribute::primary_key> or
                                                declared::template has<attribute::unique>),
                  "primary_key, unique: PostgreSQL has no = and no order for values of the column's type");
    static_assert((has_good_text<Attributes> and ...),
                  "comment, collation, renamed_from: a comment that is empty is none, and other names have 1 to 63 bytes");
    static_assert((0 + ... + (is_rename<Attributes> ? 1 : 0)) <= 1 and not(moves_alone<Attributes> or ...),
                  "renamed_from: a column had one name before, in the same table; write renamed_from<\"old\">");
    static_assert(comments_among<Attributes...> <= 1 and collations_among<Attributes...> <= 1,
                  "comment, collation: a column has one of each at most");
    static_assert(collations_among<Attributes...> == 0 or is_ordered_text<declared>,
                  "collation: only text has an order of its own, and the column is of another type");
    static_assert(not declared::template has<attribute::nulls_not_distinct> or declared::template has<attribute::unique>,
                  "nulls_not_distinct: the column is not unique; declare it so, or write pg::unique(...).nulls_not_distinct()");
    static_assert((is_known_way_to_keep<Attributes> and ...),
                  "storage, compression: the storage is plain, external, extended or main, the compression pglz or lz4");
    static_assert(can_be_kept_so<declared, Attributes...>,
                  "storage, compression: a column has one of each at most, and only if its type is of no fixed length");
    static_assert((0 + ... + (is_conversion<Attributes> ? 1 : 0)) <= 1 and (0 + ... + (is_backfill<Attributes> ? 1 : 0)) <= 1,
                  "using_, backfill: a column has one of each at most");
    static_assert((converts_well<declared, Attributes> and ...),
                  "using_, backfill: the text is empty, or the constant is of another type than the column, out of range or too "
                  "long");
    static_assert(can_be_filled<declared, Attributes...> and can_be_converted<declared, Attributes...>,
                  "using_, backfill: the server makes the values of the column; leave it out");
    static_assert(not(declared::is_identity or declared::is_serial) or holds_integers<declared>,
                  "identity, serial: the column must be smallint, integer or bigint");
    static_assert(declared::is_identity or not(is_sequence<Attributes> or ...),
                  "sequence: the column is no identity, and has no sequence");
    static_assert((counts_well<Attributes> and ...),
                  "sequence: it counts by 0, ends before it begins, starts outside of its ends, or keeps no number ahead");
    if constexpr (not(references_a_column<Attributes> and ...)) {
        static_assert((references_a_column<Attributes> and ...), "references: takes a column, such as user.id");
    } else {
        static_assert((has_good_actions<Attributes> and ...),
                      "references: after the column come one on_delete, one on_update and one checked at most");
        static_assert((references_same_type<declared, Attributes> and ...),
                      "references: the column and the one it references are of different types");
        static_assert((references_key_column<Attributes> and ...),
                      "references: the column referenced is no key of its table; declare it primary_key or unique there");
        static_assert((can_set_null<declared, Attributes> and ...), "references: set null needs a column without not_null");
    }
    return true;
}

template <class... Fields>
consteval void check_fields(list<Fields...>*) {
    static_assert(sizeof...(Fields) != 0, "table: declare at least one column");
    static_assert(are_distinct_columns<Fields...>, "table: two columns have one name");
    static_assert(primary_keys_among<Fields...> <= 1,
                  "table: two primary keys; for one of several columns write pg::primary_key(a, b) in constraints()");
}
}  // namespace detail
}  // namespace virga
