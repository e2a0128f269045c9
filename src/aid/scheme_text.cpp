#include "aid/scheme_text.hpp"

#include "aid/scheme_places.hpp"
#include "base/text.hpp"
#include "source/parts.hpp"
#include "source/store.hpp"

namespace pacte::aid {
namespace {

struct Lines {
  web::Locale locale;
  SchemeField const& field;
  SchemeContent const& content;
  Names const& names;

  std::vector<std::string> operator()(std::string SchemeContent::* member) const {
    auto const& text = content.*member;
    if (text.empty()) return {};
    if (!field.is_code) return {text};
    std::vector<std::string> lines;
    for (auto const line : split(text, '\n'))
      lines.emplace_back(line);
    return lines;
  }
  std::vector<std::string> operator()(Texts SchemeContent::* member) const {
    auto lines = content.*member;
    for (auto& line : lines) {
      if (auto const known = names.find(line); known != names.end()) line = known->second.label;
    }
    return lines;
  }
  std::vector<std::string> operator()(Choices SchemeContent::* member) const {
    std::vector<std::string> labels;
    for (auto const& value : (content.*member).values)
      labels.push_back(web::tr(locale, choice_label(field, value)));
    return labels;
  }
  std::vector<std::string> operator()(Notes SchemeContent::* member) const {
    std::vector<std::string> lines;
    for (auto const& note : content.*member) {
      auto const known = names.find(note.about);
      auto const& about = known == names.end() ? note.about : known->second.label;
      lines.push_back(note.text.empty() ? about : fmt::format("{} : {}", about, note.text));
    }
    return lines;
  }
  std::vector<std::string> operator()(std::optional<Euros> SchemeContent::* member) const {
    auto const& amount = content.*member;
    if (!amount) return {};
    return {pacte::to_text(*amount, web::digits(locale))};
  }
  std::vector<std::string> operator()(std::optional<BasisPoints> SchemeContent::* member) const {
    auto const& share = content.*member;
    if (!share) return {};
    return {to_text(*share, web::digits(locale))};
  }
};

}  // namespace

Names names_in(store::Session& session, web::Locale locale, SchemeContent const& content) {
  std::vector<std::string> ids;
  for (auto const* notes :
       {&content.plans, &content.ambitions, &content.no_contradiction, &content.sources}) {
    for (auto const& note : *notes)
      ids.push_back(note.about);
  }
  auto names = place_names(session, locale, content.places);
  for (auto const& [id, summary] : source::summaries(session, ids))
    names[id] = {summary.label, source::page_url(locale, summary.kind, id)};
  return names;
}

std::vector<std::string> lines_of(web::Locale locale, SchemeField const& field,
                                  SchemeContent const& content, Names const& names) {
  return std::visit(Lines{locale, field, content, names}, field.member);
}

std::string to_text(BasisPoints share, Digits style) {
  constexpr std::int64_t hundred = 100;
  auto text = grouped(share.value / hundred, style);
  if (auto const rest = share.value % hundred; rest != 0) {
    auto decimals = fmt::format("{:02}", rest);
    if (decimals.ends_with('0')) decimals.pop_back();
    text += (style == Digits::french ? "," : ".") + decimals;
  }
  return text + (style == Digits::french ? " %" : "%");
}

}  // namespace pacte::aid
