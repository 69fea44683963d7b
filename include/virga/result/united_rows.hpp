// virga/result/united_rows.hpp: the rows of a statement of several parts, each beside the row that it belongs to.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t
#include <memory>       // std::make_shared, std::unique_ptr
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/result/result.hpp>  // virga::result_source
#include <virga/text/error.hpp>     // virga::value_error

namespace virga::detail {

/// What keeps the rows of relations.
class rows_of_relations : public result_source {
public:
    /// Fills `cells[0 .. width)` with the values of the row of a relation that is at `at` in the order of all.
    virtual void read_related(std::size_t part, std::size_t at, cell* cells, std::size_t width) const = 0;
};

/// The rows of a relation that belong to one row.
struct rows_beside {
    const rows_of_relations* all = nullptr;
    std::uint32_t part = 0, first = 0, count = 0;

    /// Where `from` stands in the place of the key.
    static const rows_beside& of(const cell& from) { return *static_cast<const rows_beside*>(static_cast<const void*>(from.data)); }

    [[nodiscard]] std::size_t size() const { return count; }
    /// Fills `cells[0 .. width)` with the values of the row at `index`.
    void read(std::size_t index, cell* cells, std::size_t width) const { all->read_related(part, first + index, cells, width); }
};

/// The rows of the first part. In the place of the key of a relation a cell leads to the rows of that, whose own relations are
/// found in the same way. `Parts` is `united_parts`: a template, so that only files that find in parts compile it.
template <class Parts>
class united_rows final : public rows_of_relations {
public:
    /// Errors: `value_error` where a row is of no part.
    united_rows(result&& answer, const Parts& parts)
        : answer_(std::move(answer)), parts_(parts), read_parts_(parts.parts.size()) {
        put_together();
    }

    [[nodiscard]] std::size_t rows() const override { return read_parts_[0].sent.size(); }
    [[nodiscard]] std::size_t columns() const override { return parts_.columns.size(); }
    [[nodiscard]] std::size_t affected() const override { return rows(); }
    [[nodiscard]] std::string_view column_name(std::size_t column) const override {
        return answer_.column_name(parts_.parts[0].columns[column]);
    }
    [[nodiscard]] std::uint32_t column_oid(std::size_t column) const override {
        return answer_.column_oid(parts_.parts[0].columns[column]);
    }
    void read(std::size_t row, cell* cells) const override { read_part(0, static_cast<std::uint32_t>(row), cells, columns()); }
    void read_related(std::size_t part, std::size_t at, cell* cells, std::size_t width) const override {
        read_part(part, read_parts_[part].order[at], cells, width);
    }

private:
    static constexpr std::uint32_t nothing = static_cast<std::uint32_t>(-1);

    /// Finds a row by the text of its key.
    class index {
    public:
        /// There is room for so many.
        explicit index(std::size_t rows) {
            std::size_t size = 16;
            while (size < 2 * rows) size *= 2;
            slots_.assign(size, {{}, nothing});
        }
        /// The first of several rows with one key is found.
        void add(std::string_view key, std::uint32_t row) {
            slot& at = slots_[slot_of(key)];
            if (at.row == nothing) at = {key, row};
        }
        /// `nothing` if there is none.
        [[nodiscard]] std::uint32_t find(std::string_view key) const { return slots_[slot_of(key)].row; }

    private:
        struct slot {
            std::string_view key;
            std::uint32_t row;
        };
        [[nodiscard]] std::size_t slot_of(std::string_view key) const {
            std::uint64_t hash = key.size();
            for (const char each : key) hash = (hash ^ static_cast<unsigned char>(each)) * 0x9E3779B97F4A7C15U;
            std::size_t at = static_cast<std::size_t>(hash >> 20U) & (slots_.size() - 1);
            while (slots_[at].row != nothing and slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
            return at;
        }
        std::vector<slot> slots_;
    };

    /// What was sent of a part.
    struct read_part_rows {
        std::vector<std::uint32_t> sent;     // its rows, numbered as they were sent
        std::vector<rows_beside> belonging;  // of each row of the part that it belongs to, which rows
        std::vector<std::uint32_t> order;    // its rows, those that belong to one row after each other
    };

    /// Values are not copied: that took longer than to read them again.
    void read_part(std::size_t part, std::uint32_t row, cell* cells, std::size_t width) const {
        const auto& said = parts_.parts[part];
        answer_.read_some(read_parts_[part].sent[row], cells, said.columns, width);
        if (said.relations == 0) return;
        for (std::size_t next = part + 1; next != parts_.parts.size(); ++next) {
            const auto& each = parts_.parts[next];
            if (each.parent != part) continue;
            cells[each.slot] = {static_cast<const char*>(static_cast<const void*>(&read_parts_[next].belonging[row])), 0};
        }
    }

    void put_together() {
        const std::size_t count = answer_.rows();
        for (std::size_t row = 0; row != count; ++row) {
            cell number;
            const unsigned short first = 0;
            answer_.read_some(row, &number, &first, 1);
            read_parts_[number_of_part(number)].sent.push_back(static_cast<std::uint32_t>(row));
        }
        // Relations by one key of one part share what finds its rows.
        std::unique_ptr<index> rows_by_key;
        for (std::size_t part = 1; part != parts_.parts.size(); ++part) {
            const auto& said = parts_.parts[part];
            const bool is_same = rows_by_key and said.parent == parts_.parts[part - 1].parent and
                                 said.key == parts_.parts[part - 1].key;
            if (not is_same) rows_by_key = std::make_unique<index>(rows_of(said.parent, said.key));
            tell_to_which(part, *rows_by_key);
        }
    }
    [[nodiscard]] index rows_of(std::size_t part, unsigned short key) const {
        const std::vector<std::uint32_t>& rows = read_parts_[part].sent;
        index found(rows.size());
        cell value;
        for (std::uint32_t row = 0; row != rows.size(); ++row) {
            answer_.read_some(rows[row], &value, &key, 1);
            if (not value.is_null()) found.add(value.view(), row);
        }
        return found;
    }
    /// Puts the rows of a part in the order of those that they belong to. Where that is not there a row is left out.
    void tell_to_which(std::size_t part, const index& rows_by_key) {
        read_part_rows& of = read_parts_[part];
        const unsigned short key = parts_.parts[part].key;
        of.belonging.resize(read_parts_[parts_.parts[part].parent].sent.size());
        std::vector<std::uint32_t> owners(of.sent.size());
        cell value;
        for (std::size_t row = 0; row != owners.size(); ++row) {
            answer_.read_some(of.sent[row], &value, &key, 1);
            owners[row] = value.is_null() ? nothing : rows_by_key.find(value.view());
            if (owners[row] != nothing) ++of.belonging[owners[row]].count;
        }
        std::uint32_t first = 0;
        for (rows_beside& each : of.belonging) {
            each.all = this;
            each.part = static_cast<std::uint32_t>(part);
            each.first = first;
            first += each.count;
            each.count = 0;
        }
        of.order.resize(first);
        for (std::uint32_t row = 0; row != owners.size(); ++row) {
            if (owners[row] == nothing) continue;
            rows_beside& to = of.belonging[owners[row]];
            of.order[to.first + to.count++] = row;
        }
    }
    [[nodiscard]] std::size_t number_of_part(const cell& from) const {
        std::size_t number = 0;
        for (const char digit : from.view()) number = 10 * number + static_cast<std::size_t>(digit - '0');
        if (from.view().empty() or number >= parts_.parts.size()) {
            throw value_error("the rows of a relation: the server sent one of a part that the statement does not have");
        }
        return number;
    }

    result answer_;
    const united_parts& parts_;
    std::vector<read_part_rows> read_parts_;
};

template <class Parts>
result put_together(result&& answer, const Parts& parts) {
    return result{std::make_shared<const united_rows<Parts>>(std::move(answer), parts)};
}
}  // namespace virga::detail
