// virga/kit/plan/rename_objects.hpp: what is no table and no column gets another name, or moves to another schema.
#pragma once

#include <algorithm>    // std::ranges::replace
#include <cstddef>      // std::size_t
#include <functional>   // std::function
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::remove_cvref_t, is_same_v
#include <utility>      // std::move
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/change.hpp>               // virga::kit::change
#include <virga/kit/model.hpp>                // virga::kit::model
#include <virga/kit/model/lists.hpp>          // virga::kit::detail::find, find_if
#include <virga/kit/object/member.hpp>        // virga::kit::detail::rewriter
#include <virga/kit/object/need.hpp>          // virga::kit::detail::need_lists, rename_need
#include <virga/kit/object/schema.hpp>        // virga::kit::ddl::create_schema
#include <virga/kit/object/table_name.hpp>    // virga::kit::table_name, ddl::alter_table
#include <virga/kit/plan/held_names.hpp>      // virga::kit::detail::relations_within, rename_comment
#include <virga/kit/plan/rename_request.hpp>  // virga::kit::rename_request, detail::refuse_rename, refuse_taken
#include <virga/kit/plan/renamed_text.hpp>    // virga::kit::detail::renamed_text, renamed_schema
#include <virga/kit/quote.hpp>                // virga::kit::bare_schema, named_schema, qualified, spoken

namespace virga::kit::detail {

/// The word that SQL has for a kind of what stands for itself, in `alter sequence`; `called` is that of sentences.
template <class Model>
inline constexpr std::string_view sql_word = [] {
    if constexpr (requires { Model::altered_as; }) return std::string_view{Model::altered_as};
    else return std::string_view{Model::called};
}();

/// The same in the statement that renames, where that is another.
template <class Model>
inline constexpr std::string_view rename_word = [] {
    if constexpr (requires { Model::renamed_as; }) return std::string_view{Model::renamed_as};
    else return sql_word<Model>;
}();
/// The key by which others lean on it.
template <class Model>
[[nodiscard]] std::string standing_key(const Model& of) {
    if constexpr (std::is_same_v<Model, role_model>) return key_of::role(of.name);
    else if constexpr (std::is_same_v<Model, extension_model>) return key_of::extension(of.name);
    else if constexpr (sql_word<Model> == "type" or sql_word<Model> == "domain") return key_of::type(of.schema, of.name);
    else if constexpr (std::is_same_v<Model, routine_model>) return key_of::function(of.schema, of.name);
    else if constexpr (requires { of.schema; }) return key_of::relation(of.schema, of.name);
    else return {};
}

/// Rewrites all texts of a schema that name something by its path.
class renamed_paths final : public rewriter {
public:
    explicit renamed_paths(const renamed_text& texts) : texts_(texts) {}

    void rewrite(content what, std::string& text) override {
        if (what == content::value or what == content::expression) text = texts_.of(text, false);
        if (what != content::words and what != content::columns) text = texts_.of_path(text);
    }

private:
    const renamed_text& texts_;
};
/// Rewrites all texts of a schema that name another schema.
class renamed_schemas final : public rewriter {
public:
    renamed_schemas(std::string_view old, std::string_view name) : old_(old), name_(name) {}

    void rewrite(content what, std::string& text) override {
        if (what != content::words and what != content::columns) text = renamed_schema(text, old_, name_);
    }
    void rewrite_reference(std::string& schema, std::string&, std::vector<std::string>&) override {
        if (schema == old_) schema = name_;
    }

private:
    std::string_view old_, name_;
};

/// Renames such things one after the other, in a schema that stays what it is then in the database.
class object_renaming {
public:
    object_renaming(model& before, const model& after, std::vector<change>& changes)
        : before_(before), after_(after), changes_(changes) {}

    void apply(const rename_request& asked) {
        if (asked.kind == "schema") return rename_schema(asked);
        if (asked.kind == "constraint" or asked.kind == "policy") return rename_held(asked);
        if (asked.kind == "index") return rename_index(asked);
        if (asked.kind == "attribute") return rename_attribute(asked);
        bool is_done = false;
        model::standing(before_, [&](auto& models) {
            using kind = typename std::remove_cvref_t<decltype(models)>::value_type;
            if (is_done or sql_word<kind> != asked.kind) return;
            is_done = rename_standing(asked, models);
        });
        if (not is_done) {
            refuse_rename(asked.text, fmt::format("the newest migration has no {} {}.", asked.kind, spoken_path(asked.path)));
        }
    }
    /// To be called when all are renamed.
    void check_declared() const {
        for (const auto& each : checks_) each();
    }

private:
    static std::string spoken_path(const std::vector<std::string>& path) {
        std::string all;
        for (const std::string& each : path) all += (all.empty() ? "" : ".") + each;
        return all;
    }
    /// The schema that a path names, or that of `public`; the last `names` of it are names of other things.
    static std::string schema_of(const rename_request& asked, std::size_t names) {
        if (asked.path.size() > names + 1 or asked.path.size() < names) {
            refuse_rename(asked.text, fmt::format("a {} has another path.", asked.kind));
        }
        return asked.path.size() == names ? std::string{} : bare_schema(asked.path.front());
    }
    void stays_in_place(const rename_request& asked) const {
        if (not asked.schema) return;
        refuse_rename(asked.text, fmt::format("a {} does not move by itself; its new name stands alone.", asked.kind));
    }
    void add(change_kind kind, std::string sql, const std::string& schema, const std::string& name) {
        changes_.push_back({kind, std::move(sql), schema, name});
    }

    static std::string new_name(const rename_request& asked) { return quote_identifier(asked.name) + ";"; }

    void rename_schema(const rename_request& asked) {
        stays_in_place(asked);
        schema_of(asked, 1);
        const std::string old = asked.path.back();
        const auto found = find(before_.schemas, old);
        if (asked.path.size() != 1 or found == before_.schemas.end()) {
            refuse_rename(asked.text,
                          fmt::format("the newest migration has no schema {} that is the kit's.", spoken_path(asked.path)));
        }
        if (find(before_.schemas, asked.name) != before_.schemas.end()) refuse_taken(asked.text, asked.name);
        add(change_kind::rename_schema, "alter schema " + quote_identifier(old) + " rename to " + new_name(asked), asked.name,
            asked.name);
        *found = asked.name;
        renamed_schemas texts{old, asked.name};
        model::members(before_, texts);
        for (table_model& table : before_.tables) {
            if (table.schema == old) table.schema = asked.name;
        }
        model::standing(before_, [&](auto& models) {
            for (auto& each : models) {
                if constexpr (requires { each.schema; }) {
                    if (each.schema == old) each.schema = asked.name;
                }
            }
        });
        follow(key_of::schema(old), {}, asked.name);
        checks_.push_back([this, asked] {
            if (find(after_.schemas, asked.name) == after_.schemas.end()) {
                refuse_rename(asked.text, fmt::format("the declared schema has no schema {}.", asked.name));
            }
        });
    }

    template <class Model>
    bool rename_standing(const rename_request& asked, std::vector<Model>& models) {
        constexpr bool has_schema = requires(const Model& each) { each.schema; };
        if constexpr (requires { Model::is_made_anew; }) {
            refuse_rename(asked.text, fmt::format("a {} of another name is made anew, which needs no rename.", Model::called));
        } else if constexpr (requires { Model::keeps_its_name; }) {
            refuse_rename(asked.text, fmt::format("PostgreSQL renames no {}.", Model::called));
        } else {
            const std::string schema = has_schema ? schema_of(asked, 1) : std::string{};
            for (std::size_t i = 0; i != models.size(); ++i) {
                Model& each = models[i];
                if (each.name != asked.path.back()) continue;
                if constexpr (has_schema) {
                    if (each.schema != schema) continue;
                }
                if constexpr (requires { each.existing; }) {
                    if (each.existing) refuse_rename(asked.text, "others keep it; the kit does not change it.");
                }
                become(asked, each);
                checks_.push_back([this, asked, &models, i] { check_standing(asked, models[i]); });
                return true;
            }
            return false;
        }
        return false;
    }
    /// A type's name never stands bare: where PostgreSQL has one of that name, it would mean that.
    template <class Model>
    static std::string path_in_sql(const Model& each) {
        constexpr bool is_type = sql_word<Model> == "type" or sql_word<Model> == "domain";
        return qualified(is_type ? named_schema(each.schema) : each.schema, each.name);
    }
    template <class Model>
    void become(const rename_request& asked, Model& each) {
        const std::string word = "alter " + std::string{rename_word<Model>} + " ";
        const std::string key = standing_key(each);
        if constexpr (requires { each.schema; }) {
            const std::string to = asked.schema ? bare_schema(*asked.schema) : each.schema;
            const table_name old{each.schema, each.name};
            refuse_if_taken(asked, each, to);
            const renamed_text texts{old.schema, old.name, {to, asked.name}};
            renamed_paths paths{texts};
            model::members(before_, paths);
            if (to != each.schema) {
                come_to(to);
                const std::string place = quote_identifier(named_schema(to));
                add(change_kind::rename_object, word + path_in_sql(each) + " set schema " + place + ";", to, each.name);
                each.schema = to;
            }
            follow(key, to, asked.name);
            if (each.name == asked.name) return;
            add(change_kind::rename_object, word + path_in_sql(each) + " rename to " + new_name(asked), each.schema,
                asked.name);
        } else {
            stays_in_place(asked);
            refuse_if_taken(asked, each, {});
            add(change_kind::rename_object, word + quote_identifier(each.name) + " rename to " + new_name(asked), "", asked.name);
            for (table_model& table : before_.tables) {
                for (policy_model& policy : table.policies) std::ranges::replace(policy.roles, each.name, asked.name);
            }
            follow(key, {}, asked.name);
        }
        each.name = asked.name;
    }
    /// What says something of it by its name has the new one.
    void follow(const std::string& key, const std::string& schema, const std::string& name) {
        model::standing(before_, [&](auto& models) {
            for (auto& other : models) {
                if constexpr (requires { other.follow(key, schema, name); }) other.follow(key, schema, name);
            }
        });
        need_lists needs{[&](std::vector<need_model>& all) {
            for (need_model& need : all) rename_need(need.what, need.schema, need.name, key, schema, name);
        }};
        model::members(before_, needs);
    }
    template <class Model>
    void refuse_if_taken(const rename_request& asked, const Model& each, const std::string& schema) const {
        Model renamed = each;
        renamed.name = asked.name;
        if constexpr (requires { renamed.schema; }) renamed.schema = schema;
        const std::vector<std::string> own = each.claims();
        for (const std::string& claim : renamed.claims()) {
            const bool is_new = find(own, claim) == own.end();
            if (is_new and is_claimed(claim)) refuse_taken(asked.text, spoken(schema, asked.name));
        }
    }
    template <class Model>
    void check_standing(const rename_request& asked, const Model& each) const {
        bool is_declared = false;
        model::standing(after_, [&](const auto& models) {
            if constexpr (std::is_same_v<Model, typename std::remove_cvref_t<decltype(models)>::value_type>) {
                for (const Model& other : models) is_declared = is_declared or other.claims() == each.claims();
            }
        });
        if (not is_declared) refuse_rename(asked.text, fmt::format("the declared schema has no {} {}.", Model::called, each.name));
    }

    table_model& table_of(const rename_request& asked) {
        const std::string schema = schema_of(asked, 2);
        const std::string& name = asked.path[asked.path.size() - 2];
        for (table_model& each : before_.tables) {
            if (each.schema == schema and each.name == name and not each.existing) return each;
        }
        refuse_rename(asked.text, fmt::format("the newest migration has no table {} of the app's own.", spoken(schema, name)));
    }
    void rename_held(const rename_request& asked) {
        stays_in_place(asked);
        table_model& table = table_of(asked);
        const std::string old = asked.path.back();
        const bool is_policy = asked.kind == "policy";
        std::vector<std::string*> names;
        if (is_policy) {
            for (policy_model& each : table.policies) names.push_back(&each.name);
        } else {
            each_constraint_name(table, [&names](std::string& name) { names.push_back(&name); });
        }
        std::string* found = nullptr;
        for (std::string* each : names) {
            if (*each == asked.name) refuse_taken(asked.text, asked.name);
            if (*each == old) found = each;
        }
        if (found == nullptr) {
            refuse_rename(asked.text, fmt::format("the table {} has no {} {} in the newest migration.",
                                                  spoken(table.schema, table.name), asked.kind, old));
        }
        *found = asked.name;
        rename_comment(table, asked.kind, old, asked.name);
        if (is_policy) {
            add(change_kind::rename_object,
                "alter policy " + quote_identifier(old) + " on " + ddl::name_of(table) + " rename to " + new_name(asked),
                table.schema, table.name);
        } else {
            add(change_kind::rename_constraint,
                ddl::alter_table(table, "rename constraint " + quote_identifier(old) + " to " + quote_identifier(asked.name)),
                table.schema, table.name);
        }
    }
    void rename_index(const rename_request& asked) {
        stays_in_place(asked);
        const std::string schema = schema_of(asked, 1);
        for (table_model& table : before_.tables) {
            if (table.schema != schema) continue;
            const auto found = find(table.indexes, asked.path.back(), &index_model::name);
            if (found == table.indexes.end()) continue;
            if (is_claimed(qualified(schema, asked.name))) refuse_taken(asked.text, spoken(schema, asked.name));
            add(change_kind::rename_object,
                "alter index " + qualified(schema, found->name) + " rename to " + new_name(asked), table.schema, table.name);
            rename_comment(table, "index", found->name, asked.name);
            found->name = asked.name;
            return;
        }
        refuse_rename(asked.text, fmt::format("the newest migration has no index {}.", spoken(schema, asked.path.back())));
    }
    /// Texts that speak of it are left as they are, and what has them is made anew.
    void rename_attribute(const rename_request& asked) {
        stays_in_place(asked);
        const std::string schema = schema_of(asked, 2);
        const std::string& type_name = asked.path[asked.path.size() - 2];
        const auto find_in = [&](auto& of) {
            return find_if(of.composites, [&](const composite_model& each) {
                return each.schema == schema and each.name == type_name;
            });
        };
        const auto type = find_in(before_);
        if (type == before_.composites.end()) {
            refuse_rename(asked.text, fmt::format("the newest migration has no composite type {}.", spoken(schema, type_name)));
        }
        const auto has = [](const composite_model& of, const std::string& name) {
            return find(of.attributes, name, &attribute_model::name) != of.attributes.end();
        };
        if (not has(*type, asked.path.back())) {
            refuse_rename(asked.text, fmt::format("the composite type {} has no attribute {} in the newest migration.",
                                                  spoken(schema, type_name), asked.path.back()));
        }
        if (has(*type, asked.name)) refuse_taken(asked.text, spoken(schema, type_name, asked.name));
        add(change_kind::rename_object,
            ddl::alter_composite(*type, "rename attribute " + quote_identifier(asked.path.back()) + " to " +
                                            quote_identifier(asked.name)),
            schema, type_name);
        find(type->attributes, asked.path.back(), &attribute_model::name)->name = asked.name;
        const std::size_t place = static_cast<std::size_t>(type - before_.composites.begin());
        checks_.push_back([this, asked, place, has] {
            const composite_model& is = before_.composites[place];
            for (const composite_model& each : after_.composites) {
                if (each.schema == is.schema and each.name == is.name and has(each, asked.name)) return;
            }
            refuse_rename(asked.text,
                          fmt::format("the declared schema has no attribute {}.", spoken(is.schema, is.name, asked.name)));
        });
    }

public:
    /// Whether a name is taken in its name space: see `claims` of the kinds.
    [[nodiscard]] bool is_claimed(const std::string& key) const {
        bool is_it = false;
        model::standing(before_, [&](const auto& models) {
            for (const auto& each : models) {
                const std::vector<std::string> claims = each.claims();
                is_it = is_it or find(claims, key) != claims.end();
            }
        });
        for (const table_model& table : before_.tables) {
            const std::string path = ddl::name_of(table);
            is_it = is_it or key == path or key == "type " + path;
            for (const std::string& each : relations_within(table)) is_it = is_it or key == qualified(table.schema, each);
        }
        return is_it;
    }
    /// What moves to a schema needs it; where this migration brings it, it comes first.
    void come_to(const std::string& schema) {
        if (schema.empty() or find(before_.schemas, schema) != before_.schemas.end()) return;
        if (find(after_.schemas, schema) == after_.schemas.end()) return;  // others keep it
        before_.schemas.push_back(schema);
        add(change_kind::create_schema, ddl::create_schema(schema), schema, schema);
    }

private:
    model& before_;
    const model& after_;
    std::vector<change>& changes_;
    std::vector<std::function<void()>> checks_;
};
}  // namespace virga::kit::detail
