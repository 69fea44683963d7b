// virga/text/sentence.hpp: what an error says, put together.
#pragma once

#include <initializer_list>  // std::initializer_list
#include <string>            // std::string
#include <string_view>       // std::string_view

namespace virga::detail {

/// The parts, one after the other. One function for the sentences of all that every file which runs a query can throw: each
/// other form of appending would be compiled in all of them.
[[nodiscard, gnu::noinline, gnu::cold]] inline std::string sentence_of(std::initializer_list<std::string_view> parts) {
    std::string sentence;
    for (const std::string_view& part : parts) sentence.append(part.data(), part.size());
    return sentence;
}
}  // namespace virga::detail
