// virga/types/object_identifier.hpp: the column types regclass and its like, which number objects of the database by their kind.
#pragma once

#include <cstdint>  // std::uint32_t

#include <virga/text/fixed_string.hpp>          // virga::fixed_string
#include <virga/types/bigint.hpp>               // bigint
#include <virga/types/column_type.hpp>          // virga::type_category
#include <virga/types/declared.hpp>             // virga::pg::detail::member
#include <virga/types/detail/whole_number.hpp>  // detail::whole_number
#include <virga/types/integer.hpp>              // integer
#include <virga/types/oid.hpp>                  // oid_type
#include <virga/types/smallint.hpp>             // smallint
#include <virga/types/type_facts.hpp>           // virga::type_facts

namespace virga::types {
namespace detail {
/// What regclass and its like have in common. The server shows a value as a name, which the search path makes longer or shorter and
/// which may be that of another object elsewhere. So values are numbers: written as such, which the types' input functions
/// take, and read as `oid`, to which the text of a query casts what it returns.
template <class Type, fixed_string Name, std::uint32_t Oid, std::uint32_t ArrayOid>
struct object_identifier : whole_number<std::uint32_t, Name> {
    static constexpr std::uint32_t oid = Oid;
    static constexpr std::uint32_t array_oid = ArrayOid;
    static constexpr type_category category = type_category::other;
    static constexpr type_facts facts{.brin = true, .is_text_constant = false};

    using compared_type = oid_type;  // they have no operators of their own
    using bare_type = Type;
    using read_as = oid_type;
    using result_type = oid_type;
};
}  // namespace detail

// In each a value is the OID that the object has in its catalog, 0 for none, and may be that of an object that is gone. Values and
// parameters are those of `oid`; expressions compare with `oid` and with each other. `cast<types::text>(x)` is the name,
// `cast<types::regclass>("public.post")` the value of a name. pg_upgrade refuses a database that holds one in a table, but for
// regclass, regrole and regtype.
// Source: PostgreSQL manual, section 8.19, Object Identifier Types; regproc.c.

/// A table, view, index, sequence or composite type.
struct regclass : detail::object_identifier<regclass, "regclass", 2205, 2210> {};
/// A collation.
struct regcollation : detail::object_identifier<regcollation, "regcollation", 4191, 4192> {};
/// A configuration of text search.
struct regconfig : detail::object_identifier<regconfig, "regconfig", 3734, 3735> {};
/// A dictionary of text search.
struct regdictionary : detail::object_identifier<regdictionary, "regdictionary", 3769, 3770> {};
/// A schema.
struct regnamespace : detail::object_identifier<regnamespace, "regnamespace", 4089, 4090> {};
/// An operator; its name alone says which only if no other has it. See regoperator.
struct regoper : detail::object_identifier<regoper, "regoper", 2203, 2208> {};
/// An operator with the types that it takes.
struct regoperator : detail::object_identifier<regoperator, "regoperator", 2204, 2209> {};
/// A function; its name alone says which only if no other has it. See regprocedure.
struct regproc : detail::object_identifier<regproc, "regproc", 24, 1008> {};
/// A function with the types that it takes.
struct regprocedure : detail::object_identifier<regprocedure, "regprocedure", 2202, 2207> {};
/// A role.
struct regrole : detail::object_identifier<regrole, "regrole", 4096, 4097> {};
/// A type.
struct regtype : detail::object_identifier<regtype, "regtype", 2206, 2211> {};

/// Whether a type, by its OID, is oid, regclass or one of its like.
constexpr bool is_object_type(std::uint32_t type) {
    for (const std::uint32_t each :
         {oid_type::oid, regclass::oid, regcollation::oid, regconfig::oid, regdictionary::oid, regnamespace::oid, regoper::oid,
          regoperator::oid, regproc::oid, regprocedure::oid, regrole::oid, regtype::oid}) {
        if (each == type) return true;
    }
    return false;
}
/// Whether PostgreSQL takes a value of another type for one of such a type by itself: whole numbers go into all, oid and each of
/// the others into each other, and names of functions and operators into those with the types that they take.
/// Source: pg_cast, where castcontext is i.
constexpr bool goes_into_object(std::uint32_t from, std::uint32_t to) {
    const auto are = [from, to](std::uint32_t one, std::uint32_t other) {
        return (from == one and to == other) or (from == other and to == one);
    };
    if (not is_object_type(to)) return false;
    if (from == smallint::oid or from == integer::oid or from == bigint::oid) return true;
    return is_object_type(from) and (from == oid_type::oid or to == oid_type::oid or are(regproc::oid, regprocedure::oid) or
                                     are(regoper::oid, regoperator::oid));
}
}  // namespace virga::types

namespace virga::pg {
template <class Mode, fixed_string Name, auto... Attributes>
using regclass = detail::member<Mode, types::regclass, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using regcollation = detail::member<Mode, types::regcollation, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using regconfig = detail::member<Mode, types::regconfig, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using regdictionary = detail::member<Mode, types::regdictionary, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using regnamespace = detail::member<Mode, types::regnamespace, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using regoper = detail::member<Mode, types::regoper, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using regoperator = detail::member<Mode, types::regoperator, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using regproc = detail::member<Mode, types::regproc, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using regprocedure = detail::member<Mode, types::regprocedure, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using regrole = detail::member<Mode, types::regrole, Name, Attributes...>;
template <class Mode, fixed_string Name, auto... Attributes>
using regtype = detail::member<Mode, types::regtype, Name, Attributes...>;
}  // namespace virga::pg
