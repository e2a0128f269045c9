// Whatever is typed in the search field: an answer or a refusal, never an exception.
#include <cstdlib>
#include <filesystem>

#include "base/text.hpp"
#include "search/index.hpp"

namespace {

using namespace pacte;
using namespace pacte::search;

// One small index for the whole run, removed at its end.
class Fixture {
 public:
  Fixture() {
    index.rebuild([](auto const& add) {
      add({"a",
           "/a",
           "Plan Hydrogène vert",
           "Action 29",
           "L’hydrogène, <b>énergie</b> & mobilité.",
           {{Facet::kind, {"action"}}, {Facet::theme, {"énergie"}}}});
      add({"b",
           "/b",
           "Trains de nuit",
           "P07",
           "Le train de nuit circule en été.",
           {{Facet::kind, {"action"}}}});
      add({"c", "/c", "Mise en œuvre", "", "Les forêts et l’eau\xff.", {{Facet::kind, {"body"}}}});
    });
  }
  ~Fixture() {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
  Fixture(Fixture const&) = delete;
  Fixture& operator=(Fixture const&) = delete;

  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("pacte-query-fuzz-" + random_hex(8));
  Index index{folder};
};

void check(bool held) {
  if (!held) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
  static Fixture fixture;
  std::string const text{reinterpret_cast<char const*>(data), size};
  auto const results = fixture.index.find({.text = text, .filters = {}, .first = 0, .most = 20});
  if (results) {
    check(results->hits.size() <= results->estimated_total);
    for (auto const& hit : results->hits)
      check(!hit.excerpt_html.contains("<b>"));
  } else {
    check(results.error().kind != ProblemKind::unavailable);
  }
  (void)fixture.index.suggest(text, 10);
  (void)fixture.index.find(
      {.text = "", .filters = {{Facet::theme, {text}}}, .first = 0, .most = 20});
  return 0;
}
