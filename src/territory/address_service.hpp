// The national address service, or one that speaks as it does, when the administrator gave its
// address. What is typed leaves the server only towards it, and is written nowhere.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "territory/address.hpp"

namespace pacte::territory {

class AddressService {
 public:
  /// `base`: "https://data.geopf.fr/geocodage", without fault (`outside_address_fault`); empty when
  /// there is none.
  explicit AddressService(std::string base);
  ~AddressService();
  AddressService(AddressService const&) = delete;
  AddressService& operator=(AddressService const&) = delete;
  AddressService(AddressService&&) = delete;
  AddressService& operator=(AddressService&&) = delete;

  [[nodiscard]] bool configured() const { return !base_.empty(); }

  /// GET {base}/search/?q=…&limit=5. `unavailable` when it does not answer within three seconds, is
  /// asked too much at once, redirects, or answers something else than the addresses expected.
  [[nodiscard]] Result<std::vector<AddressHit>> search(std::string_view typed) const;

 private:
  struct Turns;
  std::string base_;
  std::unique_ptr<Turns> turns_;
};

}  // namespace pacte::territory
