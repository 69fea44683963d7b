// virga/catalog/catalog.hpp: constraints, indexes, policies, roles, domains, the whole schema.
#pragma once

#include <virga/catalog/constraint.hpp>
#include <virga/catalog/domain.hpp>
#include <virga/catalog/extension.hpp>
#include <virga/catalog/index.hpp>
#include <virga/catalog/keys.hpp>
#include <virga/catalog/policy.hpp>
#include <virga/catalog/renamed.hpp>
#include <virga/catalog/role.hpp>
#include <virga/catalog/rules.hpp>
#include <virga/catalog/sequence.hpp>
