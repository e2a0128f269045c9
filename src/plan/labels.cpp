#include "plan/labels.hpp"

#include "base/text.hpp"
#include "plan/record.hpp"
#include "plan/store.hpp"
#include "source/parts.hpp"

namespace pacte::plan {

using source::Kind;
using web::Locale;
using web::tr;

std::string level_text(Locale locale, std::string_view level) {
  return tr(locale, source::value_label(node_kind(), "level", level));
}

std::string commitment_text(Locale locale, std::string_view commitment) {
  return commitment.empty()
             ? std::string{}
             : tr(locale, source::value_label(node_kind(), "commitment", commitment));
}

std::string horizon_text(Locale locale, std::string_view horizon_class) {
  return horizon_class.empty()
             ? std::string{}
             : tr(locale, source::value_label(node_kind(), "horizon_class", horizon_class));
}

std::string link_text(Locale locale, std::string_view type, bool outgoing) {
  if (type == "echoes")
    return outgoing ? tr(locale, "Fait écho à") : tr(locale, "Trouve un écho dans");
  if (type == "continues") return outgoing ? tr(locale, "Prolonge") : tr(locale, "Prolongée par");
  if (type == "variant-of")
    return outgoing ? tr(locale, "Variante de") : tr(locale, "A pour variante");
  if (type == "implements")
    return outgoing ? tr(locale, "Met en œuvre") : tr(locale, "Mise en œuvre par");
  if (type == "amends") return outgoing ? tr(locale, "Modifie") : tr(locale, "Modifiée par");
  if (type == "refers-to") return outgoing ? tr(locale, "Renvoie à") : tr(locale, "Citée par");
  if (type == "answers") return outgoing ? tr(locale, "Répond à") : tr(locale, "A pour réponse");
  return tr(locale, "Même chose que");
}

std::string short_name(Locale locale, NodeLine const& node) {
  // "Action 29" says what it is; "4" or "II" does not.
  constexpr std::size_t telling = 5;
  if (node.code.size() >= telling || (node.parent.empty() && !node.code.empty())) return node.code;
  if (!node.code.empty()) return level_text(locale, node.level) + " " + node.code;
  return node.parent.empty() ? node.label : level_text(locale, node.level);
}

void fill_node(web::View& row, Locale locale, NodeLine const& node) {
  row.set("URL", source::page_url(locale, Kind::plan_node, node.id));
  row.set("LABEL", node.label);
  row.set("LEVEL", level_text(locale, node.level));
  row.set("PLAN_CODE", node.plan_code);
  row.set_optional("CODE", node.code);
  row.set_optional("COMMITMENT", commitment_text(locale, node.commitment));
  row.set("COMMITMENT_CLASS", "c-" + node.commitment);
  row.set_optional("HORIZON", horizon_text(locale, node.horizon_class));
}

std::map<std::string, std::string> line_codes(store::Session& session, Locale locale,
                                              std::vector<std::string> const& ids) {
  constexpr std::size_t longest_plan = 40;  // a plan without a code is called by its label
  std::map<std::string, std::string> codes;
  for (auto const& line : nodes(session, ids)) {
    auto const plan = shorten(line.plan_code, longest_plan);
    if (line.id == line.plan) {
      if (!line.code.empty()) codes[line.id] = plan;
    } else {
      codes[line.id] =
          line.code.empty() ? plan : fmt::format("{} {}", plan, short_name(locale, line));
    }
  }
  return codes;
}

}  // namespace pacte::plan
