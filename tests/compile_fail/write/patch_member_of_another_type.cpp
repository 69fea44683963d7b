// expect: patch: a member takes a value of its column's C++ type, or one that cannot change on the way
#include "schema.hpp"

patch<visit> changes() {
    patch<visit> some;
#ifdef REJECT
    some.id = 2.9;
#else
    some.id = 2;
#endif
    return some;
}
