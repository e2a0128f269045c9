#include "indicator/contradiction.hpp"

#include <set>

#include "indicator/rules.hpp"
#include "indicator/store.hpp"
#include "source/parts.hpp"
#include "source/store.hpp"
#include "web/page.hpp"

namespace pacte::indicator {

using source::Citation;

struct Contradiction::Found {
  Series series;
  Disagreement disagreement;
  std::map<std::string, std::vector<Citation>> citations;
};

namespace {

constexpr std::size_t most_values = 4;
constexpr std::size_t least_documents = 2;

std::map<std::string, std::vector<Citation>> citations_of(store::Session& session,
                                                          Series const& series,
                                                          Disagreement const& of) {
  std::vector<std::string> ids;
  for (auto const position : of.figures)
    ids.push_back(series.figures[position].id);
  return source::citations(session, ids);
}

// How many different things are printed.
std::size_t values_in(Series const& series, Disagreement const& of) {
  std::set<std::string> values;
  for (auto const position : of.figures)
    values.insert(to_line(series.figures[position].value));
  return values.size();
}

std::size_t documents_in(std::map<std::string, std::vector<Citation>> const& citations) {
  std::set<std::string> documents;
  for (auto const& [id, of_figure] : citations) {
    for (auto const& citation : of_figure)
      documents.insert(citation.document);
  }
  return documents.size();
}

// The one with most different values from most documents; the first by identifier among equals.
template <class Found> std::shared_ptr<Found const> most_telling(store::Session& session) {
  std::shared_ptr<Found const> best;
  std::pair<std::size_t, std::size_t> most{0, 0};
  for (auto& series : list_series(session, "", most_figures)) {
    for (auto const& disagreement : disagreements(series.figures)) {
      if (disagreement.of_targets || !disagreement.values_differ ||
          disagreement.figures.size() > most_values)
        continue;
      auto citations = citations_of(session, series, disagreement);
      auto const documents = documents_in(citations);
      std::pair const told{values_in(series, disagreement), documents};
      if (documents < least_documents || told <= most) continue;
      most = told;
      best = std::make_shared<Found const>(series, disagreement, std::move(citations));
    }
  }
  return best;
}

}  // namespace

Contradiction::Contradiction() = default;
Contradiction::~Contradiction() = default;

std::shared_ptr<Contradiction::Found const> Contradiction::get(store::Session& session) {
  auto const now = revision(session);
  std::scoped_lock const lock{mutex_};
  if (now != revision_) {
    found_ = most_telling<Found>(session);
    revision_ = now;
  }
  return found_;
}

void Contradiction::fill(store::Session& session, web::Request const& request, web::View& home) {
  auto const found = get(session);
  if (!found) return;
  auto const locale = request.locale;
  auto block = home.include("CONTRADICTION", "indicator/contradiction.html");
  block.set("LABEL", series_label(found->series.figures));
  block.set("URL", source::page_url(locale, source::Kind::indicator, found->series.id));
  block.set("ALL_URL", web::localized(locale, "/indicateurs"));
  block.set("COUNT", static_cast<std::int64_t>(found->disagreement.figures.size()));
  block.set("REASON", reason(found->disagreement, found->series.figures, locale));
  for (auto const position : found->disagreement.figures) {
    auto const& figure = found->series.figures[position];
    auto const parts = value_parts(figure, locale);
    auto row = block.section("VALUE");
    row.set_optional("QUALIFIER", parts.qualifier)
        .set("NUMBER", parts.number)
        .set_optional("UNIT", parts.unit);
    row.set("WHEN", figure.date.empty() ? web::tr(locale, "sans date imprimée")
                                        : source::date_text(locale, figure.date));
    auto const citations = found->citations.find(figure.id);
    if (citations != found->citations.end())
      source::fill_source_list(row, locale, citations->second);
  }
}

}  // namespace pacte::indicator
