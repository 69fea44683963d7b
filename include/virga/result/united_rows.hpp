// virga/result/united_rows.hpp: the rows of a statement of several parts, each beside the row that it belongs to.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t
#include <memory>       // std::make_shared
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/query/statement.hpp>  // virga::united_parts
#include <virga/result/result.hpp>    // virga::result_source
#include <virga/text/error.hpp>       // virga::value_error

namespace virga::detail {

/// The rows of the first part. In the place of the key of a relation a cell leads to the rows of that.
class united_rows : public result_source {
public:
    /// The rows of a relation that belong to one row.
    class related {
    public:
        [[nodiscard]] std::size_t size() const { return count_; }
        /// Fills `cells[0 .. width)` with the values of the row at `index`.
        void read(std::size_t index, cell* cells, std::size_t width) const {
            all_->read_part(part_, all_->order_[first_ + index], cells, width);
        }

    private:
        friend united_rows;
        const united_rows* all_ = nullptr;
        std::uint32_t part_ = 0, first_ = 0, count_ = 0;
    };
    static const related& related_to(const cell& from) { return *static_cast<const related*>(static_cast<const void*>(from.data)); }

    /// Errors: `value_error` where a row is of no part.
    united_rows(result&& answer, const united_parts& parts) : answer_(std::move(answer)), parts_(parts) { put_together(); }

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
        const related* next = related_.data() + row * relations();
        for (const related_part& each : parts_.parts.subspan(1)) {
            cells[each.key] = {static_cast<const char*>(static_cast<const void*>(next++)), 0};
        }
    }

private:
    /// What was sent: which row, and of which part and key.
    struct place {
        std::uint32_t row, part, key;
    };
    static constexpr std::uint32_t nothing = static_cast<std::uint32_t>(-1);

    /// Finds the rows with a key, by its text.
    class index {
    public:
        explicit index(std::size_t most) {
            while (slots_.size() < 2 * most + 2) slots_.resize(slots_.empty() ? 16 : 2 * slots_.size(), nothing);
            keys_.reserve(most);
        }
        /// Its number, a new one where it is new.
        std::uint32_t add(std::string_view key) {
            std::uint32_t& slot = slots_[slot_of(key)];
            if (slot == nothing) {
                slot = static_cast<std::uint32_t>(keys_.size());
                keys_.push_back(key);
            }
            return slot;
        }
        /// Its number, or `nothing`.
        [[nodiscard]] std::uint32_t find(std::string_view key) const { return slots_[slot_of(key)]; }

    private:
        [[nodiscard]] std::size_t slot_of(std::string_view key) const {
            std::uint64_t hash = key.size();
            for (const char each : key) hash = (hash ^ static_cast<unsigned char>(each)) * 0x9E3779B97F4A7C15U;
            std::size_t at = static_cast<std::size_t>(hash >> 20U) & (slots_.size() - 1);
            while (slots_[at] != nothing and keys_[slots_[at]] != key) at = (at + 1) & (slots_.size() - 1);
            return at;
        }
        std::vector<std::uint32_t> slots_;
        std::vector<std::string_view> keys_;
    };

    [[nodiscard]] std::size_t relations() const { return parts_.parts.size() - 1; }

    /// A row as the server sent it.
    class sent_row {
    public:
        explicit sent_row(std::size_t width) : more_(width > std::size(some_) ? new cell[width] : nullptr) {}
        cell* cells() { return more_ ? more_.get() : some_; }

    private:
        cell some_[48];
        std::unique_ptr<cell[]> more_;
    };
    void read_part(std::size_t part, std::size_t row, cell* cells, std::size_t width) const {
        sent_row sent(parts_.width);
        answer_.read(row, sent.cells());
        for (std::size_t i = 0; i != width; ++i) cells[i] = sent.cells()[parts_.parts[part].columns[i]];
    }

    void put_together() {
        sent_row sent(parts_.width);
        const std::size_t count = answer_.rows();
        // The rows of the first part come first; the others are as many as are left.
        std::vector<place> others;
        for (std::size_t row = 0; row != count; ++row) {
            answer_.read(row, sent.cells());
            const std::size_t part = number_of_part(sent.cells()[0]);
            if (part == 0) own_.push_back(static_cast<std::uint32_t>(row));
            else others.push_back({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(part), nothing});
        }
        related_.resize(own_.size() * relations());
        for (std::size_t part = 1; part <= relations(); ++part) find_rows(part, others, sent.cells());
        order_.resize(others.size());
        std::uint32_t first = 0;
        for (related& each : related_) {
            each.all_ = this;
            each.first_ = first;
            first += each.count_;
            each.count_ = 0;
        }
        for (const place& each : others) {
            if (each.key == nothing) continue;  // it belongs to none
            related& to = related_[each.key];
            order_[to.first_ + to.count_++] = each.row;
        }
    }
    /// Finds out to which row each row of a part belongs.
    void find_rows(std::size_t part, std::vector<place>& others, cell* sent) {
        const std::size_t at = parts_.parts[0].columns[parts_.parts[part].key];
        index keys(own_.size());
        std::vector<std::uint32_t> owners;  // of each key
        for (std::size_t row = 0; row != own_.size(); ++row) {
            answer_.read(own_[row], sent);
            const auto which = static_cast<std::uint32_t>(row * relations() + part - 1);
            related_[which].part_ = static_cast<std::uint32_t>(part);
            if (not sent[at].is_null() and keys.add(sent[at].view()) == owners.size()) owners.push_back(which);
        }
        for (place& each : others) {
            if (each.part != part) continue;
            answer_.read(each.row, sent);
            const std::uint32_t key = sent[at].is_null() ? nothing : keys.find(sent[at].view());
            if (key == nothing) continue;
            each.key = owners[key];
            ++related_[each.key].count_;
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
    std::vector<std::uint32_t> own_;
    std::vector<related> related_;      // of each row, one for each relation
    std::vector<std::uint32_t> order_;  // the rows of relations, those that belong to one row side by side
};

template <class Parts>
result put_together(result&& answer, const Parts& parts) {
    return result{std::make_shared<const united_rows>(std::move(answer), parts)};
}
}  // namespace virga::detail
