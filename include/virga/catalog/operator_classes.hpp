// virga/catalog/operator_classes.hpp: the operator classes of PostgreSQL by their names.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t
#include <string_view>  // std::string_view

#include <virga/types/column_type.hpp>  // virga::type_category
#include <virga/types/type_facts.hpp>   // virga::facts_of, virga::bare_t

namespace virga {

namespace pg {
/// The methods of PostgreSQL, and those of the extension pgvector.
enum class index_method : unsigned char { btree, hash, gin, gist, spgist, brin, hnsw, ivfflat };
using enum index_method;
}  // namespace pg

namespace detail {
constexpr bool has_class(type_facts facts, pg::index_method method) {
    switch (method) {
        case pg::btree: return facts.btree;
        case pg::hash: return facts.hash;
        case pg::gin: return facts.gin;
        case pg::gist: return facts.gist;
        case pg::spgist: return facts.spgist;
        case pg::brin: return facts.brin;
        case pg::hnsw: return false;  // each of its classes is asked for by name
        case pg::ivfflat: return facts.ivfflat;
    }
    return false;
}

/// What SQL calls a method.
constexpr std::string_view method_name(pg::index_method method) {
    constexpr std::string_view names[]{"btree", "hash", "gin", "gist", "spgist", "brin", "hnsw", "ivfflat"};
    return names[static_cast<unsigned char>(method)];
}

/// The classes of a method, each with the OID of the type that it takes: those of PostgreSQL 15.
/// Source: pg_opclass; tests/postgres/catalogs.cpp compares it with the server's.
constexpr std::string_view classes_of(pg::index_method method) {
    switch (method) {
        case pg::btree:
            return "array_ops=2277 bit_ops=1560 bool_ops=16 bpchar_ops=1042 bpchar_pattern_ops=1042 bytea_ops=17 "
                   "char_ops=18 cidr_ops=869 date_ops=1082 enum_ops=3500 float4_ops=700 float8_ops=701 inet_ops=869 "
                   "int2_ops=21 int4_ops=23 int8_ops=20 interval_ops=1186 jsonb_ops=3802 macaddr8_ops=774 "
                   "macaddr_ops=829 money_ops=790 multirange_ops=4537 name_ops=19 numeric_ops=1700 oid_ops=26 "
                   "oidvector_ops=30 pg_lsn_ops=3220 range_ops=3831 record_image_ops=2249 record_ops=2249 text_ops=25 "
                   "text_pattern_ops=25 tid_ops=27 time_ops=1083 timestamp_ops=1114 timestamptz_ops=1184 "
                   "timetz_ops=1266 tsquery_ops=3615 tsvector_ops=3614 uuid_ops=2950 varbit_ops=1562 varchar_ops=25 "
                   "varchar_pattern_ops=25 xid8_ops=5069 ";
        case pg::hash:
            return "aclitem_ops=1033 array_ops=2277 bool_ops=16 bpchar_ops=1042 bpchar_pattern_ops=1042 bytea_ops=17 "
                   "char_ops=18 cid_ops=29 cidr_ops=869 date_ops=1082 enum_ops=3500 float4_ops=700 float8_ops=701 "
                   "inet_ops=869 int2_ops=21 int4_ops=23 int8_ops=20 interval_ops=1186 jsonb_ops=3802 macaddr8_ops=774 "
                   "macaddr_ops=829 multirange_ops=4537 name_ops=19 numeric_ops=1700 oid_ops=26 oidvector_ops=30 "
                   "pg_lsn_ops=3220 range_ops=3831 record_ops=2249 text_ops=25 text_pattern_ops=25 tid_ops=27 "
                   "time_ops=1083 timestamp_ops=1114 timestamptz_ops=1184 timetz_ops=1266 uuid_ops=2950 varchar_ops=25 "
                   "varchar_pattern_ops=25 xid8_ops=5069 xid_ops=28 ";
        case pg::gin:
            return "array_ops=2277 jsonb_ops=3802 jsonb_path_ops=3802 tsvector_ops=3614 ";
        case pg::gist:
            return "box_ops=603 circle_ops=718 inet_ops=869 multirange_ops=4537 point_ops=600 poly_ops=604 "
                   "range_ops=3831 tsquery_ops=3615 tsvector_ops=3614 ";
        case pg::spgist:
            return "box_ops=603 inet_ops=869 kd_point_ops=600 poly_ops=604 quad_point_ops=600 range_ops=3831 "
                   "text_ops=25 ";
        case pg::brin:
            return "bit_minmax_ops=1560 box_inclusion_ops=603 bpchar_bloom_ops=1042 bpchar_minmax_ops=1042 "
                   "bytea_bloom_ops=17 bytea_minmax_ops=17 char_bloom_ops=18 char_minmax_ops=18 date_bloom_ops=1082 "
                   "date_minmax_multi_ops=1082 date_minmax_ops=1082 float4_bloom_ops=700 float4_minmax_multi_ops=700 "
                   "float4_minmax_ops=700 float8_bloom_ops=701 float8_minmax_multi_ops=701 float8_minmax_ops=701 "
                   "inet_bloom_ops=869 inet_inclusion_ops=869 inet_minmax_multi_ops=869 inet_minmax_ops=869 "
                   "int2_bloom_ops=21 int2_minmax_multi_ops=21 int2_minmax_ops=21 int4_bloom_ops=23 "
                   "int4_minmax_multi_ops=23 int4_minmax_ops=23 int8_bloom_ops=20 int8_minmax_multi_ops=20 "
                   "int8_minmax_ops=20 interval_bloom_ops=1186 interval_minmax_multi_ops=1186 interval_minmax_ops=1186 "
                   "macaddr8_bloom_ops=774 macaddr8_minmax_multi_ops=774 macaddr8_minmax_ops=774 macaddr_bloom_ops=829 "
                   "macaddr_minmax_multi_ops=829 macaddr_minmax_ops=829 name_bloom_ops=19 name_minmax_ops=19 "
                   "numeric_bloom_ops=1700 numeric_minmax_multi_ops=1700 numeric_minmax_ops=1700 oid_bloom_ops=26 "
                   "oid_minmax_multi_ops=26 oid_minmax_ops=26 pg_lsn_bloom_ops=3220 pg_lsn_minmax_multi_ops=3220 "
                   "pg_lsn_minmax_ops=3220 range_inclusion_ops=3831 text_bloom_ops=25 text_minmax_ops=25 "
                   "tid_bloom_ops=27 tid_minmax_multi_ops=27 tid_minmax_ops=27 time_bloom_ops=1083 "
                   "time_minmax_multi_ops=1083 time_minmax_ops=1083 timestamp_bloom_ops=1114 "
                   "timestamp_minmax_multi_ops=1114 timestamp_minmax_ops=1114 timestamptz_bloom_ops=1184 "
                   "timestamptz_minmax_multi_ops=1184 timestamptz_minmax_ops=1184 timetz_bloom_ops=1266 "
                   "timetz_minmax_multi_ops=1266 timetz_minmax_ops=1266 uuid_bloom_ops=2950 uuid_minmax_multi_ops=2950 "
                   "uuid_minmax_ops=2950 varbit_minmax_ops=1562 ";
        case pg::hnsw: return "bit_hamming_ops=1560 bit_jaccard_ops=1560 ";
        case pg::ivfflat: return "bit_hamming_ops=1560 ";
    }
    return {};
}

/// How a class is found for a type.
enum class class_match : unsigned char { unknown, other, fits };

/// Whether a list has the class for the type. `family` is the pseudo-type that stands for all such types, or 0.
constexpr class_match match_class(std::string_view list, std::string_view name, std::uint32_t type, std::uint32_t family) {
    class_match found = class_match::unknown;
    while (not list.empty()) {
        const std::string_view entry = list.substr(0, list.find(' '));
        list.remove_prefix(entry.size() == list.size() ? entry.size() : entry.size() + 1);
        const std::size_t equals = entry.rfind('=');
        if (entry.substr(0, equals) != name) continue;
        found = class_match::other;
        std::uint32_t takes = 0;
        for (const char digit : entry.substr(equals + 1)) takes = takes * 10 + static_cast<std::uint32_t>(digit - '0');
        if (takes == type or (family != 0 and takes == family)) return class_match::fits;
    }
    return found;
}

/// The pseudo-type of all types like this, such as anyarray; 0 where there is none.
template <class Type>
inline constexpr std::uint32_t type_family = Type::category == type_category::array         ? 2277
                                             : Type::category == type_category::enumeration ? 3500
                                             : requires { typename Type::range_type; }      ? 4537
                                             : requires { typename Type::bound_type; }      ? 3831
                                                                                            : 0;
/// The type whose classes serve: text for varchar, inet for cidr, which PostgreSQL takes as they are.
template <class Type>
inline constexpr std::uint32_t class_type = bare_t<Type>::oid == 1043     ? 25
                                            : bare_t<Type>::oid == 650    ? 869
                                            : is_read_as_another<Type> and Type::category == type_category::other
                                                ? compared_t<Type>::oid
                                                : bare_t<Type>::oid;

constexpr bool has_class_named(std::string_view name, pg::index_method method, std::uint32_t type, std::uint32_t family) {
    const class_match found = match_class(classes_of(method), name, type, family);
    if (found == class_match::fits) return true;
    if (type == 0 and family == 0) return true;  // a type of an extension, of which only the server knows
    if (found == class_match::other) return false;
    for (const pg::index_method other :
         {pg::btree, pg::hash, pg::gin, pg::gist, pg::spgist, pg::brin, pg::hnsw, pg::ivfflat}) {
        if (other != method and match_class(classes_of(other), name, type, family) != class_match::unknown) return false;
    }
    return true;  // a class of an extension
}

/// Whether a type of an extension has the class: `classes` are all of its classes, each behind the name of its method.
constexpr bool lists_class(std::string_view classes, std::string_view name, pg::index_method method) {
    for (std::size_t end = 0; not classes.empty(); classes.remove_prefix(end)) {
        end = classes.find(' ') + 1;
        const std::string_view entry = classes.substr(0, end - 1);
        const std::size_t dot = entry.find('.');
        if (entry.substr(0, dot) == method_name(method) and (name.empty() or entry.substr(dot + 1) == name)) return true;
    }
    return false;
}

/// Whether `Type` has an operator class of that name in `Method`. A type of an extension lists its own by a member
/// `operator_classes`: "hnsw.vector_l2_ops ", a space behind each.
template <class Type, pg::index_method Method>
constexpr bool has_class_called(std::string_view name) {
    if constexpr (requires { Type::operator_classes; }) return lists_class(Type::operator_classes, name, Method);
    else return has_class_named(name, Method, class_type<Type>, type_family<Type>);
}
/// Whether `Type` has operator classes of `Method`, and none of them is taken where an index names none.
template <class Type, pg::index_method Method>
constexpr bool has_named_classes_alone() {
    if constexpr (has_class(facts_of<Type>, Method)) return false;
    else if constexpr (requires { Type::operator_classes; }) return lists_class(Type::operator_classes, {}, Method);
    else return (Method == pg::hnsw or Method == pg::ivfflat) and class_type<Type> == 1560;  // bit
}

/// The operators by which an exclusion constraint of a method compares two values of a type, as its default operator classes have
/// them: those that mean the same both ways. Equality of numbers, texts, dates and their like is that of the extension btree_gist.
/// Source: pg_amop, and btree_gist of PostgreSQL 15; tests/postgres/catalogs.cpp compares it with the server's.
constexpr std::string_view excluding_operators(pg::index_method method) {
    if (method == pg::gist) {
        return "&&=3831 &&=4537 &&=603 &&=604 &&=718 ==3831 ==4537 -|-=3831 -|-=4537 ~==600 ~==603 ~==604 ~==718 ";
    }
    if (method == pg::spgist) return "&&=3831 &&=603 &&=604 &&=869 ==25 ==3831 ==869 <>=869 -|-=3831 ~==600 ~==603 ~==604 ";
    return {};
}
constexpr std::string_view btree_gist_types =
    "t=20 t=21 t=23 t=26 t=700 t=701 t=1700 t=1114 t=1184 t=1083 t=1266 t=1082 t=1186 t=790 "
    "t=1042 t=25 t=17 t=1560 t=1562 t=829 t=774 t=869 t=2950 t=16 t=3500 ";

constexpr bool can_exclude(std::string_view word, pg::index_method method, type_facts facts, std::uint32_t type,
                           std::uint32_t family) {
    if (type == 0 and family == 0) return true;  // a type of an extension, of which only the server knows
    if (method == pg::btree or method == pg::hash) return word == "=" and has_class(facts, method);
    if (match_class(excluding_operators(method), word, type, family) == class_match::fits) return true;
    return method == pg::gist and (word == "=" or word == "<>") and
           match_class(btree_gist_types, "t", type, family) == class_match::fits;
}
}  // namespace detail

/// Whether PostgreSQL has a default operator class of `Method` for `Type`, so that such an index can be made.
/// Source: pg_opclass; tests/postgres compares it with the server's.
template <class Type, pg::index_method Method>
inline constexpr bool has_operator_class = detail::has_class(facts_of<Type>, Method);
}  // namespace virga
