#include "alert/criteria.hpp"

#include <algorithm>
#include <set>

#include "aid/call_rules.hpp"
#include "aid/call_search.hpp"
#include "aid/call_store.hpp"
#include "aid/catalogue.hpp"
#include "aid/scheme_search.hpp"
#include "source/catalogue_pages.hpp"
#include "source/catalogue_search.hpp"
#include "source/parts.hpp"
#include "web/locale.hpp"

namespace pacte::alert {
namespace {

constexpr std::size_t most_calls = 500;

web::Parameters parsed(std::string const& query) {
  return web::Parameters::parse(query).value_or(web::Parameters{});
}

// Names of the parameters that a list reads, in the order in which they are kept and shown.
std::vector<std::string> names_of(About about, source::Catalogue const& catalogue) {
  std::vector<std::string> names{"q"};
  if (about == About::calls) names.emplace_back("kind");
  if (about == About::schemes)
    names.insert(names.end(), catalogue.facets.begin(), catalogue.facets.end());
  for (auto const& filter : catalogue.filters)
    names.push_back(filter.name);
  return names;
}

std::pair<std::string, std::string> criterion(store::Session& session, web::Locale locale,
                                              source::Catalogue const& catalogue,
                                              std::string const& name, std::string const& value) {
  if (name == "q") return {web::tr(locale, "Mots"), value};
  if (name == "kind") {
    auto const kind = value == aid::call_kind_name(aid::CallKind::interest)
                          ? aid::CallKind::interest
                          : aid::CallKind::projects;
    return {web::tr(locale, "Sorte"), web::tr(locale, aid::call_kind_label(kind))};
  }
  auto const filter = std::ranges::find(catalogue.filters, name, &source::CatalogueFilter::name);
  if (filter == catalogue.filters.end()) {
    return {source::field_label(locale, *catalogue.kind, name),
            source::value_text(locale, *catalogue.kind, name, value)};
  }
  auto const values = filter->values(session, locale);
  auto const known = std::ranges::find(values, value, [](auto const& one) { return one.first; });
  return {web::tr(locale, filter->label), known == values.end() ? value : known->second};
}

}  // namespace

std::optional<std::string> kept_query(About about, web::Parameters const& given) {
  auto const catalogue = aid::searched_schemes();
  bool const readable = about == About::calls ? aid::read_call_search(given).has_value()
                                              : source::read_search(catalogue, given).has_value();
  if (!readable) return std::nullopt;
  web::Parameters kept;
  for (auto const& name : names_of(about, catalogue)) {
    if (auto value = given.get(name); !value.empty()) kept.add(name, std::move(value));
  }
  return kept.encode();
}

std::vector<std::string> criteria_lines(store::Session& session, web::Locale locale, About about,
                                        std::string const& query) {
  auto const catalogue = aid::searched_schemes();
  auto const parameters = parsed(query);
  std::vector<std::string> lines;
  for (auto const& name : names_of(about, catalogue)) {
    auto const value = parameters.get(name);
    if (value.empty()) continue;
    auto const [label, text] = criterion(session, locale, catalogue, name, value);
    lines.push_back(web::trf(locale, "{} : {}", label, text));
  }
  return lines;
}

std::string list_path(About about, std::string const& query) {
  auto const path = about == About::calls ? "/appels" : "/dispositifs";
  return query.empty() ? path : fmt::format("{}?{}", path, query);
}

Found find(store::Session& session, About about, std::string const& query, Instant since) {
  auto const parameters = parsed(query);
  if (about == About::calls) {
    auto const search = aid::read_call_search(parameters);
    if (!search) return {};
    return {.calls = aid::found_calls(session, *search, most_calls), .schemes = {}};
  }
  std::set<std::string> called;
  for (auto const& line : aid::called_schemes(session, parameters))
    called.insert(line.id);
  auto calls = aid::calls(session, most_calls);
  std::erase_if(calls, [&](aid::Call const& call) { return !called.contains(call.scheme); });
  return {.calls = std::move(calls), .schemes = aid::changed_schemes(session, parameters, since)};
}

}  // namespace pacte::alert
