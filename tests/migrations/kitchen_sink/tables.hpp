// tests/migrations/kitchen_sink/tables.hpp: tables with everything that a table holds, and in every way in which one is stored.
#pragma once

#include <chrono>    // std::chrono
#include <optional>  // std::nullopt
#include <tuple>     // std::tuple

#include <virga.hpp>  // virga

#include "every_type.hpp"  // kitchen_sink::every_type
#include "types.hpp"       // kitchen_sink::mood_type, reader, writer

namespace kitchen_sink {

template <class t>
struct guest_fields {
    pg::serial<t, "id", primary_key> id;
    pg::text<t, "mail", unique, nulls_not_distinct> mail;
    pg::text<t, "first", not_null> first;
    pg::text<t, "last", not_null> last;
    pg::integer<t, "number", not_null> number;
    pg::bigint<t, "kind", references<every_type.id, on_delete::set_null, on_update::cascade>> kind;
    pg::integer<t, "chief"> chief;

    static constexpr auto constraints(const auto& guest) {
        return std::tuple{
            pg::unique<"guest_name">(guest.first, guest.last).checked(checked::deferred),
            pg::unique(guest.number, guest.id),
            pg::check<"guest's number">(guest.number > 0),
            pg::check<"guest_later">(guest.first != "").not_valid(),
            pg::foreign_key(guest.chief).references(guest.id).on_delete(on_delete::restrict).checked(checked::deferrable),
            pg::policy<"readers; read">(policy_for::select).to(reader, monitor).using_(guest.number < 100),
            pg::policy<"writers">(policy_for::insert).to(writer).with_check(guest.first != "root" and guest.number > 1),
            pg::policy<"nobody">(policy_for::update).restrictive().using_(true).with_check(guest.number != 13),
            pg::force_row_level_security,
        };
    }
};
inline constexpr table<"guest", guest_fields> guest;

template <class t>
struct booking_fields {
    pg::integer<t, "guest_id", not_null> guest_id;
    pg::integer<t, "number", not_null> number;
    pg::int4range<t, "during", not_null> during;
    pg::integer<t, "floor", default_to<1>> floor;
    pg::text<t, "slug", not_null> slug;
    pg::jsonb<t, "meta"> meta;
    pg::numeric<t, "price", 10, 2, not_null> price;
    pg::integer<t, "amount", not_null, default_to<1>> amount;
    pg::numeric<t, "total", not_null, generated_stored> total;

    static constexpr auto constraints(const auto& booking) {
        return std::tuple{
            pg::primary_key(booking.number, booking.during),
            pg::generated_stored(booking.total, booking.price * booking.amount),
            pg::foreign_key(booking.number, booking.guest_id)
                .references(guest.number, guest.id)
                .on_delete(on_delete::cascade)
                .match_full()
                .not_valid(),
            pg::exclude<"booking_apart">(pg::with<"&&">(booking.during)).where(booking.floor > 0).checked(checked::deferred),
            pg::exclude<"booking_total", pg::hash>(pg::with<"=">(booking.total)),
            pg::index<"booking_prefix">(pg::opclass<"text_pattern_ops">(booking.slug), desc(lower(booking.slug)).nulls_last())
                .include(booking.floor)
                .with({.fillfactor = 70}),
            pg::index<"booking_meta">(pg::opclass<"jsonb_path_ops">(booking.meta))
                .template method<pg::gin>()
                .with({.fastupdate = false, .gin_pending_list_limit = 100}),
            pg::index<"booking_during">(booking.during).template method<pg::spgist>(),
            pg::index<"booking_price">(booking.price).template method<pg::brin>().with({.pages_per_range = 16}),
            pg::index<"booking_hash">(booking.slug).template method<pg::hash>(),
            pg::index<"booking_c">(collate<"C">(booking.slug)).tablespace("pg_default").concurrently(),
            pg::unique_index<"booking_total_of_floor">(booking.total, coalesce(booking.floor, 0)).where(booking.amount > 1),
        };
    }
};
inline constexpr table<"booking", booking_fields, "", unlogged, pg::storage<"fillfactor=80", "autovacuum_vacuum_scale_factor=0.02">,
                       pg::tablespace<"pg_default">>
    booking;

template <class t>
struct event_fields {
    pg::bigint<t, "id", identity> id;
    pg::timestamptz<t, "at", not_null> at;
    pg::integer<t, "kind", not_null> kind;

    static constexpr auto constraints(const auto& event) {
        using namespace std::chrono_literals;
        constexpr auto begin = std::chrono::sys_days{2025y / 1 / 1}, end = std::chrono::sys_days{2026y / 1 / 1};
        return std::tuple{
            pg::primary_key(event.at, event.kind, event.id),
            pg::index<"event_kind">(event.kind),
            pg::partition_by_range(event.at, event.kind)
                .partitions(pg::range_partition<"event_old">(std::tuple{pg::minvalue, pg::minvalue}, std::tuple{begin, 0}),
                            pg::range_partition<"event_2025">(std::tuple{begin, 0}, std::tuple{end, pg::maxvalue}),
                            pg::default_partition<"event_rest">()
                                .partition_by_list(event.kind)
                                .partitions(pg::list_partition<"event_rest_1">(1),
                                            pg::default_partition<"event_rest_other">().partition_by_hash(event.id).partitions(
                                                pg::hash_partition<"event_rest_other_all", 1, 0>()))),
        };
    }
};
inline constexpr table<"event", event_fields, "odd.\"s"> event;

template <class t>
struct region_fields {
    pg::text<t, "country"> country;
    static constexpr auto constraints(const auto& region) {
        return std::tuple{
            pg::partition_by_list(region.country)
                .partitions(pg::list_partition<"region_de">("de", "at"), pg::list_partition<"region_none">(std::nullopt, "it's"))};
    }
};
inline constexpr table<"region", region_fields> region;

template <class t>
struct hit_fields {
    pg::integer<t, "id", primary_key> id;
    static constexpr auto constraints(const auto& hit) {
        return std::tuple{
            pg::partition_by_hash(hit.id).partitions(pg::hash_partition<"hit_0", 2, 0>(), pg::hash_partition<"hit_1", 2, 1>())};
    }
};
inline constexpr table<"hit", hit_fields> hit;
}  // namespace kitchen_sink
