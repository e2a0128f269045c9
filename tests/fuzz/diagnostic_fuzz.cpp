// Any bytes as the file of a diagnostic, then as a link to a result: read without crashing, and
// what is accepted holds together.
#include <cstdlib>

#include "diagnostic/definition.hpp"
#include "diagnostic/link.hpp"
#include "diagnostic/rules.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace pacte::diagnostic;
  std::string_view const text{reinterpret_cast<char const*>(data), size};
  // The part before the first NUL is the file, the rest is the link.
  auto const cut = text.find('\0');
  auto const file = text.substr(0, cut);
  auto const link = cut == std::string_view::npos ? std::string_view{} : text.substr(cut + 1);
  auto const opened = version_in(link, "key");
  if (opened && opened->size() != 16) std::abort();
  auto const definition = read_definition(file);
  if (!definition) {
    if (definition.error().empty()) std::abort();
    for (auto const& fault : definition.error()) {
      if (fault.line == 0 || fault.message.empty()) std::abort();
    }
    return 0;
  }
  if (!check_definition(*definition).empty()) std::abort();
  auto const nothing = assess(*definition, {});
  if (nothing.percent && (*nothing.percent < 0 || *nothing.percent > 100)) std::abort();
  Filling const filling{.version = definition->id};
  auto const back = read_link(*definition, make_link(*definition, filling, "key"), "key");
  if (!back || !back->answers.empty()) std::abort();
  return 0;
}
