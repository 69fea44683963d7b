// schema/declared.cpp: the reference app's schema as the kit sees it. A change of the schema compiles only
// this one of the kit's files.
#include <schema/index.hpp>
#include <virga/kit/describe.hpp>

namespace app {
virga::kit::model declared_schema() { return virga::kit::describe(schema); }
}  // namespace app
