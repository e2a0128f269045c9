// Any bytes as the two files of a draw: read without crashing, and what is accepted holds together.
#include <cstdlib>

#include "decision/sortition/classes.hpp"
#include "decision/sortition/reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace pacte::decision::sortition;
  std::string_view const text{reinterpret_cast<char const*>(data), size};
  // The part before the first NUL is quotas, the rest is the pool.
  auto const cut = text.find('\0');
  auto const quotas = read_quotas(text.substr(0, cut), "quotas.csv");
  if (!quotas) {
    if (quotas.error().empty()) std::abort();
    return 0;
  }
  for (auto const& category : quotas->categories) {
    for (auto const& feature : category.features) {
      if (feature.min < 0 || feature.min > feature.max || feature.name.empty()) std::abort();
    }
  }
  if (cut == std::string_view::npos) return 0;
  auto const pool = read_pool(text.substr(cut + 1), "vivier.csv", *quotas,
                              {.identifier = "i", .household = "h", .weight = "w"});
  if (!pool) {
    if (pool.error().empty()) std::abort();
    return 0;
  }
  Request const request{.quotas = *quotas, .pool = *pool, .size = 1};
  if (!check(request, "vivier.csv").empty()) std::abort();
  std::size_t people = 0;
  for (auto const& alike : make_seat_model(request).classes)
    people += alike.people.size();
  if (people != pool->people.size()) std::abort();
  return 0;
}
