// tests/migrations/kitchen_sink/index.hpp: the schema, with what stands beside its tables.
#pragma once

#include <virga.hpp>  // virga

#include "every_type.hpp"  // kitchen_sink::every_type
#include "tables.hpp"      // kitchen_sink::guest, booking, event, region, hit
#include "types.hpp"       // kitchen_sink::mood_type, ticket, reader, writer

namespace kitchen_sink {

inline constexpr auto grown =
    pg::view<"grown", view_options{.security_invoker = true, .security_barrier = true, .check = pg::check_option::local}>(
        select(guest.id, guest.first, guest.number).from(guest).where(guest.number > 17 and guest.last != "it's; -- $1"));
inline constexpr auto booked =
    pg::view<"booked", view_options{}, "odd.\"s">(select(grown[guest.id], booking.slug, (booking.price * 2).as<"twice">())
                                                      .from(grown)
                                                      .left_join(booking, booking.guest_id == grown[guest.id]));
inline constexpr auto totals =
    pg::materialized_view<"totals">(select(booked[booking.slug], count().as<"n">()).from(booked).group_by(booked[booking.slug]))
        .unique_index<"totals_slug", "slug">()
        .index<"totals_n", "n">();
inline constexpr auto late = pg::materialized_view<"late", materialized_options{.with_data = false}>(
    text_query<"select max(number) from guest", column_definition<"number", types::integer>>);

inline constexpr pg::function<"stamp", "", "trigger", "language plpgsql as $$ begin new.number = 1; return new; end $$"> stamp;
inline constexpr pg::function<
    "longer", "a text, b text", "text",
    "language sql immutable as $$ select case when length(a) < length(b) then b else coalesce(a, b) end $$">
    longer;
inline constexpr auto slugs =
    pg::function<"slugs", "", "setof text", "stable begin atomic select slug from booking; end">{}.needs(booking.slug);
inline constexpr pg::procedure<"tidy", "keep integer", "language plpgsql as $$ begin delete from guest where id > keep; end $$">
    tidy;
inline constexpr auto longest = pg::aggregate<"longest", "text", "(sfunc = longer, stype = text)">{}.needs(longer);
inline constexpr pg::trigger<"stamping", guest, "before update of first, last",
                             "for each row when (old.first <> new.first) execute function stamp()">
    stamping;
inline constexpr pg::raw<"docs", "create text search configuration docs (copy = english)", "drop text search configuration docs">
    docs;

inline constexpr auto reading = pg::grant<"select", "insert">(guest, grown, totals).to(reader);
inline constexpr auto more = pg::grant<"update">(guest).to(writer, pg::public_);
inline constexpr auto calling = pg::grant<"execute">(slugs, tidy, longest).to(reader);
inline constexpr auto using_all = pg::grant<"usage">(pg::schema<"odd.\"s">, mood_type, ticket).to(reader);
inline constexpr auto later = pg::grant<"select">(pg::later<things_to_come::tables, "odd.\"s">).to(reader).with_grant_option();
inline constexpr auto said_of_type = pg::comment_on<"how it's; --">(mood_type);
inline constexpr auto said_of_view = pg::comment_on<"those \"of age\"">(grown);

inline constexpr auto whole =
    virga::schema(virga::domain(reader, writer, mood_type, size_type, share_domain, plain_domain, ticket, down, citext_extension,
                                hstore_extension, ltree_extension),
                  virga::domain(every_type, guest, booking, event, region, hit),
                  virga::domain(totals, booked, grown, late, stamping, stamp, longest, longer, slugs, tidy, docs),
                  virga::domain(reading, more, calling, using_all, later, said_of_type, said_of_view));
}  // namespace kitchen_sink
