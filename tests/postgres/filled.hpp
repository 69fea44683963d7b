// A database of its own, with rows.
#pragma once

#include <virga/client/postgres.hpp>  // virga::postgres_client

#include "database.hpp"

namespace virga_test {

/// A database with the rows of tables_sql.hpp.
class filled_database : public own_database {
public:
    filled_database() { virga::postgres_client{url()}.execute(tables::insert_rows); }
};
}  // namespace virga_test
