// examples/service/answers.hpp: answers in JSON, and which of them an exception becomes.
#pragma once

#include <iostream>     // std::cerr
#include <stdexcept>    // std::runtime_error
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <boost/json.hpp>  // boost::json::value

#include <schema/index.hpp>             // the app's schema, for the names of its constraints
#include <service/server.hpp>           // service::web_answer
#include <virga/client/error.hpp>       // virga::query_error and its kinds
#include <virga/client/http_error.hpp>  // virga::timeout_error
#include <virga/client/pool_options.hpp>  // virga::pool_timeout
#include <virga/client/violation.hpp>   // what query_error::is_constraint asks

namespace service {

/// What is wrong with a request, as a sentence for who sent it.
class bad_request : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

inline web_answer reply(http::status status, const boost::json::value& body) {
    web_answer made{status, 11};
    made.set(http::field::content_type, "application/json");
    made.body() = serialize(body);
    return made;
}
inline web_answer problem(http::status status, std::string_view sentence) { return reply(status, {{"error", sentence}}); }

/// The answer to the exception being handled. Its own words go to the log, where no value, URL or password can come from
/// them; who asked learns what to do, and nothing of the database.
inline web_answer answer_to_exception() {
    const auto logged = [](const std::exception& failed, web_answer made) {
        std::cerr << std::string{"service: "} + failed.what() + '\n';
        return made;
    };
    try {
        throw;
    } catch (const bad_request& wrong) {
        return problem(http::status::bad_request, wrong.what());
    } catch (const virga::unique_violation& failed) {
        const bool is_slug = failed.is_constraint<"post_slug_key">();
        return problem(http::status::conflict, is_slug ? "there is a post of this slug already" : "there is one like it already");
    } catch (const virga::foreign_key_violation&) {
        return problem(http::status::bad_request, "it names something that does not exist");
    } catch (const virga::integrity_violation&) {
        return problem(http::status::bad_request, "a value is not allowed");
    } catch (const virga::data_exception&) {
        return problem(http::status::bad_request, "a value is too long, or out of range");
    } catch (const virga::value_error&) {
        return problem(http::status::bad_request, "a value cannot be stored");
    } catch (const virga::transaction_conflict& failed) {
        return logged(failed, problem(http::status::service_unavailable, "busy; try again"));
    } catch (const virga::query_canceled& late) {
        return logged(late, problem(http::status::gateway_timeout, "it took too long"));
    } catch (const virga::timeout_error& late) {
        return logged(late, problem(http::status::gateway_timeout, "it took too long"));
    } catch (const virga::pool_timeout& late) {
        return logged(late, problem(http::status::service_unavailable, "busy; try again"));
    } catch (const virga::connection_error& failed) {
        return logged(failed, problem(http::status::service_unavailable, "the database cannot be reached; try again later"));
    } catch (const std::exception& failed) {
        return logged(failed, problem(http::status::internal_server_error, "something went wrong here"));
    }
}
}  // namespace service
