// virga/schema/composite_type.hpp: composite types of PostgreSQL, bound to plain aggregates of the app.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::int32_t, std::uint32_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_aggregate_v, std::is_same_v, std::remove_cvref_t
#include <utility>      // std::index_sequence, std::move

#include <boost/pfr/core.hpp>  // boost::pfr::detail::tie_as_tuple

#include <virga/schema/attributes.hpp>            // virga::attribute::as_array
#include <virga/schema/domain_type.hpp>           // virga::detail::schema_in
#include <virga/schema/field.hpp>                 // virga::list, virga::detail::counted_members_of
#include <virga/schema/own_type.hpp>              // virga::types::detail::own_type_spelling
#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/text/name.hpp>                    // virga::is_identifier_text
#include <virga/types/column_type.hpp>            // virga::column_type
#include <virga/types/detail/array_binary.hpp>    // virga::types::detail::set_element_size
#include <virga/types/detail/binary_reader.hpp>   // virga::types::detail::binary_reader
#include <virga/types/detail/is_optional.hpp>     // virga::types::detail::is_optional
#include <virga/types/detail/record_text.hpp>     // virga::types::detail::record_text_reader
#include <virga/types/type_facts.hpp>             // virga::type_facts, virga::is_read_as_another

namespace virga {

namespace attribute {
/// An attribute of a composite type: its name and the column type of its values.
template <fixed_string Name, column_type Type>
struct of_composite {
    using type = Type;
    static constexpr std::string_view name = Name.view();
};
}  // namespace attribute

namespace detail {
template <class Part>
struct attributes_among {
    using type = list<>;
    static constexpr bool is_known = not schema_in<Part>.empty();
};
template <fixed_string Name, class Type>
struct attributes_among<attribute::of_composite<Name, Type>> {
    using type = list<attribute::of_composite<Name, Type>>;
    static constexpr bool is_known = true;
};

/// What can be said of an attribute is what makes another type of it.
template <class Attribute>
inline constexpr bool makes_a_type = std::is_same_v<Attribute, attribute::as_array> or
                                     std::is_same_v<Attribute, attribute::as_array_with_nulls>;
template <class Value>
inline constexpr bool makes_a_type<attribute::as<Value>> = true;

template <fixed_string Name, class Type, class... Attributes>
consteval auto make_attribute() {
    static_assert((makes_a_type<Attributes> and ...),
                  "attribute: what follows its type is as_array, as_array_with_nulls or as<...>; a member that is a std::optional "
                  "takes NULL");
    using type = typename column_type_of<Type, Attributes...>::type;
    static_assert(not is_read_as_another<type>,
                  "attribute: the text of a row has the names of objects, by the search path, and not their numbers; declare it as "
                  "types::oid_type");
    return attribute::of_composite<Name, type>{};
}

/// Whether a member of the app's struct holds the values of an attribute: it is of their type, or a std::optional of that.
template <class Type, class Member>
inline constexpr bool holds_attribute = std::is_same_v<Member, typename Type::value_type> or
                                        std::is_same_v<Member, std::optional<typename Type::value_type>>;
template <class Attributes, class Members>
inline constexpr bool hold_attributes = false;
template <class... Attributes, class... Members>
inline constexpr bool hold_attributes<list<Attributes...>, list<Members...>> =
    (holds_attribute<typename Attributes::type, Members> and ...);

template <class... Attributes>
consteval bool have_good_names(list<Attributes...>*) {
    return (is_identifier_text(Attributes::name) and ...);
}
template <class... Attributes>
consteval std::size_t index_of_attribute(std::string_view name, list<Attributes...>*) {
    std::size_t index = 0;
    static_cast<void>(((Attributes::name == name or (++index, false)) or ...));
    return index;
}
template <class... Attributes>
consteval bool have_names_of_their_own(list<Attributes...>* all) {
    std::size_t index = 0;
    return ((index_of_attribute(Attributes::name, all) == index++) and ...);
}
}  // namespace detail

/// Whether a struct has as many members as a composite type has attributes.
template <class Value, std::size_t Count>
inline constexpr bool has_a_member_for_each_attribute = detail::takes_members<Value>(std::make_index_sequence<Count>{}) and
                                                        not detail::takes_members<Value>(std::make_index_sequence<Count + 1>{});

namespace pg {
/// An attribute of a composite type, of any column type: `pg::attribute<"street", types::text>`,
/// `pg::attribute<"names", types::text, as_array>`.
template <fixed_string Name, column_type Type, auto... Attributes>
inline constexpr auto attribute = virga::detail::make_attribute<Name, Type, std::remove_const_t<decltype(Attributes)>...>();

/// `create type Name as (...)`: a composite type, whose values are the plain aggregate `Value`. There is an attribute for each
/// member, in their order. PostgreSQL lets each attribute be NULL; a member that is no `std::optional` refuses that with
/// `value_error`. Among the attributes can stand `pg::in_schema<"kb">`.
///
///     struct address {
///         std::optional<std::string> street;
///         std::int32_t house;
///     };
///     inline constexpr pg::composite<"address", address, pg::attribute<"street", types::text>,
///                                    pg::attribute<"house", types::integer>, pg::in_schema<"kb">> address_type;
///
/// Columns of it are `pg::own<t, "home", address_type>`, attributes of it `pg::own_attribute<"home", address_type>`.
/// Source: PostgreSQL manual, section 8.16, Composite Types.
template <fixed_string Name, class Value, auto... Parts>
struct composite {
    using value_type = Value;
    using attributes = typename virga::detail::joined<
        typename virga::detail::attributes_among<std::remove_const_t<decltype(Parts)>>::type...>::type;
    static constexpr fixed_string name = Name;
    static constexpr std::string_view schema = virga::detail::schema_among<std::remove_const_t<decltype(Parts)>...>;

    consteval composite() {
        constexpr auto all = static_cast<attributes*>(nullptr);
        static_assert(is_identifier<Name>, "composite: a name has 1 to 63 bytes");
        static_assert(virga::detail::is_schema_of_the_app(schema),
                      "composite: the name of a schema has 1 to 63 bytes and does not begin with pg_; leave public out");
        static_assert((virga::detail::attributes_among<std::remove_const_t<decltype(Parts)>>::is_known and ...) and
                          attributes::size != 0,
                      "composite: behind the struct stand its attributes, pg::attribute<\"name\", type> or "
                      "pg::own_attribute<\"name\", object>, and pg::in_schema<\"name\">");
        static_assert(virga::detail::have_good_names(all), "composite: the name of an attribute has 1 to 63 bytes");
        static_assert(virga::detail::have_names_of_their_own(all), "composite: two attributes have one name");
        if constexpr (not std::is_aggregate_v<Value>) {
            static_assert(std::is_aggregate_v<Value>,
                          "composite: the second argument is a plain aggregate, a struct without constructors");
        } else if constexpr (not has_a_member_for_each_attribute<Value, attributes::size>) {
            static_assert(has_a_member_for_each_attribute<Value, attributes::size>,
                          "composite: the struct has another number of members than the type has attributes; give one attribute "
                          "for each member, in their order");
        } else {
            static_assert(
                virga::detail::hold_attributes<attributes, virga::detail::counted_members_of<Value, attributes::size>>,
                "composite: a member is of another type than the values of its attribute; it is of that type, or a std::optional "
                "of it");
        }
    }
};
}  // namespace pg

template <class>
inline constexpr bool is_composite_type = false;
template <fixed_string Name, class Value, auto... Parts>
inline constexpr bool is_composite_type<pg::composite<Name, Value, Parts...>> = true;

namespace types {
namespace detail {
template <class... Attributes>
constexpr type_facts facts_of_record(list<Attributes...>*) {
    return {.btree = (facts_of<typename Attributes::type>.btree and ...),
            .hash = (facts_of<typename Attributes::type>.hash and ...),
            .is_text_constant = false,
            .shows_floats = (facts_of<typename Attributes::type>.shows_floats or ...),
            .is_record = true};
}

/// A record in binary has the OIDs of its attributes, so that one of a type that has another OID in each database is sent as text.
template <bool IsTextAlone>
struct record_formats {
    static constexpr bool has_binary = true;
};
template <>
struct record_formats<true> {
    static constexpr bool has_binary = false;
    static constexpr bool is_text_alone = true;
};
template <class... Attributes>
constexpr bool has_types_without_oid(list<Attributes...>*) {
    return ((Attributes::type::oid == 0) or ...);
}
template <class Declaration>
using formats_of = record_formats<has_types_without_oid(static_cast<typename Declaration::attributes*>(nullptr))>;
}  // namespace detail

/// The column type of a composite type; `Object` is the `pg::composite` object.
///
/// Sent as binary are those alone all attributes of which are of types with an OID of their own; all are read from it.
/// Source: PostgreSQL manual, section 8.16, Composite Types; record_send and record_recv in rowtypes.c for the binary format.
template <const auto& Object>
struct composite : detail::formats_of<std::remove_cvref_t<decltype(Object)>> {
    using declaration = std::remove_cvref_t<decltype(Object)>;
    using composite_type = declaration;
    using value_type = typename declaration::value_type;
    static constexpr auto spelling = detail::own_type_spelling<declaration>();
    static constexpr std::uint32_t oid = 0;
    static constexpr std::uint32_t array_oid = 0;
    static constexpr type_category category = type_category::other;
    static constexpr type_facts facts = detail::facts_of_record(static_cast<typename declaration::attributes*>(nullptr));

    template <class Given>
    static constexpr bool accepts = std::is_same_v<Given, value_type>;

    static void write(std::string& out, const value_type& value) {
        each_member(value, [&out]<class Attribute, std::size_t Index>(const auto& member) {
            out.push_back(Index == 0 ? '(' : ',');
            const auto write_one = [&out](const auto& present) {
                const std::size_t start = out.size();
                Attribute::type::write(out, present);
                detail::quote_attribute(out, start);
            };
            if constexpr (not detail::is_optional<std::remove_cvref_t<decltype(member)>>) write_one(member);
            else if (member.has_value()) write_one(*member);
        });
        out.push_back(')');
    }
    static value_type read(std::string_view source) {
        detail::record_text_reader reader{spelling.view(), source};
        return read_all(indexes{}, reader, [&reader]<class Type>() {
            return reader.next() ? std::optional{Type::read(reader.text())} : std::nullopt;
        });
    }
    static void write_binary(std::string& out, const value_type& value) {
        if constexpr (not composite::has_binary) {
            detail::refuse(spelling.view(),
                           "an attribute is of a type that has no OID of its own, so that the value is sent as text");
        } else {
            detail::append_network(out, static_cast<std::int32_t>(count));
            each_member(value, [&out]<class Attribute, std::size_t>(const auto& member) {
                detail::append_network(out, Attribute::type::oid);
                const auto write_one = [&out](const auto& present) {
                    out.append(4, '\0');  // its size, once it is known
                    const std::size_t start = out.size();
                    Attribute::type::write_binary(out, present);
                    detail::set_element_size(out, start);
                };
                if constexpr (not detail::is_optional<std::remove_cvref_t<decltype(member)>>) write_one(member);
                else if (member.has_value()) write_one(*member);
                else out.append(4, '\xFF');  // -1
            });
        }
    }
    static value_type read_binary(std::string_view bytes) {
        detail::binary_reader reader{spelling.view(), bytes};
        if (reader.take<std::int32_t>() != static_cast<std::int32_t>(count)) refuse_other();
        return read_all(indexes{}, reader, [&reader]<class Type>() -> std::optional<typename Type::value_type> {
            if (reader.take<std::uint32_t>() != Type::oid and Type::oid != 0) refuse_other();
            if (reader.skip_null()) return {};
            return Type::read_binary(reader.sized());
        });
    }

private:
    static constexpr std::size_t count = declaration::attributes::size;
    using indexes = std::make_index_sequence<count>;
    template <std::size_t Index>
    using attribute_at = list_item_t<typename declaration::attributes, Index>;
    template <std::size_t Index>
    using member_at = list_item_t<virga::detail::counted_members_of<value_type, count>, Index>;

    template <class Visit>
    static void each_member(const value_type& value, Visit visit) {
        const auto members = boost::pfr::detail::tie_as_tuple(value, boost::pfr::detail::size_t_<count>{});
        [&]<std::size_t... Indexes>(std::index_sequence<Indexes...>) {
            (visit.template operator()<attribute_at<Indexes>, Indexes>(
                 boost::pfr::detail::sequence_tuple::get<Indexes>(members)), ...);
        }(indexes{});
    }
    /// `read.operator()<Type>()` is the next attribute, or nothing for NULL.
    template <std::size_t... Indexes, class Reader, class Read>
    static value_type read_all(std::index_sequence<Indexes...>, Reader& reader, Read read) {
        value_type value{read_member<Indexes>(read)...};
        reader.end();
        return value;
    }
    template <std::size_t Index, class Read>
    static member_at<Index> read_member(Read& read) {
        using declared = attribute_at<Index>;
        auto found = read.template operator()<typename declared::type>();
        if constexpr (not detail::is_optional<member_at<Index>>) {
            if (not found.has_value()) {
                detail::refuse(spelling.view(), "the attribute \"" + std::string{declared::name} +
                                                    "\" is NULL; a member that is a std::optional takes that");
            }
            return *std::move(found);
        } else {
            return found;
        }
    }
    [[noreturn]] static void refuse_other() {
        detail::refuse(spelling.view(), "the server's type has other attributes than the pg::composite; migrate the database");
    }
};
}  // namespace types
}  // namespace virga
