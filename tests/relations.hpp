// The relations of the tests' tables.
#pragma once

#include "tables.hpp"

namespace tables {
inline constexpr auto posts_of_person = many<"posts">(post.author_id);
inline constexpr auto author_of_post = one<"author">(post.author_id);
inline constexpr auto chief_of_person = one<"chief">(person.chief_id);
inline constexpr auto reports_of_person = many<"reports">(person.chief_id);
inline constexpr auto tags_of_post = many<"tags">(tag.post_id);
inline constexpr auto favourite_of_person = one<"favourite">().through(favourite.person_id, favourite.post_id);
inline constexpr auto labels_of_post = many<"labels">().through(labelled_post.post_id, labelled_post.label_id);
// To views, and from one.
inline constexpr auto published_of_person = many<"published">(person.id, published[post.author_id]);
inline constexpr auto total_of_person = one<"total", unchecked>(person.id, totals["author_id"_c]).columns(totals);
inline constexpr auto author_of_published = one<"author">(published[post.author_id], person.id);
}  // namespace tables
