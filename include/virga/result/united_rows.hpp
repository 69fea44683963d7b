// virga/result/united_rows.hpp: the rows of a statement of several parts, each beside the row that it belongs to.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t
#include <memory>       // std::make_shared
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

/// The rows of the first part. In the place of the key of a relation a cell leads to the rows of that.
/// `Parts` is `united_parts`: a template, so that only files that find in parts compile it.
template <class Parts>
class united_rows final : public rows_of_relations {
public:
    /// Errors: `value_error` where a row is of no part.
    united_rows(result&& answer, const Parts& parts) : answer_(std::move(answer)), parts_(parts) { put_together(); }

    [[nodiscard]] std::size_t rows() const override { return own_.size(); }
    [[nodiscard]] std::size_t columns() const override { return parts_.columns.size(); }
    [[nodiscard]] std::size_t affected() const override { return own_.size(); }
    [[nodiscard]] std::string_view column_name(std::size_t column) const override {
        return answer_.column_name(parts_.parts[0].columns[column]);
    }
    [[nodiscard]] std::uint32_t column_oid(std::size_t column) const override {
        return answer_.column_oid(parts_.parts[0].columns[column]);
    }
    void read(std::size_t row, cell* cells) const override {
        read_part(0, own_[row], cells, columns());
        const rows_beside* next = related_.data() + row * relations();
        for (std::size_t part = 1; part <= relations(); ++part) {
            cells[parts_.parts[part].key] = {static_cast<const char*>(static_cast<const void*>(next++)), 0};
        }
    }
    void read_related(std::size_t part, std::size_t at, cell* cells, std::size_t width) const override {
        read_part(part, order_[at], cells, width);
    }

private:
    /// A row of a relation, and to which of all relations of all rows it belongs.
    struct place {
        std::uint32_t row, owner;
    };
    static constexpr std::uint32_t nothing = static_cast<std::uint32_t>(-1);

    /// Finds a row by the text of its key.
    class index {
    public:
        void add(std::string_view key, std::uint32_t row) {
            if (2 * keys_.size() >= slots_.size()) grow();
            std::uint32_t& slot = slots_[slot_of(key)];
            if (slot != nothing) return;
            slot = static_cast<std::uint32_t>(keys_.size());
            keys_.push_back({key, row});
        }
        /// `nothing` if there is none.
        [[nodiscard]] std::uint32_t find(std::string_view key) const {
            if (slots_.empty()) return nothing;
            const std::uint32_t slot = slots_[slot_of(key)];
            return slot == nothing ? nothing : keys_[slot].row;
        }

    private:
        struct entry {
            std::string_view key;
            std::uint32_t row;
        };
        void grow() {
            slots_.assign(slots_.empty() ? 16 : 4 * slots_.size(), nothing);
            for (std::size_t i = 0; i != keys_.size(); ++i) slots_[slot_of(keys_[i].key)] = static_cast<std::uint32_t>(i);
        }
        [[nodiscard]] std::size_t slot_of(std::string_view key) const {
            std::uint64_t hash = key.size();
            for (const char each : key) hash = (hash ^ static_cast<unsigned char>(each)) * 0x9E3779B97F4A7C15U;
            std::size_t at = static_cast<std::size_t>(hash >> 20U) & (slots_.size() - 1);
            while (slots_[at] != nothing and keys_[slots_[at]].key != key) at = (at + 1) & (slots_.size() - 1);
            return at;
        }
        std::vector<std::uint32_t> slots_;
        std::vector<entry> keys_;
    };

    [[nodiscard]] std::size_t relations() const { return parts_.parts.size() - 1; }

    /// A row as the server sent it.
    class sent_row {
    public:
        explicit sent_row(std::size_t width) : more_(width > most ? new cell[width] : nullptr) {}
        sent_row(const sent_row&) = delete;
        sent_row& operator=(const sent_row&) = delete;
        ~sent_row() { delete[] more_; }
        cell* cells() { return more_ != nullptr ? more_ : some_; }

    private:
        static constexpr std::size_t most = 32;
        cell some_[most];
        cell* more_;
    };
    void read_part(std::size_t part, std::size_t row, cell* cells, std::size_t width) const {
        sent_row sent(parts_.width);
        answer_.read(row, sent.cells());
        const unsigned short* const columns = parts_.parts[part].columns;
        for (std::size_t i = 0; i != width; ++i) cells[i] = sent.cells()[columns[i]];
    }

    void put_together() {
        const std::size_t count = answer_.rows();
        sent_row sent(parts_.width);
        std::vector<index> keys(relations());
        std::vector<place> others;
        // What belongs to a row comes after it. If that once is not so, it waits for the second turn.
        std::vector<std::uint32_t> late;
        const auto add = [&](std::size_t row, bool is_again) {
            answer_.read_first(row, sent.cells(), parts_.parts.size());
            const std::size_t part = number_of_part(sent.cells()[0]);
            const auto number = static_cast<std::uint32_t>(row);
            if (part == 0) add_own(number, keys, sent.cells());
            else if (not add_other(number, part, keys, others, sent.cells()) and not is_again) late.push_back(number);
        };
        for (std::size_t row = 0; row != count; ++row) add(row, false);
        for (std::size_t i = 0; i != late.size(); ++i) add(late[i], true);
        order_.resize(others.size());
        std::uint32_t first = 0;
        for (rows_beside& each : related_) {
            each.all = this;
            each.first = first;
            first += each.count;
            each.count = 0;
        }
        for (std::size_t i = 0; i != others.size(); ++i) {
            rows_beside& to = related_[others[i].owner];
            order_[to.first + to.count++] = others[i].row;
        }
    }
    void add_own(std::uint32_t row, std::vector<index>& keys, const cell* sent) {
        for (std::uint32_t part = 1; part <= relations(); ++part) {
            const cell& key = sent[place_of_key(part)];
            if (not key.is_null()) keys[part - 1].add(key.view(), static_cast<std::uint32_t>(own_.size()));
            related_.emplace_back().part = part;
        }
        own_.push_back(row);
    }
    /// False if the row that it belongs to is not there.
    bool add_other(std::uint32_t row, std::size_t part, const std::vector<index>& keys, std::vector<place>& others,
                   const cell* sent) {
        const cell& key = sent[place_of_key(part)];
        const std::uint32_t owner = key.is_null() ? nothing : keys[part - 1].find(key.view());
        if (owner == nothing) return false;
        const auto which = static_cast<std::uint32_t>(owner * relations() + part - 1);
        others.push_back({row, which});
        ++related_[which].count;
        return true;
    }
    /// Keys stand behind the number of the part.
    [[nodiscard]] std::size_t place_of_key(std::size_t part) const { return parts_.parts[0].columns[parts_.parts[part].key]; }
    [[nodiscard]] std::size_t number_of_part(const cell& from) const {
        std::size_t number = 0;
        for (const char digit : from.view()) number = 10 * number + static_cast<std::size_t>(digit - '0');
        if (from.view().empty() or number >= parts_.parts.size()) {
            throw value_error("the rows of a relation: the server sent one of a part that the statement does not have");
        }
        return number;
    }

    result answer_;
    const Parts& parts_;
    // Rows are numbered as they were sent. Their values are not copied: that took longer than to read them again.
    std::vector<std::uint32_t> own_;     // the rows of the first part
    std::vector<rows_beside> related_;  // of each of these, one for each relation
    std::vector<std::uint32_t> order_;   // the rows of relations, in order of those that they belong to
};

template <class Parts>
result put_together(result&& answer, const Parts& parts) {
    return result{std::make_shared<const united_rows<Parts>>(std::move(answer), parts)};
}
}  // namespace virga::detail
