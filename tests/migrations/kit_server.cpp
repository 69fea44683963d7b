// The kit's command line, compiled once for all tests: it is most of what the kit costs the compiler.
#include "kit_server.hpp"

#include <sstream>
#include <string>
#include <vector>

#include "../kit_main.hpp"

namespace virga_test {

outcome run_kit(const model& schema, const scratch_folder& folder, const own_database& db, const names& words, config settings) {
    std::ostringstream out, errors;
    settings.folder = folder.path();
    settings.out = &out;
    settings.errors = &errors;
    const std::string url = db.url();
    std::vector<const char*> argv{"kit", "--database-url", url.c_str()};
    for (const std::string& word : words) argv.push_back(word.c_str());
    const int code = kit_main(schema, settings, static_cast<int>(argv.size()), argv.data());
    return {code, out.str(), errors.str()};
}
}  // namespace virga_test
