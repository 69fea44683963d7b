// virga/kit/diff_security.hpp: the changes of roles, policies and row level security.
#pragma once

#include <algorithm>  // std::ranges::find, any_of
#include <string>     // std::string
#include <utility>    // std::move
#include <vector>     // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/change.hpp>        // virga::kit::change
#include <virga/kit/ddl.hpp>           // virga::kit::ddl
#include <virga/kit/mentions.hpp>      // virga::kit::detail::mentions
#include <virga/kit/model.hpp>         // virga::kit::policy_model
#include <virga/kit/quote.hpp>         // virga::kit::spoken
#include <virga/kit/surroundings.hpp>  // virga::kit::detail::surroundings

namespace virga::kit::detail {

/// Appends what makes the roles of one schema into those of the other.
inline void append_role_changes(const std::vector<role_model>& before, const std::vector<role_model>& after,
                                std::vector<change>& changes) {
    const auto add = [&changes](change_kind kind, std::string sql, const std::string& name) -> change& {
        changes.push_back({kind, std::move(sql), "", name});
        return changes.back();
    };
    for (const role_model& role : after) {
        const auto old = std::ranges::find(before, role.name, &role_model::name);
        if (role.existing or (old != before.end() and *old == role)) continue;
        if (old == before.end() or old->existing) {
            add(change_kind::create_role, ddl::create_role(role), role.name).creates = {key_of::role(role.name)};
        } else {
            add(change_kind::alter_role, ddl::alter_role(*old, role), role.name);
        }
    }
    for (const role_model& role : before) {
        if (role.existing or std::ranges::find(after, role.name, &role_model::name) != after.end()) continue;
        change& drop = add(change_kind::drop_role, ddl::drop_role(role.name), role.name);
        drop.drops = {key_of::role(role.name)};
        drop.loses = "role:" + role.name;
        drop.caution = fmt::format("role {}: dropping it fails while it owns or may use anything in any database of the server.",
                                   role.name);
    }
}

/// Compares the policies of tables, and appends what has to change.
class security_difference {
public:
    security_difference(const model& before, const model& after, const surroundings& around, std::vector<change>& changes)
        : before_(before), after_(after), around_(around), changes_(changes) {
        for (const table_model& table : before_.tables) {
            if (table.existing) continue;
            const auto kept = around_.after.find(ddl::name_of(table));
            if (kept == around_.after.end()) {
                losses_.push_back({&table, {}});
                continue;
            }
            if (kept->second->existing or kept->second->columns == table.columns) continue;
            const std::vector<column_model>& stay = kept->second->columns;
            for (const column_model& column : table.columns) {
                const auto same = std::ranges::find(stay, column.name, &column_model::name);
                if (same == stay.end() or same->type != column.type) losses_.push_back({&table, column.name});
            }
        }
    }

    /// Of a table that is created.
    void create_all(const table_model& table) {
        switch_on(table, table_model{});
        for (const policy_model& policy : table.policies) create(table, policy);
    }

    /// Of a table that is dropped: its policies go with it, but for those that keep something else from going.
    void drop_with(const table_model& table, change& drop) {
        for (const policy_model& policy : table.policies) {
            drop.drops.push_back(key_of::policy(table.schema, table.name, policy.name));
            for (const std::string& role : policy.roles) drop.releases.push_back(key_of::role(role));
        }
    }
    void drop_what_keeps_others(const table_model& table) {
        for (const policy_model& policy : table.policies) {
            const bool keeps = std::ranges::any_of(losses_, [&](const loss& each) {
                return each.of != &table and concerns(table, policy, each);
            });
            if (keeps) this->drop(table, policy);
        }
    }

    /// Of a table that stays.
    void compare(const table_model& before, const table_model& after) {
        if (losses_.empty() and before.policies == after.policies and before.row_security == after.row_security and
            before.forced_row_security == after.forced_row_security) {
            return;
        }
        std::vector<const policy_model*> comes;
        for (const policy_model& policy : before.policies) {
            const auto kept = std::ranges::find(after.policies, policy.name, &policy_model::name);
            if (kept == after.policies.end()) {
                this->drop(before, policy).loses = "policy:" + spoken(before.schema, before.name, policy.name);
            } else if (leans_on_a_loss(before, policy) or not ddl::can_alter(policy, *kept)) {
                this->drop(before, policy);
                comes.push_back(&*kept);
            } else if (policy != *kept) {
                alter(after, policy, *kept);
            }
        }
        switch_on(after, before);
        for (const policy_model& policy : after.policies) {
            const bool known = std::ranges::find(before.policies, policy.name, &policy_model::name) != before.policies.end();
            if (not known or std::ranges::find(comes, &policy) != comes.end()) create(after, policy);
        }
        switch_off(before, after);
    }

private:
    /// A table that goes, or a column of one that stays which goes or changes its type: PostgreSQL refuses either while a policy
    /// speaks of it.
    struct loss {
        const table_model* of;
        std::string column;
    };

    static std::string expressions(const policy_model& policy) { return policy.read_condition + "\n" + policy.write_condition; }

    /// Whether the policy may speak of what is lost; that cannot go before the policy does.
    [[nodiscard]] static bool concerns(const table_model& table, const policy_model& policy, const loss& lost) {
        const std::string text = expressions(policy);
        const bool own = ddl::name_of(table) == ddl::name_of(*lost.of);
        return (own or mentions(text, lost.of->name)) and (lost.column.empty() or mentions(text, lost.column));
    }
    [[nodiscard]] bool leans_on_a_loss(const table_model& table, const policy_model& policy) const {
        return std::ranges::any_of(losses_, [&](const loss& each) { return concerns(table, policy, each); });
    }

    change step(change_kind kind, std::string sql, const table_model& table) const {
        change made{kind, std::move(sql), table.schema, table.name};
        made.needs = {key_of::relation(table.schema, table.name)};
        return made;
    }

    /// What a policy may speak of in some tables: its own, and others that its text mentions.
    static void append_mentioned(std::vector<std::string>& keys, const table_model& table, const policy_model& policy,
                                 const std::vector<table_model>& tables) {
        const std::string text = expressions(policy);
        for (const table_model& each : tables) {
            const bool own = ddl::name_of(each) == ddl::name_of(table);
            if (not own and not mentions(text, each.name)) continue;
            if (not own) keys.push_back(key_of::relation(each.schema, each.name));
            for (const column_model& column : each.columns) {
                if (not mentions(text, column.name)) continue;
                keys.push_back(key_of::column(each.schema, each.name, column.name));
                keys.push_back(key_of::column_type(each.schema, each.name, column.name));
            }
        }
        for (const std::string& role : policy.roles) keys.push_back(key_of::role(role));
    }

    void create(const table_model& table, const policy_model& policy) {
        change made = step(change_kind::create_policy, ddl::create_policy(table, policy), table);
        made.creates = {key_of::policy(table.schema, table.name, policy.name)};
        append_mentioned(made.needs, table, policy, after_.tables);
        made.refusal = label_refusal(table, policy);
        changes_.push_back(std::move(made));
    }
    change& drop(const table_model& table, const policy_model& policy) {
        change made{change_kind::drop_policy, ddl::drop_policy(table, policy.name), table.schema, table.name};
        made.drops = {key_of::policy(table.schema, table.name, policy.name)};
        made.releases = {key_of::relation(table.schema, table.name)};
        append_mentioned(made.releases, table, policy, before_.tables);
        changes_.push_back(std::move(made));
        return changes_.back();
    }
    /// Nothing that the old policy speaks of goes; so only its roles are let go.
    void alter(const table_model& table, const policy_model& before, const policy_model& after) {
        change made = step(change_kind::alter_policy, ddl::alter_policy(table, before, after), table);
        append_mentioned(made.needs, table, after, after_.tables);
        for (const std::string& role : before.roles) made.releases.push_back(key_of::role(role));
        made.refusal = label_refusal(table, after);
        changes_.push_back(std::move(made));
    }
    /// A policy may compare a column, of its table or another, with a label that this migration adds.
    [[nodiscard]] std::string label_refusal(const table_model& table, const policy_model& policy) const {
        const std::string text = expressions(policy);
        for (const table_model& each : after_.tables) {
            if (&each != &table and not mentions(text, each.name)) continue;
            if (std::string sentence = around_.labels.refusal(each, text); not sentence.empty()) return sentence;
        }
        return {};
    }

    void switch_on(const table_model& table, const table_model& before) {
        const auto turn = [&](const char* action) {
            changes_.push_back(step(change_kind::alter_row_security, ddl::row_security(table, action), table));
        };
        if (table.row_security and not before.row_security) turn("enable");
        if (table.forced_row_security and not before.forced_row_security) turn("force");
    }
    void switch_off(const table_model& before, const table_model& after) {
        const auto turn = [&](const char* action, const char* what) {
            changes_.push_back(step(change_kind::alter_row_security, ddl::row_security(after, action), after));
            changes_.back().loses = what + spoken(after.schema, after.name);
        };
        if (before.forced_row_security and not after.forced_row_security) turn("no force", "force_row_level_security:");
        if (before.row_security and not after.row_security) turn("disable", "row_level_security:");
    }

    const model& before_;
    const model& after_;
    const surroundings& around_;
    std::vector<change>& changes_;
    std::vector<loss> losses_;
};
}  // namespace virga::kit::detail
