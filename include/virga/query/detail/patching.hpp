// virga/query/detail/patching.hpp: an update that sets what a patch<> changes, by one constant text.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::is_same_v
#include <utility>      // std::index_sequence

#include <virga/expr/values.hpp>           // virga::detail::hold
#include <virga/query/bundle.hpp>          // virga::bundle
#include <virga/query/detail/made.hpp>     // virga::detail::maker_of
#include <virga/query/detail/writing.hpp>  // virga::detail::set_item
#include <virga/schema/modes.hpp>          // virga::patch_mode
#include <virga/text/error.hpp>            // virga::value_error

namespace virga {

namespace node {
/// `case when $1 then $2 else column end`: $1 is whether the patch changes the column, $2 to what.
template <class Source, std::size_t Index>
struct patched_column : leaf {
    using field = field_of<Source, Index>;
    using type = typename field::type;
    template <class>
    static constexpr bool nullable_in = field::is_nullable;
    static constexpr void write(writer& out) {
        out.text("case when ");
        out.parameter(description_of<types::boolean>);
        out.text(" then ");
        out.parameter(description_of<type>);
        out.text(" else ");
        if constexpr (field::template has<attribute::on_update_now>) out.text(type::now);
        else column_at<Source, Index>::write(out);
        out.text(" end");
    }
};
}  // namespace node

namespace detail {
template <class Source>
using patch_of = typename source_traits<Source>::template fields_in<patch_mode>;

/// Whether `set` is given one patch of its table.
template <class Source, class... Given>
inline constexpr bool is_patch_of = false;
template <class Source, class Given>
inline constexpr bool is_patch_of<Source, Given> = std::is_same_v<std::remove_cvref_t<Given>, patch_of<Source>>;

template <class Fields>
struct patch_parameter_types;
template <class... Fields>
struct patch_parameter_types<list<Fields...>>
    : joined<std::conditional_t<Fields::is_generated, list<>, list<types::boolean, typename Fields::type>>...> {};

template <class Source>
struct patch_encoder {
    using parameter_types = typename patch_parameter_types<fields_of<Source>>::type;

    static void encode(arguments& out, const patch_of<Source>& given) {
        bool changes = false;
        auto visit = [&out, &changes]<class Field>(const patch_value<Field>& member) {
            if constexpr (not Field::is_generated) {
                changes = changes or member.is_changed();
                encode_value<types::boolean>(out, member.is_changed() or Field::is_made_on_update);
                if (member.is_changed()) encode_value<typename Field::type>(out, member.value());
                else if constexpr (Field::is_made_on_update) encode_value<typename Field::type>(out, maker_of<Field, false>());
                else out.add_null();
            }
        };
        walk_members<typename source_traits<Source>::definition>(given, visit);
        if (not changes) throw value_error("set: the patch changes nothing; ask before you run the update");
    }
};

template <class Source, class Indexes>
struct patch_item_list;
template <class Source, std::size_t... Indexes>
struct patch_item_list<Source, std::index_sequence<Indexes...>>
    : joined<std::conditional_t<field_of<Source, Indexes>::is_generated, list<>,
                                list<set_item<Indexes, node::patched_column<Source, Indexes>>>>...> {};
/// What a patch sets: every column that the app may write.
template <class Source>
using patch_items = typename patch_item_list<Source, std::make_index_sequence<fields_of<Source>::size>>::type;

template <class Source, class Given>
[[gnu::always_inline]] constexpr auto patch_values(Given&& given) {
    using held = decltype(hold(std::forward<Given>(given)));
    return values<bundle<patch_encoder<Source>, held>>{{{{hold(std::forward<Given>(given))}}}};
}
}  // namespace detail
}  // namespace virga
