// virga/kit/folder/chain.hpp: which migration was made from which.
#pragma once

#include <cstddef>        // std::size_t
#include <filesystem>     // std::filesystem::exists
#include <fstream>        // std::ifstream
#include <string>         // std::string
#include <string_view>    // std::string_view
#include <unordered_map>  // std::unordered_map
#include <unordered_set>  // std::unordered_set
#include <utility>        // std::move
#include <vector>         // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/error.hpp>                     // virga::kit::kit_error
#include <virga/kit/folder.hpp>                    // virga::kit::migration
#include <virga/kit/snapshot.hpp>                  // virga::kit::snapshot
#include <virga/kit/snapshot/snapshot_reader.hpp>  // virga::kit::parse_snapshot

namespace virga::kit {

/// What the chain of migrations needs of a snapshot.
struct link {
    const migration* of = nullptr;
    std::string id;
    std::vector<std::string> parents;
};

/// Reads the whole snapshot of a migration. Errors: those of `parse_snapshot`; `kit_error` when there is none.
[[nodiscard]] inline snapshot read_snapshot(const migration& of) {
    const std::string file = of.snapshot_file().string();
    if (not std::filesystem::exists(of.snapshot_file())) {
        throw kit_error(fmt::format("The migration {} has no snapshot.json, so its effect on the schema is unknown. Migrations "
                                    "written by hand begin with `generate --custom`, which makes one.", of.name));
    }
    return parse_snapshot(without_byte_order_mark(read_file(of.snapshot_file())), file);
}

namespace detail {

/// Whether the snapshot is one of Drizzle, as far as its first bytes tell.
inline bool is_drizzle_snapshot(std::string_view head) {
    return head.find("\"virga\"") == head.npos and head.find("\"dialect\"") != head.npos;
}

/// Reads id and parents. They come first in what we write, and schemas can be large: only when the first bytes
/// do not hold them is the whole file read.
inline link read_link(const migration& of, std::string head) {
    const std::size_t parents = head.find("\"parents\"");
    const std::size_t end = parents == head.npos ? head.npos : head.find(']', parents);
    if (end != head.npos) {
        try {
            snapshot read = parse_snapshot(head.substr(0, end + 1) + "}", of.snapshot_file().string());
            return {&of, std::move(read.id), std::move(read.parents)};
        } catch (const kit_error&) {  // it was edited; the whole file tells more
        }
    }
    snapshot read = read_snapshot(of);
    return {&of, std::move(read.id), std::move(read.parents)};
}
}  // namespace detail

/// The links of all migrations, by name. Drizzle's own come before all of ours and are passed over.
///
/// Errors: `kit_error` when a snapshot is missing, malformed, or Drizzle's where ours is needed.
[[nodiscard]] inline std::vector<link> read_chain(const std::vector<migration>& migrations) {
    std::vector<link> chain;
    for (const migration& each : migrations) {
        std::string head(4096, '\0');
        std::ifstream file{each.snapshot_file(), std::ios::binary};
        file.read(head.data(), static_cast<std::streamsize>(head.size()));
        head.resize(static_cast<std::size_t>(file.gcount()));
        if (chain.empty() and detail::is_drizzle_snapshot(head) and &each != &migrations.back()) continue;
        chain.push_back(detail::read_link(each, std::move(head)));
    }
    return chain;
}

/// The migrations that no other was made from: one, unless branches were merged; none in an empty folder.
[[nodiscard]] inline std::vector<const link*> heads(const std::vector<link>& chain) {
    std::unordered_set<std::string_view> parents;
    for (const link& each : chain) parents.insert(each.parents.begin(), each.parents.end());
    std::vector<const link*> open;
    for (const link& each : chain) {
        if (not parents.contains(each.id)) open.push_back(&each);
    }
    return open;
}

/// What is wrong with the chain, a sentence each; none when it is sound.
[[nodiscard]] inline std::vector<std::string> faults(const std::vector<link>& chain) {
    std::vector<std::string> found;
    std::unordered_map<std::string_view, const link*> earlier;
    for (const link& each : chain) {
        const std::string& name = each.of->name;
        if (each.parents.empty() and not earlier.empty()) {
            found.push_back(fmt::format("{} names no parent, but it is not the first migration.", name));
        }
        for (const std::string& parent : each.parents) {
            if (not earlier.contains(parent)) {
                found.push_back(fmt::format("{} was made from a migration with the id {}, which is not among the earlier ones. "
                                            "Restore that one, or make {} again.", name, parent, name));
            }
        }
        if (const auto [same, fresh] = earlier.emplace(each.id, &each); not fresh) {
            found.push_back(fmt::format("{} has the same id as {}. Make one of them again with `generate`.", name,
                                        same->second->of->name));
        }
    }
    if (const auto open = heads(chain); open.size() > 1) {
        std::string names;
        for (const link* head : open) names += (names.empty() ? "" : ", ") + head->of->name;
        found.push_back(fmt::format("These migrations stand side by side, as after a merge of branches: {}. Delete the ones that "
                                    "are applied nowhere else yet, and generate them again.", names));
    }
    return found;
}
}  // namespace virga::kit
