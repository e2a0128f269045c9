#include "aid/differences.hpp"

#include "aid/content_json.hpp"

namespace pacte::aid {

std::vector<FieldDifference> differences(SchemeContent const& before, SchemeContent const& after) {
  auto const former = to_json(before);
  auto const latter = to_json(after);
  std::vector<FieldDifference> found;
  for (auto const& field : scheme_fields()) {
    std::string const name{field.name};
    if (former[name] != latter[name]) found.push_back({&field, former[name], latter[name]});
  }
  return found;
}

Json to_json(std::vector<FieldDifference> const& differences) {
  auto json = Json::array();
  for (auto const& one : differences) {
    json.push_back({{"field", one.field->name}, {"before", one.before}, {"after", one.after}});
  }
  return json;
}

}  // namespace pacte::aid
