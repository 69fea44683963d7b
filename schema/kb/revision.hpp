// schema/kb/revision.hpp: the versions of an article, numbered from 1.
#pragma once

#include <tuple>  // std::tuple

#include <schema/auth/user.hpp>
#include <schema/kb/article.hpp>
#include <virga.hpp>

namespace app::kb {
using namespace virga;

template <class t>
struct revision_fields {
    pg::uuid<t, "article_id", not_null, references<article.id, on_delete::cascade>> article_id;
    pg::integer<t, "number", not_null> number;
    pg::text<t, "author_id", references<auth::user.id, on_delete::set_null>> author_id;
    pg::text<t, "body", not_null> body;
    pg::real<t, "similarity"> similarity;  // to the version before, 0 to 1
    pg::timestamptz<t, "created_at", not_null, default_now> created_at;

    static constexpr auto constraints(const auto& revision) {
        return std::tuple{
            pg::primary_key(revision.article_id, revision.number),
            pg::check<"revision_number_positive">(revision.number > 0),
            pg::index<"revision_newest">(revision.article_id, desc(revision.created_at)),
        };
    }
};
inline constexpr table<"revision", revision_fields, "kb"> revision;
using revision_row = row<revision>;
}  // namespace app::kb
