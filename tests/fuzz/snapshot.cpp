// Snapshots, and the differences between those that can be read; names of migrations.
#include <chrono>
#include <string>
#include <string_view>

#include <virga/kit/diff.hpp>
#include <virga/kit/folder/script.hpp>
#include <virga/kit/folder/write_migration.hpp>
#include <virga/kit/snapshot.hpp>
#include <virga/kit/snapshot/snapshot_reader.hpp>

#include "fuzz.hpp"

using fuzz::expect;
using virga::kit::kit_error;
using virga::kit::snapshot;

namespace {

void read(std::string_view json) {
    fuzz::refuses<kit_error>([&] {
        const snapshot first = virga::kit::parse_snapshot(json, "snapshot.json");
        const std::string written = virga::kit::to_json(first);
        expect(virga::kit::parse_snapshot(written, "snapshot.json") == first, "the snapshot that was written");
        expect(virga::kit::to_json(virga::kit::parse_snapshot(written, "snapshot.json")) == written, "one text for one snapshot");
        const auto difference = [](const virga::kit::model& before, const virga::kit::model& after) {
            fuzz::refuses<kit_error>([&] {
                const auto changes = virga::kit::diff(before, after);
                expect(not virga::kit::to_script(changes).empty() or changes.empty(), "a script for changes");
                expect(not virga::kit::default_name(changes).empty() or changes.empty(), "a name for changes");
                if (before == after) expect(changes.empty(), "no change between equals");
            });
        };
        difference({}, first.schema);
        difference(first.schema, {});
        difference(first.schema, first.schema);
    });
}

void name(std::string_view text) {
    if (not virga::kit::is_migration_name(text)) return;
    if (virga::kit::timestamp(virga::kit::time_of(text)) != text.substr(0, 14)) return;  // no time
    fuzz::refuses<kit_error>([&] {
        const std::string next = virga::kit::folder_name("next", text, std::chrono::sys_seconds{});
        expect(virga::kit::is_migration_name(next) and next > text, "a name behind the newest");
    });
}
}  // namespace

void harness(std::string_view input) {
    read(input);
    name(input);
    fuzz::in_linear_time(input, [](std::string_view text) {
        fuzz::refuses<kit_error>([&] { static_cast<void>(virga::kit::parse_snapshot(text, "snapshot.json")); });
    });
}
