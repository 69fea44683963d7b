// virga/catalog/catalog.hpp: constraints, indexes, domains, the whole schema.
#pragma once

#include <virga/catalog/constraint.hpp>
#include <virga/catalog/domain.hpp>
#include <virga/catalog/index.hpp>
#include <virga/catalog/keys.hpp>
#include <virga/catalog/rules.hpp>
