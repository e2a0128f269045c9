// The ten kinds of records that a corpus holds, and where each is shown.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace pacte::source {

enum class Kind {
  document,
  plan_node,
  plan_link,
  proposal,
  indicator,
  instrument,
  body,
  platform,
  process,
  territory
};

struct KindInfo {
  Kind kind;
  std::string_view name;        // in the database and the journal: "plan_node"
  std::string_view file;        // in a corpus: "plans.jsonl"
  std::string_view table;       // "plan_node"
  std::string_view page;        // "/plans"
  std::string_view collection;  // in the API: "nodes"
  std::string_view facet;       // value of the facet and of `kind=` in the search: "plan_node"
  std::string_view one;         // French, shown: "Action ou ligne de plan"
  std::string_view many;        // French, shown: "Plans"
};

std::array<KindInfo, 10> const& all_kinds();
KindInfo const& info(Kind kind);
std::optional<Kind> kind_named(std::string_view name);

/// Path of the page of a record, without language prefix: "/plans/srdeii/action-29".
std::string page_path(Kind kind, std::string_view id);
/// Path of a record in the API: "/api/v1/nodes/srdeii/action-29".
std::string api_path(Kind kind, std::string_view id);

}  // namespace pacte::source
