// expect: rows: takes a range of insertable<table> or row<table>; one that changes as it is walked, such as a filter
#include "schema.hpp"

#include <ranges>  // std::views::filter

std::string_view text_of(const std::vector<row<person>>& all) {
    const auto is_grown = [](const row<person>& one) { return one.age >= 18; };
#ifdef REJECT
    return to_sql(insert_into(person).rows(all | std::views::filter(is_grown)));
#else
    std::vector<row<person>> grown;
    for (const auto& one : all | std::views::filter(is_grown)) grown.push_back(one);
    return to_sql(insert_into(person).rows(grown));
#endif
}
