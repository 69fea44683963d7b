// virga/client/detail/neon_http/neon_requester.hpp: sends statements to Neon, and again where that is safe.
#pragma once

#include <algorithm>           // std::max, std::min, std::ranges::any_of
#include <charconv>            // std::from_chars
#include <chrono>              // std::chrono
#include <condition_variable>  // std::condition_variable_any
#include <cstddef>             // std::ptrdiff_t, std::size_t
#include <exception>           // std::exception_ptr
#include <memory>              // std::unique_ptr
#include <mutex>               // std::mutex
#include <optional>            // std::optional
#include <span>                // std::span
#include <string>              // std::string
#include <string_view>         // std::string_view
#include <utility>             // std::move
#include <vector>              // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/client/batch.hpp>                           // virga::batch_item
#include <virga/client/detail/deadline.hpp>                 // virga::detail::deadline
#include <virga/client/detail/neon_address.hpp>             // virga::detail::neon_connection_string
#include <virga/client/detail/has_floats.hpp>               // virga::detail::has_floats
#include <virga/client/detail/null_elements.hpp>            // virga::detail::have_null_elements
#include <virga/client/detail/neon_http/float_setting.hpp>  // virga::detail::float_setting
#include <virga/client/detail/neon_http/neon_answer.hpp>    // virga::detail::answer_reader
#include <virga/client/detail/neon_http/neon_failure.hpp>   // virga::detail::neon_failure
#include <virga/client/detail/neon_http/neon_request.hpp>   // virga::detail::write_single
#include <virga/client/detail/observation.hpp>              // virga::detail::observation
#include <virga/client/detail/own_schema.hpp>               // virga::detail::own_schema
#include <virga/client/detail/postgres/spare_memory.hpp>    // virga::detail::spare_memory
#include <virga/client/http_error.hpp>                      // virga::transport_error, virga::protocol_error
#include <virga/client/neon_http_options.hpp>               // virga::neon_http_options
#include <virga/client/url.hpp>                             // virga::connection_url
#include <virga/text/array_view.hpp>                        // virga::array_view
#include <virga/text/sql_statements.hpp>                    // virga::detail::split_statements

namespace virga::detail {

/// What one request needs for a while: kept for the next one, so that nothing is allocated anew.
struct neon_workspace {
    std::string body;
    std::string text;   ///< of the statement, with the schema before names
    std::string spare;  ///< for the answer
    json_parser parser;
};

/// Where requests go and what names the database, once for a password and once for tokens.
struct neon_target {
    std::string endpoint;
    std::vector<std::string> headers;
};

/// All that neon_http_client does. For many threads at once.
class neon_requester {
public:
    neon_requester(const connection_url& url, neon_http_options options)
        : options_(std::move(options)), schema_(options_.default_schema) {
        check_neon_url(url);
        has_password_ = not url.password.empty();
        if (options_.observer != nullptr)
            observation_ = std::make_unique<observation>(options_.observer, place_of(url, "neon_http_client"));
        for (const bool has_token : {false, true}) {
            neon_target& target = has_token ? for_token_ : for_password_;
            target.endpoint = options_.endpoint.empty() ? neon_endpoint(url, has_token) : checked_endpoint(options_.endpoint);
            target.headers = {"Content-Type: application/json",
                              "Neon-Connection-String: " + neon_connection_string(url, not has_token and has_password_),
                              "Neon-Raw-Text-Output: true", "Neon-Array-Mode: true"};
        }
    }

    result run(const statement& query, const arguments& values, const call_options& call) const {
        if (observation_ == nullptr) return run_unobserved(query, values, call);
        request_planner plans{*this, call};
        return observation_->around({.text = query.text, .parameters = values.size(), .values = &values}, &plans,
                                    [&] { return run_unobserved(query, values, call); });
    }

    result execute(std::string_view sql, const call_options& call) const {
        if (observation_ == nullptr) return execute_unobserved(sql, call);
        request_planner plans{*this, call};
        const std::size_t statements = split_statements(sql).size();
        return observation_->around(
            {.kind = statements > 1 ? activity::batch : activity::statement, .text = sql, .statements = statements}, &plans,
            [&] { return execute_unobserved(sql, call); });
    }

    std::vector<result> run_batch(std::span<const batch_item> items, const transaction_options& kind,
                                  const call_options& call) const {
        if (observation_ == nullptr) return run_batch_unobserved(items, kind, call);
        std::string text;
        std::size_t parameters = 0;
        for (const batch_item& each : items) {
            if (not text.empty()) text += ";\n";
            text += each.query.text;
            parameters += each.values->size();
        }
        return observation_->around({.kind = activity::batch, .text = text, .parameters = parameters, .statements = items.size()},
                                    nullptr, [&] { return run_batch_unobserved(items, kind, call); });
    }

private:
    using milliseconds = std::chrono::milliseconds;

    /// Asks for the plan of a statement by a request of its own, which changes nothing.
    class request_planner final : public planner {
    public:
        request_planner(const neon_requester& by, const call_options& call) : by_(&by), call_(&call) {}
        [[nodiscard]] std::string plan(const observed_statement& asked) noexcept override {
            if (asked.kind != activity::statement or not is_planned(asked.text)) return {};
            try {
                const std::string prepare = fmt::format("prepare virga_plan as {}", asked.text);
                const std::string explain = explain_prepared("virga_plan", asked.parameters);
                const arguments none;
                const batch_item items[]{{{plan_for_all_values, {}, {}}, &none, false},
                                         {{prepare, {}, {}}, &none, false},
                                         {{explain, {}, {}}, &none, false},
                                         {{"deallocate virga_plan", {}, {}}, &none, false}};
                return lines_of(by_->run_batch_unobserved(items, {}, *call_)[2]);
            } catch (const std::exception&) {  // then there is none
                return {};
            }
        }

    private:
        const neon_requester* by_;
        const call_options* call_;
    };

    /// The columns that an answer must have; none if who asks looks itself.
    static array_view<column_description> columns_in(const statement& query) {
        return query.is_by_hand ? array_view<column_description>{} : query.columns;
    }

    result run_unobserved(const statement& query, const arguments& values, const call_options& call) const {
        if (const std::string_view word = transaction_word(query.text); not word.empty()) {
            throw usage_error(fmt::format(
                "neon_http_client: `{}` has no effect, as each request is a transaction of its own; send what belongs together "
                "as a batch",
                word));
        }
        if (floats_.before(has_floats(query.columns), have_null_elements(values)).count != 0) {
            const batch_item only{query, &values, false};
            std::string text;
            return run_together({&only, 1}, {}, call, schema_.place(query, text), false).back();
        }
        const lease space{*this};
        const std::string_view sent = schema_.place(query, space->text);
        write_single(space->body, sent, values);
        return send<result>(*space, call, std::nullopt, sent, [&](std::string&& body) {
            return answer_reader{space->parser, std::move(body), memory_, options_.largest_cells}.single(columns_in(query));
        });
    }

    result execute_unobserved(std::string_view sql, const call_options& call) const {
        const std::vector<std::string_view> statements = split_statements(sql);
        const arguments none;
        if (statements.size() < 2) return run_unobserved({sql, {}, {}}, none, call);
        std::vector<batch_item> items;
        for (const std::string_view each : statements) items.push_back({{each, {}, {}}, &none, false});
        check_batch(items, {});
        return run_batch_unobserved(items, {}, call).back();
    }

    std::vector<result> run_batch_unobserved(std::span<const batch_item> items, const transaction_options& kind,
                                             const call_options& call) const {
        if (items.empty()) return {};
        std::string text;
        const std::string shown =
            items.size() == 1 ? std::string{schema_.place(items[0].query, text)}
                              : fmt::format("one of the {} of a batch, or its commit; Neon does not say which", items.size());
        return run_together(items, kind, call, shown, true);
    }

    /// Runs statements in one transaction, with the settings that they need.
    std::vector<result> run_together(std::span<const batch_item> items, const transaction_options& kind, const call_options& call,
                                     std::string_view shown, bool is_batch) const {
        const setting_steps first = floats_.before(
            std::ranges::any_of(items, [](const batch_item& each) { return has_floats(each.query.columns); }),
            std::ranges::any_of(items, [](const batch_item& each) { return have_null_elements(*each.values); }));
        const std::span<const std::string_view> steps = first.all();
        const lease space{*this};
        write_batch(space->body, steps, items, schema_, is_batch);
        auto answers = send<std::vector<result>>(*space, call, kind, shown, [&](std::string&& body) {
            return answer_reader{space->parser, std::move(body), memory_, options_.largest_cells}.batch(
                steps.size() + items.size(), [&](std::size_t i) {
                    return i < steps.size() ? array_view<column_description>{} : columns_in(items[i - steps.size()].query);
                });
        });
        if (first.ask_for_floats and answers[0].rows() == 1 and answers[0].columns() == 1) {
            cell shown_setting;
            answers[0].read(0, &shown_setting);
            floats_.learn(shown_setting.view());
        }
        answers.erase(answers.begin(), answers.begin() + static_cast<std::ptrdiff_t>(steps.size()));
        return answers;
    }

    /// Takes a workspace for a while.
    class lease {
    public:
        explicit lease(const neon_requester& from) : from_(from), space_(from.take()) {}
        lease(const lease&) = delete;
        lease& operator=(const lease&) = delete;
        ~lease() { from_.give_back(std::move(space_)); }
        neon_workspace& operator*() const { return *space_; }
        neon_workspace* operator->() const { return space_.get(); }

    private:
        const neon_requester& from_;
        std::unique_ptr<neon_workspace> space_;
    };

    std::unique_ptr<neon_workspace> take() const {
        {
            const std::lock_guard lock{mutex_};
            if (not idle_.empty()) {
                std::unique_ptr<neon_workspace> space = std::move(idle_.back());
                idle_.pop_back();
                return space;
            }
        }
        return std::make_unique<neon_workspace>();
    }
    void give_back(std::unique_ptr<neon_workspace> space) const {
        // One that a large statement or answer has grown is not worth keeping.
        if (space->body.capacity() > 1'000'000 or space->parser.capacity() > 4'000'000) return;
        const std::lock_guard lock{mutex_};
        if (idle_.size() < 64) idle_.push_back(std::move(space));
    }

    [[nodiscard]] const neon_target& target(bool has_token) const {
        if (not has_token and not has_password_) {
            throw usage_error(
                "neon_http_client: there is neither a password in the connection URL nor a token; add one to it, or give .token");
        }
        return has_token ? for_token_ : for_password_;
    }

    /// The headers of one call beside those of all.
    static void add_headers(std::vector<std::string>& headers, const std::optional<transaction_options>& kind,
                            const bearer_token& token) {
        if (kind) {
            switch (kind->isolation) {
                case isolation_level::server_default: break;
                case isolation_level::read_committed: headers.emplace_back("Neon-Batch-Isolation-Level: ReadCommitted"); break;
                case isolation_level::repeatable_read: headers.emplace_back("Neon-Batch-Isolation-Level: RepeatableRead"); break;
                case isolation_level::serializable: headers.emplace_back("Neon-Batch-Isolation-Level: Serializable"); break;
            }
            if (kind->read_only) headers.emplace_back("Neon-Batch-Read-Only: true");
            if (kind->deferrable) headers.emplace_back("Neon-Batch-Deferrable: true");
            if (not kind->snapshot.empty()) {
                throw usage_error("neon_http_client: Neon takes no snapshot of another transaction over HTTP; use neon_ws_client");
            }
        }
        if (token) {
            std::string text = token.get();
            for (const char c : text) {
                if (c < '!' or '~' < c)
                    throw usage_error("neon_http_client: the token holds a space, line break or other character that none has");
            }
            if (text.empty()) throw usage_error("neon_http_client: the token is empty");
            headers.push_back("Authorization: Bearer " + std::move(text));
        }
    }

    /// Sends what the workspace holds, and again as long as that is safe and there is time. `read` makes the value of a body.
    template <class Value, class Read>
    Value send(neon_workspace& space, const call_options& call, const std::optional<transaction_options>& kind,
               std::string_view shown, const Read& read) const {
        const bearer_token& token = call.token ? call.token : options_.token;
        const bool has_token = static_cast<bool>(token);
        const neon_target& to = target(has_token);
        const bool plain = not token and not kind;
        const bool repeatable = call.idempotent.value_or(options_.idempotent) or (kind and kind->read_only);
        const milliseconds timeout = capped(call.timeout.value_or(options_.timeout));
        const deadline end{timeout};
        milliseconds delay = capped(options_.retries.first_delay);
        const milliseconds longest_delay = std::max(delay, capped(options_.retries.longest_delay));
        for (unsigned attempt = 1;; ++attempt) {
            std::vector<std::string> headers;
            if (not plain) {
                headers = to.headers;
                add_headers(headers, kind, token);  // anew each time: a token may have come of age
            }
            const milliseconds left = attempt == 1 ? timeout : end.left();
            const http_request request{.url = to.endpoint,
                                       .headers = plain ? std::span{to.headers} : std::span{headers},
                                       .body = space.body,
                                       .timeout = left,
                                       .connect_timeout = std::min(capped(options_.connect_timeout), left),
                                       .largest_response = options_.largest_response,
                                       .spare = &space.spare,
                                       .cancel = call.cancel};
            if (space.spare.capacity() <= std::string{}.capacity()) space.spare = memory_->text();
            fate became = fate::final;
            milliseconds pause = delay;
            std::exception_ptr problem;
            try {
                http_response response = options_.transport->post(request);
                http_origin origin{response.status, std::string{response.header("neon-request-id")}};
                if (response.status == 200) {
                    became = fate::unknown;
                    try {
                        return read(std::move(response.body));
                    } catch (const malformed_answer& answer) {
                        throw protocol_error(answer.reason, std::move(origin));
                    } catch (const oversized_cells&) {
                        throw response_too_large::of_cells(options_.largest_cells);
                    }
                }
                const std::optional<milliseconds> asked = retry_after(response);
                neon_failure failure{read_failure(space.parser, std::move(response.body)), std::move(origin), has_token,
                                     kind.has_value()};
                became = failure.what_became();
                if (asked) pause = std::max(pause, *asked);
                std::move(failure).raise(std::string{shown}, schema_.name());
            } catch (const response_too_large&) {
                throw;
            } catch (const transport_error& lost) {
                became = lost.may_have_run() ? fate::unknown : fate::not_run;
                problem = std::current_exception();
            } catch (const error&) {
                problem = std::current_exception();
            }
            const bool again = became == fate::not_run or (repeatable and became != fate::final);
            if (not again or attempt >= options_.retries.attempts or pause >= end.left()) std::rethrow_exception(problem);
            if (not wait(pause, call.cancel)) throw cancelled_error(became == fate::unknown);
            delay = std::min(delay * 2, longest_delay);
        }
    }

    /// How long the server asks to wait: seconds; a date is passed over.
    static std::optional<milliseconds> retry_after(const http_response& response) {
        const std::string_view text = response.header("retry-after");
        unsigned seconds = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seconds);
        if (text.empty() or problem != std::errc{} or end != text.data() + text.size()) return std::nullopt;
        return std::chrono::seconds{seconds};
    }

    /// False when it was cancelled.
    static bool wait(milliseconds time, const std::stop_token& cancel) {
        std::mutex mutex;
        std::condition_variable_any woken;
        std::unique_lock lock{mutex};
        woken.wait_for(lock, cancel, time, [] { return false; });
        return not cancel.stop_requested();
    }

    neon_http_options options_;
    std::unique_ptr<const observation> observation_;
    own_schema schema_;
    bool has_password_ = false;
    neon_target for_password_;
    neon_target for_token_;
    mutable float_setting floats_;
    mutable std::mutex mutex_;
    mutable std::vector<std::unique_ptr<neon_workspace>> idle_;
    std::shared_ptr<spare_memory> memory_ = std::make_shared<spare_memory>();
};
}  // namespace virga::detail
