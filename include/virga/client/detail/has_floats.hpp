// virga/client/detail/has_floats.hpp: whether the text of values depends on a setting.
#pragma once

namespace virga::detail {

/// Whether the text of a value in one of the columns depends on how many digits of floats a session shows: of a real, a double
/// precision, a shape, of arrays of these, of rows with such columns.
template <class Columns>  // so that only who calls it has it compiled
bool has_floats(const Columns& columns) {
    for (const auto& each : columns) {
        if (each.holds_floats or each.type.shows_floats) return true;
    }
    return false;
}
}  // namespace virga::detail
