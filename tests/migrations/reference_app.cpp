// The reference app's schema on a real server: what the declarations say is what the catalog says.
#include <string>
#include <string_view>
#include <tuple>

#include <schema/index.hpp>

#include <virga/kit/describe.hpp>

#include "../catch.hpp"
#include "kit_server.hpp"

namespace {
using virga_test::own_database;
using virga_test::run_kit;
using virga_test::scratch_folder;
namespace pg = virga::pg;

/// A database with the reference app's tables.
struct migrated {
    migrated() {
        REQUIRE(run_kit(virga::kit::describe(app::schema), folder, db, {"generate", "--name", "all"}).code == 0);
        const auto applied = run_kit(virga::kit::describe(app::schema), folder, db, {"migrate"});
        INFO(applied.errors);
        REQUIRE(applied.code == 0);
    }
    scratch_folder folder;
    own_database db;
};

// The account of Better Auth 1.7.0 to 1.7.2, which this app declared too; later versions never write the issuer.
template <class t>
struct account_with_issuer_fields {
    pg::text<t, "id", virga::primary_key> id;
    pg::text<t, "issuer", virga::not_null> issuer;
    pg::text<t, "account_id", virga::not_null> account_id;
    pg::text<t, "provider_id", virga::not_null> provider_id;
    pg::text<t, "user_id", virga::not_null, virga::references<app::auth::user.id, virga::on_delete::cascade>> user_id;
    pg::text<t, "access_token"> access_token;
    pg::text<t, "refresh_token"> refresh_token;
    pg::text<t, "id_token"> id_token;
    pg::timestamp<t, "access_token_expires_at"> access_token_expires_at;
    pg::timestamp<t, "refresh_token_expires_at"> refresh_token_expires_at;
    pg::text<t, "scope"> scope;
    pg::text<t, "password"> password;
    pg::timestamp<t, "created_at", virga::not_null, virga::default_now> created_at;
    pg::timestamp<t, "updated_at", virga::not_null, virga::on_update_now> updated_at;

    static constexpr auto constraints(const auto& account) {
        return std::tuple{
            pg::unique_index<"account_issuer_accountId_uidx">(account.issuer, account.account_id),
            pg::index<"account_userId_idx">(account.user_id),
        };
    }
};
inline constexpr virga::table<"account", account_with_issuer_fields> account_with_issuer;

/// A type as `format_type` spells it.
std::string long_spelling(std::string_view spelling) {
    std::string name(spelling);
    std::erase(name, '"');
    if (name.starts_with("public.")) name.erase(0, 7);  // which format_type leaves out, as it is in the search path
    if (name == "timestamp") return "timestamp without time zone";
    if (name == "timestamptz") return "timestamp with time zone";
    if (name.starts_with("varchar")) return "character varying" + name.substr(7);
    return name;
}

template <class... Fields>
std::string declared_columns(virga::list<Fields...>*) {
    std::string all;
    ((all += std::string(Fields::name) + (Fields::is_nullable ? " null " : " not null ") + (Fields::has_default ? "default " : "") +
             long_spelling(Fields::type::spelling.view()) + "\n"),
     ...);
    return all;
}

/// The same of a table as the catalog has it.
std::string columns_in_catalog(const own_database& db, std::string_view schema, std::string_view table) {
    return db.ask("select string_agg(attname || case when attnotnull then ' not null ' else ' null ' end || "
                  "case when atthasdef or attidentity <> '' then 'default ' else '' end || "
                  "format_type(atttypid, atttypmod) || E'\\n', '' order by attnum) from pg_attribute where attrelid = '\"" +
                  std::string(schema.empty() ? "public" : schema) + "\".\"" + std::string(table) +
                  "\"'::regclass and attnum > 0 and not attisdropped");
}

template <class... Items>
void compare(const own_database& db, virga::list<Items...>*) {
    const auto compare_one = [&db]<class Item>(Item*) {
        if constexpr (virga::is_table<Item>) {
            using traits = virga::source_traits<Item>;
            auto* fields = static_cast<virga::fields_of<Item>*>(nullptr);
            INFO(traits::name);
            CHECK(columns_in_catalog(db, traits::schema, traits::name) == declared_columns(fields));
        }
    };
    (compare_one(static_cast<Items*>(nullptr)), ...);
}
}  // namespace

TEST_CASE("the_catalog_has_the_columns_that_the_reference_app_declares") {
    const migrated here;
    compare(here.db, static_cast<decltype(app::schema)::items*>(nullptr));
}

TEST_CASE("the_reference_app_describes_itself_the_same_each_time") {
    const migrated here;
    const auto again = run_kit(virga::kit::describe(app::schema), here.folder, here.db, {"generate"});
    CHECK(again.code == 0);
    CHECK(again.out.find("Nothing changed") != std::string::npos);
    CHECK(run_kit(virga::kit::describe(app::schema), here.folder, here.db, {"check"}).code == 0);
}

TEST_CASE("the_auth_tables_have_the_columns_keys_and_indexes_of_better_auth") {
    const migrated here;
    CHECK(here.db.ask("select string_agg(indexname, ' ' order by indexname) from pg_indexes "
                      "where tablename in ('user', 'session', 'account', 'verification')") ==
          "account_pkey account_userId_idx session_pkey session_token_key session_userId_idx user_email_key user_pkey "
          "verification_identifier_idx verification_pkey");
    CHECK(here.db.ask("select string_agg(conrelid::regclass || ' ' || confdeltype::text, ', ' order by conrelid::regclass::text) "
                      "from pg_constraint "
                      "where contype = 'f' and confrelid = '\"user\"'::regclass and conrelid in ('session'::regclass, "
                      "'account'::regclass)") == "account c, session c");
    const std::string times = "created_at not null default timestamp without time zone\nupdated_at not null ";
    const std::string at = "timestamp without time zone\n";
    CHECK(columns_in_catalog(here.db, "", "user") ==
          "id not null text\nname not null text\nemail not null text\n"
          "email_verified not null default boolean\nimage null text\n" +
              times + "default " + at);
    CHECK(columns_in_catalog(here.db, "", "session") == "id not null text\nexpires_at not null " + at + "token not null text\n" +
                                                            times + at +
                                                            "ip_address null text\nuser_agent null text\nuser_id not null text\n");
    CHECK(columns_in_catalog(here.db, "", "account") ==
          "id not null text\naccount_id not null text\nprovider_id not null text\nuser_id not null text\n"
          "access_token null text\nrefresh_token null text\nid_token null text\naccess_token_expires_at null " + at +
              "refresh_token_expires_at null " + at + "scope null text\npassword null text\n" + times + at);
    CHECK(columns_in_catalog(here.db, "", "verification") ==
          "id not null text\nidentifier not null text\nvalue not null text\nexpires_at not null " + at + times + "default " + at);
}

TEST_CASE("an_account_with_an_issuer_becomes_that_of_later_versions_of_better_auth") {
    namespace auth = app::auth;
    const auto before =
        virga::kit::describe(virga::schema(virga::domain(auth::user, auth::session, account_with_issuer, auth::verification)));
    const auto after = virga::kit::describe(virga::schema(auth::domain));
    const scratch_folder folder;
    const own_database db;
    REQUIRE(run_kit(before, folder, db, {"generate", "--name", "auth"}).code == 0);
    REQUIRE(run_kit(before, folder, db, {"migrate"}).code == 0);
    db.execute("insert into \"user\" (id, name, email) values ('u1', 'Ada', 'ada@example.org'); "
               "insert into account (id, issuer, account_id, provider_id, user_id, password, updated_at) "
               "values ('a1', 'local:credential', 'u1', 'credential', 'u1', 'hash', '2026-01-02 03:04:05')");

    // What the issuer holds would be lost, so the command line has to name it.
    const auto refused = run_kit(after, folder, db, {"generate", "--name", "no_issuer"});
    CHECK(refused.code == 1);
    INFO(refused.errors);
    CHECK(refused.errors.find("--allow-drop public.account.issuer") != std::string::npos);
    const auto written = run_kit(after, folder, db, {"generate", "--name", "no_issuer", "--allow-drop", "public.account.issuer"});
    INFO(written.errors);
    REQUIRE(written.code == 0);
    const auto applied = run_kit(after, folder, db, {"migrate"});
    INFO(applied.errors);
    REQUIRE(applied.code == 0);

    compare(db, static_cast<decltype(virga::schema(auth::domain))::items*>(nullptr));
    CHECK(db.ask("select string_agg(indexname, ' ' order by indexname) from pg_indexes where tablename = 'account'") ==
          "account_pkey account_userId_idx");
    CHECK(db.ask("select concat_ws(' ', id, account_id, provider_id, user_id, password, updated_at) from account") ==
          "a1 u1 credential u1 hash 2026-01-02 03:04:05");
    // As Better Auth signs someone up; the account of the next provider may have the same number.
    db.execute("insert into account (id, account_id, provider_id, user_id, updated_at) values ('a2', '7', 'github', 'u1', now()), "
               "('a3', '7', 'gitlab', 'u1', now())");
    CHECK(run_kit(after, folder, db, {"check"}).code == 0);
}

TEST_CASE("checks_partial_and_expression_indexes_arrive_as_declared") {
    const migrated here;
    CHECK(here.db.ask("select pg_get_constraintdef(oid) from pg_constraint where conname = 'post_published_has_a_date'") ==
          "CHECK (((status <> 'published'::post_status) OR (published_at IS NOT NULL)))");
    CHECK(here.db.ask("select pg_get_indexdef('post_live'::regclass)") ==
          "CREATE INDEX post_live ON public.post USING btree (author_id, published_at DESC) WHERE (status = "
          "'published'::post_status)");
    CHECK(here.db.ask("select pg_get_indexdef('post_title_lower'::regclass)") ==
          "CREATE INDEX post_title_lower ON public.post USING btree (lower((title)::text))");
    CHECK(here.db.ask("select pg_get_constraintdef(oid) from pg_constraint where conname like 'article_link_from%'") ==
          "FOREIGN KEY (from_article_id, from_number) REFERENCES kb.revision(article_id, number) ON UPDATE CASCADE ON DELETE "
          "CASCADE");
}
