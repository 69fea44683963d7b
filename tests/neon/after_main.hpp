// What is left of OpenSSL when objects end that are older than its start. It takes a program of its own to see.
#pragma once

#include <sys/wait.h>  // waitpid
#include <unistd.h>    // execl, fork

#include <openssl/crypto.h>  // OPENSSL_init_crypto

namespace virga_test {

constexpr int openssl_is_at_work = 7, openssl_is_gone = 8;

/// An object of static storage: it ends the program with one of the two as its status.
struct state_of_openssl {
    ~state_of_openssl() {  // OpenSSL does not start again when it has cleaned up
        ::_exit(OPENSSL_init_crypto(OPENSSL_INIT_ADD_ALL_DIGESTS, nullptr) == 1 ? openssl_is_at_work : openssl_is_gone);
    }
};

/// As the first of those that use it does.
inline void start_openssl() { OPENSSL_init_crypto(OPENSSL_INIT_LOAD_CRYPTO_STRINGS, nullptr); }

/// The status of this program when it runs one of its tests; -1 when it does not end by itself.
inline int status_of(const char* test) {
    const pid_t process = ::fork();
    if (process == 0) {
        ::execl("/proc/self/exe", "test", test, "-o", "/dev/null", nullptr);
        ::_exit(127);
    }
    int status = -1;
    return ::waitpid(process, &status, 0) == process and WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
}  // namespace virga_test
