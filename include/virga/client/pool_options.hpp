// virga/client/pool_options.hpp: how a pool keeps its connections, and what it tells of them.
#pragma once

#include <chrono>   // std::chrono::milliseconds
#include <cstddef>  // std::size_t
#include <cstdint>  // std::uint64_t

#include <virga/client/error.hpp>  // virga::connection_error

namespace virga {

/// When a connection that comes back is made as new (`session_client::reset_session`), which takes a round trip.
enum class pool_reset : unsigned char {
    always,
    /// Only after SQL text by hand (`execute`, `notify`) or `listen`. A query that leaves something by a function that it calls, by
    /// a trigger or by raw SQL within it, such as pg_advisory_lock, is not noticed: the next one has it.
    after_text,
};

/// Settings of a pool: `{.maximum = 8, .wait = 2s}`. No time is too long.
struct pool_options {
    std::size_t minimum = 0;   ///< connections that are opened with the pool, and are not closed for idling
    std::size_t maximum =
        10;  ///< connections at once, one at least; the server's `max_connections` is for all its clients together
    /// How long a borrow waits for a connection that is free, before pool_timeout; zero or less does not wait. Connecting comes
    /// on top: the client's `connect_timeout` limits it.
    std::chrono::milliseconds wait{10'000};
    /// A connection that idled for as long is asked whether the server answers before it is lent; zero or less asks each time.
    std::chrono::milliseconds check_after{30'000};
    /// A network that does not acknowledge that question for as long has lost the connection.
    std::chrono::milliseconds check_patience{5'000};
    /// Connections beyond `minimum` that idled for longer are closed; zero or less keeps them.
    std::chrono::milliseconds longest_idle{600'000};
    /// Older connections are closed when they are not in use; zero or less keeps them.
    std::chrono::milliseconds maximum_age{1'800'000};
    /// By which part of it, from 0 to 1, the maximum age is less at most, by chance for each connection: those that were opened
    /// together are not all closed together.
    double age_jitter = 0.1;
    pool_reset reset = pool_reset::always;
};

/// What a pool did and does, at one moment.
struct pool_statistics {
    /// Connections that were closed, by why.
    struct closings {
        std::uint64_t broken = 0;      ///< found lost when they came back
        std::uint64_t dead = 0;        ///< found lost before they were lent, by looking or by asking
        std::uint64_t not_reset = 0;   ///< could not be made as new
        std::uint64_t in_use = 0;      ///< came back with a transaction object that still referred to them
        std::uint64_t aged = 0;        ///< reached the maximum age
        std::uint64_t idled = 0;       ///< idled for longer than `longest_idle`
        std::uint64_t ended = 0;       ///< with the pool
    };

    std::size_t in_use = 0;   ///< lent
    std::size_t idle = 0;     ///< free
    std::size_t opening = 0;  ///< being connected, or checked before they are lent
    std::size_t waiting = 0;  ///< callers that wait for one

    std::uint64_t borrows = 0;   ///< connections lent so far
    std::uint64_t waits = 0;     ///< callers that had to wait
    std::uint64_t timeouts = 0;  ///< those among them that gave up
    std::chrono::nanoseconds waited{};        ///< in all
    std::chrono::nanoseconds longest_wait{};  ///< of one caller
    std::uint64_t opened = 0;    ///< connections made so far
    std::uint64_t failed = 0;    ///< attempts to make one that failed
    closings closed{};
};

/// No connection to be had from a pool; nothing was sent.
class pool_error : public connection_error {
public:
    using connection_error::connection_error;
};
/// None became free in time.
class pool_timeout : public pool_error {
public:
    using pool_error::pool_error;
};
/// The pool is closed, or was while the caller waited.
class pool_closed : public pool_error {
public:
    using pool_error::pool_error;
};
}  // namespace virga
