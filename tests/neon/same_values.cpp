// Values of every type, on every way: they come back as they went, and the server took them for what they are.
#include <algorithm>  // std::count_if
#include <chrono>     // std::chrono::sys_days
#include <cstddef>    // std::byte, std::size_t
#include <cstdint>    // std::uint32_t
#include <limits>     // std::numeric_limits
#include <span>       // std::span
#include <string>     // std::string
#include <utility>    // std::pair
#include <vector>     // std::vector

#include "../postgres/edges.hpp"
#include "../tested_types.hpp"
#include "ways.hpp"

namespace {
using namespace virga_test;
using namespace std::chrono_literals;
namespace types = virga::types;
using std::chrono::days;
using std::chrono::local_days;
using std::chrono::sys_days;
using virga::json;
using virga::numeric;
using mood = types::enumeration<tables::mood_type>;
using tables::feeling;

/// The text in which a value of a type comes back that was sent as `sent`. The server took it for what `literal` says.
std::string back(any_client& db, std::string_view type, const std::string& sent, const std::string& literal) {
    const std::string name{type};
    const virga::result answer = db.execute("select $1::" + name + ", $1::" + name + " is not distinct from $2::text::" + name,
                                            arguments({sent, literal}));
    CHECK(text(answer, 0, 1) == "t");
    return text(answer).value();
}

/// Values, each with the literal that SQL has for it.
template <class Value>
using meanings = std::vector<std::pair<Value, std::string>>;

template <class Type>
void keeps(any_client& db, const meanings<typename Type::value_type>& all) {
    for (const auto& [value, literal] : all) {
        INFO(literal.substr(0, 200));
        std::string sent;
        Type::write(sent, value);
        CHECK(same(Type::read(back(db, Type::spelling.view(), sent, literal)), value));
    }
}

/// The same of arrays with NULLs.
template <class Type>
void keeps_with_nulls(any_client& db, const meanings<typename Type::nullable_value_type>& all) {
    for (const auto& [value, literal] : all) {
        INFO(literal);
        std::string sent;
        Type::write(sent, value);
        CHECK(Type::read_nullable(back(db, Type::spelling.view(), sent, literal)) == value);
    }
}

/// Texts, which have no literal of another kind: the server tells their bytes.
template <class Type>
void keeps_texts(any_client& db, const std::vector<std::string>& all) {
    const std::string name{Type::spelling.view()};
    const std::string sql =
        "select $1::" + name + ", md5(convert_to($1::" + name + ", 'UTF8')) = md5($2::bytea), length($1::" + name + ")";
    for (const std::string& value : all) {
        INFO(value.substr(0, 200));
        std::string sent, bytes;
        Type::write(sent, value);
        types::bytea::write(bytes, std::span{reinterpret_cast<const std::byte*>(value.data()), value.size()});
        const virga::result answer = db.execute(sql, arguments({sent, bytes}));
        CHECK((Type::read(text(answer).value()) == value));
        CHECK(text(answer, 0, 1) == "t");
        const auto starts_a_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; };
        CHECK(text(answer, 0, 2) == std::to_string(std::count_if(value.begin(), value.end(), starts_a_character)));
    }
}

std::string utf8(std::uint32_t first, std::uint32_t last) {
    std::string all;
    for (std::uint32_t point = first; point <= last; ++point) {
        if (0xD800 <= point and point < 0xE000) continue;  // surrogates, which are no characters
        const auto byte = [](std::uint32_t lead, std::uint32_t bits) { return static_cast<char>(lead | bits); };
        if (point < 0x80) {
            all += byte(0, point);
        } else {
            if (point < 0x800) all += byte(0xC0, point >> 6U);
            if (0x800 <= point and point < 0x10000) all += byte(0xE0, point >> 12U);
            if (0x10000 <= point) (all += byte(0xF0, point >> 18U)) += byte(0x80, point >> 12U & 0x3FU);
            if (0x800 <= point) all += byte(0x80, point >> 6U & 0x3FU);
            all += byte(0x80, point & 0x3FU);
        }
    }
    return all;
}

template <class Number>
using limits = std::numeric_limits<Number>;
}  // namespace

TEMPLATE_TEST_CASE("each_type_of_the_list_comes_back_as_it_went", "", over_http, over_websocket, directly) {
    TestType db;
    for (const std::string extension : {"citext", "hstore", "ltree"})
        db.execute("create extension if not exists " + extension + " schema public");
    db.execute("do $$begin create type public.trio as (number integer, \"te\"\"xt\" text, size double precision);"
               "exception when duplicate_object then null; end$$");
    for_each_type([&db]<class Type>(const tested<Type>& test) {
        const std::string name{Type::spelling.view()};
        for (const auto& [value, literal] : test.edges) {
            INFO(name << " " << literal.substr(0, 200));
            std::string sent;
            Type::write(sent, value);
            const std::string cast = "::" + name;
            const virga::result answer = db.execute("select $1" + cast + cast_when_read<Type>() + ", ($1" + cast +
                                                        ")::text = ($2" + cast + ")::text",
                                                    arguments({sent, literal}));
            CHECK(text(answer, 0, 1) == "t");
            CHECK(same(Type::read(text(answer).value()), value));
        }
        INFO(name << "[]");
        using array = types::array<Type>;
        const auto values = test.values();
        std::string sent;
        array::write(sent, values);
        const auto kept = array::read(
            text(db.execute("select $1::" + name + "[]" + cast_when_read<array>(), arguments({sent}))).value());
        REQUIRE(kept.size() == values.size());
        for (std::size_t i = 0; i != kept.size(); ++i) CHECK(same(kept[i], values[i]));
    });
}

TEMPLATE_TEST_CASE("smallint_keeps_its_edges", "", over_http, over_websocket, directly) {
    TestType db;
    keeps<types::smallint>(db, {{0, "0"}, {1, "1"}, {-1, "-1"}, {32'767, "32767"}, {-32'768, "-32768"}});
}

TEMPLATE_TEST_CASE("integer_keeps_its_edges", "", over_http, over_websocket, directly) {
    TestType db;
    keeps<types::integer>(
        db, {{0, "0"}, {-1, "-1"}, {limits<std::int32_t>::max(), "2147483647"}, {limits<std::int32_t>::min(), "-2147483648"}});
}

TEMPLATE_TEST_CASE("bigint_keeps_what_a_double_cannot_hold", "", over_http, over_websocket, directly) {
    TestType db;
    keeps<types::bigint>(db, {{0, "0"},
                              {9'007'199'254'740'993, "9007199254740993"},
                              {-9'007'199'254'740'993, "-9007199254740993"},
                              {limits<std::int64_t>::max(), "9223372036854775807"},
                              {limits<std::int64_t>::min(), "-9223372036854775808"}});
}

TEMPLATE_TEST_CASE("numeric_keeps_value_and_scale", "", over_http, over_websocket, directly) {
    TestType db;
    keeps<types::numeric<>>(db, {{numeric{"0"}, "0"},
                                 {numeric{"0.000"}, "0.000"},
                                 {numeric{"1.50"}, "1.50"},
                                 {numeric{"-0.1"}, "-0.1"},
                                 {numeric{"10000"}, "1e4"},
                                 {numeric{"123456789012345678901234567890.12345678901234567890"},
                                  "123456789012345678901234567890.1234567890123456789"}});
}

TEMPLATE_TEST_CASE("numeric_keeps_nan_and_infinity", "", over_http, over_websocket, directly) {
    TestType db;
    keeps<types::numeric<>>(
        db, {{numeric::nan(), "NaN"}, {numeric::infinity(), "Infinity"}, {numeric::negative_infinity(), "-Infinity"}});
}

TEMPLATE_TEST_CASE("numeric_keeps_as_many_digits_as_there_can_be", "", over_http, over_websocket, directly) {
    TestType db;
    const std::string whole(numeric::most_integral_digits, '9');
    const std::string part = "-0." + std::string(numeric::most_fractional_digits - 1, '0') + "7";
    keeps<types::numeric<>>(db, {{numeric{whole}, whole}, {numeric{part}, part}});
}

TEMPLATE_TEST_CASE("numeric_of_a_precision_is_rounded_by_the_server", "", over_http, over_websocket, directly) {
    TestType db;
    CHECK(text(db.execute("select $1::numeric(10, 2)", arguments({"1.005"}))) == "1.01");
    CHECK(text(db.execute("select $1::numeric(10, 2)", arguments({"-99999999.994"}))) == "-99999999.99");
    CHECK_THROWS_AS(db.execute("select $1::numeric(10, 2)", arguments({"99999999.995"})), virga::data_exception);
}

TEMPLATE_TEST_CASE("real_keeps_every_bit", "", over_http, over_websocket, directly) {
    TestType db;
    keeps<types::real>(db, {{0.0F, "0"},
                            {-0.0F, "-0"},
                            {0.1F, "0.1"},
                            {limits<float>::max(), "3.4028235e38"},
                            {limits<float>::lowest(), "-3.4028235e38"},
                            {limits<float>::min(), "1.17549435e-38"},
                            {limits<float>::denorm_min(), "1.4e-45"},
                            {limits<float>::epsilon(), "1.1920929e-07"}});
}

TEMPLATE_TEST_CASE("real_keeps_nan_and_infinity", "", over_http, over_websocket, directly) {
    TestType db;
    keeps<types::real>(db, {{limits<float>::quiet_NaN(), "NaN"},
                            {limits<float>::infinity(), "Infinity"},
                            {-limits<float>::infinity(), "-Infinity"}});
}

TEMPLATE_TEST_CASE("double_precision_keeps_every_bit", "", over_http, over_websocket, directly) {
    TestType db;
    keeps<types::double_precision>(db, {{0.0, "0"},
                                        {-0.0, "-0"},
                                        {0.1, "0.1"},
                                        {0.30000000000000004, "0.30000000000000004"},
                                        {9.527403366532443e-05, "9.527403366532443e-05"},
                                        {limits<double>::max(), "1.7976931348623157e308"},
                                        {limits<double>::lowest(), "-1.7976931348623157e308"},
                                        {limits<double>::min(), "2.2250738585072014e-308"},
                                        {limits<double>::denorm_min(), "5e-324"}});
}

TEMPLATE_TEST_CASE("double_precision_keeps_nan_and_infinity", "", over_http, over_websocket, directly) {
    TestType db;
    keeps<types::double_precision>(db, {{limits<double>::quiet_NaN(), "NaN"},
                                        {limits<double>::infinity(), "Infinity"},
                                        {-limits<double>::infinity(), "-Infinity"}});
}

TEMPLATE_TEST_CASE("boolean_keeps_both_values", "", over_http, over_websocket, directly) {
    TestType db;
    keeps<types::boolean>(db, {{true, "yes"}, {false, "off"}});
}

TEMPLATE_TEST_CASE("text_keeps_what_a_careless_writer_would_spoil", "", over_http, over_websocket, directly) {
    TestType db;
    keeps_texts<types::text>(db, odd_texts());
    keeps_texts<types::text>(
        db, {"\x01\x02\x1f\x7f", "\xEF\xBB\xBF", "\xEF\xBF\xBF", "\xE2\x80\xA8\xE2\x80\xA9", "{\"a\": [1, \"\\n\"]}", "\b\f"});
}

TEMPLATE_TEST_CASE("text_keeps_every_character_of_the_basic_plane", "", over_http, over_websocket, directly) {
    TestType db;
    keeps_texts<types::text>(db, {utf8(1, 0x7FF), utf8(0x800, 0xFFFF)});
}

TEMPLATE_TEST_CASE("text_keeps_characters_of_the_further_planes", "", over_http, over_websocket, directly) {
    TestType db;
    keeps_texts<types::text>(
        db, {utf8(0x10000, 0x1FFFF), utf8(0x10FF00, 0x10FFFF), "\U0001F468\u200D\U0001F469\u200D\U0001F467", "e\u0301\u0302"});
}

TEMPLATE_TEST_CASE("text_of_megabytes_arrives_whole", "", over_http, over_websocket, directly) {
    TestType db;
    std::string numbers;
    while (numbers.size() < 3'000'000) numbers += std::to_string(numbers.size()) + " ";
    keeps_texts<types::text>(db,
                             {numbers, std::string(1'000'000, '"'), std::string(1'000'000, '\\'), std::string(500'000, '\n')});
}

TEMPLATE_TEST_CASE("text_at_each_length_about_a_frame_arrives_whole", "", over_http, over_websocket, directly) {
    TestType db;
    std::vector<std::string> all;
    for (const std::size_t size :
         {124U, 125U, 126U, 127U, 1'020U, 1'023U, 1'024U, 1'025U, 16'383U, 16'384U, 65'534U, 65'535U, 65'536U, 65'537U})
        all.emplace_back(size, 'x');
    keeps_texts<types::text>(db, all);
}

TEMPLATE_TEST_CASE("varchar_keeps_what_its_limit_allows_in_characters", "", over_http, over_websocket, directly) {
    TestType db;
    keeps_texts<types::varchar<5>>(db, {"", "abcde", "\u00e9\u00e8\u4e2d\u6587\U0001F600"});
}

TEMPLATE_TEST_CASE("uuid_keeps_its_bytes", "", over_http, over_websocket, directly) {
    TestType db;
    virga::uuid ones{};
    for (auto& byte : ones) byte = 0xFF;
    keeps<types::uuid>(db, {{virga::uuid{}, "00000000-0000-0000-0000-000000000000"},
                            {ones, "{FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF}"},
                            {virga::parse_uuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "6BA7B810-9DAD-11D1-80B4-00C04FD430C8"}});
}

TEMPLATE_TEST_CASE("date_keeps_the_first_and_the_last_day", "", over_http, over_websocket, directly) {
    TestType db;
    keeps<types::date>(db, {{sys_days{}, "1970-01-01"},
                            {sys_days{days{-1}}, "1969-12-31"},
                            {sys_days{2024y / 2 / 29}, "2024-02-29"},
                            {sys_days{0y / 12 / 31}, "0001-12-31 BC"},
                            {sys_days{days{-2'440'588}}, "4714-11-24 BC"},
                            {sys_days{days{2'145'042'905}}, "5874897-12-31"},
                            {sys_days::max(), "infinity"},
                            {sys_days::min(), "-infinity"}});
}

TEMPLATE_TEST_CASE("timestamp_keeps_microseconds_from_end_to_end", "", over_http, over_websocket, directly) {
    using moment = types::timestamp::value_type;
    TestType db;
    keeps<types::timestamp>(db, {{moment{}, "1970-01-01 00:00:00"},
                                 {moment{-1us}, "1969-12-31 23:59:59.999999"},
                                 {local_days{2024y / 2 / 29} + 23h + 59min + 59s + 123'456us, "2024-02-29 23:59:59.123456"},
                                 {local_days{1y / 1 / 1} - 1us, "0001-12-31 23:59:59.999999 BC"},
                                 {moment{local_days{days{-2'440'588}}}, "4714-11-24 00:00:00 BC"},
                                 {moment::max() - 1us, "294247-01-10 04:00:54.775806"},
                                 {moment::max(), "infinity"},
                                 {moment::min(), "-infinity"}});
}

TEMPLATE_TEST_CASE("timestamptz_keeps_microseconds_from_end_to_end", "", over_http, over_websocket, directly) {
    using moment = types::timestamptz::value_type;
    TestType db;
    keeps<types::timestamptz>(db, {{moment{}, "1970-01-01 01:00:00+01"},
                                   {moment{-1us}, "1969-12-31 23:59:59.999999+00"},
                                   {sys_days{2024y / 2 / 29} + 23h + 59min + 59s + 123'456us, "2024-03-01 05:29:59.123456+05:30"},
                                   {sys_days{1y / 1 / 1} - 1us, "0001-12-31 23:59:59.999999+00 BC"},
                                   {moment{sys_days{days{-2'440'588}}}, "4714-11-24 00:00:00+00 BC"},
                                   {moment::max() - 1us, "294247-01-10 04:00:54.775806+00"},
                                   {moment::max(), "infinity"},
                                   {moment::min(), "-infinity"}});
}

TEMPLATE_TEST_CASE("a_moment_later_than_cpp_can_tell_is_an_error_and_no_other_moment", "", over_http, over_websocket, directly) {
    TestType db;
    const std::string late = text(db.execute("select '294276-12-31 23:59:59.999999+00'::timestamptz")).value();
    CHECK_THROWS_AS(types::timestamptz::read(late), virga::value_error);
}

TEMPLATE_TEST_CASE("jsonb_keeps_numbers_that_are_no_doubles", "", over_http, over_websocket, directly) {
    TestType db;
    keeps<types::jsonb>(db, {{json{"123456789012345678901234567890.10"}, "123456789012345678901234567890.10"},
                             {json{R"({"a": 9007199254740993})"}, R"({"a":9007199254740993})"},
                             {json{"[1.50, 0.1, 0.000]"}, "[1.50,0.1,0.000]"}});
}

TEMPLATE_TEST_CASE("jsonb_keeps_null_texts_and_nesting", "", over_http, over_websocket, directly) {
    TestType db;
    std::string nested = "1";
    for (int depth = 0; depth != 500; ++depth) nested = "[" + nested + "]";
    keeps<types::jsonb>(db, {{json{}, "null"},
                             {json{"{}"}, "{}"},
                             {json{"[]"}, " [ ] "},
                             {json{R"("\"\\ \n")"}, R"("\u0022\\ \n")"},
                             {json{R"({"größe": {"a": [1, null, "b\\c", true]}})"}, R"({"größe":{"a":[1,null,"b\\c",true]}})"},
                             {json{nested}, nested}});
}

TEMPLATE_TEST_CASE("bytea_keeps_every_byte", "", over_http, over_websocket, directly) {
    TestType db;
    std::vector<std::byte> all;
    std::string digits;
    for (int byte = 0; byte != 256; ++byte) {
        all.push_back(static_cast<std::byte>(byte));
        (digits += "0123456789abcdef"[byte / 16]) += "0123456789abcdef"[byte % 16];
    }
    keeps<types::bytea>(
        db, {{{}, ""}, {{std::byte{0}}, "\\x00"}, {{std::byte{'\\'}, std::byte{'x'}}, "\\\\x"}, {all, "\\x" + digits}});
}

TEMPLATE_TEST_CASE("bytea_of_a_megabyte_arrives_whole", "", over_http, over_websocket, directly) {
    TestType db;
    std::vector<std::byte> all(1'000'000);
    for (std::size_t at = 0; at != all.size(); ++at) all[at] = static_cast<std::byte>(at * 7 % 251);
    std::string sent;
    types::bytea::write(sent, all);
    CHECK((types::bytea::read(text(db.execute("select $1::bytea", arguments({sent}))).value()) == all));
}

TEMPLATE_TEST_CASE("an_enum_keeps_labels_that_want_quotes", "", over_http, over_websocket, directly) {
    TestType db;
    keeps<mood>(db, {{feeling::calm, "calm"},
                     {feeling::wild, "two words, {and} more"},
                     {feeling::none, "NULL"},
                     {feeling::odd, "it's \"odd\" \\"}});
}

TEMPLATE_TEST_CASE("a_type_of_the_apps_own_is_stored_as_its_codec_says", "", over_http, over_websocket, directly) {
    TestType db;
    keeps<types::converted<types::bigint, tables::cents>>(db,
                                                          {{{-5}, "-5"}, {{limits<std::int64_t>::max()}, "9223372036854775807"}});
    keeps<types::converted<types::text, tables::at_name>>(db, {{{"@ada"}, "ada"}, {{"@"}, ""}});
}

TEMPLATE_TEST_CASE("null_is_null_as_a_value_of_every_type", "", over_http, over_websocket, directly) {
    TestType db;
    for (const char* type : {"smallint", "integer", "bigint", "numeric", "numeric(10,2)", "real", "double precision", "boolean",
                             "text", "varchar(5)", "uuid", "date", "timestamp", "timestamptz", "jsonb", "bytea",
                             R"("Mood ""of"" it's")", "integer[]", "text[]"}) {
        INFO(type);
        const virga::result answer =
            db.execute(std::string{"select $1::"} + type + ", $1::" + type + " is null", arguments({std::nullopt}));
        CHECK(text(answer, 0, 0) == std::nullopt);
        CHECK(text(answer, 0, 1) == "t");
    }
}

TEMPLATE_TEST_CASE("null_and_the_empty_text_are_different", "", over_http, over_websocket, directly) {
    TestType db;
    constexpr virga::statement both{"select $1::text, $2::text, $1::text is null, $2::text is null", {}, {}};
    for (const virga::result& answer :
         {db.run(both, arguments({std::nullopt, ""})), db.execute(both.text, arguments({std::nullopt, ""}))}) {
        CHECK(text(answer, 0, 0) == std::nullopt);
        CHECK(text(answer, 0, 1) == "");
        CHECK(text(answer, 0, 2) == "t");
        CHECK(text(answer, 0, 3) == "f");
    }
}

TEMPLATE_TEST_CASE("null_in_the_places_of_several_parameters_stays_there", "", over_http, over_websocket, directly) {
    TestType db;
    const virga::result answer =
        db.execute("select $1::int, $2::int, $3::int, $4::int", arguments({std::nullopt, "2", std::nullopt, "4"}));
    CHECK(text(answer, 0, 0) == std::nullopt);
    CHECK(text(answer, 0, 1) == "2");
    CHECK(text(answer, 0, 2) == std::nullopt);
    CHECK(text(answer, 0, 3) == "4");
}

TEMPLATE_TEST_CASE("arrays_of_numbers_keep_them", "", over_http, over_websocket, directly) {
    TestType db;
    keeps<types::array<types::integer>>(db, {{{}, "{}"}, {{1, -2, limits<std::int32_t>::max()}, "{1,-2,2147483647}"}});
    keeps<types::array<types::bigint>>(db, {{{limits<std::int64_t>::min(), 0}, "{-9223372036854775808,0}"}});
    keeps<types::array<types::double_precision>>(db, {{{0.1, limits<double>::infinity()}, "{0.1,Infinity}"}});
    keeps<types::array<types::numeric<>>>(db, {{{numeric{"1.50"}, numeric::nan()}, "{1.50,NaN}"}});
}

TEMPLATE_TEST_CASE("arrays_of_texts_keep_what_wants_quotes", "", over_http, over_websocket, directly) {
    TestType db;
    keeps<types::array<types::text>>(
        db, {{{"", "NULL", "a,b", "{}", "\"", "\\", " x "}, R"({"","NULL","a,b","{}","\"","\\"," x "})"}});
    const auto all = odd_texts();
    std::string sent;
    types::array<types::text>::write(sent, all);
    const virga::result answer = db.execute("select $1::text[], cardinality($1::text[])", arguments({sent}));
    CHECK(types::array<types::text>::read(text(answer).value()) == all);
    CHECK(text(answer, 0, 1) == std::to_string(all.size()));
}

TEMPLATE_TEST_CASE("arrays_of_further_types_keep_their_elements", "", over_http, over_websocket, directly) {
    TestType db;
    keeps<types::array<types::boolean>>(db, {{{true, false}, "{t,f}"}});
    keeps<types::array<types::uuid>>(db, {{{virga::uuid{}}, "{00000000-0000-0000-0000-000000000000}"}});
    keeps<types::array<types::date>>(db, {{{sys_days{}, sys_days::max()}, "{1970-01-01,infinity}"}});
    keeps<types::array<types::timestamptz>>(db, {{{sys_days{2024y / 2 / 29} + 1us}, R"({"2024-02-29 00:00:00.000001+00"})"}});
    keeps<types::array<types::bytea>>(db, {{{{}, {std::byte{0}, std::byte{'\\'}}}, R"({"","\\x005c"})"}});
    keeps<types::array<types::jsonb>>(db, {{{json{R"({"a": "\""})"}, json{}}, R"({"{\"a\": \"\\\"\"}","null"})"}});
    keeps<types::array<mood>>(db, {{{feeling::odd, feeling::none}, R"({"it's \"odd\" \\","NULL"})"}});
}

TEMPLATE_TEST_CASE("arrays_keep_nulls_apart_from_values", "", over_http, over_websocket, directly) {
    TestType db;
    keeps_with_nulls<types::array<types::text>>(
        db, {{{std::nullopt, "NULL", "", std::nullopt}, R"({NULL,"NULL","",NULL})"}, {{std::nullopt}, "{NULL}"}});
    keeps_with_nulls<types::array<types::integer>>(db, {{{1, std::nullopt}, "{1,NULL}"}, {{}, "{}"}});
}

TEMPLATE_TEST_CASE("arrays_that_a_vector_cannot_be_are_errors", "", over_http, over_websocket, directly) {
    TestType db;
    const auto sent_as = [&](const char* sql) { return text(db.execute(sql)).value(); };
    CHECK_THROWS_AS(types::array<types::integer>::read(sent_as("select array[1, null]")), virga::value_error);
    CHECK_THROWS_AS(types::array<types::integer>::read(sent_as("select array[[1, 2], [3, 4]]")), virga::value_error);
    CHECK(types::array<types::integer>::read(sent_as("select '[5:6]={1,2}'::int[]")) ==
          std::vector{1, 2});  // the index is not kept
}

TEMPLATE_TEST_CASE("arrays_of_many_elements_arrive_whole", "", over_http, over_websocket, directly) {
    TestType db;
    std::vector<std::int32_t> numbers(100'000);
    for (std::size_t at = 0; at != numbers.size(); ++at) numbers[at] = static_cast<std::int32_t>(at * 7919 % 100'003);
    std::string sent;
    types::array<types::integer>::write(sent, numbers);
    CHECK((types::array<types::integer>::read(text(db.execute("select $1::int[]", arguments({sent}))).value()) == numbers));
}
