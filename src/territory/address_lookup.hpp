// Where an address typed by hand is: by the address service, or by the commune that it names.
#pragma once

#include "store/session.hpp"
#include "territory/address_service.hpp"
#include "territory/atlas.hpp"

namespace pacte::territory {

struct FoundAddress {
  std::string label;  // as the service writes it; empty when only the commune is known
  double score = 0;
  std::optional<Place> place;  // none when only the commune is known
  Territory commune;           // of the reference
};

struct AddressAnswer {
  std::vector<FoundAddress> found;
  /// French: why the commune alone is known, or why there is nothing; empty when all is well.
  std::string note;
};

/// Asks the service, if there is one; without it, or when it fails or knows nothing, the communes
/// that the text names.
AddressAnswer find_address(store::Session& session, AtlasKeeper& keeper,
                           AddressService const& service, std::string_view typed);

}  // namespace pacte::territory
