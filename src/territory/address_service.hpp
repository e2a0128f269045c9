// The national address service, or one that speaks as it does, when the administrator gave its
// address. What is typed leaves the server only towards it, and is written nowhere.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "territory/address.hpp"

namespace pacte::territory {

/// What is wrong with the base address of a service, in French; empty when it is good: HTTPS, or
/// HTTP on this very machine; no user, no parameters.
std::string address_service_fault(std::string const& base);

class AddressService {
 public:
  /// `base`: "https://data.geopf.fr/geocodage"; empty when there is none.
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
