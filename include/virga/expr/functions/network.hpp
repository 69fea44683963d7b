// virga/expr/functions/network.hpp: functions of network addresses.
// Source: PostgreSQL manual, section 9.12, Network Address Functions and Operators; tests/postgres compares all with pg_proc.
#pragma once

#include <virga/expr/function.hpp>  // VIRGA_FUNCTION
#include <virga/types/boolean.hpp>  // virga::types::boolean
#include <virga/types/inet.hpp>     // virga::types::inet
#include <virga/types/macaddr.hpp>  // virga::types::macaddr8
#include <virga/types/text.hpp>     // virga::types::text

namespace virga {

/// `abbrev(address)`: its shortest text.
VIRGA_FUNCTION(abbrev, types::text(types::inet), types::text(types::cidr))
/// `broadcast(address)`: the last address of its network.
VIRGA_FUNCTION(broadcast, types::inet(types::inet))
/// `family(address)`: 4 or 6.
VIRGA_FUNCTION(family, types::integer(types::inet))
/// `host(address)`: its text, without the length of the network.
VIRGA_FUNCTION(host, types::text(types::inet))
/// `hostmask(address)`: the bits of its network that tell hosts apart.
VIRGA_FUNCTION(hostmask, types::inet(types::inet))
/// `inet_merge(left, right)`: the smallest network that holds both.
VIRGA_FUNCTION(inet_merge, types::cidr(types::inet, types::inet))
/// `inet_same_family(left, right)`
VIRGA_FUNCTION(inet_same_family, types::boolean(types::inet, types::inet))
/// `macaddr8_set7bit(address)`: as it stands in an address of IPv6.
VIRGA_FUNCTION(macaddr8_set7bit, types::macaddr8(types::macaddr8))
/// `masklen(address)`: the length of its network, in bits.
VIRGA_FUNCTION(masklen, types::integer(types::inet))
/// `netmask(address)`
VIRGA_FUNCTION(netmask, types::inet(types::inet))
/// `network(address)`: the network that it lies in.
VIRGA_FUNCTION(network, types::cidr(types::inet))
/// `set_masklen(address, length)`
VIRGA_FUNCTION(set_masklen, types::inet(types::inet, types::integer), types::cidr(types::cidr, types::integer))
}  // namespace virga
