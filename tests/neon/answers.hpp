// A transport that answers by a script.
#pragma once

#include <deque>        // std::deque
#include <functional>   // std::function
#include <memory>       // std::make_shared
#include <mutex>        // std::mutex
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/client/http_transport.hpp>  // virga::http_transport
#include <virga/client/neon_http.hpp>       // virga::neon_http_client

#include "../reading.hpp"

namespace virga_test {

/// Whether a text holds another.
inline bool holds(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

/// A request as a transport got it.
struct seen_request {
    std::string url;
    std::vector<std::string> headers;
    std::string body;
    std::chrono::milliseconds timeout{};

    [[nodiscard]] std::optional<std::string> header(std::string_view name) const {
        for (const std::string& each : headers) {
            if (each.starts_with(std::string{name} + ": ")) return each.substr(name.size() + 2);
        }
        return std::nullopt;
    }
};

/// Answers each request with the next step of its script, and remembers it. The last step is for all that follow.
class scripted_transport final : public virga::http_transport {
public:
    using step = std::function<virga::http_response(const virga::http_request&)>;
    explicit scripted_transport(std::deque<step> script) : script_(std::move(script)) {}

    virga::http_response post(const virga::http_request& request) override {
        step next;
        {
            const std::lock_guard lock{mutex_};
            requests.push_back({std::string{request.url},
                                {request.headers.begin(), request.headers.end()},
                                std::string{request.body},
                                request.timeout});
            next = script_.front();
            if (script_.size() > 1) script_.pop_front();
        }
        return next(request);
    }

    std::vector<seen_request> requests;

private:
    std::mutex mutex_;
    std::deque<step> script_;
};

/// A step that answers.
inline scripted_transport::step answer(int status, std::string body, std::string headers = {}) {
    return [=](const virga::http_request&) { return virga::http_response{status, headers, body}; };
}
/// A step that fails.
template <class Error>
scripted_transport::step failure(Error problem) {
    return [=](const virga::http_request&) -> virga::http_response { throw problem; };
}
template <class... Steps>
std::shared_ptr<scripted_transport> script(Steps... steps) {
    return std::make_shared<scripted_transport>(std::deque<scripted_transport::step>{std::move(steps)...});
}

/// An answer of one cell.
inline const std::string one_cell =
    R"({"fields":[{"name":"a","dataTypeID":23,"tableID":0,"columnID":0,"dataTypeSize":4,"dataTypeModifier":-1,"format":"text"}],)"
    R"("rows":[["1"]],"command":"SELECT","rowCount":1,"rowAsArray":true})";

/// A body of an error, with all of Neon's keys.
inline std::string error_body(const std::string& message, const std::string& code = "") {
    return R"({"message":")" + message + R"(","code":")" + code +
           R"(","detail":null,"hint":null,"position":null,"internalPosition":null,"internalQuery":null,"severity":"","where":null,)"
           R"("table":null,"column":null,"schema":null,"dataType":null,"constraint":null,"file":null,"line":null,"routine":null})";
}

/// A client whose requests a script answers.
inline virga::neon_http_options by(std::shared_ptr<virga::http_transport> transport) {
    virga::neon_http_options options;
    options.transport = std::move(transport);
    options.retries.first_delay = std::chrono::milliseconds{1};
    options.retries.longest_delay = std::chrono::milliseconds{2};
    return options;
}
inline const char* const some_url = "postgresql://ada:s3cr3t%2F@ep-cool-name-123456.us-east-2.aws.neon.tech/app";
}  // namespace virga_test
