// tests/postgres/type_columns.hpp: a type of tested_types.hpp in a table that the kit makes: values and arrays go into columns and
// come back, and what the library says of its queries the server says, too.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::int32_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <type_traits>  // std::remove_cvref_t
#include <vector>       // std::vector

#include <virga/kit/ddl.hpp>       // virga::kit::ddl::create_table
#include <virga/kit/describe.hpp>  // virga::kit::describe

#include "../catch.hpp"
#include "../tested_types.hpp"
#include "soundness.hpp"

namespace virga_test {

/// The types of tested_types.hpp whose place there is `Part` modulo 2: a file for all of them takes long to compile.
template <std::size_t Part>
void check_columns_of_types() {
    own_database database;
    virga::postgres_client db{database.url()};
    libpq server{database.url()};
    server.run(extensions_of_types);
    for_each_type<Part, 2>([&]<class Type>(const tested<Type>& test) {
        INFO(Type::spelling.view());
        constexpr auto& table = held<Type>;
        const auto model = virga::kit::describe(virga::schema(virga::domain(held<Type>, trio_type)));
        db.execute(virga::kit::ddl::create_table(model.tables.at(0)));
        std::vector<virga::row<held<Type>>> rows;
        const auto values = test.values();
        for (const auto& value : values) {
            const bool has_more = rows.size() % 2 == 0;
            virga::row<held<Type>> next{
                .id = static_cast<std::int32_t>(rows.size()), .one = value, .maybe = {}, .many = {}, .gaps = {}};
            if (has_more) next.maybe = value;
            if (has_more) next.many = {value, values.front()};
            if (not has_more) next.gaps = {{std::nullopt, value, std::nullopt}};
            rows.push_back(std::move(next));
        }
        const auto sound = [&server](const auto& query) {
            CHECK(differences(server, virga::detail::statement_of<typename std::remove_cvref_t<decltype(query)>::tree>) == "");
        };
        const auto all = select(table).from(table).order_by(table.id);
        const auto same_as_sent = [&rows](auto answer) {
            std::size_t at = 0;
            bool same = answer.size() == rows.size();
            for (const auto& row : answer) same = same and same_rows(row, rows[at++]);
            return same;
        };
        CHECK(db(insert_into(table).rows(rows)).affected() == rows.size());
        CHECK(same_as_sent(db(all)));
        sound(insert_into(table).rows(rows));
        sound(all);
        db.execute("delete from held");
        for (const auto& row : rows) {
            db(insert_into(table).values(table.id = row.id, table.one = row.one, table.maybe = row.maybe, table.many = row.many,
                                         table.gaps = row.gaps));
        }
        CHECK(same_as_sent(db(all)));
        if constexpr (virga::is_ordered_type<Type>) {
            const auto equal = select(table.id)
                                   .from(table)
                                   .where(table.one == values.back() and table.one.in(values) and not(table.one < values.back()))
                                   .order_by(desc(table.one));
            sound(equal);
            bool is_found = false;
            for (const auto& [id] : db(equal)) is_found = is_found or id == rows.back().id;
            CHECK((is_found or Type::category == virga::type_category::number));  // NaN and signed zeros have places of their own
            sound(select(table.id).from(table).where(table.one == any_of(table.many) and table.many == rows.front().many));
        }
        if constexpr (virga::facts_of<Type>.extremes) {
            sound(select(min(table.one), max(table.maybe)).from(table));
        }
        // In the rows of a relation they are what they are in a column.
        constexpr auto itself = virga::many<"itself">(table.id, table.id);
        std::size_t place = 0;
        bool is_same_nested = true;
        for (const auto& row : db(virga::find_many(table).with(itself).order_by(table.id))) {
            const virga::row<held<Type>>& nested = row[itself].at(0);
            is_same_nested = is_same_nested and same_rows(nested, rows.at(place++));
        }
        CHECK(is_same_nested);
        CHECK(place == rows.size());
        db.execute("drop table held");
    });
}
}  // namespace virga_test
