// virga/query/detail/stored_statement.hpp: the constant statement of a type whose name is long, under a short one.
#pragma once

#include <cstdint>      // std::uint64_t
#include <string_view>  // std::string_view

#include <virga/expr/node.hpp>              // virga::detail::number_of_type
#include <virga/query/detail/compiled.hpp>  // virga::detail::store
#include <virga/query/statement.hpp>        // virga::statement
#include <virga/text/fnv1a.hpp>             // virga::detail::fnv1a_prime

namespace virga::detail {

/// A statement by numbers: of the type that it is of, which tells it from others in a file, and of what it says, so that one of
/// another file under the same name is the same.
template <std::uint64_t Type, std::uint64_t Contents>
struct statement_number {
#pragma GCC diagnostic push
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wnon-template-friend"
#endif
    friend constexpr auto text_of_statement(statement_number);
    friend constexpr auto columns_of_statement(statement_number);
    friend constexpr auto parts_of_statement(statement_number);
#pragma GCC diagnostic pop
};
/// What is told of the parts whose rows a statement returns: that there is only one.
struct one_part {};
/// The parts whose rows the statement of a tree returns.
template <class Tree>
struct parts_of_tree {
    static constexpr one_part describe() { return {}; }
};
/// What a number stands for; instantiating this says so.
template <class Tree, class Number>
struct numbered_statement {
    friend constexpr auto text_of_statement(Number) { return store<Tree>(); }
    friend constexpr auto columns_of_statement(Number) { return columns_of_tree<Tree>; }
    friend constexpr auto parts_of_statement(Number) { return parts_of_tree<Tree>::describe(); }
    static constexpr bool is_known = true;
};

/// Puts rows of relations beside those that they belong to; defined in result/united_rows.hpp.
template <class Parts>
result put_together(result&& answer, const Parts& parts);

class contents_number {
public:
    constexpr void add(std::string_view text) {
        hash_ = fnv1a_by_eight(text.data(), text.size(), hash_);
        add(text.size());
    }
    constexpr void add(std::uint64_t number) { hash_ = (hash_ ^ number) * fnv1a_prime; }
    constexpr void add(const type_description& type) {
        add(type.name);
        add(type.oid);
    }
    constexpr void add(const column_description& column) {
        add(column.name);
        add(column.type);
        add((column.nullable ? 1U : 0U) + (column.holds_floats ? 2U : 0U));
    }
    constexpr void add_parts(one_part) {}
    constexpr void add_parts(const auto& parts) {
        for (const column_description& each : parts.row) add(each);
        for (const auto& part : parts.places) {
            for (const unsigned short place : part) add(std::uint64_t{place});
        }
        for (const related_part& each : parts.related()) {
            add(std::uint64_t{each.parent});
            add(std::uint64_t{each.slot});
            add(std::uint64_t{each.key});
        }
    }
    [[nodiscard]] constexpr std::uint64_t number() const { return hash_; }

private:
    std::uint64_t hash_ = fnv1a_basis;
};
/// A number for all that the statement of a tree says.
template <class Tree>
consteval std::uint64_t number_of_contents() {
    contents_number contents;
    const auto all = store<Tree>();
    contents.add(all.text());
    for (const type_description& each : all.parameters) contents.add(each);
    for (const own_name& each : all.own_names) contents.add(std::uint64_t{each.at} * 4 + static_cast<unsigned>(each.kind));
    for (const shape_step& each : all.steps) {
        contents.add((std::uint64_t{each.begin} << 32U) + each.end);
        contents.add((std::uint64_t{each.next} << 32U) + each.number * 16U + static_cast<unsigned>(each.does));
    }
    for (const column_description& each : columns_of_tree<Tree>) contents.add(each);
    contents.add_parts(parts_of_tree<Tree>::describe());
    return contents.number();
}
template <class Tree>
using statement_number_of = statement_number<number_of_type<Tree>(), number_of_contents<Tree>()>;

template <class Number>
inline constexpr auto stored_text = text_of_statement(Number{});
template <class Number>
inline constexpr auto stored_columns = columns_of_statement(Number{});
template <class Number>
inline constexpr auto stored_description = parts_of_statement(Number{});
template <class Number>
inline constexpr auto stored_related = stored_description<Number>.related();
template <class Number>
inline constexpr united_parts stored_united{stored_description<Number>.row, stored_related<Number>,
                                            stored_description<Number>.width, &put_together<united_parts>};
template <class Number, class Description>
inline constexpr const united_parts* stored_parts = &stored_united<Number>;
template <class Number>
inline constexpr const united_parts* stored_parts<Number, one_part> = nullptr;
template <class Number>
inline constexpr statement stored_statement{stored_text<Number>.text(),
                                            stored_text<Number>.parameters,
                                            stored_columns<Number>,
                                            stored_text<Number>.own_names,
                                            nullptr,
                                            0,
                                            false,
                                            stored_parts<Number, decltype(parts_of_statement(Number{}))>,
                                            stored_text<Number>.steps};
template <class Tree>
consteval const statement& statement_by_number() {
    static_assert(numbered_statement<Tree, statement_number_of<Tree>>::is_known);
    return stored_statement<statement_number_of<Tree>>;
}
}  // namespace virga::detail
