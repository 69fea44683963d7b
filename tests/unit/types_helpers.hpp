// tests/unit/types_helpers.hpp: what the tests of column types share.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include <virga/text/error.hpp>
#include <virga/types/column_type.hpp>

namespace virga::test {

/// What `Type` writes for `value`, as text.
template <column_type Type>
std::string text_of(const auto& value) {
    std::string out{"before "};  // writing appends
    Type::write(out, value);
    return out.starts_with("before ") ? out.substr(7) : "does not append";
}

/// What `Type` writes for `value`, in binary.
template <column_type Type>
std::string binary_of(const auto& value) {
    std::string out{"before "};
    Type::write_binary(out, value);
    return out.starts_with("before ") ? out.substr(7) : "does not append";
}

/// Bytes from hexadecimal digits, blanks left out.
inline std::string bytes(std::string_view digits) {
    std::string out;
    int high = -1;
    for (const char digit : digits) {
        if (digit == ' ') continue;
        const int value = digit <= '9' ? digit - '0' : digit - 'a' + 10;
        if (high < 0) {
            high = value;
        } else {
            out.push_back(static_cast<char>(high * 16 + value));
            high = -1;
        }
    }
    return out;
}

/// The sentence of the `value_error` that `call` throws, or a note that it did not.
std::string refusal(const auto& call) {
    try {
        call();
    } catch (const value_error& error) {
        return error.what();
    }
    return "nothing was thrown";
}

/// Whether `Type` refuses to read each of `sources`, in a sentence that opens with `opening`.
template <column_type Type>
bool refuses_texts(std::string_view opening, std::initializer_list<std::string_view> sources) {
    for (const std::string_view source : sources)
        if (not refusal([&] { (void)Type::read(source); }).starts_with(opening)) return false;
    return true;
}

template <column_type Type>
bool refuses_binaries(std::string_view opening, std::initializer_list<std::string> sources) {
    for (const std::string& source : sources)
        if (not refusal([&] { (void)Type::read_binary(source); }).starts_with(opening)) return false;
    return true;
}

/// Whether `value` comes back from both formats as it was.
template <column_type Type>
bool survives(const typename Type::value_type& value) {
    return Type::read(text_of<Type>(value)) == value and Type::read_binary(binary_of<Type>(value)) == value;
}
}  // namespace virga::test
