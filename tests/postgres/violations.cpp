// Which declaration a statement violated: the names that the server tells are those that the kit gives.
#include <optional>
#include <string>
#include <tuple>

#include <virga.hpp>
#include <virga/client/postgres.hpp>  // virga::postgres_client
#include <virga/kit/describe.hpp>     // virga::kit::describe
#include <virga/kit/diff.hpp>         // virga::kit::diff

#include "../catch.hpp"
#include "server.hpp"

namespace {
using namespace virga_test;
using namespace virga;

template <class t>
struct team_fields {
    pg::integer<t, "id", primary_key> id;
    pg::text<t, "name", not_null, unique> name;
};
inline constexpr table<"team", team_fields, "club"> team;

template <class t>
struct person_fields {
    pg::integer<t, "id", primary_key> id;
    pg::text<t, "email", not_null, unique> email;
    pg::text<t, "nick"> nick;
    pg::integer<t, "team_id", references<team.id>> team_id;
    pg::integer<t, "chief_id"> chief_id;
    pg::integer<t, "age"> age;
    pg::integer<t, "since"> since;
    pg::text<t, "a_column_whose_name_is_so_long_that_no_name_of_a_key_holds_it", unique> long_one;

    static constexpr auto constraints(const auto& person) {
        return std::tuple{pg::check<"person_of_age">(person.age >= 18),
                          pg::check<"person_was_born_before">(person.since >= person.age),
                          pg::foreign_key<"person_chief">(person.chief_id).references(person.id),
                          pg::unique_index<"person_nick">(lower(person.nick)).where(person.age > 20),
                          pg::unique(person.age, person.nick),
                          pg::index<"person_since">(person.since)};
    }
};
inline constexpr table<"person", person_fields> person;

template <class t>
struct member_fields {
    pg::integer<t, "team_id", not_null, references<team.id>> team_id;
    pg::integer<t, "person_id", not_null, references<person.id>> person_id;

    static constexpr auto constraints(const auto& member) { return std::tuple{pg::primary_key(member.team_id, member.person_id)}; }
};
inline constexpr table<"member", member_fields> member;

inline constexpr auto schema_of_club = virga::schema(virga::domain(team, person, member));
inline constexpr auto chief = person.as<"chief">();

// What can be asked: all that can be violated, and nothing else.
static_assert(can_be_violated<decltype(person.email)> and can_be_violated<decltype(person.nick)>);
static_assert(can_be_violated<decltype(person.since), decltype(person.age)>);
static_assert(not can_be_violated<decltype(person.since)> and not can_be_violated<decltype(person.email), decltype(person.age)>);
static_assert(has_constraint<"person_email_key", std::remove_const_t<decltype(person)>>);
static_assert(has_constraint<"member_pkey", std::remove_const_t<decltype(schema_of_club)>>);
static_assert(not has_constraint<"person_since", std::remove_const_t<decltype(person)>>);  // an index that is not unique
static_assert(not has_constraint<"person_email_key", std::remove_const_t<decltype(team)>>);

/// The tables, as the kit makes them, in a database of their own.
struct club {
    std::string name = "club_" + std::to_string(::getpid());
    club() {
        postgres_client{server().url()}.execute("create database " + name);
        for (const auto& step : kit::diff(kit::model{}, kit::describe(schema_of_club))) postgres_client{url()}.execute(step.sql);
        postgres_client{url()}.execute(
            "insert into club.team values (1, 'one'); insert into person values (1, 'a@b.c', 'Ada', 1, null, 30, 40, 'x')");
    }
    club(const club&) = delete;
    club& operator=(const club&) = delete;
    ~club() { postgres_client{server().url()}.execute("drop database " + name + " with (force)"); }
    [[nodiscard]] std::string url() const { return server().url(name); }
};

query_error failure(postgres_client& db, const std::string& sql) {
    const auto failed = thrown<query_error>([&] { db.execute(sql); });
    if (not failed) throw std::runtime_error("no error: " + sql);
    return *failed;
}
}  // namespace

TEST_CASE("a_violation_names_the_column_that_is_declared") {
    const club place;
    postgres_client db{place.url()};

    const auto email = failure(db, "insert into person (id, email) values (2, 'a@b.c')");
    CHECK(email.is(person.email));
    CHECK(email.is(chief.email));
    CHECK(email.is_constraint<"person_email_key">(person));
    CHECK(email.is_constraint<"person_email_key">(schema_of_club));
    CHECK_FALSE(email.is(person.id));
    CHECK_FALSE(email.is(team.name));
    CHECK_FALSE(email.is_constraint<"person_pkey">(person));

    const auto key = failure(db, "insert into person (id, email) values (1, 'b@b.c')");
    CHECK(key.is(person.id));
    CHECK(key.is_constraint<"person_pkey">(person));

    const auto null = failure(db, "insert into person (id) values (2)");
    CHECK(null.is(person.email));
    CHECK_FALSE(null.is(person.id));
    CHECK_FALSE(null.is_constraint<"person_email_key">(person));
    CHECK_FALSE(null.is(member.team_id));

    const auto no_team = failure(db, "insert into person (id, email, team_id) values (2, 'b@b.c', 9)");
    CHECK(no_team.is(person.team_id));
    CHECK(no_team.is_constraint<"person_team_id_fkey">(person));
    const auto no_chief = failure(db, "insert into person (id, email, chief_id) values (2, 'b@b.c', 9)");
    CHECK(no_chief.is(person.chief_id));
    CHECK_FALSE(no_chief.is(person.team_id));
    CHECK(no_chief.is_constraint<"person_chief">(person));
    // The foreign key of others, when what they reference goes.
    const auto referenced = failure(db, "delete from club.team");
    CHECK(referenced.is(person.team_id));
    CHECK_FALSE(referenced.is(team.id));

    const auto young = failure(db, "insert into person (id, email, age) values (2, 'b@b.c', 7)");
    CHECK(young.is(person.age));
    CHECK(young.is_constraint<"person_of_age">(person));
    CHECK_FALSE(young.is(person.since, person.age));
    const auto before = failure(db, "insert into person (id, email, age, since) values (2, 'b@b.c', 50, 7)");
    CHECK(before.is(person.age, person.since));
    CHECK(before.is(person.since, person.age));
    CHECK_FALSE(before.is(person.age));

    const auto nick = failure(db, "insert into person (id, email, nick, age) values (2, 'b@b.c', 'ADA', 31)");
    CHECK(nick.is(person.nick));
    CHECK(nick.is_constraint<"person_nick">(person));
    const auto both = failure(db, "insert into person (id, email, nick, age) values (2, 'b@b.c', 'Ada', 30)");
    CHECK((both.is(person.nick) or both.is(person.nick, person.age)));  // of two the server tells one
    db.execute("drop index person_nick");
    CHECK(failure(db, "insert into person (id, email, nick, age) values (2, 'b@b.c', 'Ada', 30)").is(person.nick, person.age));

    // PostgreSQL would cut a name of 64 bytes and more; the kit gives one with a hash.
    const auto long_one = failure(db, "insert into person values (2, 'b@b.c', null, null, null, null, null, 'x')");
    CHECK(long_one.constraint().size() == 63);
    CHECK(long_one.is(person.long_one));

    db(insert_into(member).values(member.team_id = 1, member.person_id = 1));
    const auto again = thrown<unique_violation>([&] { db(insert_into(member).values(member.team_id = 1, member.person_id = 1)); });
    REQUIRE(again);
    CHECK(again->is(member.person_id, member.team_id));
    CHECK_FALSE(again->is(member.person_id));
    CHECK(again->is_constraint<"member_pkey">(schema_of_club));
}

TEST_CASE("a_violation_as_the_docs_ask_for_it") {
    const club place;
    postgres_client db{place.url()};
    const auto sign_up = [&](int id, const std::string& email, int age) -> std::string {
        try {
            db(insert_into(person).values(person.id = id, person.email = email, person.age = age));
        } catch (const integrity_violation& failed) {
            if (failed.is(person.email)) return "this address is taken";
            if (failed.is_constraint<"person_of_age">(person)) return "only for adults";
            throw;
        }
        return "welcome";
    };
    CHECK(sign_up(2, "b@b.c", 30) == "welcome");
    CHECK(sign_up(3, "b@b.c", 30) == "this address is taken");
    CHECK(sign_up(3, "c@b.c", 17) == "only for adults");
    CHECK_THROWS_AS(sign_up(2, "c@b.c", 30), unique_violation);
}

TEST_CASE("a_table_of_that_name_in_another_schema_is_another_one") {
    const club place;
    postgres_client db{place.url()};
    db.execute(
        "create schema tenant; create table tenant.person (like public.person including all); create table tenant.team (id "
        "integer, "
        "name text constraint team_name_key unique); insert into tenant.person (id, email) values (1, 'a@b.c'); insert into "
        "tenant.team "
        "values (1, 'one')");
    const std::string again = "insert into tenant.person (id, email) values (2, 'a@b.c')";
    CHECK(failure(db, again).constraint() == "person_email_key");
    CHECK_FALSE(failure(db, again).is(person.email));
    CHECK_FALSE(failure(db, again).is_constraint<"person_email_key">(person));
    CHECK_FALSE(failure(db, "insert into tenant.team values (2, 'one')").is(team.name));
    CHECK(failure(db, "insert into club.team values (2, 'one')").is(team.name));
    // To a client whose tables lie there it is theirs.
    postgres_client tenant{place.url(), {.default_schema = "tenant"}};
    CHECK(failure(tenant, again).is(person.email));
    CHECK_FALSE(failure(tenant, "insert into public.person (id, email) values (2, 'a@b.c')").is(person.email));
    CHECK_FALSE(failure(tenant, "insert into tenant.team values (2, 'one')").is(team.name));
    postgres_client by_path{with_parameter(place.url(), "options", "-csearch_path%3Dtenant")};
    CHECK(failure(by_path, again).is(person.email));
}

TEST_CASE("what_is_no_violation_is_none_of_a_column") {
    postgres_client db{server().url()};
    const auto failed = failure(db, "select nothing");
    CHECK_FALSE(failed.is(person.email));
    CHECK_FALSE(failed.is_constraint<"person_email_key">(person));
    CHECK_FALSE(query_error{{.sqlstate = "42501", .schema = "public", .table = "person", .constraint = "person_email_key"}}.is(
        person.email));
    CHECK(query_error{{.sqlstate = "23505", .schema = "public", .table = "person", .constraint = "person_email_key"}}.is(
        person.email));
}
