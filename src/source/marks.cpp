#include "source/marks.hpp"

namespace pacte::source {

std::string_view mark_class(Kind kind) {
  switch (kind) {
    case Kind::document: return "k-doc";
    case Kind::plan_node:
    case Kind::plan_link: return "k-plan";
    case Kind::proposal: return "k-prop";
    case Kind::indicator: return "k-fig";
    case Kind::instrument: return "k-tool";
    case Kind::territory: return "k-terr";
    case Kind::body:
    case Kind::platform:
    case Kind::process: return "k-body";
  }
  return "k-doc";
}

}  // namespace pacte::source
