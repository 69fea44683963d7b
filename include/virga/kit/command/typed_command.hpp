// virga/kit/command/typed_command.hpp: what a user has to type, where a sentence names a verb of the kit.
#pragma once

#include <cstddef>       // std::size_t
#include <filesystem>    // std::filesystem::path
#include <string>        // std::string
#include <string_view>   // std::string_view
#include <system_error>  // std::error_code
#include <vector>        // std::vector

#include <virga/kit/command/shell_word.hpp>  // virga::kit::detail::shell_word

namespace virga::kit::detail {

/// The program as it was started. A build system starts it by its whole path, and in a folder that need not be the user's, so that
/// this comes first then: the folder of migrations and `.env` are looked for there.
inline std::string typed_program(int argc, const char* const* argv) {
    if (argc < 1 or argv[0] == nullptr or *argv[0] == '\0') return "kit";
    const std::filesystem::path program{argv[0]};
    std::error_code unknown;
    const std::filesystem::path here = std::filesystem::current_path(unknown);
    if (not program.is_absolute() or unknown) return shell_word(argv[0]);
    std::string near = program.lexically_relative(here).string();
    if (near.empty() or near.starts_with("..")) near = program.string();
    else if (near.find('/') == near.npos) near = "./" + near;
    return "cd " + shell_word(here.string()) + " && " + shell_word(near);
}

/// The command line that was typed, for those that sentences advise.
struct typed_command {
    std::string program;
    std::string for_all;       ///< options that every verb is to be given again, each with a blank before it
    std::string for_generate;
    std::string for_database;  ///< for `migrate` and `status`

    void add(std::string& options, std::string_view name, std::string_view value) const {
        ((options += ' ') += name) += ' ';
        options += shell_word(value);
    }
    void add(std::string& options, std::string_view name, const std::vector<std::string>& values) const {
        for (const std::string& value : values) add(options, name, value);
    }

    /// The sentences of the kit put what can be typed between backticks, beginning with its verb: `generate --custom`. This makes
    /// it the whole command, with program and options. Where it has a line for itself, the backticks go, so that a shell can be
    /// given the line.
    [[nodiscard]] std::string spelled_out(std::string_view sentence) const {
        std::string whole;
        for (std::size_t open = sentence.find('`'); open != sentence.npos; open = sentence.find('`')) {
            const std::size_t close = sentence.find('`', open + 1);
            if (close == sentence.npos) break;
            const std::string_view words = sentence.substr(open + 1, close - open - 1);
            const std::string command = typed(words);
            whole += sentence.substr(0, open);
            const bool stands_alone = whole.ends_with("\n  ") and (close + 1 == sentence.size() or sentence[close + 1] == '\n');
            if (command.empty()) (whole += '`').append(words) += '`';
            else whole += stands_alone ? command : "`" + command + "`";
            sentence.remove_prefix(close + 1);
        }
        return whole.append(sentence);
    }

private:
    /// Empty when the words are no command of the kit.
    [[nodiscard]] std::string typed(std::string_view words) const {
        const std::string_view verb = words.substr(0, words.find(' '));
        const bool generates = verb == "generate", connects = verb == "migrate" or verb == "status";
        if (not generates and not connects and verb != "check") return {};
        std::string command = program + " ";
        command.append(verb) += for_all;
        if (generates) command += for_generate;
        if (connects) command += for_database;
        return command.append(words.substr(verb.size()));
    }
};
}  // namespace virga::kit::detail
