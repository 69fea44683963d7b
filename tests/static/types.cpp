// What types are and how they are spelled, of headers in which it would cost each file that includes them.
#include <virga/types/detail/extension_type.hpp>
#include <virga/types/detail/spelling.hpp>
#include <virga/types/bit.hpp>
#include <virga/types/citext.hpp>
#include <virga/types/geometric.hpp>
#include <virga/types/hstore.hpp>
#include <virga/types/inet.hpp>
#include <virga/types/interval.hpp>
#include <virga/types/ltree.hpp>
#include <virga/types/macaddr.hpp>
#include <virga/types/money.hpp>
#include <virga/types/name.hpp>
#include <virga/types/object_identifier.hpp>
#include <virga/types/oid.hpp>
#include <virga/types/range.hpp>
#include <virga/types/text_search.hpp>
#include <virga/types/timetz.hpp>
#include <virga/types/xml.hpp>

namespace virga::types {
namespace {

static_assert(column_type<hstore>);
static_assert(column_type<bit<>> and column_type<bit<8>> and column_type<varbit<>> and column_type<varbit<8>>);
static_assert(column_type<ltree>);
static_assert(column_type<money>);
static_assert(column_type<citext>);
static_assert(column_type<point> and column_type<line> and column_type<lseg> and column_type<box> and column_type<path> and
              column_type<polygon> and column_type<circle>);
static_assert(column_type<macaddr> and column_type<macaddr8>);
static_assert(column_type<inet> and column_type<cidr>);
static_assert(column_type<timetz>);
static_assert(column_type<xml>);
static_assert(column_type<tsvector> and column_type<tsquery>);
static_assert(column_type<oid_type>);
static_assert(column_type<regclass> and column_type<regcollation> and column_type<regconfig> and column_type<regdictionary> and
              column_type<regnamespace> and column_type<regoper> and column_type<regoperator> and column_type<regproc> and
              column_type<regprocedure> and column_type<regrole> and column_type<regtype>);
static_assert(column_type<name>);
static_assert(column_type<interval> and column_type<interval_of<pg::interval_fields::day>> and
              column_type<with_precision<interval, 3>>);
static_assert(column_type<int4range> and column_type<int8range> and column_type<numrange> and column_type<tsrange> and
              column_type<tstzrange> and column_type<daterange>);
static_assert(column_type<int4multirange> and column_type<int8multirange> and column_type<nummultirange> and
              column_type<tsmultirange> and column_type<tstzmultirange> and column_type<datemultirange>);

static_assert(detail::spell(fixed_string{"varchar("}, detail::decimal<200>(), fixed_string{")"}) == fixed_string{"varchar(200)"});
static_assert(detail::decimal<0>() == fixed_string{"0"} and detail::decimal<-10>() == fixed_string{"-10"});
static_assert(detail::extension_spelling<"public", "citext">() == fixed_string{"public.citext"});
static_assert(detail::extension_spelling<"a\"b", "citext">() == fixed_string{"\"a\"\"b\".\"citext\""});
}  // namespace
}  // namespace virga::types
