// virga/kit/apply/termination_signals.hpp: the signals that ask a program to end, waited for.
#pragma once

#include <csignal>           // sigset_t, sigwait
#include <initializer_list>  // lists in braces

namespace virga::kit::detail {

/// Keeps SIGINT, SIGTERM and SIGHUP from ending the thread's program as long as it lives, and waits for one of them.
class termination_signals {
public:
    termination_signals() {
        sigemptyset(&awaited_);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&awaited_, signal);
        ::pthread_sigmask(SIG_BLOCK, &awaited_, &before_);
    }
    termination_signals(const termination_signals&) = delete;
    termination_signals& operator=(const termination_signals&) = delete;
    ~termination_signals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

    /// Returns when one of them has come.
    void wait() const {
        int signal = 0;
        while (sigwait(&awaited_, &signal) != 0) {
        }
    }

private:
    sigset_t awaited_{};
    sigset_t before_{};
};
}  // namespace virga::kit::detail
