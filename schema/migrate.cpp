// schema/migrate.cpp: the command line of the reference app's migrations.
#include <schema/index.hpp>
#include <virga/kit/kit.hpp>

int main(int argc, char** argv) {
    return virga::kit::run(app::schema, virga::kit::config{}, argc, argv);
}
