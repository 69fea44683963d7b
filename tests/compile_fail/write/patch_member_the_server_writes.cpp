// expect: patch, insertable: the server alone writes this column; it takes no value
#include "schema.hpp"

#ifdef REJECT
patch<post> changes() {
    patch<post> some;
    some.id = 7;
    return some;
}
#else
patch<post> changes() {
    patch<post> some;
    some.views = 7;
    return some;
}
#endif
