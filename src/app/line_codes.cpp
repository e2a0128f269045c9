#include "app/line_codes.hpp"

#include "base/text.hpp"
#include "plan/labels.hpp"
#include "plan/store.hpp"

namespace pacte::app {

constexpr std::size_t longest_plan = 40;  // a plan without a code is called by its label

std::map<std::string, std::string> line_codes(store::Session& session, web::Locale locale,
                                              std::vector<std::string> const& ids) {
  std::map<std::string, std::string> codes;
  for (auto const& line : plan::nodes(session, ids)) {
    auto const plan = shorten(line.plan_code, longest_plan);
    if (line.id == line.plan) {
      if (!line.code.empty()) codes[line.id] = plan;
    } else {
      codes[line.id] =
          line.code.empty() ? plan : fmt::format("{} {}", plan, plan::short_name(locale, line));
    }
  }
  return codes;
}

}  // namespace pacte::app
