// virga/catalog/by_hand.hpp: functions, procedures, aggregates, triggers and objects of any kind, whose bodies are text.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::remove_cvref_t

#include <virga/catalog/commented.hpp>     // virga::commented
#include <virga/catalog/constraint.hpp>    // virga::key_constraint and its like
#include <virga/catalog/exclusion.hpp>     // virga::exclusion_constraint
#include <virga/catalog/extension.hpp>     // virga::is_extension
#include <virga/catalog/index.hpp>         // virga::index_definition
#include <virga/catalog/policy.hpp>        // virga::policy_definition
#include <virga/catalog/role.hpp>          // virga::is_role, is_policy_role
#include <virga/catalog/sequence.hpp>      // virga::is_own_sequence
#include <virga/catalog/view_options.hpp>  // virga::is_view
#include <virga/expr/column.hpp>           // virga::column
#include <virga/schema/table.hpp>          // virga::is_table
#include <virga/schema/type_object.hpp>    // virga::is_type_object
#include <virga/text/fixed_string.hpp>     // virga::fixed_string
#include <virga/text/name.hpp>             // virga::is_identifier

namespace virga {

/// Whether it is an object of raw text.
template <class>
inline constexpr bool is_by_hand = false;

namespace detail {
template <class>
inline constexpr bool is_column_object = false;
template <class Source, fixed_string Name>
inline constexpr bool is_column_object<column<Source, Name>> = is_table<Source>;
}  // namespace detail

/// Whether an object of raw text can lean on it.
template <class Item>
inline constexpr bool can_be_needed = is_table<Item> or is_type_object<Item> or is_role<Item> or is_own_sequence<Item> or
                                      is_extension<Item> or is_view<Item> or is_by_hand<Item> or detail::is_column_object<Item>;
/// Whether a trigger can be of it.
template <class Item>
inline constexpr bool can_have_triggers = is_table<Item> or is_view<Item>;

namespace detail {
/// `Object<Needed...>` with what it needs: a trigger, a function.
template <class Object, class... Needed>
constexpr auto with_needs(const Needed&...) {
    static_assert((can_be_needed<Needed> and ...),
                  "needs: takes tables and their columns, views, types, sequences, extensions, roles and objects of raw text");
    return typename Object::template needing<Needed...>{};
}
/// Text without a semicolon at its end, which the kit writes.
template <fixed_string Text>
inline constexpr bool is_one_statement = Text.size() != 0 and not Text.view().ends_with(';');
}  // namespace detail

/// Whether a text is a statement, or the end of one, without its semicolon.
template <fixed_string Text>
inline constexpr bool is_without_semicolon = detail::is_one_statement<Text>;

enum class routine_form : unsigned char { function, procedure, aggregate };

/// A function, procedure or aggregate.
template <routine_form Form, fixed_string Name, fixed_string Arguments, fixed_string Returns, fixed_string Body,
          fixed_string Schema, class... Needed>
struct routine {
    using needs_list = list<Needed...>;
    template <class... Others>
    using needing = routine<Form, Name, Arguments, Returns, Body, Schema, Needed..., Others...>;
    static constexpr routine_form form = Form;
    static constexpr std::string_view name = Name.view();
    static constexpr std::string_view schema = Schema.view();
    static constexpr std::string_view arguments = Arguments.view();
    static constexpr std::string_view returns = Returns.view();
    static constexpr std::string_view body = Body.view();

    consteval routine() {
        static_assert(is_identifier<Name>, "function: a name has 1 to 63 bytes");
        static_assert(Schema.size() == 0 or is_identifier<Schema>, "function: the name of a schema has 1 to 63 bytes");
        static_assert(is_without_semicolon<Body>, "function: has a body, without a semicolon at its end");
    }
    /// What its text speaks of and has to be there first: `.needs(post, post.title, slug)`.
    template <class... Others>
    [[nodiscard]] constexpr auto needs(const Others&... others) const {
        return detail::with_needs<routine>(others...);
    }
};
template <routine_form Form, fixed_string Name, fixed_string Arguments, fixed_string Returns, fixed_string Body,
          fixed_string Schema, class... Needed>
inline constexpr bool is_by_hand<routine<Form, Name, Arguments, Returns, Body, Schema, Needed...>> = true;

/// A trigger.
template <fixed_string Name, class Table, fixed_string Events, fixed_string Action, class... Needed>
struct trigger_of {
    using needs_list = list<Needed...>;
    template <class... Others>
    using needing = trigger_of<Name, Table, Events, Action, Needed..., Others...>;
    using table_type = Table;
    static constexpr std::string_view name = Name.view();
    static constexpr std::string_view events = Events.view();
    static constexpr std::string_view action = Action.view();

    consteval trigger_of() {
        static_assert(is_identifier<Name>, "trigger: a name has 1 to 63 bytes");
        static_assert(can_have_triggers<Table>, "trigger: is of a table or a view");
        static_assert(is_without_semicolon<Action>, "trigger: says what it executes, without a semicolon at its end");
    }
    /// What its text speaks of and has to be there first, beside its table and the functions that it calls.
    template <class... Others>
    [[nodiscard]] constexpr auto needs(const Others&... others) const {
        return detail::with_needs<trigger_of>(others...);
    }
};
template <fixed_string Name, class Table, fixed_string Events, fixed_string Action, class... Needed>
inline constexpr bool is_by_hand<trigger_of<Name, Table, Events, Action, Needed...>> = true;

/// An object of any kind.
template <fixed_string Name, fixed_string Create, fixed_string Drop, class... Needed>
struct raw_object {
    using needs_list = list<Needed...>;
    template <class... Others>
    using needing = raw_object<Name, Create, Drop, Needed..., Others...>;
    static constexpr std::string_view name = Name.view();
    static constexpr std::string_view create = Create.view();
    static constexpr std::string_view drop = Drop.view();

    consteval raw_object() {
        static_assert(is_identifier<Name>, "raw: a name has 1 to 63 bytes");
        static_assert(is_without_semicolon<Create> and not Drop.view().ends_with(';'),
                      "raw: takes one statement that creates and one that drops, each without a semicolon at its end");
    }
    /// What its text speaks of and has to be there first.
    template <class... Others>
    [[nodiscard]] constexpr auto needs(const Others&... others) const {
        return detail::with_needs<raw_object>(others...);
    }
};
template <fixed_string Name, fixed_string Create, fixed_string Drop, class... Needed>
inline constexpr bool is_by_hand<raw_object<Name, Create, Drop, Needed...>> = true;

namespace pg {
/// `inline constexpr pg::function<"slug", "title text", "text", "language sql immutable return lower(title)"> slug;`. Its text is
/// replaced where its arguments and what it returns stay. `Returns` is empty where the arguments say it.
template <fixed_string Name, fixed_string Arguments, fixed_string Returns, fixed_string Body, fixed_string Schema = "">
using function = routine<routine_form::function, Name, Arguments, Returns, Body, Schema>;
/// `inline constexpr pg::procedure<"tidy", "days integer", "language sql as $$ ... $$"> tidy;`
template <fixed_string Name, fixed_string Arguments, fixed_string Body, fixed_string Schema = "">
using procedure = routine<routine_form::procedure, Name, Arguments, "", Body, Schema>;
/// `inline constexpr pg::aggregate<"longest", "text", "(sfunc = longer, stype = text)"> longest;`
template <fixed_string Name, fixed_string Arguments, fixed_string Definition, fixed_string Schema = "">
using aggregate = routine<routine_form::aggregate, Name, Arguments, "", Definition, Schema>;
/// `inline constexpr pg::trigger<"touch", post, "before update", "for each row execute function touch_post()"> touch;`. It comes
/// after its table and the functions that it calls.
template <fixed_string Name, const auto& Table, fixed_string Events, fixed_string Action>
using trigger = trigger_of<Name, std::remove_cvref_t<decltype(Table)>, Events, Action>;
/// `inline constexpr pg::raw<"docs", "create text search parser ...", "drop text search parser ..."> docs;`. Another text drops it
/// and creates it anew. Without a statement that drops it, it goes with the first that it needs.
template <fixed_string Name, fixed_string Create, fixed_string Drop = "">
using raw = raw_object<Name, Create, Drop>;
}  // namespace pg

// ---- privileges and comments ---------------------------------------------------------------------------

/// What is made later, of which default privileges are.
enum class things_to_come : unsigned char { tables, sequences, functions, types };

/// The privileges of roles on things.
template <class Privileges, class Things, class Roles, bool WithOption = false>
struct grant_of {
    /// `with grant option`: they may give them to others.
    [[nodiscard]] consteval auto with_grant_option() const { return grant_of<Privileges, Things, Roles, true>{}; }
};
/// Things of a schema that come later; an empty name stands for all schemas.
template <fixed_string Schema, things_to_come What>
struct later_things {};
/// The tables of a schema that are declared, to be spoken of in a grant.
template <fixed_string Schema>
struct tables_of_schema {};
/// A comment on something beside tables.
template <fixed_string Text, class Item>
struct comment_of {};
/// A schema, to be spoken of in a grant.
template <fixed_string Name>
struct named_schema {
    static constexpr std::string_view name = Name.view();
};

template <class>
inline constexpr bool is_grant = false;
template <class Privileges, class Things, class Roles, bool WithOption>
inline constexpr bool is_grant<grant_of<Privileges, Things, Roles, WithOption>> = true;
template <class>
inline constexpr bool is_comment_of = false;
template <fixed_string Text, class Item>
inline constexpr bool is_comment_of<comment_of<Text, Item>> = true;

namespace detail {
template <fixed_string...>
struct privileges {};
template <class>
inline constexpr bool is_routine = false;
template <routine_form Form, fixed_string Name, fixed_string Arguments, fixed_string Returns, fixed_string Body,
          fixed_string Schema, class... Needed>
inline constexpr bool is_routine<routine<Form, Name, Arguments, Returns, Body, Schema, Needed...>> = true;
template <class>
inline constexpr bool is_named_schema = false;
template <fixed_string Name>
inline constexpr bool is_named_schema<named_schema<Name>> = true;
template <class>
inline constexpr bool is_later = false;
template <fixed_string Schema, things_to_come What>
inline constexpr bool is_later<later_things<Schema, What>> = true;
template <class>
inline constexpr bool is_all_tables = false;
template <fixed_string Schema>
inline constexpr bool is_all_tables<tables_of_schema<Schema>> = true;
}  // namespace detail

/// Whether privileges can be granted on it.
template <class Item>
inline constexpr bool can_be_granted_on = is_table<Item> or detail::is_column_object<Item> or is_view<Item> or
                                          is_own_sequence<Item> or is_type_object<Item> or detail::is_routine<Item> or
                                          detail::is_named_schema<Item> or detail::is_all_tables<Item> or
                                          detail::is_later<Item>;
namespace detail {
template <class Source, class Item>
inline constexpr bool is_column_from = false;
template <class Source, fixed_string Name>
inline constexpr bool is_column_from<Source, column<Source, Name>> = true;
template <class... Things>
inline constexpr bool are_columns_of_one = false;
template <class Source, fixed_string Name, class... Others>
inline constexpr bool are_columns_of_one<column<Source, Name>, Others...> = (is_column_from<Source, Others> and ...);
}  // namespace detail
/// Whether one grant can be on all of these: `grant select ("id", "title") on "post"` has columns of one table, and nothing else.
template <class... Things>
inline constexpr bool are_granted_on_together =
    not(detail::is_column_object<Things> or ...) or detail::are_columns_of_one<Things...>;
/// Whether it is a role, or a word that stands for some, to which privileges can be granted.
template <class Item>
inline constexpr bool can_be_granted_to = is_policy_role<Item>;
namespace detail {
/// The privileges that there are on something, each between blanks.
/// Source: PostgreSQL manual, section 5.7, Privileges.
template <class Item>
inline constexpr std::string_view privileges_on = " select insert update delete truncate references trigger maintain ";
template <class Item>
    requires is_column_object<Item>
inline constexpr std::string_view privileges_on<Item> = " select insert update references ";
template <fixed_string Name, sequence_options Options, fixed_string Schema>
inline constexpr std::string_view privileges_on<pg::sequence<Name, Options, Schema>> = " usage select update ";
template <class Item>
    requires is_type_object<Item>
inline constexpr std::string_view privileges_on<Item> = " usage ";
template <routine_form Form, fixed_string Name, fixed_string Arguments, fixed_string Returns, fixed_string Body,
          fixed_string Schema, class... Needed>
inline constexpr std::string_view privileges_on<routine<Form, Name, Arguments, Returns, Body, Schema, Needed...>> = " execute ";
template <fixed_string Name>
inline constexpr std::string_view privileges_on<named_schema<Name>> = " usage create ";
template <fixed_string Schema>
inline constexpr std::string_view privileges_on<later_things<Schema, things_to_come::sequences>> = " usage select update ";
template <fixed_string Schema>
inline constexpr std::string_view privileges_on<later_things<Schema, things_to_come::functions>> = " execute ";
template <fixed_string Schema>
inline constexpr std::string_view privileges_on<later_things<Schema, things_to_come::types>> = " usage ";

constexpr bool is_word_among(std::string_view all, std::string_view word) {
    for (std::size_t at = all.find(word); at != all.npos; at = all.find(word, at + 1)) {
        if (not word.empty() and all[at - 1] == ' ' and all[at + word.size()] == ' ') return true;
    }
    return false;
}
}  // namespace detail

/// Whether there is such a privilege on something.
template <fixed_string Privilege, class Item>
inline constexpr bool is_privilege_on = detail::is_word_among(detail::privileges_on<Item>, Privilege.view());
/// Whether there are all of these on something.
template <class Item, fixed_string... Privileges>
inline constexpr bool are_privileges_on = (is_privilege_on<Privileges, Item> and ...);

namespace detail {
template <class>
inline constexpr bool is_trigger = false;
template <fixed_string Name, class Table, fixed_string Events, fixed_string Action, class... Needed>
inline constexpr bool is_trigger<trigger_of<Name, Table, Events, Action, Needed...>> = true;

/// What `constraints` of a table lists and the catalog of a database has under a name.
template <class>
inline constexpr bool is_held_by_a_table = false;
template <key_kind Kind, fixed_string Name, class... Columns>
inline constexpr bool is_held_by_a_table<key_constraint<Kind, Name, Columns...>> = true;
template <fixed_string Name, class Columns, class Targets>
inline constexpr bool is_held_by_a_table<foreign_key_constraint<Name, Columns, Targets>> = true;
template <fixed_string Name, class Condition>
inline constexpr bool is_held_by_a_table<check_constraint<Name, Condition>> = true;
template <fixed_string Name, pg::index_method Method, class Condition, class... Keys>
inline constexpr bool is_held_by_a_table<exclusion_constraint<Name, Method, Condition, Keys...>> = true;
template <fixed_string Name, bool IsUnique, pg::index_method Method, class Condition, class... Keys>
inline constexpr bool is_held_by_a_table<index_definition<Name, IsUnique, Method, Condition, Keys...>> = true;
template <fixed_string Name, policy_command Command, bool IsPermissive, class Roles, class Using, class Check>
inline constexpr bool is_held_by_a_table<policy_definition<Name, Command, IsPermissive, Roles, Using, Check>> = true;
}  // namespace detail

/// Whether a comment can be said of it by `pg::comment_on`: what is no table and no column.
template <class Item>
inline constexpr bool can_be_commented =
    is_view<Item> or is_own_sequence<Item> or is_type_object<Item> or detail::is_routine<Item> or is_extension<Item> or
    is_role<Item> or detail::is_named_schema<Item> or detail::is_trigger<Item> or detail::is_held_by_a_table<Item>;

/// What is granted, to be followed by `.to(roles...)`.
template <class Privileges, class... Things>
struct open_grant {
    template <class... Roles>
    [[nodiscard]] constexpr auto to(const Roles&...) const {
        static_assert(sizeof...(Roles) != 0 and (can_be_granted_to<Roles> and ...), "grant: to takes roles, and pg::public_");
        return grant_of<Privileges, list<Things...>, list<Roles...>>{};
    }
};

namespace pg {
/// `inline constexpr auto reading = pg::grant<"select", "insert">(post, live_posts).to(editor);`, listed in a domain. On columns of
/// one table: `pg::grant<"select">(post.id, post.title).to(reader)`.
template <fixed_string... Privileges, class... Things>
[[nodiscard]] constexpr auto grant(const Things&...) {
    static_assert(sizeof...(Things) != 0 and (can_be_granted_on<Things> and ...),
                  "grant: is on tables, their columns, views, sequences, types, functions, pg::schema<\"name\">, "
                  "pg::all_tables_in<\"name\"> and pg::later<...>");
    static_assert(are_granted_on_together<Things...>,
                  "grant: a column stands beside columns of its own table alone; write a grant for each table");
    static_assert(
        sizeof...(Privileges) != 0 and (are_privileges_on<Things, Privileges...> and ...),
        "grant: a thing has no such privilege; on tables and views \"select\", \"insert\", \"update\", \"delete\", "
        "\"truncate\", \"references\", \"trigger\" and \"maintain\", on columns \"select\", \"insert\", \"update\" and "
        "\"references\", on sequences \"usage\", \"select\" and \"update\", on "
        "functions \"execute\", on types \"usage\", on schemas \"usage\" and \"create\"");
    return open_grant<virga::detail::privileges<Privileges...>, Things...>{};
}
/// A schema by its name, for `grant` and `comment_on`.
template <fixed_string Name>
inline constexpr named_schema<Name> schema{};
/// The tables and views that the app declares in a schema, and keeps itself. One that is declared later gets the grant with it.
template <fixed_string Schema>
inline constexpr tables_of_schema<Schema> all_tables_in{};
/// The tables, sequences, functions or types that come later in a schema: a grant on them is of default privileges, those of what
/// the role makes that runs the migration. It says nothing of what there is already.
template <things_to_come What, fixed_string Schema = "">
inline constexpr later_things<Schema, What> later{};
/// `inline constexpr auto what_moods_are = pg::comment_on<"how one feels">(mood_type);`, listed in a domain. A constraint, index or
/// policy has it around itself, where its table lists it: `pg::comment_on<"nobody is older">(pg::check<"age">(person.age < 150))`.
template <fixed_string Text, class Item>
[[nodiscard]] constexpr auto comment_on([[maybe_unused]] const Item& item) {
    static_assert(Text.size() != 0, "comment_on: has a text");
    static_assert(
        can_be_commented<Item>,
        "comment_on: is on views, sequences, types, functions, extensions, roles, triggers and pg::schema<\"name\">, and "
        "around a constraint, index or policy; tables and columns have pg::comment<\"...\"> among their attributes");
    if constexpr (virga::detail::is_held_by_a_table<Item>) return commented<Text, Item>{item};
    else return comment_of<Text, Item>{};
}
}  // namespace pg
}  // namespace virga
