// What the library reads from .env files, for compare.cjs, which asks dotenv the same.
//
// Usage: reader table          prints the texts of the unit test's table and what it expects of them
//        reader parse          reads a text a line, prints what it sets
//        reader load <file>... loads the files as an app does, prints the whole environment
// Texts, names and values are hexadecimal: `text`, then `name=value` for each variable, with tabs between.
#include <unistd.h>  // environ

#include <cstddef>      // std::size_t
#include <iostream>     // std::cin, std::cout
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/client/env.hpp>  // virga::parse_env, virga::load_env

#include "../unit/env_cases.hpp"  // virga_test::env_cases

namespace {

std::string hexadecimal(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        digits += "0123456789abcdef"[static_cast<unsigned char>(c) / 16];
        digits += "0123456789abcdef"[static_cast<unsigned char>(c) % 16];
    }
    return digits;
}

std::string bytes(std::string_view digits) {
    std::string text;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
        text += static_cast<char>(std::stoi(std::string{digits.substr(i, 2)}, nullptr, 16));
    return text;
}

void print(std::string_view text, const virga_test::variables& read) {
    std::cout << hexadecimal(text);
    for (const auto& [name, value] : read) std::cout << '\t' << hexadecimal(name) << '=' << hexadecimal(value);
    std::cout << '\n';
}
}  // namespace

int main(int argc, char** argv) try {
    const std::string_view verb = argc > 1 ? argv[1] : "";
    if (verb == "table") {
        for (const auto& [text, expected] : virga_test::env_cases) print(text, expected);
    } else if (verb == "parse") {
        for (std::string line; std::getline(std::cin, line);) print(bytes(line), virga::parse_env(bytes(line)));
    } else if (verb == "load") {
        for (int i = 2; i < argc; ++i) virga::load_env({argv[i]});
        virga_test::variables all;
        for (char** at = environ; *at != nullptr; ++at) {
            const std::string_view text{*at};
            all.emplace_back(text.substr(0, text.find('=')), text.substr(text.find('=') + 1));
        }
        print({}, all);
    } else {
        std::cerr << "reader: table, parse or load is expected\n";
        return 2;
    }
} catch (const virga::error& problem) {
    std::cerr << problem.what() << '\n';
    return 1;
}
