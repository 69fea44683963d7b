#!/usr/bin/env python3
"""Prints the library's headers, one a line, less those of the parts that this build goes without.

With `--listed` and names it fails instead where these are no longer the headers.
"""

import sys
from pathlib import Path

NEEDS_FMT = ("virga/client/", "virga/format.hpp", "virga/kit/", "virga/testing/")
NEEDS_POSTGRES = ("virga/client/postgres", "virga/client/detail/postgres/")
NEEDS_NEON_WS = ("virga/client/neon_ws", "virga/client/detail/neon_ws/", "virga/client/detail/openssl_")
NEEDS_KIT = ("virga/kit/",)
NEEDS_NEON_HTTP = (
    "virga/client/curl_transport",
    "virga/client/detail/curl_connection",
    "virga/client/detail/neon_http/",
    "virga/client/neon_http.hpp",
    "virga/kit/neon_http_database",
)
NEEDS_LOCAL_NEON = ("virga/testing/local_neon_source", "virga/testing/detail/neon/")

root, *words = sys.argv[1:]
skipped = ()
if "no-fmt" in words:
    skipped += NEEDS_FMT
if "no-postgres" in words:
    skipped += NEEDS_POSTGRES
if "no-neon-ws" in words:
    skipped += NEEDS_NEON_WS
if "no-kit" in words:
    skipped += NEEDS_KIT
if "no-neon-http" in words:
    skipped += NEEDS_NEON_HTTP
if "no-local-neon" in words:
    skipped += NEEDS_LOCAL_NEON
names = [path.relative_to(root).as_posix() for path in sorted(Path(root).rglob("*.hpp"))]
names = [name for name in names if not name.startswith(skipped)]

if "--listed" not in words:
    print("\n".join(names))
elif changed := set(names) ^ set(words[words.index("--listed") + 1 :]):
    print("\n".join(f"{name} came or went; run meson setup --reconfigure" for name in sorted(changed)))
    sys.exit(1)
