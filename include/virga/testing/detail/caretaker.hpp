// virga/testing/detail/caretaker.hpp: the process that runs a throw-away server and clears up after it.
#pragma once

#include <cerrno>            // errno
#include <csignal>           // sigaction, kill
#include <cstddef>           // std::size_t
#include <cstdlib>           // std::strtol
#include <cstring>           // std::strlen
#include <ctime>             // timespec
#include <initializer_list>  // lists in braces

#include <fcntl.h>       // open, fcntl
#include <grp.h>         // setgroups
#include <sys/select.h>  // pselect
#include <sys/shm.h>     // shmctl
#include <sys/stat.h>    // mkdir, umask
#include <sys/wait.h>    // waitpid
#include <unistd.h>      // everything else a process does
#if defined(__linux__)
#include <sys/prctl.h>    // prctl
#include <sys/syscall.h>  // SYS_clone
#endif

namespace virga::testing::detail {

/// What a caretaker did last before it gave up. Each comes with a code: an errno for the first four, a
/// status as of waitpid for the others.
enum class caretaker_step : int { change_user, make_folder, open_log, write_access, initdb, server };

struct caretaker_report {
    caretaker_step step;
    int code;
};

/// What a caretaker needs to know. Its owner prepares all of it: after the fork nothing may be allocated.
/// Each command is what execve takes, program first, null last.
struct caretaker_orders {
    const char* folder;
    const char* log_file;
    const char* pid_file;
    const char* access_file;
    const char* access;  ///< what is to be in that file; empty for what initdb puts there
    char* const* initdb;
    char* const* server;
    char* const* remove_folder;
    char* const* environment;
    bool changes_user;
    uid_t user;
    gid_t group;
    int descriptor_limit;  ///< one more than the owner's highest possible descriptor
};

/// A fork that is safe in a program with threads, if the child makes only async-signal-safe calls.
///
/// On Linux the caller of a `silent` one gets no SIGCHLD for it and only `wait_silent` sees it, so that it
/// stays out of the way of a program's own waiting.
inline pid_t fork_process([[maybe_unused]] bool silent) {
#if defined(__linux__) and not defined(__s390__)
    // Not fork(): it always signals, and runs the program's atfork handlers in the child.
    return static_cast<pid_t>(::syscall(SYS_clone, silent ? 0L : static_cast<long>(SIGCHLD), 0L, 0L, 0L, 0L));
#else
    return ::fork();
#endif
}

inline void wait_silent(pid_t process) {
#if defined(__linux__)
    constexpr int any_kind = __WALL;
#else
    constexpr int any_kind = 0;
#endif
    while (::waitpid(process, nullptr, any_kind) == -1 and errno == EINTR) {}
}

/// The child's side of the fork: async-signal-safe calls only, no exception, no allocation, no return.
///
/// It makes the folder, runs initdb and then the server, until `control`, a socket to the owner, closes or
/// the owner is gone, however it died; then it stops what runs, waits for it, and removes the folder. No
/// signal but SIGKILL ends it; on Linux what it runs then ends, too.
class caretaker {
public:
    caretaker(const caretaker_orders& orders, int control) : orders_{orders}, control_{control} {}

    [[noreturn]] void run() {
        leave_owner();
        if (not change_user()) {
            report(caretaker_step::change_user, errno);
        } else if (::umask(077); ::mkdir(orders_.folder, 0700) != 0) {
            report(caretaker_step::make_folder, errno);
        } else {
            log_ = ::open(orders_.log_file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
            if (log_ == -1) {
                report(caretaker_step::open_log, errno);
            } else if (const int status = work(orders_.initdb, SIGKILL); status != 0) {
                // SIGKILL for initdb alone: the postgres that it feeds then reads the end of its input and
                // ends in order. Killed, that one would leave its shared memory behind.
                report(caretaker_step::initdb, status);
            } else if (not write_access()) {
                report(caretaker_step::write_access, errno);
            } else {
                report(caretaker_step::server, work(orders_.server, SIGQUIT));  // SIGQUIT: shut down at once
            }
            while (not dismissed_) wait_for_event(1'000);  // so that the owner can read the log
            release_shared_memory();
            remove_folder();
        }
        ::_exit(0);
    }

private:
    /// Becomes deaf to the owner's terminal and signals, and lets go of its files.
    void leave_owner() {
        // All signals are blocked since before the fork, so no handler of the owner runs here.
        for (int number = 1; number < NSIG; ++number) {
            struct sigaction action{};
            action.sa_handler = SIG_DFL;
            if (number == SIGCHLD) action.sa_handler = [](int) {};  // its arrival ends a pselect
            ::sigaction(number, &action, nullptr);
        }
        owner_ = ::getppid();
        ::setsid();
#if defined(__linux__)
        ::prctl(PR_SET_NAME, "virga-caretaker", 0L, 0L, 0L);
        ::prctl(PR_SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L);  // what a dead server leaves running is ours to wait for
#endif
        control_ = ::fcntl(control_, F_DUPFD_CLOEXEC, 3);
        close_all_but_control();
        const int number = control_;  // which may be high, and select takes none above 1023
        control_ = ::fcntl(number, F_DUPFD_CLOEXEC, 3);
        ::close(number);
        const int nothing = ::open("/dev/null", O_RDWR);
        for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nothing, standard);
        if (nothing > STDERR_FILENO) ::close(nothing);
        if (::chdir("/") != 0) return;  // the owner's folder may be closed to the user that we become
    }

    /// Closes what is open beyond the standard three, so that nobody waits for the end of a pipe of the owner.
    void close_all_but_control() const {
#if defined(__linux__) and defined(SYS_close_range)
        const auto control = static_cast<unsigned>(control_);
        if (control > 3) ::syscall(SYS_close_range, 3U, control - 1, 0U);
        if (::syscall(SYS_close_range, control + 1, ~0U, 0U) == 0) return;
#endif
        for (int descriptor = 3; descriptor < orders_.descriptor_limit; ++descriptor)
            if (descriptor != control_) ::close(descriptor);
    }

    bool change_user() const {
        if (not orders_.changes_user) return true;
#if defined(__linux__)
        // glibc's functions would also ask the owner's other threads, which are not here.
        return ::syscall(SYS_setgroups, 1L, &orders_.group) == 0 and ::syscall(SYS_setgid, orders_.group) == 0 and
               ::syscall(SYS_setuid, orders_.user) == 0;
#else
        return ::setgroups(1, &orders_.group) == 0 and ::setgid(orders_.group) == 0 and ::setuid(orders_.user) == 0;
#endif
    }

    /// Replaces who may log in, and how, where the owner says so.
    bool write_access() const {
        const std::size_t size = std::strlen(orders_.access);
        if (size == 0) return true;
        const int file = ::open(orders_.access_file, O_WRONLY | O_TRUNC | O_CLOEXEC);
        if (file == -1) return false;
        const bool written = ::write(file, orders_.access, size) == static_cast<ssize_t>(size);
        return ::close(file) == 0 and written;
    }

    /// Tells the owner, unless it is the one that asked to stop.
    void report(caretaker_step step, int code) const {
        const caretaker_report told{step, code};
        if (not dismissed_ and ::write(control_, &told, sizeof told) == -1) return;  // an owner who is gone cannot hear
    }

    /// Runs `command` until it ends, or until we are dismissed and `stop` has ended it; its status.
    int work(char* const* command, int stop) {
        const pid_t child = start(command);
        if (child == -1) return not_started;
        int status = 0;
        while (::waitpid(child, &status, WNOHANG) == 0) {
            if (not dismissed_) {
                wait_for_event(1'000);
                continue;
            }
            ::kill(child, stop);
            break;
        }
        // Children of initdb are in its group. Those of a server are not, but it kills them itself after 5 s.
        if (not ended(child)) {
            ::kill(-child, SIGKILL);
            ended(child);
        }
        return dismissed_ ? -1 : status;
    }

    pid_t start(char* const* command) const {
        const pid_t caretaker_id = ::getpid();
        const pid_t child = fork_process(false);
        if (child != 0) {
            if (child > 0) ::setpgid(child, child);
            return child;
        }
        ::setpgid(0, 0);
#if defined(__linux__)
        ::prctl(PR_SET_PDEATHSIG, static_cast<long>(SIGQUIT), 0L, 0L, 0L);
        if (::getppid() != caretaker_id) ::_exit(127);
#else
        static_cast<void>(caretaker_id);
#endif
        struct sigaction usual{};
        usual.sa_handler = SIG_DFL;
        ::sigaction(SIGCHLD, &usual, nullptr);
        if (log_ != -1) {
            ::dup2(log_, STDOUT_FILENO);
            ::dup2(log_, STDERR_FILENO);
        }
        sigset_t none;
        sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);
        ::execve(command[0], command, orders_.environment);
        constexpr char words[] = "the program could not be started by this user\n";
        if (::write(STDERR_FILENO, words, sizeof words - 1) == -1) ::_exit(126);
        ::_exit(127);
    }

    /// Waits for the end of a child, the word or end of the owner, or the end of some milliseconds.
    void wait_for_event(int milliseconds) {
        fd_set heard;
        FD_ZERO(&heard);
        if (not dismissed_) FD_SET(control_, &heard);
        const timespec limit{milliseconds / 1'000, milliseconds % 1'000 * 1'000'000L};
        sigset_t all_but_children;
        sigfillset(&all_but_children);
        sigdelset(&all_but_children, SIGCHLD);
        const int count = ::pselect(control_ + 1, &heard, nullptr, nullptr, &limit, &all_but_children);
        // The owner never writes: what can be read is the end. A child that it forked may hold the socket
        // open after its death; so its death is looked for, too.
        if (count > 0 or ::getppid() != owner_) dismissed_ = true;
    }

    /// Waits up to 10 s until no child and no process of `group` is left; whether that came.
    bool ended(pid_t group) {
        for (int attempt = 0; attempt < 1'000; ++attempt) {
            pid_t reaped = 0;
            while ((reaped = ::waitpid(-1, nullptr, WNOHANG)) > 0) {}
            if (reaped == -1 and ::kill(-group, 0) == -1) return true;
            wait_for_event(10);
        }
        return false;
    }

    /// Removes the System V segment of a server that was killed. Its number is the second on the seventh line
    /// of postmaster.pid, a file that a server removes when it ends in order.
    void release_shared_memory() const {
        const int file = ::open(orders_.pid_file, O_RDONLY | O_CLOEXEC);
        if (file == -1) return;
        char text[2048];
        const auto size = ::read(file, text, sizeof text - 1);
        ::close(file);
        text[size < 0 ? 0 : size] = '\0';
        const char* at = text;
        for (int line = 1; line < 7 and *at != '\0'; at += *at != '\0')
            if (*at == '\n') ++line;
        char* after_key = nullptr;
        if (std::strtol(at, &after_key, 10) == 0) return;
        ::shmctl(static_cast<int>(std::strtol(after_key, nullptr, 10)), IPC_RMID, nullptr);
    }

    void remove_folder() {
        for (int attempt = 0; attempt < 100; ++attempt) {
            const pid_t child = start(orders_.remove_folder);
            while (child > 0 and ::waitpid(child, nullptr, 0) == -1 and errno == EINTR) {}
            if (::access(orders_.folder, F_OK) != 0) return;
            wait_for_event(20);
        }
    }

    static constexpr int not_started = 127 << 8;  // the status of a shell that could not start a command

    const caretaker_orders& orders_;
    int control_;
    int log_ = -1;
    pid_t owner_ = 0;
    bool dismissed_ = false;
};
}  // namespace virga::testing::detail
