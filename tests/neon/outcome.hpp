// What came of a call of neon_http_client.
#pragma once

#include <chrono>   // std::chrono::steady_clock
#include <cstddef>  // std::size_t
#include <string>   // std::string

#include <virga/client/http_error.hpp>  // virga::transport_error

namespace virga_test {

struct happened {
    std::string kind = "none";  ///< of the error
    std::string phase{};
    bool may_have_run = true;  ///< whether the error says that the statement can have taken effect
    std::size_t ran = 0;       ///< how often it did
    std::string said{};
    std::chrono::milliseconds took{};
};

inline std::string name_of(virga::request_phase phase) {
    switch (phase) {
        case virga::request_phase::name:
            return "name";
        case virga::request_phase::connect:
            return "connect";
        case virga::request_phase::tls:
            return "tls";
        case virga::request_phase::send:
            return "send";
        case virga::request_phase::receive:
            break;
    }
    return "receive";
}

/// Calls `action`. An error that none of the client's is passes.
template <class Action>
happened outcome_of(const Action& action) {
    happened what;
    const auto note = [&](const char* kind, const auto& problem) {
        what.kind = kind;
        what.said = problem.what();
        if constexpr (requires { problem.may_have_run(); }) what.may_have_run = problem.may_have_run();
        if constexpr (requires { problem.phase(); }) what.phase = name_of(problem.phase());
    };
    const auto start = std::chrono::steady_clock::now();
    // clang-format off: a line each
    try {
        action();
    } catch (const virga::timeout_error& problem) {
        note("timeout", problem);
    } catch (const virga::response_too_large& problem) {
        note("too large", problem);
    } catch (const virga::transport_error& problem) {
        note("transport", problem);
    } catch (const virga::unavailable_error& problem) {
        note("unavailable", problem);
    } catch (const virga::too_large_error& problem) {
        note("too large", problem);
    } catch (const virga::service_error& problem) {
        note("service", problem);
    } catch (const virga::protocol_error& problem) {
        note("protocol", problem);
    } catch (const virga::query_error& problem) {
        note("query", problem);
    }
    // clang-format on
    what.took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    return what;
}
}  // namespace virga_test
