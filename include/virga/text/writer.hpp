// virga/text/writer.hpp: the writer that first measures a text, then fills it.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <utility>      // std::exchange

namespace virga {

/// How one of the app's own names stands in a text, which says where its schema would stand.
enum class own_name_kind : unsigned char {
    bare,    ///< `"post"`: the schema is left to the search path
    placed,  ///< `"public"."mood"`: with its schema, as a bare one could be taken for PostgreSQL's own
    quoted,  ///< `'"post"'`: bare, in a string constant
};

/// A name in a text that was declared without a schema.
struct own_name {
    unsigned at = 0;  ///< where it begins, in bytes; for `placed` where its schema begins
    own_name_kind kind = own_name_kind::bare;
};

/// The schema of what is declared without one, as a text has it before the name.
inline constexpr std::string_view public_prefix = "\"public\".";

/// Writes SQL text at compile time. Without a buffer it only counts, so that the same walk over a query
/// is run twice: once for the sizes, once into arrays of just these sizes.
///
/// `Description` is what is recorded of each parameter. A parameter without a name has a number of its
/// own; one with a name has the number of its first use.
template <class Description>
class basic_writer {
public:
    constexpr basic_writer() = default;
    constexpr basic_writer(char* text, Description* parameters, own_name* own_names = nullptr)
        : text_(text), recorded_(parameters), own_recorded_(own_names) {}
    basic_writer(const basic_writer&) = delete;
    basic_writer& operator=(const basic_writer&) = delete;
    constexpr ~basic_writer() {
        while (named_ != nullptr) delete std::exchange(named_, named_->before);
    }

    /// Whether columns are written with the name of their table. DDL goes without.
    bool qualified = true;

    constexpr void text(std::string_view words) {
        const std::size_t length = words.size();
        if (text_ != nullptr) {
            const char* const from = words.data();
            char* const to = text_ + size_;
            for (std::size_t i = 0; i != length; ++i) to[i] = from[i];
        }
        size_ += length;
    }

    /// The same of a literal, whose length is known: a string_view would count it, step by step, for every statement.
    template <std::size_t Size>
    constexpr void text(const char (&words)[Size]) {
        text(std::string_view{words, Size - 1});
    }

    /// A name in double quotes, those within it doubled. In one go: each call is a step for the compiler, for every name.
    constexpr void identifier(std::string_view name) {
        const char* const from = name.data();
        const std::size_t length = name.size();
        std::size_t at = size_;
        if (text_ == nullptr) {
            for (std::size_t i = 0; i != length; ++i) {
                if (from[i] == '"') ++at;
            }
            size_ = at + length + 2;
            return;
        }
        text_[at++] = '"';
        for (std::size_t i = 0; i != length; ++i) {
            if (from[i] == '"') text_[at++] = '"';
            text_[at++] = from[i];
        }
        text_[at++] = '"';
        size_ = at;
    }

    /// A name with that of its schema before it, unless that is empty.
    constexpr void identifier(std::string_view schema, std::string_view name) {
        if (not schema.empty()) {
            identifier(schema);
            text(".");
        }
        identifier(name);
    }

    /// The name of a table or sequence of the app's own. One without a schema is noted as well.
    constexpr void own_identifier(std::string_view schema, std::string_view name) {
        if (schema.empty()) own(own_name_kind::bare);
        identifier(schema, name);
    }
    /// The same within a string constant, as functions take the names of tables: `'"public"."post"'`.
    constexpr void quoted_own_identifier(std::string_view schema, std::string_view quoted_name) {
        text("'");
        if (schema.empty()) own(own_name_kind::quoted);
        for (std::size_t i = 0; i != quoted_name.size(); ++i) text(quoted_name[i] == '\'' ? "''" : quoted_name.substr(i, 1));
        text("'");
    }
    /// A type, as its `spelling` has it. One of the app's own is noted as well.
    constexpr void type(std::string_view spelling) {
        if (spelling.starts_with(public_prefix)) own(own_name_kind::placed);
        text(spelling);
    }

    /// A string constant in single quotes, those within it doubled.
    constexpr void literal(std::string_view words) {
        text("'");
        for (std::size_t i = 0; i != words.size(); ++i) text(words[i] == '\'' ? "''" : words.substr(i, 1));
        text("'");
    }

    /// A number, in decimal.
    constexpr void decimal(std::size_t value) {
        if (value < 10) {
            if (text_ != nullptr) text_[size_] = static_cast<char>('0' + value);
            ++size_;
            return;
        }
        char digits[20]{};
        std::size_t start = sizeof digits;
        do digits[--start] = static_cast<char>('0' + value % 10);
        while ((value /= 10) != 0);
        const char* const first = digits + start;
        text({first, sizeof digits - start});
    }

    /// `$n`; returns n.
    constexpr std::size_t parameter(const Description& description) {
        if (recorded_ != nullptr) recorded_[parameters_] = description;
        return number(++parameters_);
    }

    constexpr std::size_t parameter(std::string_view name, const Description& description) {
        ++uses_of_names_;
        for (const named* each = named_; each != nullptr; each = each->before) {
            if (each->name != name) continue;
            if (not is_same_type(each->description, description)) one_type_each_ = false;
            repeats_ = true;
            if (uses_ != nullptr) *uses_++ = each->index;
            return number(each->number);
        }
        if (recorded_ != nullptr) recorded_[parameters_] = description;
        if (uses_ != nullptr) *uses_++ = names_;
        if (names_recorded_ != nullptr) names_recorded_[names_] = name;
        ++parameters_;
        named_ = new named{name, description, parameters_, names_++, named_};
        return number(parameters_);
    }
    /// From here on, parameters get the numbers after this one.
    constexpr void number_parameters_after(std::size_t number) {
        most_parameters_ = parameters();
        parameters_ = number;
    }
    /// From here on, each use of a name is recorded: which of the names it is, in order of first use.
    constexpr void record_uses(std::size_t* uses) { uses_ = uses; }

    [[nodiscard]] constexpr std::size_t size() const { return size_; }
    /// From here on, the names of arguments are recorded, in order of first use.
    constexpr void record_names(std::string_view* names) { names_recorded_ = names; }
    [[nodiscard]] constexpr std::size_t parameters() const {
        return most_parameters_ < parameters_ ? parameters_ : most_parameters_;
    }
    /// How many names without a schema the text has.
    [[nodiscard]] constexpr std::size_t own_names() const { return own_names_; }
    /// How many different names parameters have.
    [[nodiscard]] constexpr std::size_t names() const { return names_; }
    /// How many times a parameter with a name was written.
    [[nodiscard]] constexpr std::size_t uses_of_names() const { return uses_of_names_; }
    /// Whether a name was used twice.
    [[nodiscard]] constexpr bool repeats() const { return repeats_; }
    /// Whether no named parameter was written with two descriptions that differ.
    [[nodiscard]] constexpr bool one_type_each() const { return one_type_each_; }

private:
    /// A list rather than an array: compilers initialize arrays member by member, for every query.
    struct named {
        std::string_view name;
        Description description;
        std::size_t number;
        std::size_t index;  // among the names
        named* before;
    };

    constexpr void own(own_name_kind kind) {
        if (own_recorded_ != nullptr) own_recorded_[own_names_] = {static_cast<unsigned>(size_), kind};
        ++own_names_;
    }

    constexpr std::size_t number(std::size_t value) {
        if (text_ != nullptr) text_[size_] = '$';
        ++size_;
        decimal(value);
        return value;
    }

    char* text_ = nullptr;
    Description* recorded_ = nullptr;
    std::size_t size_ = 0;
    std::size_t* uses_ = nullptr;
    std::string_view* names_recorded_ = nullptr;
    std::size_t parameters_ = 0;
    std::size_t most_parameters_ = 0;
    own_name* own_recorded_ = nullptr;
    std::size_t own_names_ = 0;
    std::size_t names_ = 0;
    std::size_t uses_of_names_ = 0;
    bool one_type_each_ = true;
    bool repeats_ = false;
    named* named_ = nullptr;
};
}  // namespace virga
