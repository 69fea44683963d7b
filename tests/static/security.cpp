// Roles, policies, existing tables and Neon's helpers: rules asked without breaking the build, and texts.
#include <optional>     // std::optional
#include <string>       // std::string
#include <tuple>        // std::tuple
#include <type_traits>  // std::remove_const_t

#include <virga.hpp>
#include <virga/neon/neon.hpp>

#include "../tables.hpp"

namespace {
using namespace tables;
using virga::policy_command;
namespace policy_for = virga::policy_for;
namespace neon = virga::neon;

template <const auto& Object>
using type_of = std::remove_const_t<std::remove_reference_t<decltype(Object)>>;

// ---- roles ---------------------------------------------------------------------------------------

inline constexpr pg::role<"editor"> editor;
inline constexpr pg::role<"editor", pg::login> other_editor;
inline constexpr pg::role<"reader"> reader;

static_assert(virga::is_role<type_of<editor>> and not virga::is_role<type_of<pg::public_>> and not virga::is_role<type_of<post>>);
static_assert(virga::is_policy_role<type_of<editor>> and virga::is_policy_role<type_of<pg::public_>>);
static_assert(not virga::is_policy_role<type_of<post>>);
static_assert(virga::is_free_role_name("Editor") and virga::is_free_role_name("pgadmin"));
static_assert(not virga::is_free_role_name("public") and not virga::is_free_role_name("none") and
              not virga::is_free_role_name("current_user") and not virga::is_free_role_name("pg_monitor"));
static_assert(virga::is_role_attribute<virga::role_attribute::login> and not virga::is_role_attribute<virga::attribute::not_null>);
static_assert(type_of<neon::authenticated>::is_existing and not type_of<editor>::is_existing and type_of<pg::public_>::is_existing);
static_assert(virga::are_distinct_roles<type_of<editor>, type_of<reader>> and
              not virga::are_distinct_roles<type_of<editor>, type_of<reader>, type_of<other_editor>>);
static_assert(virga::names_public_alone<type_of<pg::public_>> and virga::names_public_alone<type_of<editor>, type_of<reader>> and
              not virga::names_public_alone<type_of<editor>, type_of<pg::public_>>);

// ---- which clause a policy has -------------------------------------------------------------------

static_assert(virga::reads_rows<policy_command::all> and virga::reads_rows<policy_command::select> and
              virga::reads_rows<policy_command::update> and virga::reads_rows<policy_command::delete_> and
              not virga::reads_rows<policy_command::insert>);
static_assert(virga::writes_rows<policy_command::all> and virga::writes_rows<policy_command::insert> and
              virga::writes_rows<policy_command::update> and not virga::writes_rows<policy_command::select> and
              not virga::writes_rows<policy_command::delete_>);
static_assert(virga::is_row_condition<bool> and virga::is_row_condition<decltype(post.views > 1)> and
              virga::is_row_condition<type_of<person.active>>);
static_assert(not virga::is_row_condition<int> and not virga::is_row_condition<type_of<post.views>>);

// ---- what a policy keeps to ----------------------------------------------------------------------

constexpr auto of_own = pg::policy<"own">().to(editor).using_(post.views > 1);
constexpr auto of_other = pg::policy<"own">().using_(post.views > 1 and person.active);
constexpr auto asking = pg::policy<"asks">().using_(post.author_id.in(select(person.id).from(person).where(person.name == "x")));
constexpr auto awaiting =
    pg::policy<"asks">().using_(post.author_id.in(select(person.id).from(person).where(person.name == arg<"x">)));
constexpr auto grouped = pg::policy<"most">().with_check(max(post.views) > 1);
constexpr auto open = pg::policy<"none">(policy_for::insert);
using post_type = type_of<post>;
static_assert(virga::is_constraint<type_of<of_own>> and virga::makes_policies<type_of<of_own>>);
static_assert(not virga::makes_policies<decltype(pg::check<"c">(post.views > 1))>);
static_assert(virga::is_constraint_of<type_of<of_own>, post_type> and not virga::is_constraint_of<type_of<of_other>, post_type>);
static_assert(virga::is_constraint_of<type_of<asking>, post_type>);  // a subquery may ask another table
static_assert(virga::decides_row_by_row<type_of<asking>> and not virga::decides_row_by_row<type_of<grouped>>);
static_assert(virga::has_its_values<type_of<asking>> and not virga::has_its_values<type_of<awaiting>>);
static_assert(virga::has_condition<type_of<of_own>> and not virga::has_condition<type_of<open>>);
static_assert(virga::are_distinct_policies<type_of<of_own>, type_of<asking>> and
              not virga::are_distinct_policies<type_of<of_own>, type_of<asking>, type_of<of_other>>);
static_assert(virga::sees_one_row<type_of<asking>> and not virga::sees_one_row<decltype(pg::check<"c">(max(post.views) > 1))>);

// ---- schemas -------------------------------------------------------------------------------------

using listed = virga::list<post_type, type_of<editor>>;
constexpr auto for_reader = pg::policy<"own">().to(reader).using_(true);
constexpr auto for_signed_in = pg::policy<"own">().to(neon::authenticated, pg::current_user).using_(true);
static_assert(virga::has_its_roles_in<type_of<of_own>, listed> and not virga::has_its_roles_in<type_of<for_reader>, listed>);
static_assert(virga::has_its_roles_in<type_of<for_signed_in>, listed>);
static_assert(virga::has_a_name_of_its_own<type_of<editor>, listed> and virga::has_a_name_of_its_own<post_type, listed> and
              not virga::has_a_name_of_its_own<type_of<editor>, virga::list<type_of<other_editor>, type_of<editor>>>);
static_assert(virga::is_schema_item<type_of<editor>> and not virga::is_schema_item<type_of<pg::public_>>);

// ---- existing tables -----------------------------------------------------------------------------

static_assert(virga::source_traits<type_of<neon::users_sync>>::is_existing and not virga::source_traits<post_type>::is_existing);
static_assert(virga::can_have_policies<post_type> and not virga::can_have_policies<type_of<neon::users_sync>>);
static_assert(virga::has_its_target_in<type_of<neon::users_sync.id>, virga::list<>> and
              not virga::has_its_target_in<type_of<post.id>, virga::list<>>);
static_assert(virga::are_table_attributes<> and virga::are_table_attributes<virga::attribute::existing> and
              not virga::are_table_attributes<virga::attribute::not_null> and
              not virga::are_table_attributes<virga::attribute::existing, virga::attribute::existing>);

// ---- Neon ----------------------------------------------------------------------------------------

static_assert(neon::detail::policy_name<"select", type_of<editor>>() == virga::fixed_string{"crud-editor-policy-select"});
static_assert(neon::detail::policy_name<"delete", type_of<neon::authenticated>, type_of<neon::anonymous>>() ==
              virga::fixed_string{"crud-authenticated-anonymous-policy-delete"});
static_assert(neon::make_short_names<type_of<neon::authenticated>, type_of<neon::anonymous>>);

constexpr auto crud = neon::crud_policy(editor).read(true).modify(post.views > 1);
static_assert(virga::policies_of<type_of<crud>>::size == 4);
static_assert(virga::policies_of<decltype(neon::crud_policy(editor).read(true))>::size == 1);
static_assert(virga::policies_of<decltype(neon::crud_policy(editor).modify(true))>::size == 3);
static_assert(not virga::makes_policies<decltype(neon::crud_policy(editor))>);

constexpr auto own_rows =
    select(person.name).from(person).where(neon::auth_uid(person.name) or not neon::auth_uid(lower(person.nick)));
static_assert(to_sql(own_rows) == R"(select "person"."name" from "person" where (select auth.user_id() = "person"."name") or )"
                                  R"(not (select auth.user_id() = lower("person"."nick")))");
constexpr auto compared = select(person.name, neon::user_id().as<"me">()).from(person).where(person.name == neon::user_id());
static_assert(to_sql(compared) == R"(select "person"."name", auth.user_id() as "me" from "person" where "person"."name" = auth.user_id())");
static_assert(std::is_same_v<std::tuple_element_t<1, virga::row_of<decltype(compared)>>, std::optional<std::string>>);

constexpr auto joined =
    select(post.title, neon::users_sync.email).from(post).left_join(neon::users_sync, neon::users_sync.id == post.title);
static_assert(to_sql(joined) == R"(select "post"."title", "users_sync"."email" from "post" left join "neon_auth"."users_sync" on )"
                                R"("users_sync"."id" = "post"."title")");
}  // namespace
