// virga/client/detail/postgres/pqxx_listener.hpp: notifications as libpqxx hands them out, kept until they are asked for.
#pragma once

#include <cstddef>   // std::size_t, std::ptrdiff_t
#include <memory>    // std::unique_ptr
#include <optional>  // std::optional
#include <string>    // std::string
#include <utility>   // std::move
#include <vector>    // std::vector

#include <virga/client/notification.hpp>  // virga::notification

namespace virga::detail {

/// The channels that a connection listens to, and what came from them.
template <class Library>
class pqxx_listener {
public:
    /// Whether the channel was listened to already: then `listen` sends nothing.
    [[nodiscard]] bool has(const std::string& channel) const { return find(channel) != channels_.size(); }
    /// Sends `listen`. Throws libpqxx's exceptions.
    void listen(typename Library::connection& connection, const std::string& channel) {
        if (not has(channel)) channels_.push_back(std::make_unique<receiver>(connection, channel, arrived_));
    }

    /// Sends `unlisten`, and drops what came from the channel.
    void unlisten(const std::string& channel) {
        if (const std::size_t found = find(channel); found != channels_.size())
            channels_.erase(channels_.begin() + static_cast<std::ptrdiff_t>(found));
        drop_taken();
        std::erase_if(arrived_, [&channel](const notification& one) { return one.channel == channel; });
    }

    /// Sends `unlisten` for each channel, and drops all that came.
    void clear() {
        channels_.clear();
        arrived_.clear();
        taken_ = 0;
    }

    std::optional<notification> take() {
        if (taken_ == arrived_.size()) return std::nullopt;
        std::optional<notification> next{std::move(arrived_[taken_++])};
        if (taken_ == arrived_.size()) drop_taken();
        return next;
    }

private:
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // since 7.10, which has another way beside it
#endif
    class receiver final : public Library::notification_receiver {
    public:
        receiver(typename Library::connection& connection, const std::string& channel, std::vector<notification>& arrived)
            : Library::notification_receiver(connection, channel), arrived_(&arrived) {}
        void operator()(const std::string& payload, int process_id) override {
            arrived_->push_back({this->channel(), payload, process_id});
        }

    private:
        std::vector<notification>* arrived_;
    };
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

    [[nodiscard]] std::size_t find(const std::string& channel) const {
        std::size_t at = 0;
        while (at != channels_.size() and channels_[at]->channel() != channel) ++at;
        return at;
    }
    void drop_taken() {
        arrived_.erase(arrived_.begin(), arrived_.begin() + static_cast<std::ptrdiff_t>(taken_));
        taken_ = 0;
    }

    std::vector<notification> arrived_;
    std::size_t taken_ = 0;  // of these, from the front
    std::vector<std::unique_ptr<receiver>> channels_;
};
}  // namespace virga::detail
