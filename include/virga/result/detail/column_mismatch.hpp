// virga/result/detail/column_mismatch.hpp: a column of a statement by hand beside the one that its struct awaits.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t
#include <string>       // std::string, std::to_string
#include <string_view>  // std::string_view

namespace virga::detail {

/// Whether the text of a value of type `sent` is one of `expected`, and every value fits: the same type, a narrower whole number,
/// another text. Both are OIDs of pg_type.
inline bool reads_as(std::uint32_t expected, std::uint32_t sent) {
    if (expected == sent) return true;
    switch (expected) {
        case 23: return sent == 21;                                        // integer
        case 20: return sent == 23 or sent == 21;                          // bigint
        case 1700: return sent == 20 or sent == 23 or sent == 21;          // numeric
        case 25: return sent == 1043 or sent == 1042 or sent == 19;        // text: varchar, char(n), name
        case 3802: return sent == 114;                                     // jsonb: json
        case 1007: return sent == 1005;                                    // and arrays of these
        case 1016: return sent == 1007 or sent == 1005;
        case 1231: return sent == 1016 or sent == 1007 or sent == 1005;
        case 1009: return sent == 1015 or sent == 1014 or sent == 1003;
        case 3807: return sent == 199;
        default: return false;
    }
}
/// The name of a type that PostgreSQL itself has, as SQL spells it; of others their OID.
template <class Oid>
std::string type_named(Oid oid) {
    struct named {
        std::uint32_t oid, array_oid;
        std::string_view name;
    };
    constexpr named all[]{{16, 1000, "boolean"},      {17, 1001, "bytea"},        {18, 1002, "\"char\""},
                          {19, 1003, "name"},         {20, 1016, "bigint"},       {21, 1005, "smallint"},
                          {23, 1007, "integer"},      {25, 1009, "text"},         {26, 1028, "oid"},
                          {114, 199, "json"},         {142, 143, "xml"},          {600, 1017, "point"},
                          {650, 651, "cidr"},         {700, 1021, "real"},        {701, 1022, "double precision"},
                          {790, 791, "money"},        {829, 1040, "macaddr"},     {869, 1041, "inet"},
                          {1042, 1014, "character"},  {1043, 1015, "character varying"},
                          {1082, 1182, "date"},       {1083, 1183, "time"},       {1114, 1115, "timestamp"},
                          {1184, 1185, "timestamptz"}, {1186, 1187, "interval"},  {1266, 1270, "timetz"},
                          {1560, 1561, "bit"},        {1562, 1563, "bit varying"}, {1700, 1231, "numeric"},
                          {2205, 2210, "regclass"},   {2249, 2287, "record"},     {2278, 0, "void"},
                          {2950, 2951, "uuid"},       {3614, 3643, "tsvector"},   {3615, 3645, "tsquery"},
                          {3802, 3807, "jsonb"},      {3904, 3905, "int4range"},  {3906, 3907, "numrange"},
                          {3908, 3909, "tsrange"},    {3910, 3911, "tstzrange"},  {3912, 3913, "daterange"},
                          {3926, 3927, "int8range"},  {705, 0, "unknown"},        {601, 1018, "lseg"},
                          {602, 1019, "path"},        {603, 1020, "box"},         {604, 1027, "polygon"},
                          {628, 629, "line"},         {718, 719, "circle"},       {4451, 6150, "int4multirange"},
                          {4532, 6151, "nummultirange"}, {4533, 6152, "tsmultirange"}, {4534, 6153, "tstzmultirange"},
                          {4535, 6155, "datemultirange"}, {4536, 6157, "int8multirange"}};
    for (const named& each : all) {
        if (each.oid == oid) return std::string{each.name};
        if (each.array_oid == oid and oid != 0) return std::string{each.name} + "[]";
    }
    return "a type of the database's own (`select " + std::to_string(oid) + "::regtype` tells its name)";
}

/// What differs between the column at `index`, which came as `name` of the type `oid`, and the one expected; empty for nothing. A
/// type that the client does not know, 0, is not compared.
template <class Column>  // so that only who calls it has it compiled
std::string column_difference(std::size_t index, std::string_view name, std::uint32_t oid, const Column& expected) {
    const std::string place = "column " + std::to_string(index + 1);
    const std::string quoted = "\"" + std::string{name} + "\"";
    std::string text;
    if (not expected.name.empty() and expected.name != name)
        text = place + " is called " + quoted + ", where the member in its place is \"" + std::string{expected.name} + "\"";
    if (oid != 0 and not reads_as(expected.type.oid, oid)) {
        text += (text.empty() ? "" : "; ") + place + ", " + quoted + ", is " + type_named(oid) + ", where its member takes " +
                std::string{expected.type.name};
    }
    return text;
}
}  // namespace virga::detail
