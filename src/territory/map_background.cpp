#include "territory/map_background.hpp"

#include <array>

#include <fmt/format.h>

#include "territory/outside_address.hpp"

namespace pacte::territory {
namespace {

constexpr std::array<std::string_view, 3> places{"{z}", "{x}", "{y}"};

// The model with a number in each place: one address among those it stands for.
std::string one_of(std::string model) {
  for (auto const place : places) {
    if (auto const at = model.find(place); at != std::string::npos)
      model.replace(at, place.size(), "0");
  }
  return model;
}

}  // namespace

std::string map_background_fault(MapBackground const& background) {
  for (auto const place : places) {
    if (background.tiles.find(place) == std::string::npos)
      return fmt::format("il manque {} : écrivez https://…/{{z}}/{{x}}/{{y}}.png", place);
  }
  auto const address = one_of(background.tiles);
  if (address.find_first_of("{}") != std::string::npos)
    return "seuls {z}, {x} et {y} y sont remplacés";
  if (background.credit.empty()) return "il faut aussi le crédit que demande son auteur";
  return outside_address_fault(address, AddressParameters::allowed);
}

std::string background_origin(MapBackground const& background) {
  return origin_of(one_of(background.tiles));
}

}  // namespace pacte::territory
