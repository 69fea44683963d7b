// A program with the TCP client: what it links is what is tried. It connects only where DATABASE_URL is set.
#include <cstdlib>   // std::getenv
#include <iostream>  // std::cout

#include <virga.hpp>
#include <virga/client/postgres.hpp>

int main() {
    const char* const url = std::getenv("DATABASE_URL");
    if (url == nullptr) {
        std::cout << "linked\n";
        return 0;
    }
    virga::postgres_client db{url};
    db.execute("select 1");
}
