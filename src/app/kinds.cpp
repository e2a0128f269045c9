#include "app/kinds.hpp"

#include "aid/record.hpp"
#include "directory/record.hpp"
#include "indicator/record.hpp"
#include "participation/record.hpp"
#include "plan/record.hpp"
#include "source/record.hpp"
#include "territory/record.hpp"

namespace pacte::app {

std::vector<source::RecordKind const*> const& corpus_kinds() {
  static std::vector<source::RecordKind const*> const kinds{
      &source::document_kind(),          &plan::node_kind(),           &plan::link_kind(),
      &participation::proposal_kind(),   &indicator::indicator_kind(), &aid::instrument_kind(),
      &directory::body_kind(),           &directory::platform_kind(),  &directory::process_kind(),
      &territory::named_territory_kind()};
  return kinds;
}

}  // namespace pacte::app
