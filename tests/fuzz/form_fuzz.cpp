// Whatever a browser posts: reading it never fails otherwise than by saying so.
#include <cstdlib>

#include "base/text.hpp"
#include "web/form.hpp"

namespace {

void require(bool good) {
  if (!good) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace pacte;
  using namespace pacte::web;
  std::string_view const text{reinterpret_cast<char const*>(data), size};
  auto const given = Parameters::parse(text, 50);
  if (!given) return 0;
  for (auto const& [name, value] : given->pairs()) {
    require(!first_invalid_utf8(name) && !first_invalid_utf8(value));
    require(value.find('\0') == std::string::npos);
  }
  auto const again = Parameters::parse(given->encode(), 50);
  require(again && again->pairs() == given->pairs());

  FormReader form{*given, Locale::fr};
  require(length(form.text("a", 0, 100)) <= 100 || !form.ok());
  form.email("b");
  form.secret("c", 8, 72);
  form.choice("d", {"x", "y"});
  auto const number = form.integer("e", -5, 5);
  require(!number || (*number >= -5 && *number <= 5));
  form.checked("f");
  form.refuse_unknown();
  return 0;
}
