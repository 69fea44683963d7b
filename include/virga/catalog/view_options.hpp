// virga/catalog/view_options.hpp: what can be said of a view, and what tells one in a list of declarations.
#pragma once

namespace virga {

namespace pg {
/// Which rows can be written through a view: those that it shows, or that it and the views below it show.
enum class check_option : unsigned char { none, local, cascaded };
}  // namespace pg

/// `pg::view<"live_posts", view_options{.security_invoker = true}>(query)`
struct view_options {
    bool security_invoker = false;  ///< its tables are read with the rights, and policies, of who asks; PostgreSQL 15 and later
    bool security_barrier = false;  ///< no condition of who asks sees a row that the view leaves out
    pg::check_option check = pg::check_option::none;
};
/// `pg::materialized_view<"totals", materialized_options{.with_data = false}>(query)`
struct materialized_options {
    bool with_data = true;  ///< else it is filled by its first refresh, and cannot be read before
};

/// Whether it is a view, a materialized one as well; in query/view.hpp.
template <class>
inline constexpr bool is_view = false;
}  // namespace virga
