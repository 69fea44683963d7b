// virga/client/spans.hpp: a span for each statement, by OpenTelemetry's conventions for databases.
#pragma once

#include <charconv>      // std::from_chars
#include <chrono>        // std::chrono::system_clock
#include <cstdint>       // std::int64_t
#include <exception>     // std::exception
#include <memory>        // std::shared_ptr
#include <string>        // std::string, std::to_string
#include <string_view>   // std::string_view
#include <system_error>  // std::errc
#include <utility>       // std::move
#include <variant>       // std::variant
#include <vector>        // std::vector

#include <virga/client/error.hpp>            // virga::query_error
#include <virga/client/observer.hpp>         // virga::observer
#include <virga/client/statement_words.hpp>  // virga::operation_of, virga::collection_of

namespace virga {

/// An attribute of a span: `{"db.namespace", "app"}`.
struct span_attribute {
    std::string name{};
    std::variant<std::string, std::int64_t> value{};
};

/// What is known of a statement when it has ended. Its kind is CLIENT; its parent is what is current in the thread.
struct statement_span {
    std::string name{};  ///< `select post`
    std::chrono::system_clock::time_point start{};
    std::chrono::nanoseconds took{};
    std::vector<span_attribute> attributes{};
    bool is_error = false;
    std::string description{};  ///< of the error; without values, as what() of errors is
};

/// Where spans go: to a tracer of OpenTelemetry's SDK, in some twenty lines of one's own. Called by several threads at once, in the
/// thread that ran the statement.
class span_sink {
public:
    span_sink() = default;
    span_sink(const span_sink&) = delete;
    span_sink& operator=(const span_sink&) = delete;
    virtual ~span_sink() = default;
    virtual void add(statement_span&& span) = 0;
};

/// Settings of `span_observer`.
struct span_options {
    bool values = false;  ///< whether the values of parameters are attributes, `db.query.parameter.1`. They may be secrets
};

/// Makes a span of each statement.
///
/// Names of attributes: OpenTelemetry semantic conventions 1.33, "Database client spans" and "PostgreSQL": db.system.name,
/// db.namespace, db.collection.name, db.operation.name, db.operation.batch.size, db.query.summary, db.query.text,
/// db.query.parameter.N, db.response.returned_rows, db.response.status_code, error.type, server.address, server.port.
class span_observer final : public observer {
public:
    explicit span_observer(std::shared_ptr<span_sink> sink, span_options options = {})
        : sink_(std::move(sink)), options_(options) {}

    [[nodiscard]] bool wants_values() const noexcept override { return options_.values; }

    void ended(const observed_statement& statement, const observed_outcome& outcome) noexcept override {
        try {
            sink_->add(span_of(statement, outcome));
        } catch (const std::exception&) {  // an observer has nobody to complain to
        }
    }

private:
    static statement_span span_of(const observed_statement& statement, const observed_outcome& outcome) {
        statement_span span;
        span.start = outcome.start;
        span.took = outcome.took;
        const auto add = [&span](std::string name, std::string_view value) {
            if (not value.empty()) span.attributes.push_back({std::move(name), std::string{value}});
        };
        const auto add_number = [&span](std::string name, std::size_t value) {
            span.attributes.push_back({std::move(name), static_cast<std::int64_t>(value)});
        };
        const bool is_statement = statement.kind == activity::statement or statement.kind == activity::prepare;
        const bool is_batch = statement.statements > 1;
        const std::string operation = is_batch       ? "BATCH"
                                      : is_statement ? std::string{operation_of(statement.text)}
                                                     : std::string{word_for(statement.kind)};
        const std::string table = is_statement and not is_batch ? collection_of(statement.text) : std::string{};
        span.name = statement.kind == activity::prepare ? "prepare " : "";
        span.name += operation;
        if (not table.empty()) span.name += (span.name.empty() ? "" : " ") + table;
        if (span.name.empty()) span.name = "postgresql";

        add("db.system.name", "postgresql");
        add("db.namespace", statement.place->database);
        add("db.collection.name", table);
        add("db.operation.name", operation);
        if (is_batch) add_number("db.operation.batch.size", statement.statements);
        add("db.query.summary", span.name);
        add("db.query.text", statement.text);
        add("server.address", statement.place->host);
        int port = 5432;
        const std::string& said = statement.place->port;
        if (std::from_chars(said.data(), said.data() + said.size(), port).ec == std::errc{} and port != 5432)
            span.attributes.push_back({"server.port", std::int64_t{port}});
        for (std::size_t i = 0; statement.values != nullptr and i != statement.values->size(); ++i) {
            if (const char* const value = statement.values->data(i))
                span.attributes.push_back({"db.query.parameter." + std::to_string(i + 1), std::string{value}});
        }
        if (outcome.failed == nullptr) {
            add_number("db.response.returned_rows", outcome.rows);
            return span;
        }
        span.is_error = true;
        span.description = outcome.failed->what();
        if (const auto* const refused = dynamic_cast<const query_error*>(outcome.failed)) {
            add("db.response.status_code", refused->sqlstate());
            add("error.type", refused->sqlstate());
        } else {
            add("error.type", dynamic_cast<const connection_error*>(outcome.failed) != nullptr ? "connection_error"
                              : dynamic_cast<const usage_error*>(outcome.failed) != nullptr   ? "usage_error"
                                                                                              : "_OTHER");
        }
        return span;
    }

    std::shared_ptr<span_sink> sink_;
    span_options options_;
};
}  // namespace virga
