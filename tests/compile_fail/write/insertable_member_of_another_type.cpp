// expect: insertable: a member takes a value of its column's C++ type, or one that cannot change on the way
#include "schema.hpp"

insertable<post> made() {
    insertable<post> one;
#ifdef REJECT
    one.pinned = "false";
#else
    one.pinned = false;
#endif
    return one;
}
