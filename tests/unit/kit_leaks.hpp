// tests/unit/kit_leaks.hpp: migrations that leave something in the session, and what the next one would make of it.
#pragma once

#include <string>
#include <vector>

namespace virga_test {

/// Two files of a folder. `shown` is what the second stores in a session as new, or `refused` part of the error that it ends
/// with there.
struct leak {
    std::string first, second;
    std::string question, shown;
    std::string refused;
};

/// `role` is one that may do nothing and that the user of the tests may become. What only a session of PostgreSQL's own
/// protocol has is left out unless `has_session`.
inline std::vector<leak> leaks(const std::string& role, bool has_session) {
    const std::string seen = "create table seen (x text); insert into seen select ";
    const std::string ask = "select coalesce(x, 'null') from seen";
    const std::string is_owner = "select pg_get_userbyid(relowner) = session_user from pg_class where relname = 'b'";
    std::vector<leak> all{
        {"set search_path to ''", "create table b (x int)", "select to_regclass('public.b')", "b", {}},
        {"set timezone to 'America/New_York'",
         seen + "timestamptz '2026-01-01 12:00' at time zone 'UTC'",
         ask,
         "2026-01-01 12:00:00",
         {}},
        {"set datestyle to 'SQL, DMY'", seen + "date '01/02/2026'", ask, "2026-01-02", {}},
        {"set intervalstyle to 'sql_standard'", seen + "interval '-1 2:03:04'", ask, "-1 days +02:03:04", {}},
        {"set bytea_output to 'escape'", seen + "bytea '\\x00'", ask, "\\x00", {}},
        {"set extra_float_digits to 0", seen + "0.1::real::double precision", ask, "0.10000000149011612", {}},
        {"set standard_conforming_strings to off", seen + "'a\\b'", ask, "a\\b", {}},
        {"set array_nulls to off", seen + "('{null}'::text[])[1] is null", ask, "true", {}},
        {"set role " + role, "create table b (x int)", is_owner, "t", {}},
        {"set session authorization " + role, "create table b (x int)", is_owner, "t", {}},
        {"create table parent (id int primary key); create table child (id int references parent); set session_replication_role to "
         "replica",
         "insert into child values (1)",
         {},
         {},
         "violates foreign key constraint"},
        {"create table b (x int); create temporary table b (x int)",
         "insert into b values (1)",
         "select count(*) from public.b",
         "1",
         {}},
        {"create table b (x int); create temporary view b as select 1",
         "insert into b values (1)",
         "select count(*) from public.b",
         "1",
         {}},
        {"create function pg_temp.f() returns int language sql as 'select 1'", "select pg_temp.f()", {}, {}, "pg_temp"},
        {"create sequence s; select nextval('s')", "select currval('s')", {}, {}, "not yet defined in this session"},
        {"select pg_advisory_lock(42)", seen + "count(*) from pg_locks where locktype = 'advisory' and objid = 42", ask, "0", {}},
        {"set default_transaction_read_only to on", "create table b (x int)", "select to_regclass('b')", "b", {}},
        {"set default_transaction_isolation to serializable",
         seen + "current_setting('transaction_isolation')",
         ask,
         "read committed",
         {}},
        {"set statement_timeout to '300ms'", "select pg_sleep(0.5)", "select 'slept'", "slept", {}},
        {"set check_function_bodies to off", "create function f() returns int language sql as 'select none'", {}, {}, "\"none\""},
        {"set row_security to off", seen + "current_setting('row_security')", ask, "on", {}},
        {"set local app.tenant to '7'; set app.other to '8'",
         seen + "coalesce(current_setting('app.tenant', true), '') || coalesce(current_setting('app.other', true), '')",
         ask,
         "",
         {}},
        {"set xmloption to document", seen + "current_setting('xmloption')", ask, "content", {}},
    };
    if (has_session) {
        const std::vector<leak> more{
            {"set client_encoding to 'LATIN1'",
             "create table \"caf\xC3\xA9\" as select 'caf\xC3\xA9'::text as x",
             "select encode(convert_to(x || relname, 'UTF8'), 'hex') from \"caf\xC3\xA9\", pg_class where relname like 'caf%'",
             "636166c3a9636166c3a9",
             {}},
            {"prepare p as select 1", "prepare p as select 2", "select 'prepared'", "prepared", {}},
            {"declare c cursor with hold for select 1",
             "declare c cursor with hold for select 2",
             "select 'declared'",
             "declared",
             {}},
            {"listen x", seen + "count(*) from pg_listening_channels()", ask, "0", {}},
            {"set app.tenant to '7'", seen + "current_setting('app.tenant', true)", ask, "null", {}},
        };
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

/// Stores all settings in a table.
inline std::string settings_as(const std::string& table) {
    return "create table " + table + " as select name, setting from pg_catalog.pg_settings where name not like 'transaction%'";
}

/// Changes every setting that it may, but those that would end the session.
inline constexpr const char* change_every_setting = R"(do $$
declare
  each record;
begin
  for each in
    select * from pg_settings where context in ('user', 'superuser') and name not like 'transaction%' and name <> 'exit_on_error'
  loop
    begin
      perform set_config(each.name, case
        when each.name like '%timeout' then '100000'
        when each.vartype = 'bool' then case each.setting when 'on' then 'off' else 'on' end
        when each.vartype = 'enum' then (select max(value) from unnest(each.enumvals) value where value <> each.setting)
        when each.vartype in ('integer', 'real') and each.setting::numeric < each.max_val::numeric
          then (each.setting::numeric + 1)::text
        when each.vartype in ('integer', 'real') then each.min_val
        when each.name = 'client_encoding' then 'LATIN1'
        when each.name = 'search_path' then ''
        when each.name = 'TimeZone' then 'Asia/Tokyo'
        when each.name = 'DateStyle' then 'SQL, DMY'
        when each.name = 'default_tablespace' then 'pg_default'
        else each.setting end, false);
    exception when others then null;
    end;
  end loop;
end $$)";

/// The settings that differ between two such tables; null for none.
inline std::string difference(const std::string& left, const std::string& right) {
    return "select string_agg(name, ' ') from " + left + " full join " + right + " using (name) where " + left +
           ".setting is distinct from " + right + ".setting";
}
/// How many do.
inline std::string count_of_changed(const std::string& left, const std::string& right) {
    return "select count(*) from " + left + " join " + right + " using (name) where " + left + ".setting <> " + right + ".setting";
}

/// A file that puts a trigger off to its commit, which finds a table by the search path that the file has set.
inline constexpr const char* puts_off =
    "create schema app; create table app.counted (n int); insert into app.counted values (0); create table app.a (x int);\n"
    "create function app.count_it() returns trigger language plpgsql as $$ begin\n"
    "  update counted set n = n + 1; return null;\nend $$;\n"
    "create constraint trigger later after insert on app.a deferrable initially deferred for each row execute function "
    "app.count_it();\n"
    "set search_path to app;\n--> statement-breakpoint\ninsert into a values (1), (2);";
}  // namespace virga_test
