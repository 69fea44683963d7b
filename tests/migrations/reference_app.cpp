// The reference app's schema on a real server: what the declarations say is what the catalog says.
#include <string>
#include <string_view>

#include <schema/index.hpp>

#include "../catch.hpp"
#include "kit_server.hpp"

namespace {
using virga_test::own_database;
using virga_test::run_kit;
using virga_test::scratch_folder;

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

/// A type as `format_type` spells it.
std::string long_spelling(std::string_view spelling) {
    std::string name(spelling);
    std::erase(name, '"');
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
          "account_issuer_accountId_uidx account_pkey account_userId_idx session_pkey session_token_key session_userId_idx user_email_key user_pkey "
          "verification_identifier_idx verification_pkey");
    CHECK(here.db.ask("select string_agg(conrelid::regclass || ' ' || confdeltype::text, ', ' order by conrelid::regclass::text) from pg_constraint "
                      "where contype = 'f' and confrelid = '\"user\"'::regclass and conrelid in ('session'::regclass, 'account'::regclass)") ==
          "account c, session c");
    CHECK(here.db.ask("select pg_get_indexdef('\"account_issuer_accountId_uidx\"'::regclass)") ==
          "CREATE UNIQUE INDEX \"account_issuer_accountId_uidx\" ON public.account USING btree (issuer, account_id)");
    const std::string times = "created_at not null default timestamp without time zone\nupdated_at not null ";
    const std::string at = "timestamp without time zone\n";
    CHECK(columns_in_catalog(here.db, "", "user") == "id not null text\nname not null text\nemail not null text\n"
                                                     "email_verified not null default boolean\nimage null text\n" + times + "default " + at);
    CHECK(columns_in_catalog(here.db, "", "session") == "id not null text\nexpires_at not null " + at + "token not null text\n" + times + at +
                                                            "ip_address null text\nuser_agent null text\nuser_id not null text\n");
    CHECK(columns_in_catalog(here.db, "", "account") ==
          "id not null text\nissuer not null text\naccount_id not null text\nprovider_id not null text\nuser_id not null text\n"
          "access_token null text\nrefresh_token null text\nid_token null text\naccess_token_expires_at null " + at +
              "refresh_token_expires_at null " + at + "scope null text\npassword null text\n" + times + at);
    CHECK(columns_in_catalog(here.db, "", "verification") ==
          "id not null text\nidentifier not null text\nvalue not null text\nexpires_at not null " + at + times + "default " + at);
}

TEST_CASE("checks_partial_and_expression_indexes_arrive_as_declared") {
    const migrated here;
    CHECK(here.db.ask("select pg_get_constraintdef(oid) from pg_constraint where conname = 'post_published_has_a_date'") ==
          "CHECK (((status <> 'published'::post_status) OR (published_at IS NOT NULL)))");
    CHECK(here.db.ask("select pg_get_indexdef('post_live'::regclass)") ==
          "CREATE INDEX post_live ON public.post USING btree (author_id, published_at DESC) WHERE (status = 'published'::post_status)");
    CHECK(here.db.ask("select pg_get_indexdef('post_title_lower'::regclass)") ==
          "CREATE INDEX post_title_lower ON public.post USING btree (lower((title)::text))");
    CHECK(here.db.ask("select pg_get_constraintdef(oid) from pg_constraint where conname like 'article_link_from%'") ==
          "FOREIGN KEY (from_article_id, from_number) REFERENCES kb.revision(article_id, number) ON UPDATE CASCADE ON DELETE CASCADE");
}
