// virga/testing/detail/caretaker_process.hpp: the owner's handle on a caretaker.
#pragma once

#include <cerrno>        // errno
#include <csignal>       // pthread_sigmask
#include <optional>      // std::optional
#include <string>        // std::string
#include <system_error>  // std::generic_category

#include <fcntl.h>       // FD_CLOEXEC
#include <fmt/core.h>    // fmt::format
#include <poll.h>        // poll
#include <sys/socket.h>  // socketpair, shutdown
#include <unistd.h>      // getpid, close

#include <virga/testing/detail/caretaker.hpp>  // virga::testing::detail::caretaker
#include <virga/text/error.hpp>                // virga::error

namespace virga::testing::detail {

/// What the system says of error number `code`.
inline std::string system_words(int code) { return std::generic_category().message(code); }

/// A caretaker at work, from construction until the end of the handle.
class caretaker_process {
public:
    /// Throws virga::error when the system refuses a socket or a process. `orders` are not needed afterwards.
    explicit caretaker_process(const caretaker_orders& orders) : owner_{::getpid()} {
        int ends[2];
#if defined(SOCK_CLOEXEC)
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
#else
        if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
#endif
            throw error(fmt::format("embedded_postgres: no socket could be made: {}", system_words(errno)));
        for (const int end : ends) ::fcntl(end, F_SETFD, FD_CLOEXEC);

        sigset_t all;
        sigset_t before;
        sigfillset(&all);
        ::pthread_sigmask(SIG_SETMASK, &all, &before);  // so that no handler of ours runs in the child
        process_ = fork_process(true);
        if (process_ == 0) caretaker{orders, ends[1]}.run();
        const int failure = errno;
        ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
        ::close(ends[1]);
        control_ = ends[0];
        if (process_ == -1) {
            ::close(control_);
            throw error(fmt::format("embedded_postgres: no process could be made: {}", system_words(failure)));
        }
    }

    caretaker_process(const caretaker_process&) = delete;
    caretaker_process& operator=(const caretaker_process&) = delete;

    /// Has all of it stopped and removed, and waits for that.
    ~caretaker_process() {
        if (::getpid() == owner_) {           // not in a forked copy of the owner
            ::shutdown(control_, SHUT_RDWR);  // heard even where a forked copy holds the socket, too
            wait_silent(process_);
        }
        ::close(control_);
    }

    /// What the caretaker says within some milliseconds: nothing as long as all is well.
    std::optional<caretaker_report> listen(int milliseconds) const {
        pollfd ear{control_, POLLIN, 0};
        if (::poll(&ear, 1, milliseconds) < 1) return std::nullopt;
        caretaker_report said{};
        if (::read(control_, &said, sizeof said) == sizeof said) return said;
        return caretaker_report{caretaker_step::server, SIGKILL};  // it fell silent: it was killed
    }

private:
    pid_t owner_;
    pid_t process_ = -1;
    int control_ = -1;
};
}  // namespace virga::testing::detail
