// virga/kit/apply/live_line.hpp: a line at a terminal that says what runs and for whom it waits.
#pragma once

#include <chrono>              // std::chrono
#include <condition_variable>  // std::condition_variable
#include <cstddef>             // std::size_t
#include <cstdlib>             // std::getenv
#include <functional>          // std::function
#include <memory>              // std::unique_ptr
#include <mutex>               // std::mutex, std::unique_lock
#include <ostream>             // std::ostream
#include <string>              // std::string
#include <string_view>         // std::string_view
#include <thread>              // std::thread
#include <utility>             // std::move

#include <sys/ioctl.h>  // ioctl, winsize
#include <unistd.h>     // isatty

#include <fmt/core.h>  // fmt::format

#include <virga/kit/apply.hpp>        // virga::kit::migrate_step
#include <virga/kit/apply/waits.hpp>  // virga::kit::lock_wait_of
#include <virga/kit/database.hpp>     // virga::kit::database
#include <virga/kit/folder.hpp>       // virga::kit::first_word
#include <virga/kit/model/names.hpp>  // virga::kit::cut_utf8
#include <virga/text/printable.hpp>   // virga::detail::utf8_size

namespace virga::kit::detail {

/// Whether a file descriptor is a terminal on which a line can be erased.
inline bool is_live_terminal(int descriptor) {
    const char* const kind = std::getenv("TERM");
    return ::isatty(descriptor) == 1 and kind != nullptr and *kind != '\0' and std::string_view{kind} != "dumb";
}

/// The columns of a terminal; 80 where it does not say.
inline std::size_t terminal_columns(int descriptor) {
    winsize size{};
    return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 and size.ws_col != 0 ? size.ws_col : 80;
}

/// A text on one line of at most `columns`: blanks in a row and ends of lines are one blank; what is too long ends with `...`. A
/// character that is not ASCII counts as two columns, as wide ones take.
inline std::string one_line(std::string_view text, std::size_t columns) {
    std::string blanks_joined;
    for (const char c : text) {
        const bool blank = c == ' ' or c == '\n' or c == '\r' or c == '\t';
        if (not blank) blanks_joined += c;
        else if (not blanks_joined.empty() and blanks_joined.back() != ' ') blanks_joined += ' ';
    }
    if (blanks_joined.ends_with(' ')) blanks_joined.pop_back();
    const std::string all = virga::detail::printable(blanks_joined);
    std::size_t used = 0, fits = 0;  // columns so far, and the bytes that leave room for the dots
    for (std::size_t at = 0; at != all.size();) {
        char32_t code = 0;
        const std::size_t size = virga::detail::utf8_size(all.data() + at, all.size() - at, code);
        used += size == 1 ? 1U : 2U;
        if (used > columns) return columns < 3 ? std::string{} : all.substr(0, fits) + "...";
        at += size;
        if (used + 3 <= columns) fits = at;
    }
    return all;
}

/// Shows what runs as long as it does, from the first half second on:
///
///     20260102030405_slug, statement 2 of 5, 12 s, waiting 11 s for process 4711, psql, idle in transaction, and its lock on post:
///     alter table ...
///
/// A thread of its own keeps the line up to date. It asks a second connection, which it opens for the first statement that takes
/// longer, for whom the first one waits; where there is none to be had, it shows the rest. Between `shows` and `ends` nobody else
/// may write to the terminal.
class live_line {
public:
    /// `beside` opens the second connection, or returns null; it may throw.
    live_line(std::ostream& terminal, int descriptor, std::function<std::unique_ptr<database>()> beside)
        : terminal_(terminal), descriptor_(descriptor), beside_(std::move(beside)), painter_([this] { paint(); }) {}
    live_line(const live_line&) = delete;
    live_line& operator=(const live_line&) = delete;
    ~live_line() {
        {
            const std::lock_guard held{mutex_};
            over_ = true;
        }
        changed_.notify_one();
        painter_.join();
        erase();
    }

    /// From now on this runs.
    void shows(const migrate_step& step) {
        const std::lock_guard held{mutex_};
        ++number_;
        runs_ = true;
        since_ = clock::now();
        before_time_ = step.of;
        if (not step.part.empty()) (before_time_ += ", ") += step.part;
        sql_ = cut_utf8(step.sql.substr(first_word(step.sql)), 2000);
        process_ = step.process;
        waits_ = {};
    }

    /// Nothing runs, and the line is gone.
    void ends() {
        const std::lock_guard held{mutex_};
        ++number_;
        runs_ = false;
        erase();
    }

private:
    using clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds beat{100};
    static constexpr std::chrono::milliseconds at_first{500};
    static constexpr std::chrono::seconds between_questions{1};

    void paint() {
        std::unique_lock held{mutex_};
        while (not over_) {
            changed_.wait_for(held, beat);
            if (over_ or not runs_ or clock::now() - since_ < at_first) continue;
            if (not process_.empty() and clock::now() >= next_question_) {
                const std::size_t asked = number_;
                const std::string process = process_;
                held.unlock();  // the work goes on, and its end is told of, while the server answers
                const lock_wait found = ask(process);
                held.lock();
                next_question_ = clock::now() + between_questions;
                if (asked != number_) continue;
                if (found.whom.empty()) waits_since_ = {};
                else if (waits_since_ == clock::time_point{}) waits_since_ = clock::now();
                waits_ = found;
            }
            const std::string line = one_line(text(), terminal_columns(descriptor_) - 1);
            if (line == painted_) continue;
            erase();
            terminal_ << line << std::flush;
            painted_ = line;
        }
    }

    /// What cannot be asked is not shown: the migration itself must not suffer.
    lock_wait ask(const std::string& process) noexcept {
        try {
            if (beside_) {
                other_ = beside_();
                beside_ = nullptr;
            }
            if (other_ != nullptr) return lock_wait_of(*other_, process);
        } catch (...) {
            beside_ = nullptr;
            other_.reset();
        }
        return {};
    }

    static std::string seconds(clock::time_point since) {
        return fmt::format("{}", std::chrono::floor<std::chrono::seconds>(clock::now() - since).count());
    }

    [[nodiscard]] std::string text() const {
        std::string line = fmt::format("{}, {} s", before_time_, seconds(since_));
        if (not waits_.whom.empty()) {
            const std::string since = waits_.seconds.empty() ? seconds(waits_since_) : waits_.seconds;
            line += fmt::format(", waiting {} s for {}", since, waits_.whom);
            if (not waits_.on.empty()) line += fmt::format(", and its lock on {}", waits_.on);
        }
        if (not sql_.empty()) line += ": " + sql_;
        return line;
    }

    void erase() {
        if (painted_.empty()) return;
        terminal_ << "\r\x1B[K" << std::flush;
        painted_.clear();
    }

    std::ostream& terminal_;
    int descriptor_;
    std::function<std::unique_ptr<database>()> beside_;  ///< the thread's, as is `other_`
    std::unique_ptr<database> other_;
    std::mutex mutex_;  ///< for all that follows, and the terminal
    std::condition_variable changed_;
    std::size_t number_ = 0;  ///< of what runs, or does not
    bool runs_ = false, over_ = false;
    clock::time_point since_{}, waits_since_{}, next_question_{};
    std::string before_time_, sql_, process_, painted_;
    lock_wait waits_;
    std::thread painter_;  ///< last, as it uses the others
};
}  // namespace virga::kit::detail
