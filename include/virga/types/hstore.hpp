// virga/types/hstore.hpp: the column type hstore, texts by their keys.
#pragma once

#include <concepts>     // std::same_as
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int32_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::pair
#include <vector>       // std::vector

#include <virga/text/fixed_string.hpp>            // virga::fixed_string
#include <virga/types/declared.hpp>               // virga::pg::detail::member
#include <virga/types/detail/array_binary.hpp>    // detail::array_size
#include <virga/types/detail/binary_reader.hpp>   // detail::binary_reader
#include <virga/types/detail/character_data.hpp>  // detail::append_without_zero
#include <virga/types/detail/extension_type.hpp>  // detail::extension_type
#include <virga/types/detail/network_order.hpp>   // detail::append_network
#include <virga/types/detail/of_value.hpp>        // detail::of_value
#include <virga/types/detail/refuse.hpp>          // detail::refuse
#include <virga/types/type_facts.hpp>             // virga::type_facts

namespace virga {

/// Keys, each with a text or NULL. The server keeps one of two entries with the same key, and has an order of its own:
/// two are equal if they have the same keys and values, in any order.
struct hstore {
    std::vector<std::pair<std::string, std::optional<std::string>>> entries{};

    template <std::same_as<hstore> Same>  // so that only who compares them has it compiled
    friend bool operator==(const hstore& left, const Same& right) {
        return left.entries.size() == right.entries.size() and is_in(left.entries, right.entries) and
               is_in(right.entries, left.entries);
    }

private:
    template <class Entries>
    static bool is_in(const Entries& some, const Entries& others) {
        for (const auto& entry : some) {
            bool is_there = false;
            for (const auto& each : others) is_there = is_there or each == entry;
            if (not is_there) return false;
        }
        return true;
    }
};

namespace types {

/// Texts by their keys. Values and parameters are `virga::hstore`. It can be indexed, but has no `<`, and is not compared.
///
/// A type of the extension `hstore`, which is in `Schema`, and which the kit does not create.
/// Source: PostgreSQL manual, appendix F, hstore; hstore_out and hstore_send in hstore_io.c.
template <fixed_string Schema>
struct hstore_in : detail::of_value<"hstore", virga::hstore>, detail::extension_type<Schema, "hstore"> {
    using value_type = virga::hstore;
    using detail::extension_type<Schema, "hstore">::spelling;
    static constexpr type_facts facts{.gin = true, .gist = true, .has_less = false};

    template <std::same_as<value_type> Value>  // so that only who calls it has it compiled
    static void write(std::string& out, const Value& value) {
        bool is_first = true;
        for (std::size_t i = 0; i != value.entries.size(); ++i) {
            const auto& [key, text] = value.entries[i];
            if (not is_first) out.append(", ");
            is_first = false;
            append_quoted(out, key);
            out.append("=>");
            if (text) append_quoted(out, *text);
            else out.append("NULL");
        }
    }
    template <class Value = value_type>
    static Value read(std::string_view source) {
        Value value;
        std::string_view rest = source;
        while (not rest.empty()) {
            if (not value.entries.empty()) take(rest, ", ");
            auto& [key, text] = value.entries.emplace_back();
            key = take_quoted(rest);
            take(rest, "=>");
            if (rest.starts_with('"')) text = take_quoted(rest);
            else take(rest, "NULL");
        }
        return value;
    }
    template <std::same_as<value_type> Value>
    static void write_binary(std::string& out, const Value& value) {
        const auto append = [&out](const std::string& text) {
            detail::append_network(out, detail::array_size(text.size()));
            detail::append_without_zero(out, text, "hstore");
        };
        detail::append_network(out, detail::array_size(value.entries.size()));
        for (std::size_t i = 0; i != value.entries.size(); ++i) {
            const auto& [key, text] = value.entries[i];
            append(key);
            if (text) append(*text);
            else detail::append_network(out, std::int32_t{-1});
        }
    }
    template <class Value = value_type>
    static Value read_binary(std::string_view bytes) {
        detail::binary_reader reader{"hstore", bytes};
        Value value;
        for (std::size_t left = reader.count(2 * sizeof(std::int32_t)); left != 0; --left) {
            auto& [key, text] = value.entries.emplace_back();
            key = reader.sized();
            const auto size = reader.take<std::int32_t>();
            if (size >= 0) text = reader.bytes(static_cast<std::size_t>(size));
        }
        reader.end();
        return value;
    }

private:
    static void append_quoted(std::string& out, const std::string& text) {
        std::string plain;
        detail::append_without_zero(plain, text, "hstore");
        out.push_back('"');
        for (const char each : plain) {
            if (each == '"' or each == '\\') out.push_back('\\');
            out.push_back(each);
        }
        out.push_back('"');
    }
    [[noreturn]] static void malformed() { detail::refuse("hstore", "the text is not as the server writes such a value"); }
    static void take(std::string_view& rest, std::string_view word) {
        if (not rest.starts_with(word)) malformed();
        rest.remove_prefix(word.size());
    }
    static std::string take_quoted(std::string_view& rest) {
        std::string text;
        take(rest, "\"");
        while (not rest.starts_with('"')) {
            if (rest.starts_with('\\')) rest.remove_prefix(1);
            if (rest.empty()) malformed();
            text.push_back(rest.front());
            rest.remove_prefix(1);
        }
        rest.remove_prefix(1);
        return text;
    }
};
using hstore = hstore_in<"public">;
}  // namespace types
}  // namespace virga

namespace virga::pg {
/// `hstore` of the schema public. That of another schema is `pg::custom<t, "traits", types::hstore_in<"extensions">{}>`.
template <class Mode, fixed_string Name, auto... Attributes>
using hstore = detail::member<Mode, types::hstore, Name, Attributes...>;
}  // namespace virga::pg
