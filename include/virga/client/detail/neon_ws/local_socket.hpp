// virga/client/detail/neon_ws/local_socket.hpp: a Unix socket that one connection is made to, and no trace of it after that.
#pragma once

#include <cerrno>        // errno
#include <cstdlib>       // std::getenv, mkdtemp
#include <string>        // std::string
#include <system_error>  // std::generic_category
#include <utility>       // std::exchange

#include <fcntl.h>       // fcntl
#include <fmt/core.h>    // fmt::format
#include <sys/socket.h>  // socket, bind, listen, accept
#include <sys/un.h>      // sockaddr_un
#include <unistd.h>      // close, getpid, rmdir, unlink

#include <virga/client/error.hpp>  // virga::connection_error

namespace virga::detail {

/// A file descriptor, closed at the end.
class descriptor {
public:
    descriptor() = default;
    explicit descriptor(int number) : number_(number) {
        if (number_ != -1) ::fcntl(number_, F_SETFD, FD_CLOEXEC);
    }
    descriptor(descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    descriptor& operator=(descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~descriptor() { reset(); }

    void reset() {
        if (number_ != -1) ::close(std::exchange(number_, -1));
    }
    [[nodiscard]] int get() const { return number_; }
    explicit operator bool() const { return number_ != -1; }

    /// Makes reads and writes return instead of waiting.
    void never_wait() const { ::fcntl(number_, F_SETFL, ::fcntl(number_, F_GETFL) | O_NONBLOCK); }

private:
    int number_ = -1;
};

/// A listening socket in a folder of its own, open to this user only. Folder and socket go with the first connection, so
/// that nothing is left behind however the program ends after that.
class local_socket {
public:
    /// Errors: connection_error, whose text is only the reason.
    local_socket() : folder_(fmt::format("{}/virga-ws-{}-XXXXXX", temporary_folder(), ::getpid())) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string file = file_name();
        if (file.size() >= sizeof address.sun_path)
            throw connection_error("the name of the temporary folder is too long for a socket; set TMPDIR to a shorter one");
        if (::mkdtemp(folder_.data()) == nullptr) {
            const int problem = std::exchange(errno, 0);
            folder_.clear();
            fail("a folder", problem);
        }
        listener_ = descriptor{::socket(AF_UNIX, SOCK_STREAM, 0)};
        file_name().copy(address.sun_path, sizeof address.sun_path - 1);
        if (not listener_ or ::bind(listener_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 or
            ::listen(listener_.get(), 1) != 0) {
            const int problem = errno;
            remove();
            fail("a socket", problem);
        }
        listener_.never_wait();
    }
    local_socket(const local_socket&) = delete;
    local_socket& operator=(const local_socket&) = delete;
    ~local_socket() { remove(); }

    /// The folder, which libpq takes for a host, with port 5432.
    [[nodiscard]] const std::string& folder() const { return folder_; }
    /// To wait on.
    [[nodiscard]] int get() const { return listener_.get(); }

    /// Takes the connection, if it is there, and removes the socket.
    descriptor accept() {
        descriptor accepted{::accept(listener_.get(), nullptr, nullptr)};
        if (accepted) {
            remove();
            accepted.never_wait();
        }
        return accepted;
    }

private:
    static std::string temporary_folder() {
        const char* const named = std::getenv("TMPDIR");
        return named == nullptr or *named != '/' ? "/tmp" : named;
    }
    [[nodiscard]] std::string file_name() const { return folder_ + "/.s.PGSQL.5432"; }

    [[noreturn]] static void fail(const char* what, int problem) {
        throw connection_error(fmt::format("{} in the temporary folder cannot be made: {}; set TMPDIR to another place", what,
                                           std::generic_category().message(problem)));
    }

    void remove() {
        listener_.reset();
        if (folder_.empty()) return;
        ::unlink(file_name().c_str());
        ::rmdir(folder_.c_str());
        folder_.clear();
    }

    std::string folder_;
    descriptor listener_;
};
}  // namespace virga::detail
