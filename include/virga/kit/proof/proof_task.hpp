// virga/kit/proof/proof_task.hpp: a migration that is to be tried before it is written.
#pragma once

#include <functional>  // std::function
#include <string>      // std::string
#include <vector>      // std::vector

#include <virga/kit/change.hpp>  // virga::kit::change
#include <virga/kit/folder.hpp>  // virga::kit::migration
#include <virga/kit/model.hpp>   // virga::kit::model

namespace virga::kit {

/// One file of a migration.
struct proof_file {
    std::vector<change> changes;
    std::string script;    ///< those as the text of a migration.sql
    bool outside = false;  ///< of a transaction
};

/// The references live as long as the call that is given it.
struct proof_task {
    const std::vector<migration>& history;
    const model& before;   ///< as the newest snapshot has it
    const model& after;    ///< as declared
    const std::vector<proof_file>& files;  ///< in order
};

/// Tries a migration, and returns sentences of what could not be tried. Errors: `kit_error` when it does not do what it should.
using prover = std::function<std::vector<std::string>(const proof_task&)>;
}  // namespace virga::kit
