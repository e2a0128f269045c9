#include "source/search_query.hpp"

#include "base/text.hpp"
#include "source/store.hpp"

namespace pacte::source {
namespace {

using search::Facet;
using web::tr;
using web::trf;

constexpr std::size_t longest_value = 400;  // bytes
constexpr std::size_t most_values = 20;     // of one facet

}  // namespace

Result<search::Query> read_search(web::Request const& request, std::string_view first_name,
                                  std::size_t most) {
  auto const& given = request.query;
  search::Query query;
  query.text = std::string{trim(given.get("q"))};
  query.most = most;
  if (auto const first = given.find(first_name)) {
    auto const rank = parse_integer(*first);
    if (!rank || *rank < 0 || *rank > last_rank) {
      return fail(ProblemKind::malformed,
                  trf(request.locale, "« {} » est un rang de 0 à {}.", first_name, last_rank));
    }
    query.first = static_cast<std::size_t>(*rank);
  }
  for (auto const facet : all_facets) {
    auto values = given.all(search::name(facet));
    std::erase(values, "");
    bool const good =
        values.size() <= most_values && std::ranges::all_of(values, [](std::string const& value) {
          return value.size() <= longest_value;
        });
    if (!good) {
      return fail(
          ProblemKind::malformed,
          trf(request.locale, "Le filtre « {} » a trop de valeurs, ou une valeur trop longue.",
              search::name(facet)));
    }
    if (!values.empty()) query.filters[facet] = std::move(values);
  }
  return query;
}

std::string facet_label(web::Locale locale, Facet facet) {
  switch (facet) {
    case Facet::kind: return tr(locale, "Sorte");
    case Facet::plan: return tr(locale, "Plan");
    case Facet::level: return tr(locale, "Niveau");
    case Facet::theme: return tr(locale, "Thème");
    case Facet::territory: return tr(locale, "Territoire");
    case Facet::place: return tr(locale, "Lieu nommé");
    case Facet::document: return tr(locale, "Document");
    case Facet::year: return tr(locale, "Année");
    case Facet::has_budget: return tr(locale, "Avec un montant");
    case Facet::has_target: return tr(locale, "Avec une cible");
  }
  return {};
}

FacetNames::FacetNames(store::Session& session, web::Locale locale, search::Results const& results,
                       search::Query const& query)
    : locale_{locale} {
  std::set<std::string> ids;
  for (auto const facet : {Facet::plan, Facet::document}) {
    if (auto const counts = results.facets.find(facet); counts != results.facets.end()) {
      for (auto const& count : counts->second)
        ids.insert(count.value);
    }
    if (auto const chosen = query.filters.find(facet); chosen != query.filters.end()) {
      ids.insert(chosen->second.begin(), chosen->second.end());
    }
  }
  for (auto& [id, record] : summaries(session, {ids.begin(), ids.end()})) {
    labels_.emplace(id, std::move(record.label));
  }
}

std::string FacetNames::name(Facet facet, std::string const& value) const {
  if (facet == Facet::kind) {
    auto const kind = kind_named(value);
    return kind ? tr(locale_, info(*kind).many) : value;
  }
  if (facet == Facet::has_budget || facet == Facet::has_target) return tr(locale_, value);
  if (facet == Facet::level) return tr(locale_, value);
  auto const known = labels_.find(value);
  return known == labels_.end() ? value : known->second;
}

}  // namespace pacte::source
