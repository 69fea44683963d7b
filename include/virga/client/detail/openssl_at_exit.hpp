// virga/client/detail/openssl_at_exit.hpp: OpenSSL for threads that may run until the very end of the program.
#pragma once

#include <openssl/crypto.h>  // OPENSSL_init_crypto

namespace virga::detail {

/// Called before a thread that uses OpenSSL starts. OpenSSL cleans up at exit, before objects go that are older than its first
/// use; a thread of such an object would then use what is freed. Asked first, it leaves that to the end of the process, as
/// its fourth version does by itself; asked later, it cleans up after whatever is made from now on.
inline void keep_openssl_until_exit() { ::OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr); }
}  // namespace virga::detail
