// What other rooms hold about a person beside their account.
#pragma once

#include <functional>
#include <string>

#include "base/json.hpp"
#include "store/session.hpp"

namespace pacte::identity {

/// Given to the person with their own data (GDPR, articles 15 and 20), erased with their account
/// (article 17), in the same transactions.
struct PersonalData {
  std::string name;  // its field in what they are given: "assessments"
  std::function<Json(store::Session&, std::string const& person)> give;
  std::function<void(store::Session&, std::string const& person)> erase;
};

}  // namespace pacte::identity
