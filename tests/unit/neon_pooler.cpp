// Neon's pooler is known by the host of the connection, wherever the URL names it, and only the host's label changes.
#include <cstdlib>
#include <string>
#include <vector>

#include <virga/client/neon_pooler.hpp>

#include "../catch.hpp"

using virga::is_neon_pooler;
using virga::without_pooler;

namespace {

/// The environment's host for as long as it lives.
class usual_host {
public:
    explicit usual_host(const char* host) { ::setenv("PGHOST", host, 1); }
    usual_host(const usual_host&) = delete;
    usual_host& operator=(const usual_host&) = delete;
    ~usual_host() { ::unsetenv("PGHOST"); }
};

struct pooled {
    const char* url;
    const char* direct;
};

const pooled pooled_urls[] = {
    {"postgresql://u:p@ep-x-123-pooler.us-east-2.aws.neon.tech/db?sslmode=require",
     "postgresql://u:p@ep-x-123.us-east-2.aws.neon.tech/db?sslmode=require"},
    {"postgresql://ep-x-pooler.c-2.eu-central-1.aws.neon.tech:5432/", "postgresql://ep-x.c-2.eu-central-1.aws.neon.tech:5432/"},
    {"postgres://u@EP-X-Pooler.EastUS2.Azure.Neon.Tech./d", "postgres://u@EP-X.EastUS2.Azure.Neon.Tech./d"},
    // by a parameter, the last one of which counts
    {"postgresql:///db?host=ep-x-pooler.neon.tech", "postgresql:///db?host=ep-x.neon.tech"},
    {"postgresql://u:p@h/db?host=h&host=ep-x-pooler.neon.tech&port=1", "postgresql://u:p@h/db?host=h&host=ep-x.neon.tech&port=1"},
    {"postgresql://ep-y-pooler.neon.tech/db?host=ep-x-pooler.neon.tech",
     "postgresql://ep-y-pooler.neon.tech/db?host=ep-x.neon.tech"},
    // percent-encoded
    {"postgresql://u:p@ep-x%2Dpooler.neon%2Etech/db", "postgresql://u:p@ep-x.neon%2Etech/db"},
    {"postgresql://u:p@%65p-x-%70%6f%6F%6cer.neon.tech/db", "postgresql://u:p@%65p-x.neon.tech/db"},
    {"postgresql:///?%68ost=ep%2Dx-poole%72%2eneon.tech", "postgresql:///?%68ost=ep%2Dx%2eneon.tech"},
    // beside the same text elsewhere
    {"postgresql://ep-x-pooler.neon.tech/ep-x-pooler.neon.tech", "postgresql://ep-x.neon.tech/ep-x-pooler.neon.tech"},
    {"postgresql://ep-x-pooler.neon.tech:p@ep-x-pooler.neon.tech/d", "postgresql://ep-x-pooler.neon.tech:p@ep-x.neon.tech/d"},
    {"postgresql://u:ep-x-pooler.neon.tech@ep-x-pooler.neon.tech/d", "postgresql://u:ep-x-pooler.neon.tech@ep-x.neon.tech/d"},
    {"postgresql://ep-x-pooler.neon.tech/d?user=a@b", "postgresql://ep-x.neon.tech/d?user=a@b"},
    {"postgresql:///ep-x-pooler.neon.tech?user=a@b&host=ep-x-pooler.neon.tech",
     "postgresql:///ep-x-pooler.neon.tech?user=a@b&host=ep-x.neon.tech"},
    // The endpoint stands in the options, too, where the server cannot see the name.
    {"postgresql://u:p@ep-x-pooler.neon.tech/d?options=endpoint%3Dep-x-pooler",
     "postgresql://u:p@ep-x.neon.tech/d?options=endpoint%3Dep-x"},
    {"postgresql://u:p@1.2.3.4/d?options=-c%20a%3Db%20project%3dep-x%2dpooler%20-cc%3Dd&a=b",
     "postgresql://u:p@1.2.3.4/d?options=-c%20a%3Db%20project%3dep-x%20-cc%3Dd&a=b"},
    {"postgresql:///d?options=endpoint%3Dep-x-pooler&host=ep-x-pooler.neon.tech",
     "postgresql:///d?options=endpoint%3Dep-x&host=ep-x.neon.tech"},
};

const char* const direct_urls[] = {
    "postgresql://",
    "postgresql:///",
    "postgresql:///?",
    "postgresql://u:p@ep-x-123.us-east-2.aws.neon.tech/db",
    "postgresql://u:p@my-pooler.example.org/db",
    "postgresql://u:p@x-pooler.y/db",
    "postgresql://u:p@ep-x-pooler.y/db",
    "postgresql://u:p@ep-x-pooler/db",
    "postgresql://u:p@pg-pooler.neon.tech/db",
    "postgresql://u:p@ep-pooler.neon.tech/db",
    "postgresql://u:p@ep-x-pooler.neon.tech.example.org/db",
    "postgresql://u:p@ep-x-pooler.myneon.tech/db",
    "postgresql://u:p@ep-x-poolers.neon.tech/db",
    "postgresql://u:p@a.ep-x-pooler.neon.tech/db",
    "postgresql://ep-x-pooler.neon.tech:ep-x-pooler.neon.tech@localhost/ep-x-pooler.neon.tech",
    "postgresql://ep-x-pooler.neon.tech/d?host=localhost&application_name=ep-x-pooler.neon.tech",
    "postgresql:///d?host=%2Fep-x-pooler.neon.tech",
    "postgresql://h/d?options=endpoint%3Dep-x",
    "postgresql://h/d?options=-cendpoint%3Dep-x-pooler",
    "postgresql://h/d?options=endpoint%3Dx-pooler",
    "postgresql://h/d?options=endpoint%3Dep-x-pooler&options=",
};
}  // namespace

TEST_CASE("a_host_of_neons_pooler_is_known") {
    for (const char* host :
         {"ep-x-pooler.us-east-2.aws.neon.tech", "ep-cool-name-123456-pooler.c-2.eu-central-1.aws.neon.tech",
          "EP-X-POOLER.NEON.TECH", "ep-x-pooler.eastus2.azure.neon.tech.", "ep-x-pooler.us-east-2.aws.neon.build"}) {
        INFO(host);
        CHECK(is_neon_pooler(host));
    }
    for (const char* host : {"", ".", "ep-x.us-east-2.aws.neon.tech", "x-pooler.y", "ep-x-pooler", "ep-x-pooler.", "ep-x-pooler.y",
                             "ep-x-pooler.neon.tech.y", "ep--pooler.xneon.tech", "ep-pooler.neon.tech", "/ep-x-pooler.neon.tech",
                             "::1", "ep-x@y-pooler.neon.tech", "-pooler.neon.tech", "neon.tech"}) {
        INFO(host);
        CHECK_FALSE(is_neon_pooler(host));
    }
}

TEST_CASE("a_url_of_neons_pooler_leads_around_it_and_changes_in_nothing_else") {
    for (const auto& [text, direct] : pooled_urls) {
        INFO(text);
        CHECK(is_neon_pooler(virga::parse_connection_url(text)));
        CHECK(without_pooler(text) == direct);
        const auto before = virga::parse_connection_url(text), after = virga::parse_connection_url(direct);
        CHECK_FALSE(is_neon_pooler(after));
        CHECK(before.user == after.user);
        CHECK(before.password == after.password);
        CHECK(before.port == after.port);
        CHECK(before.database == after.database);
    }
}

TEST_CASE("any_other_url_stays_as_it_is") {
    for (const char* const text : direct_urls) {
        INFO(text);
        CHECK_FALSE(is_neon_pooler(virga::parse_connection_url(text)));
        CHECK(without_pooler(text) == text);
    }
    CHECK_THROWS_AS(without_pooler("mysql://h"), virga::configuration_error);
}

TEST_CASE("a_pooler_that_the_environment_names_is_gone_around_too") {
    const usual_host pooler{"ep-x-pooler.aws.neon.tech"};
    const pooled urls[] = {
        {"postgresql://", "postgresql://ep-x.aws.neon.tech"},
        {"postgresql:///d", "postgresql://ep-x.aws.neon.tech/d"},
        {"postgresql://u:p@/d?sslmode=require", "postgresql://u:p@ep-x.aws.neon.tech/d?sslmode=require"},
        {"postgresql://u:p@:5432/d", "postgresql://u:p@ep-x.aws.neon.tech:5432/d"},
        {"postgresql://u:p@h/d?host=&port=5432", "postgresql://u:p@h/d?host=ep-x.aws.neon.tech&port=5432"},
        {"postgresql:///d?options=endpoint%3Dep-x-pooler", "postgresql://ep-x.aws.neon.tech/d?options=endpoint%3Dep-x"},
    };
    for (const auto& [text, direct] : urls) {
        INFO(text);
        CHECK(is_neon_pooler(virga::parse_connection_url(text)));
        CHECK(without_pooler(text) == direct);
    }
    CHECK_FALSE(is_neon_pooler(virga::parse_connection_url("postgresql://h/d")));
    CHECK(without_pooler("postgresql://h/d") == "postgresql://h/d");
    const usual_host other{"localhost"};
    CHECK_FALSE(is_neon_pooler(virga::parse_connection_url("postgresql:///d")));
    CHECK(without_pooler("postgresql:///d") == "postgresql:///d");
}
