// tests/migrations/kitchen_sink/every_type.hpp: a table with a column of each type, in groups.
#pragma once

#include <virga.hpp>  // virga

#include "types.hpp"  // kitchen_sink::mood_type, share_domain

namespace kitchen_sink {

template <class t>
struct number_fields {
    pg::smallint<t, "smallint", default_to<-1>> smallint_;
    pg::integer<t, "integer", not_null, default_to<0>> integer_;
    pg::bigint<t, "bigint", as<cents>> bigint_;
    pg::numeric<t, "numeric"> numeric_;
    pg::numeric<t, "numeric_of_length", 8> of_length;
    pg::numeric<t, "numeric_of_scale", 8, 2, default_to<2>> of_scale;
    pg::real<t, "real"> real_;
    pg::double_precision<t, "double precision"> double_;
    pg::money<t, "money"> money_;
    pg::oid<t, "oid"> oid_;
    pg::boolean<t, "boolean", not_null, default_to<false>> boolean_;
};
template <class t>
struct object_fields {
    pg::regclass<t, "regclass", not_null, default_sql<"'public.region'::regclass">> regclass_;
    pg::regclass<t, "regclasses", as_array, not_null, default_sql<"'{}'">> regclasses;
    pg::regcollation<t, "regcollation"> regcollation_;
    pg::regconfig<t, "regconfig", default_sql<"'pg_catalog.simple'">> regconfig_;
    pg::regdictionary<t, "regdictionary"> regdictionary_;
    pg::regnamespace<t, "regnamespace"> regnamespace_;
    pg::regoper<t, "regoper"> regoper_;
    pg::regoperator<t, "regoperator"> regoperator_;
    pg::regproc<t, "regproc"> regproc_;
    pg::regprocedure<t, "regprocedure"> regprocedure_;
    pg::regrole<t, "regrole", default_sql<"current_user::regrole">> regrole_;
    pg::regtype<t, "regtype", default_to<0>> regtype_;
};
template <class t>
struct text_fields {
    pg::text<t, "text", collation<"C">, default_to<"it's; -- \\ $1">, pg::storage<"external">> text_;
    pg::varchar<t, "varchar", 40, pg::compression<"pglz">> varchar_;
    pg::bpchar<t, "bpchar", 3> bpchar_;
    pg::name<t, "name"> name_;
    pg::citext<t, "citext"> citext_;
    pg::bytea<t, "bytea"> bytea_;
    pg::xml<t, "xml"> xml_;
    pg::json<t, "json"> json_;
    pg::jsonb<t, "jsonb", not_null, default_sql<"'{\"a\": [1, null]}'">> jsonb_;
    pg::tsvector<t, "tsvector"> tsvector_;
    pg::tsquery<t, "tsquery"> tsquery_;
    pg::hstore<t, "hstore"> hstore_;
    pg::bit<t, "bit", 3> bit_;
    pg::varbit<t, "varbit", 8> varbit_;
    pg::uuid<t, "uuid", default_random, unique> uuid_;
};
template <class t>
struct time_fields {
    pg::date<t, "date", default_now> date_;
    pg::time<t, "time", 0> time_;
    pg::timetz<t, "timetz"> timetz_;
    pg::timestamp<t, "timestamp"> timestamp_;
    pg::timestamptz<t, "timestamptz", 3, not_null, default_now, on_update_now> timestamptz_;
    pg::interval<t, "interval", pg::interval_fields::day_to_second, 3> interval_;
};
template <class t>
struct place_fields {
    pg::inet<t, "inet"> inet_;
    pg::cidr<t, "cidr"> cidr_;
    pg::macaddr<t, "macaddr"> macaddr_;
    pg::macaddr8<t, "macaddr8"> macaddr8_;
    pg::point<t, "point"> point_;
    pg::line<t, "line"> line_;
    pg::lseg<t, "lseg"> lseg_;
    pg::box<t, "box"> box_;
    pg::path<t, "path"> path_;
    pg::polygon<t, "polygon"> polygon_;
    pg::circle<t, "circle"> circle_;
};
template <class t>
struct range_fields {
    pg::int4range<t, "int4range"> int4range_;
    pg::int8range<t, "int8range"> int8range_;
    pg::numrange<t, "numrange"> numrange_;
    pg::tsrange<t, "tsrange"> tsrange_;
    pg::tstzrange<t, "tstzrange"> tstzrange_;
    pg::daterange<t, "daterange"> daterange_;
    pg::int4multirange<t, "int4multirange"> int4multirange_;
    pg::datemultirange<t, "datemultirange"> datemultirange_;
};
template <class t>
struct own_fields {
    pg::enumeration<t, "mood", mood_type, not_null, default_to<mood::cross>> mood_;
    pg::enumeration<t, "size", size_type> size_;
    pg::enumeration<t, "moods", mood_type, as_array> moods;
    pg::own<t, "share", share_domain> share;
    pg::own<t, "plain", plain_domain> plain;
    pg::text<t, "texts", as_array, not_null, default_sql<"'{}'">> texts;
    pg::integer<t, "integers", as_array_with_nulls> integers;
    pg::bigint<t, "ticket", not_null, default_nextval<ticket>> ticket_;
    pg::integer<t, "down", default_nextval<down>> down_;
};

/// Names that have to be quoted, comments with what SQL could take for its own.
template <class t>
struct every_type_fields {
    pg::bigint<t, "id; drop", identity_by_default, sequence<sequence_options{.start = 7, .increment = 3}>, primary_key,
               pg::comment<"it's; -- the \"key\"">>
        id;
    number_fields<t> numbers;
    object_fields<t> objects;
    text_fields<t> texts;
    time_fields<t> times;
    place_fields<t> places;
    range_fields<t> ranges;
    own_fields<t> own;
};
inline constexpr table<"every.\"type", every_type_fields, "odd.\"s", pg::comment<"a column of each /* type */">> every_type;
}  // namespace kitchen_sink
