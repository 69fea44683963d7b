// virga/catalog/renamed.hpp: what was called otherwise in the newest migration, and is neither a column nor a table.
#pragma once

#include <string_view>  // std::string_view

#include <virga/text/fixed_string.hpp>  // virga::fixed_string

namespace virga {

namespace pg {
/// A rename that the next migration makes, listed in a domain:
/// `inline constexpr pg::renamed<"type:status=post_status"> was_status;`.
/// `Request` is what `generate --rename` takes: a kind, `:`, the path of the thing as it was, `=` and its name from now on.
template <fixed_string Request>
struct renamed {
    static constexpr std::string_view request = Request.view();

    consteval renamed() {
        static_assert(Request.view().find('=') != std::string_view::npos,
                      "renamed: say what it was and what it is, as in \"type:public.status=post_status\"");
    }
};
}  // namespace pg

template <class>
inline constexpr bool is_renamed = false;
template <fixed_string Request>
inline constexpr bool is_renamed<pg::renamed<Request>> = true;
}  // namespace virga
