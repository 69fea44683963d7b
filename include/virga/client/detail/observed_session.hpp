// virga/client/detail/observed_session.hpp: a session of which an observer is told. A client without one has no such layer.
#pragma once

#include <chrono>       // std::chrono::milliseconds
#include <exception>    // std::exception
#include <memory>       // std::unique_ptr
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::invoke_result_t
#include <utility>      // std::move

#include <fmt/core.h>  // fmt::format

#include <virga/client/detail/any_session.hpp>  // virga::detail::any_session
#include <virga/client/detail/observation.hpp>  // virga::detail::observation
#include <virga/client/error.hpp>               // virga::usage_error
#include <virga/client/observer.hpp>            // virga::observer
#include <virga/client/url.hpp>                 // virga::connection_url

namespace virga::detail {

/// Does what another session does, and tells of it.
template <class Session>  // so that only files that make a client compile it
class observed_session final : public any_session, private session_watch, private planner {
public:
    observed_session(std::unique_ptr<Session> inner, std::shared_ptr<observer> told, observed_place place)
        : inner_(std::move(inner)), observation_(std::move(told), std::move(place)) {
        inner_->watch(this);
    }

    [[nodiscard]] std::string_view client_name() const override { return inner_->client_name(); }
    [[nodiscard]] bool is_open() const override { return inner_->is_open(); }
    [[nodiscard]] bool reopens() const override { return inner_->reopens(); }

    result run(const statement& query, const arguments& values) override {
        return around({.text = query.text, .parameters = values.size(), .values = &values},
                      [&] { return inner_->run(query, values); });
    }
    result execute(std::string_view sql) override {
        return around({.kind = activity_of(sql), .text = sql}, [&] { return inner_->execute(sql); });
    }
    result execute(std::string_view sql, const arguments& values) override {
        return around({.kind = activity_of(sql), .text = sql, .parameters = values.size(), .values = &values},
                      [&] { return inner_->execute(sql, values); });
    }

    std::size_t copy(const statement& into, copied_rows& rows) override {
        const std::string text = copy_text(into.text);
        return around({.text = text}, [&] { return inner_->copy(into, rows); });
    }

    void begin(std::string_view sql) override {
        around({.kind = activity::begin, .text = sql}, [&] { inner_->begin(sql); });
    }
    void commit(std::string_view sql) override {
        around({.kind = sql.starts_with("release") ? activity::release : activity::commit, .text = sql},
               [&] { inner_->commit(sql); });
    }
    void roll_back(std::string_view sql) override {
        around({.kind = sql.starts_with("rollback to") ? activity::rollback_to : activity::rollback, .text = sql},
               [&] { inner_->roll_back(sql); });
    }

    void listen(const std::string& channel) override {
        around({.kind = activity::listen, .text = "listen " + channel}, [&] { inner_->listen(channel); });
    }
    void unlisten(const std::string& channel) override {
        around({.kind = activity::unlisten, .text = "unlisten " + channel}, [&] { inner_->unlisten(channel); });
    }
    std::optional<notification> wait_for_notification(std::chrono::milliseconds timeout) override {
        inner_->innermost = innermost;
        return inner_->wait_for_notification(timeout);
    }

    void reset() override {
        inner_->was_given_text = was_given_text;
        around({.kind = activity::reset}, [&] {
            innermost = nullptr;
            inner_->reset();
        });
        was_given_text = false;
    }
    [[nodiscard]] bool is_still_open() noexcept override { return inner_->is_still_open(); }
    [[nodiscard]] bool answers(std::chrono::milliseconds patience) noexcept override {
        return around({.kind = activity::check, .text = "select 1"}, [&] { return inner_->answers(patience); });
    }
    void close() noexcept override { inner_->close(); }

private:
    template <class Work>
    std::invoke_result_t<Work&> around(const observed_statement& what, Work&& work) {
        inner_->innermost = innermost;
        return observation_.around(what, this, work);
    }

    /// What the session does by itself.
    void call(activity kind, std::string_view text, void (*work)(void*), void* with) override {
        observation_.around({.kind = kind, .text = text}, nullptr, [&] { work(with); });
    }

    [[nodiscard]] std::string plan(const observed_statement& asked) noexcept override {
        if (asked.kind != activity::statement or not is_open() or not is_planned(asked.text)) return {};
        try {
            return within_nothing_else(asked);
        } catch (const std::exception&) {  // then there is none
            return {};
        }
    }

    /// In a transaction of its own, or in a savepoint of the one that is open, by `begin` of the client or by hand.
    std::string within_nothing_else(const observed_statement& asked) {
        inner_->innermost = innermost;
        bool is_within = innermost != nullptr;
        if (not is_within) {
            const result answer = inner_->execute("select pg_catalog.now() <> pg_catalog.statement_timestamp()");
            is_within = lines_of(answer) == "t";
        }
        if (is_within) inner_->execute("savepoint virga_plan");
        else inner_->begin("begin");
        inner_->innermost = this;  // so that nothing is repeated that failed with it
        std::string lines;
        try {
            lines = explained(asked);
        } catch (const std::exception&) {
        }
        inner_->innermost = innermost;
        inner_->roll_back(is_within ? "rollback to savepoint virga_plan; release savepoint virga_plan" : "rollback");
        return lines;
    }

    std::string explained(const observed_statement& asked) {
        const std::string name = fmt::format("virga_plan_{}", ++plans_);  // one that failed may have left its name
        result answer;
        try {
            answer = inner_->execute(fmt::format("{}; prepare {} as {}; {}", plan_for_all_values, name, asked.text,
                                                 explain_prepared(name, asked.parameters)));
        } catch (const usage_error&) {  // behind a pooler nothing is prepared by name; PostgreSQL 16 and later do without
            return lines_of(inner_->execute(fmt::format("explain (generic_plan) {}", asked.text)));
        }
        const std::string lines = lines_of(answer);
        inner_->execute("deallocate " + name);
        return lines;
    }

    std::unique_ptr<Session> inner_;
    observation observation_;
    unsigned plans_ = 0;
};

/// A session as a client keeps it: itself, where there is no observer.
template <class Session, class Options, class Any = any_session>
std::unique_ptr<Any> connected(const connection_url& url, const Options& options, const std::shared_ptr<observer>& told) {
    std::unique_ptr<Any> session = std::make_unique<Session>(url, options);
    if (told == nullptr) return session;
    observed_place place = place_of(url, session->client_name());
    return std::make_unique<observed_session<Any>>(std::move(session), told, std::move(place));
}
}  // namespace virga::detail
