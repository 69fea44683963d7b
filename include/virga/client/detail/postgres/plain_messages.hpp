// virga/client/detail/postgres/plain_messages.hpp: that libpq speaks English, by which its text is read.
#pragma once

#include <locale.h>  // newlocale, uselocale

namespace virga::detail {

/// While it lives, this thread's locale is C, whatever the app has set for the process: libpq translates the labels of a server's
/// error, and its own words, where the text of a result is made.
class plain_messages {
public:
    plain_messages() : before_(::uselocale(plain())) {}
    plain_messages(const plain_messages&) = delete;
    plain_messages& operator=(const plain_messages&) = delete;
    ~plain_messages() { ::uselocale(before_); }

private:
    /// Null, with which a locale stays as it is, if there is no memory for one.
    static locale_t plain() {
        static const locale_t made = ::newlocale(LC_ALL_MASK, "C", locale_t{});
        return made;
    }
    locale_t before_;
};
}  // namespace virga::detail
