// schema/migrate.cpp: the command line of the reference app's migrations.
#include <virga/kit/run.hpp>

namespace app {
virga::kit::model declared_schema();  // in declared.cpp
}

int main(int argc, char** argv) {
    return virga::kit::run(app::declared_schema, virga::kit::config{}, argc, argv);
}
