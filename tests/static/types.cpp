// What types are and how they are spelled, of headers in which it would cost each file that includes them.
#include <virga/types/detail/extension_type.hpp>
#include <virga/types/detail/spelling.hpp>
#include <virga/types/hstore.hpp>
#include <virga/types/range.hpp>

namespace virga::types {
namespace {

static_assert(column_type<hstore>);
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
