// Addresses of services outside of the site, as an administrator writes them.
#pragma once

#include <string>

namespace pacte::territory {

/// What is wrong with it, in French; empty when it is good: HTTPS, or HTTP on this very machine; no
/// user, no fragment, and no parameters unless they are `allowed`.
enum class AddressParameters { refused, allowed };
std::string outside_address_fault(std::string const& address,
                                  AddressParameters parameters = AddressParameters::refused);

/// Scheme, host and port of an address without fault: "https://tiles.example.org:8443".
std::string origin_of(std::string const& address);

}  // namespace pacte::territory
