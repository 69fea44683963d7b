// Relational finds on random rows, held against the same result put together from plain queries: no, one and many related rows,
// three levels deep, with each option at each level.
#include <algorithm>   // std::sort
#include <chrono>      // std::chrono::sys_time
#include <cstddef>     // std::size_t
#include <cstdint>     // std::int64_t
#include <functional>  // std::function
#include <optional>    // std::optional
#include <random>      // std::mt19937
#include <string>      // std::string
#include <tuple>       // std::tuple
#include <type_traits>  // std::bool_constant
#include <utility>     // std::move
#include <vector>      // std::vector

#include <virga/client/any_query.hpp>  // virga::any_query

#include "../catch.hpp"
#include "../reading.hpp"
#include "../relations.hpp"
#include "database.hpp"

using namespace tables;
using namespace virga_test;
using virga::postgres_client;

namespace {

/// What a level of a find is asked: which of its rows, how many, and by which of two keys they are ordered first.
struct wish {
    bool filters = false;
    std::int64_t limit = 0;
    std::int64_t offset = 0;
    bool turns = false;
};

/// All rows, by plain queries.
struct all_rows {
    std::vector<row<person>> people;
    std::vector<row<post>> posts;
    std::vector<row<tag>> tags;
    std::vector<row<favourite>> favourites;
};

/// The rows that a level has, of those that belong to it.
template <class Row, class Belongs, class Passes, class Less>
std::vector<Row> chosen(const std::vector<Row>& all, Belongs belongs, Passes passes, Less less, const std::optional<wish>& asked) {
    std::vector<Row> found;
    for (const Row& each : all) {
        if (belongs(each) and (not asked or not asked->filters or passes(each))) found.push_back(each);
    }
    const bool turns = asked and asked->turns;
    std::sort(found.begin(), found.end(), [&](const Row& left, const Row& right) { return less(left, right, turns); });
    if (not asked) return found;
    const auto first = std::min(found.size(), static_cast<std::size_t>(asked->offset));
    const auto last = std::min(found.size(), first + static_cast<std::size_t>(asked->limit));
    return {found.begin() + static_cast<std::ptrdiff_t>(first), found.begin() + static_cast<std::ptrdiff_t>(last)};
}

bool is_busy(const row<post>& each) { return each.views > 50; }
bool is_noted(const row<tag>& each) { return each.note.has_value(); }
bool is_active(const row<person>& each) { return each.active; }
bool by_views(const row<post>& left, const row<post>& right, bool turns) {
    return left.views != right.views and not turns ? left.views > right.views : left.title < right.title;
}
bool by_label(const row<tag>& left, const row<tag>& right, bool turns) {
    return turns ? left.label > right.label : left.label < right.label;
}
bool by_id(const row<person>& left, const row<person>& right, bool turns) {
    return turns ? left.id > right.id : left.id < right.id;
}

std::vector<row<post>> posts_of(const all_rows& all, std::int64_t author, const std::optional<wish>& asked) {
    return chosen(all.posts, [&](const auto& each) { return each.author_id == author; }, is_busy, by_views, asked);
}
std::vector<row<tag>> tags_of(const all_rows& all, const uuid& of, const std::optional<wish>& asked) {
    return chosen(all.tags, [&](const auto& each) { return each.post_id == of; }, is_noted, by_label, asked);
}
std::vector<row<person>> reports_of(const all_rows& all, std::int64_t chief, const std::optional<wish>& asked) {
    return chosen(all.people, [&](const auto& each) { return each.chief_id == chief; }, is_active, by_id, asked);
}
const row<person>* person_of(const all_rows& all, std::optional<std::int64_t> id) {
    for (const auto& each : all.people) {
        if (each.id == id) return &each;
    }
    return nullptr;
}

// A level with all that it can be asked, or none of it. What is filtered is decided when it runs: by the text where it is cut, by
// a value else, so that rows of relations come apart.
template <bool IsCut, class Relation, class Condition, class Value, class Chosen, class... Keys>
auto asked(const Relation& relation, const wish& by, const Condition& condition, const Value& never_negative,
           const Chosen& chosen_key, const Keys&... keys) {
    if constexpr (IsCut)
        return relation.where(when(by.filters, condition)).order_by(chosen_key, keys...).limit(by.limit).offset(by.offset);
    else return relation.where(condition or never_negative >= (by.filters ? 30'001 : 0)).order_by(keys...);
}
// The same with these keys, whether it is cut or not.
template <bool IsCut, class Relation, class Condition, class... Keys>
auto ordered(const Relation& relation, const wish& by, const Condition& condition, const Keys&... keys) {
    const auto all = relation.where(when(by.filters, condition)).order_by(keys...);
    if constexpr (IsCut) return all.limit(by.limit).offset(by.offset);
    else return all;
}
template <bool IsCut>
auto posts_by(const wish& by) {
    return asked<IsCut>(posts_of_person, by, post.views > 50, post.views, one_of(by.turns, desc(post.views), post.title),
                        desc(post.views), post.title);
}
template <bool IsCut>
auto tags_by(const wish& by) {
    return asked<IsCut>(tags_of_post, by, tag.note.is_not_null(), tag.rank + 0, one_of(by.turns, asc(tag.label), desc(tag.label)),
                        tag.label);
}
template <bool IsCut>
auto reports_by(const wish& by) {
    return asked<IsCut>(reports_of_person, by, person.active, person.id, one_of(by.turns, asc(person.id), desc(person.id)),
                        person.id);
}
template <bool IsCut>
auto people_by(const wish& by) {
    return asked<IsCut>(find_many(person), by, person.active, person.id, one_of(by.turns, coalesce(person.id, 0), desc(person.id)),
                        person.id);
}

template <bool IsCut>
std::optional<wish> as_asked(const wish& by) {
    if (IsCut) return by;
    return wish{by.filters, 1'000'000, 0, false};
}

/// Random rows: people under people, posts of some, tags of some of these.
all_rows fill(postgres_client& db, std::mt19937& random) {
    const auto below = [&](int end) { return std::uniform_int_distribution<int>{0, end - 1}(random); };
    db(delete_from(person).all_rows());
    const int people = 3 + below(8);
    for (int i = 1; i <= people; ++i) {
        std::optional<std::int64_t> chief;
        if (i > 1 and below(4) != 0) chief = 1 + below(i - 1);
        db(insert_into(person)
               .overriding_system_value()
               .values(person.id = i, person.email = "p" + std::to_string(i), person.name = below(2) == 0 ? "\"Ada\\\n" : "größe",
                       person.chief_id = chief, person.active = below(3) != 0));
        for (int k = below(5) * below(2); k > 0; --k) {
            const auto made = db(insert_into(post)
                                     .values(post.author_id = i, post.title = "t" + std::to_string(k), post.views = below(100),
                                             post.body = below(2) == 0 ? std::optional<std::string>{} : "b\"\\{}")
                                     .returning(post.id))
                                  .one();
            for (int l = below(4) * below(2); l > 0; --l) {
                db(insert_into(tag).values(tag.post_id = get<0>(made), tag.label = "l" + std::to_string(l),
                                           tag.rank = below(30'000),
                                           tag.note = below(2) == 0 ? std::optional<std::string>{} : "n,]["));
            }
        }
    }
    auto posts = db(select(post).from(post)).to_vector();
    for (int i = 1; i <= people and not posts.empty(); i += 1 + below(3)) {
        db(insert_into(favourite)
               .values(favourite.person_id = i,
                       favourite.post_id = posts[static_cast<std::size_t>(below(static_cast<int>(posts.size())))].id));
    }
    return {db(select(person).from(person)).to_vector(), std::move(posts), db(select(tag).from(tag)).to_vector(),
            db(select(favourite).from(favourite)).to_vector()};
}

void same_post(const row<post>& found, const row<post>& expected) {
    CHECK(found.id == expected.id);
    CHECK(found.views == expected.views);
    CHECK(found.body == expected.body);
    CHECK(found.audit.created_at == expected.audit.created_at);
}
void same_tag(const row<tag>& found, const row<tag>& expected) {
    CHECK(found.label == expected.label);
    CHECK(found.rank == expected.rank);
    CHECK(found.note == expected.note);
}
void same_person(const row<person>& found, const row<person>& expected) {
    CHECK(found.id == expected.id);
    CHECK(found.name == expected.name);
    CHECK(found.chief_id == expected.chief_id);
}
template <class Found>
void same_favourite(const Found& found, const all_rows& all, std::int64_t of) {
    const auto leads =
        std::find_if(all.favourites.begin(), all.favourites.end(), [&](const auto& each) { return each.person_id == of; });
    REQUIRE(found.has_value() == (leads != all.favourites.end()));
    if (found) CHECK(found->id == leads->post_id);
}

/// Three levels of many: people, their posts, tags of these.
template <bool CutsPeople, bool CutsPosts, bool CutsTags>
void check_posts(postgres_client& db, const all_rows& all, const wish& people, const wish& posts, const wish& tags) {
    const auto found =
        db(people_by<CutsPeople>(people).with(posts_by<CutsPosts>(posts).with(tags_by<CutsTags>(tags)), favourite_of_person))
            .to_vector();
    const auto expected =
        chosen(all.people, [](const auto&) { return true; }, is_active, by_id, as_asked<CutsPeople>(people));
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i != found.size(); ++i) {
        same_person(found[i], expected[i]);
        same_favourite(found[i][favourite_of_person], all, expected[i].id);
        const auto own = posts_of(all, expected[i].id, as_asked<CutsPosts>(posts));
        REQUIRE(found[i][posts_of_person].size() == own.size());
        for (std::size_t k = 0; k != own.size(); ++k) {
            same_post(found[i][posts_of_person][k], own[k]);
            const auto of_post = tags_of(all, own[k].id, as_asked<CutsTags>(tags));
            REQUIRE(found[i][posts_of_person][k][tags_of_post].size() == of_post.size());
            for (std::size_t l = 0; l != of_post.size(); ++l) same_tag(found[i][posts_of_person][k][tags_of_post][l], of_post[l]);
        }
    }
}

/// A table within itself, and rows to which keys lead, under rows that may be missing.
template <bool CutsPeople, bool CutsReports, bool CutsPosts>
void check_reports(postgres_client& db, const all_rows& all, const wish& people, const wish& reports, const wish& posts) {
    const auto found = db(people_by<CutsPeople>(people)
                              .extra(count(reports_of_person).template as<"n">())
                              .with(reports_by<CutsReports>(reports)
                                        .with(chief_of_person.with(favourite_of_person), posts_by<CutsPosts>(posts)),
                                    chief_of_person.with(chief_of_person, reports_by<CutsReports>(reports))))
                           .to_vector();
    const auto expected =
        chosen(all.people, [](const auto&) { return true; }, is_active, by_id, as_asked<CutsPeople>(people));
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i != found.size(); ++i) {
        same_person(found[i], expected[i]);
        CHECK(static_cast<std::size_t>(found[i]["n"_c]) == reports_of(all, expected[i].id, std::nullopt).size());
        const auto own = reports_of(all, expected[i].id, as_asked<CutsReports>(reports));
        REQUIRE(found[i][reports_of_person].size() == own.size());
        for (std::size_t k = 0; k != own.size(); ++k) {
            const auto& report = found[i][reports_of_person][k];
            same_person(report, own[k]);
            same_person(report[chief_of_person].value(), expected[i]);
            same_favourite((*report[chief_of_person])[favourite_of_person], all, expected[i].id);
            const auto of_report = posts_of(all, own[k].id, as_asked<CutsPosts>(posts));
            REQUIRE(report[posts_of_person].size() == of_report.size());
            for (std::size_t l = 0; l != of_report.size(); ++l) same_post(report[posts_of_person][l], of_report[l]);
        }
        const auto* chief = person_of(all, expected[i].chief_id);
        REQUIRE(found[i][chief_of_person].has_value() == (chief != nullptr));
        if (chief == nullptr) continue;
        same_person(*found[i][chief_of_person], *chief);
        const auto* above = person_of(all, chief->chief_id);
        REQUIRE((*found[i][chief_of_person])[chief_of_person].has_value() == (above != nullptr));
        if (above != nullptr) same_person(*(*found[i][chief_of_person])[chief_of_person], *above);
        const auto beside = reports_of(all, chief->id, as_asked<CutsReports>(reports));
        REQUIRE((*found[i][chief_of_person])[reports_of_person].size() == beside.size());
        for (std::size_t k = 0; k != beside.size(); ++k) {
            same_person((*found[i][chief_of_person])[reports_of_person][k], beside[k]);
        }
    }
}

/// What rows of a level that is not cut are asked.
template <bool IsCut>
wish cut_or_whole(wish by) {
    if (not IsCut) {
        by.limit = 1'000'000;
        by.offset = 0;
    }
    return by;
}
/// The highest rank of some tags; that of the fewest views of some posts.
std::optional<std::int16_t> highest(const std::vector<row<tag>>& tags) {
    std::optional<std::int16_t> most;
    for (const auto& each : tags) most = std::max(most.value_or(each.rank), each.rank);
    return most;
}
std::optional<std::int32_t> fewest(const std::vector<row<post>>& posts) {
    std::optional<std::int32_t> least;
    for (const auto& each : posts) least = std::min(least.value_or(each.views), each.views);
    return least;
}

/// Each of three levels has values of its related rows, and these say which of its rows there are, and in which order.
template <bool CutsPeople, bool CutsReports, bool CutsPosts>
void check_by_related(postgres_client& db, const all_rows& all, const wish& people, const wish& reports, const wish& posts) {
    const auto tagged =
        ordered<CutsPosts>(
            posts_of_person, posts, any(tags_of_post, tag.rank > 9'000),
            one_of(posts.turns, desc(count(tags_of_post)), asc(max(tags_of_post, tag.rank)).nulls_first()), post.title)
            .extra(count(tags_of_post, tag.note.is_null()).template as<"bare">(),
                   max(tags_of_post, tag.rank).template as<"highest">(), author_of_post[person.name].template as<"author">());
    const auto posting =
        ordered<CutsReports>(
            reports_of_person, reports, any(posts_of_person, post.views > 30),
            one_of(reports.turns, desc(count(posts_of_person)), asc(min(posts_of_person, post.views)).nulls_first()), person.id)
            .extra(min(posts_of_person, post.views).template as<"fewest">(), count(reports_of_person).template as<"below">());
    const auto found =
        db(ordered<CutsPeople>(find_many(person), people, none(reports_of_person, person.active),
                               one_of(people.turns, desc(count(reports_of_person)), asc(chief_of_person[person.id]).nulls_first()),
                               person.id)
               .extra(count(posts_of_person, any(tags_of_post)).template as<"tagged">())
               .with(posting.with(tagged)))
            .to_vector();

    const auto all_posts = [&](std::int64_t of) { return posts_of(all, of, std::nullopt); };
    const auto all_tags = [&](const uuid& of) { return tags_of(all, of, std::nullopt); };
    const auto all_reports = [&](std::int64_t of) { return reports_of(all, of, std::nullopt); };
    const auto expected = chosen(
        all.people, [](const auto&) { return true; },
        [&](const auto& each) {
            const auto below = all_reports(each.id);
            return std::none_of(below.begin(), below.end(), is_active);
        },
        [&](const auto& left, const auto& right, bool turns) {
            const auto size = [&](const auto& of) { return all_reports(of.id).size(); };
            if (not turns and size(left) != size(right)) return size(left) > size(right);
            if (turns and left.chief_id != right.chief_id) return left.chief_id < right.chief_id;
            return left.id < right.id;
        },
        cut_or_whole<CutsPeople>(people));
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i != found.size(); ++i) {
        same_person(found[i], expected[i]);
        const auto own = all_posts(expected[i].id);
        CHECK(found[i]["tagged"_c] ==
              std::count_if(own.begin(), own.end(), [&](const auto& each) { return not all_tags(each.id).empty(); }));
        const auto below = chosen(
            all.people, [&](const auto& each) { return each.chief_id == expected[i].id; },
            [&](const auto& each) {
                const auto of = all_posts(each.id);
                return std::any_of(of.begin(), of.end(), [](const auto& one) { return one.views > 30; });
            },
            [&](const auto& left, const auto& right, bool turns) {
                const auto of_left = all_posts(left.id), of_right = all_posts(right.id);
                if (not turns and of_left.size() != of_right.size()) return of_left.size() > of_right.size();
                if (turns and fewest(of_left) != fewest(of_right)) return fewest(of_left) < fewest(of_right);
                return left.id < right.id;
            },
            cut_or_whole<CutsReports>(reports));
        REQUIRE(found[i][reports_of_person].size() == below.size());
        for (std::size_t k = 0; k != below.size(); ++k) {
            const auto& report = found[i][reports_of_person][k];
            same_person(report, below[k]);
            CHECK(report["fewest"_c] == fewest(all_posts(below[k].id)));
            CHECK(static_cast<std::size_t>(report["below"_c]) == all_reports(below[k].id).size());
            const auto of_report = chosen(
                all.posts, [&](const auto& each) { return each.author_id == below[k].id; },
                [&](const auto& each) { return highest(all_tags(each.id)) > std::int16_t{9'000}; },
                [&](const auto& left, const auto& right, bool turns) {
                    const auto of_left = all_tags(left.id), of_right = all_tags(right.id);
                    if (not turns and of_left.size() != of_right.size()) return of_left.size() > of_right.size();
                    if (turns and highest(of_left) != highest(of_right)) return highest(of_left) < highest(of_right);
                    return left.title < right.title;
                },
                cut_or_whole<CutsPosts>(posts));
            REQUIRE(report[posts_of_person].size() == of_report.size());
            for (std::size_t l = 0; l != of_report.size(); ++l) {
                const auto& each = report[posts_of_person][l];
                same_post(each, of_report[l]);
                const auto tags = all_tags(of_report[l].id);
                CHECK(each["bare"_c] == std::count_if(tags.begin(), tags.end(), [](const auto& one) { return not one.note; }));
                CHECK(each["highest"_c] == highest(tags));
                CHECK(each["author"_c] == below[k].name);
            }
        }
    }
}

/// From the other end: posts, their authors, and all posts of these.
template <bool CutsPosts, bool CutsOthers, bool CutsTags>
void check_authors(postgres_client& db, const all_rows& all, const wish& posts, const wish& others, const wish& tags) {
    const auto found = db(asked<CutsPosts>(find_many(post), posts, post.views > 50, post.views,
                                           one_of(posts.turns, desc(post.views), post.title), desc(post.views), post.title,
                                           post.author_id)
                              .with(tags_by<CutsTags>(tags), author_of_post.with(posts_by<CutsOthers>(others), chief_of_person))
                              .where(any(tags_of_post, tag.rank >= 0) or none(tags_of_post, tag.rank < 0)))
                           .to_vector();
    const auto less = [](const row<post>& left, const row<post>& right, bool turns) {
        if (turns and left.title != right.title) return left.title < right.title;
        if (left.views != right.views) return left.views > right.views;
        return left.title != right.title ? left.title < right.title : left.author_id < right.author_id;
    };
    const auto expected = chosen(all.posts, [](const auto&) { return true; }, is_busy, less, as_asked<CutsPosts>(posts));
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i != found.size(); ++i) {
        same_post(found[i], expected[i]);
        const auto own = tags_of(all, expected[i].id, as_asked<CutsTags>(tags));
        REQUIRE(found[i][tags_of_post].size() == own.size());
        for (std::size_t k = 0; k != own.size(); ++k) same_tag(found[i][tags_of_post][k], own[k]);
        const auto& author = found[i][author_of_post];
        same_person(author, *person_of(all, expected[i].author_id));
        const auto beside = posts_of(all, author.id, as_asked<CutsOthers>(others));
        REQUIRE(author[posts_of_person].size() == beside.size());
        for (std::size_t k = 0; k != beside.size(); ++k) same_post(author[posts_of_person][k], beside[k]);
        CHECK(author[chief_of_person].has_value() == author.chief_id.has_value());
    }
}

// ---- rows that come apart, and the same collected beside the row ---------------------------------------

struct tag_line {
    std::string label;
    std::int16_t rank;
    std::optional<std::string> note;
    bool operator==(const tag_line&) const = default;
};
struct post_line {
    uuid id;
    std::string title;
    std::optional<std::string> body;
    std::chrono::sys_time<std::chrono::microseconds> created_at;
    std::vector<tag_line> tags;
    bool operator==(const post_line&) const = default;
};
struct report_line {
    std::string name;
    std::int64_t doubled;
    bool operator==(const report_line&) const = default;
};
struct person_page {
    std::string name;
    std::optional<std::int64_t> chief_id;
    std::int64_t number;
    std::vector<post_line> posts;
    std::vector<report_line> reports;
    bool operator==(const person_page&) const = default;
};

constexpr auto pages = find_many(person)
                           .columns(person.name, person.chief_id)
                           .extra((person.id * 3).as<"number">())
                           .order_by(desc(person.name), person.id);
constexpr auto lines_of_person = posts_of_person.columns(post.id, post.title, post.body, post.audit.created_at)
                                     .order_by(desc(post.views), post.title)
                                     .with(tags_of_post.columns(tag.label, tag.rank, tag.note).order_by(tag.label));
constexpr auto names_of_reports =
    reports_of_person.columns(person.name).extra((person.id * 2).as<"doubled">()).order_by(person.id);

template <class Query>
constexpr bool comes_in_parts = virga::detail::statement_of<typename Query::tree>.parts != nullptr;

/// Both ways of one find, which `make` makes of its relations.
template <class Make, class... Given>
void same_pages(postgres_client& db, const Make& make, const Given&... given) {
    const auto apart = make(lines_of_person, names_of_reports);
    const auto beside = make(lines_of_person.lateral(), names_of_reports.lateral());
    const auto one_of_each = make(lines_of_person, names_of_reports.lateral());
    static_assert(comes_in_parts<decltype(apart)> and not comes_in_parts<decltype(beside)>);
    const auto expected = db(beside, given...).template into<person_page>().to_vector();
    CHECK(db(apart, given...).template into<person_page>().to_vector() == expected);
    CHECK(db(one_of_each, given...).template into<person_page>().to_vector() == expected);
    std::size_t read = 0;
    for (const person_page& each : db.stream(apart, given...).template into<person_page>()) CHECK(each == expected.at(read++));
    CHECK(read == expected.size());
    read = 0;
    for (const person_page& each : db.stream(any_query<person_page>{bind(apart, given...)})) CHECK(each == expected.at(read++));
    CHECK(read == expected.size());
}
void check_apart(postgres_client& db, const all_rows& all, const wish& people, const wish& posts, const wish&) {
    (void)all;
    same_pages(db, [](const auto& lines, const auto& reports) { return pages.with(lines, reports); });
    same_pages(db, [&](const auto& lines, const auto& reports) {
        return pages.with(lines.where(post.views > 10 * posts.limit), reports).where(person.id > people.limit);
    });
    same_pages(db, [](const auto& lines, const auto& reports) {
        return pages.with(lines, reports.where(person.active)).where(person.id > arg<"a"> and person.id != arg<"b">);
    }, people.offset, people.limit);
    same_pages(db, [](const auto& lines, const auto& reports) {
        return pages.with(lines.where(post.views > arg<"views">), reports.where(any(posts_of_person)))
            .where(any(posts_of_person) or person.chief_id.is_null());
    }, 30);
    same_pages(db, [&](const auto& lines, const auto& reports) {
        return pages.with(lines.where(when(posts.filters, post.views > 50)), reports);
    });
    same_pages(db, [&](const auto& lines, const auto& reports) {
        return pages.with(lines, reports).limit(people.limit).offset(people.offset);
    });
    same_pages(db, [&](const auto& lines, const auto& reports) {
        return pages.with(lines.where(post.views > 10 * posts.limit), reports.where(person.name != "x"))
            .where(person.id > arg<"after">)
            .limit(arg<"most">);
    }, people.offset, people.limit);
}

/// Of all rows with the same keys the first; of these, as many as are wished for.
template <class Row, class Same>
std::vector<Row> firsts(const std::vector<Row>& all, Same same, const wish& asked) {
    std::vector<Row> found;
    for (const Row& each : all) {
        if (found.empty() or not same(found.back(), each)) found.push_back(each);
    }
    return chosen(found, [](const auto&) { return true; }, [](const auto&) { return true; },
                  [](const auto&, const auto&, bool) { return false; }, asked);
}

/// Rows that are distinct by a key, at the root and under each of these.
template <bool CutsPosts, bool CutsOthers, bool CutsTags>
void check_distinct(postgres_client& db, const all_rows& all, const wish& posts, const wish& others, const wish& tags) {
    const auto one_each = ordered<CutsPosts>(find_many(post), posts, post.views > 50, post.author_id,
                                             one_of(posts.turns, desc(post.views), post.title), post.title)
                              .distinct_on(post.author_id);
    const auto beside = ordered<CutsOthers>(posts_of_person, others, post.views > 50, desc(post.body).nulls_last(), post.title)
                            .distinct_on(post.body);
    const auto found = db(one_each.with(author_of_post.with(beside), tags_by<CutsTags>(tags))).to_vector();
    wish all_of = posts;
    all_of.limit = 1'000'000;
    all_of.offset = 0;
    const auto by_author = [](const row<post>& left, const row<post>& right, bool turns) {
        return left.author_id != right.author_id ? left.author_id < right.author_id : by_views(left, right, turns);
    };
    const auto by_body = [](const row<post>& left, const row<post>& right, bool) {
        if (left.body.has_value() != right.body.has_value()) return left.body.has_value();
        return left.title < right.title;
    };
    const auto expected = firsts(chosen(all.posts, [](const auto&) { return true; }, is_busy, by_author, all_of),
                                 [](const auto& left, const auto& right) { return left.author_id == right.author_id; },
                                 *as_asked<CutsPosts>(posts));
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i != found.size(); ++i) {
        same_post(found[i], expected[i]);
        const auto own = tags_of(all, expected[i].id, as_asked<CutsTags>(tags));
        REQUIRE(found[i][tags_of_post].size() == own.size());
        for (std::size_t k = 0; k != own.size(); ++k) same_tag(found[i][tags_of_post][k], own[k]);
        all_of.filters = others.filters;
        const auto bodies = firsts(chosen(all.posts, [&](const auto& each) { return each.author_id == expected[i].author_id; },
                                          is_busy, by_body, all_of),
                                   [](const auto& left, const auto& right) { return left.body == right.body; },
                                   *as_asked<CutsOthers>(others));
        REQUIRE(found[i][author_of_post][posts_of_person].size() == bodies.size());
        for (std::size_t k = 0; k != bodies.size(); ++k) same_post(found[i][author_of_post][posts_of_person][k], bodies[k]);
    }
}

/// Pages after a row: of people, and of the posts of each.
template <bool CutsPeople, bool CutsPosts, bool CutsTags>
void check_pages(postgres_client& db, const all_rows& all, const wish& people, const wish& posts, const wish& tags) {
    std::optional<std::tuple<std::int64_t>> last;
    if (people.turns) last = {people.offset};
    const auto page = find_many(person).where(when(people.filters, person.active)).order_by(person.id).after(last);
    const auto more = posts_of_person.where(when(posts.filters, post.views > 50))
                          .order_by(desc(post.views), desc(post.id))
                          .after(60, all.posts.empty() ? uuid{} : all.posts.front().id);
    const auto cut = [](const auto& level, const wish& by, auto is_cut) {
        if constexpr (is_cut.value) return level.limit(by.limit);
        else return level;
    };
    const auto found = db(cut(page, people, std::bool_constant<CutsPeople>{})
                              .with(cut(more, posts, std::bool_constant<CutsPosts>{}).with(tags_by<CutsTags>(tags))))
                           .to_vector();
    const auto without_offset = [](std::optional<wish> by) {
        by->offset = 0;
        by->turns = false;
        return by;
    };
    const auto is_later = [&](const auto& each) { return not last or each.id > get<0>(*last); };
    const auto expected = chosen(all.people, is_later, is_active, by_id, without_offset(as_asked<CutsPeople>(people)));
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i != found.size(); ++i) {
        same_person(found[i], expected[i]);
        const auto is_after = [&](const auto& each) {
            return each.author_id == expected[i].id and
                   (each.views < 60 or (each.views == 60 and each.id < all.posts.front().id));
        };
        const auto by_views_and_id = [](const row<post>& left, const row<post>& right, bool) {
            return left.views != right.views ? left.views > right.views : right.id < left.id;
        };
        const auto own = chosen(all.posts, is_after, is_busy, by_views_and_id, without_offset(as_asked<CutsPosts>(posts)));
        REQUIRE(found[i][posts_of_person].size() == own.size());
        for (std::size_t k = 0; k != own.size(); ++k) same_post(found[i][posts_of_person][k], own[k]);
    }
}

using check = void (*)(postgres_client&, const all_rows&, const wish&, const wish&, const wish&);
constexpr check checks[]{
    &check_posts<false, false, false>,   &check_posts<false, false, true>,   &check_posts<false, true, false>,
    &check_posts<false, true, true>,     &check_posts<true, false, false>,   &check_posts<true, true, false>,
    &check_posts<true, true, true>,      &check_reports<false, false, true>, &check_reports<false, true, false>,
    &check_reports<true, false, false>,  &check_reports<true, true, true>,   &check_authors<false, false, false>,
    &check_authors<true, false, true>,   &check_authors<true, true, false>,  &check_distinct<false, true, false>,
    &check_distinct<true, false, true>,  &check_pages<false, true, false>,   &check_pages<true, false, true>,
    &check_by_related<false, true, false>, &check_by_related<true, false, true>, &check_apart,
};
}  // namespace

TEST_CASE("finds_return_what_plain_queries_do") {
    own_database database;
    postgres_client db{database.url()};
    std::mt19937 random{20'261'129};
    const auto below = [&](int end) { return std::uniform_int_distribution<int>{0, end - 1}(random); };
    // 600 finds: 20 forms, each with filters on and off at every level, and other numbers of rows, on 10 fillings; and 600 of one
    // form by two plans.
    for (int filling = 0; filling != 10; ++filling) {
        const all_rows all = fill(db, random);
        for (const check each : checks) {
            for (int turn = 0; turn != 3; ++turn) {
                const auto any_wish = [&] { return wish{below(2) == 0, below(4), below(3), below(2) == 0}; };
                const wish wishes[]{any_wish(), any_wish(), any_wish()};
                INFO("filling " << filling << ", form " << &each - checks << ", turn " << turn);
                each(db, all, wishes[0], wishes[1], wishes[2]);
            }
        }
    }
}
