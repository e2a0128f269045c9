#include "indicator/pages.hpp"

#include <set>

#include "base/date.hpp"
#include "base/text.hpp"
#include "indicator/filter.hpp"
#include "indicator/listing.hpp"
#include "indicator/record.hpp"
#include "indicator/rules.hpp"
#include "indicator/table.hpp"
#include "source/parts.hpp"
#include "source/record_store.hpp"
#include "source/store.hpp"
#include "web/page.hpp"

namespace pacte::indicator {
namespace {

using source::Kind;
using web::Locale;
using web::Request;
using web::Response;
using web::tr;
using web::trf;
using web::View;
using Citations = std::map<std::string, std::vector<source::Citation>>;

constexpr std::size_t page_size = 25;
constexpr std::size_t shown_about = 30;   // on the page of another record
constexpr std::size_t shown_values = 12;  // of a facet
constexpr std::size_t longest_key = 200;

Response public_page(Request const& request, web::Page const& page, web::Document const& content) {
  auto response = web::render(request, page, content);
  response.cacheable = true;
  return response;
}

std::string number(Locale locale, std::int64_t count) {
  return grouped(count, web::digits(locale));
}

std::string counted(Locale locale, std::int64_t count, std::string_view one,
                    std::string_view many) {
  return number(locale, count) + " " + web::trn(locale, one, many, count);
}

std::string date_or_none(Locale locale, Figure const& figure) {
  return figure.date.empty() ? tr(locale, "sans date imprimée")
                             : source::date_text(locale, figure.date);
}

void fill_fig(View& view, FigureText const& text, char const* name = "indicator/fig.html") {
  auto fig = view.include("FIG", name);
  fig.set_optional("QUALIFIER", text.qualifier);
  fig.set("NUMBER", text.number);
  fig.set_optional("UNIT", text.unit);
}

// What stands for a figure: its value, or its target when nothing was observed.
FigureText main_text(Figure const& figure, Locale locale) {
  return figure.value.is_null() ? target_parts(figure, locale) : value_parts(figure, locale);
}

// "2022, région académique Occitanie, d’après DREETS"
std::string when_text(Figure const& figure, Locale locale) {
  auto text = date_or_none(locale, figure);
  if (!figure.territory.empty()) text += ", " + figure.territory;
  if (!figure.source_printed.empty())
    text += ", " + trf(locale, "d’après {}", figure.source_printed);
  return text;
}

std::vector<std::string> ids_of(std::vector<Figure> const& figures) {
  std::vector<std::string> ids;
  for (auto const& figure : figures)
    ids.push_back(figure.id);
  return ids;
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

void fill_rows(View& view, Locale locale, std::vector<Figure> const& figures,
               Citations const& citations, std::map<std::string, std::int64_t> const& differing) {
  if (figures.empty()) return;
  auto rows = view.include("ROWS", "indicator/rows.html");
  for (auto const& figure : figures) {
    auto row = rows.section("ROW");
    fill_fig(row, main_text(figure, locale));
    row.set("URL", source::page_url(locale, Kind::indicator, figure.id));
    row.set("LABEL", figure.label);
    row.set("DATE",
            figure.date.empty() ? tr(locale, "sans date") : source::date_text(locale, figure.date));
    row.set_optional("TERRITORY", figure.territory);
    row.set_optional("TARGET", capitalised(target_text(figure, locale)));
    if (figure.computed) row.show("COMPUTED");
    if (auto const found = differing.find(figure.id); found != differing.end()) {
      row.set_optional(
          "DIFFER", counted(locale, found->second, "valeur à rapprocher", "valeurs à rapprocher"));
    }
    if (auto const found = citations.find(figure.id); found != citations.end()) {
      source::fill_refs(row, locale, std::span{found->second}.first(1));
    }
  }
}

// ---- the list

std::string list_path(Locale locale, web::Parameters const& query,
                      std::string_view path = "/indicateurs") {
  auto const encoded = query.encode();
  return web::localized(locale, path) + (encoded.empty() ? "" : "?" + encoded);
}

std::string form_of(FigureFilter const& filter) {
  if (filter.with_target) return page_names.with_target;
  return filter.differing ? page_names.differing : "";
}

void fill_option(View& view, char const* section, std::string const& value, std::string const& text,
                 std::string const& chosen) {
  auto option = view.section(section);
  option.set("VALUE", value);
  option.set("TEXT", text);
  if (value == chosen) option.show("CHOSEN");
}

using Labels = std::map<std::string, source::Summary>;

std::string label_of(Labels const& labels, std::string const& id) {
  auto const found = labels.find(id);
  return found == labels.end() ? id : found->second.label;
}

void fill_form(View& view, Locale locale, FigureFilter const& filter, Facets const& facets,
               Labels const& labels) {
  view.set("WORDS", filter.words);
  for (auto const& one : facets.documents) {
    fill_option(view, "DOCUMENT", one.value, label_of(labels, one.value), filter.document);
  }
  for (auto const& one : facets.territories)
    fill_option(view, "TERRITORY", one.value, one.value, filter.territory);
  for (auto const& one : facets.years)
    fill_option(view, "YEAR", one.value, one.value, filter.year);
  auto const form = form_of(filter);
  fill_option(view, "FORM", page_names.with_target, tr(locale, "Avec une cible"), form);
  fill_option(view, "FORM", page_names.differing, tr(locale, "Valeurs à rapprocher"), form);
  auto const keep = [&](char const* name, std::string const& value) {
    if (!value.empty()) view.section("KEPT").set("NAME", name).set("VALUE", value);
  };
  keep(page_names.theme, filter.theme);
  keep(page_names.plan, filter.plan);
  keep(page_names.about, filter.about);
  keep(page_names.series, filter.series);
}

// One facet: each value leads to the list narrowed to it, the chosen one back to the list without
// it.
void fill_facet(View& view, Locale locale, std::string const& name,
                std::vector<Count> const& counts, FigureFilter const& filter,
                std::string FigureFilter::* field, Labels const& labels) {
  if (counts.empty()) return;
  auto facet = view.section("FACET");
  facet.set("NAME", name);
  std::size_t shown = 0;
  for (auto const& one : counts) {
    bool const chosen = filter.*field == one.value;
    if (shown == shown_values && !chosen) continue;
    if (!chosen) ++shown;
    auto narrowed = filter;
    narrowed.*field = chosen ? std::string{} : one.value;
    auto value = facet.section("VALUE");
    value.set("URL", list_path(locale, to_parameters(narrowed, page_names)));
    value.set("TEXT", label_of(labels, one.value));
    value.set("COUNT", number(locale, one.count));
    if (chosen) value.show("CURRENT");
  }
}

void fill_forms_facet(View& view, Locale locale, FigureFilter const& filter, Facets const& facets) {
  auto facet = view.section("FACET");
  facet.set("NAME", tr(locale, "Forme"));
  auto const add = [&](bool FigureFilter::* field, std::string const& text, std::int64_t count) {
    auto narrowed = filter;
    narrowed.with_target = narrowed.differing = false;
    narrowed.*field = !(filter.*field);
    auto value = facet.section("VALUE");
    value.set("URL", list_path(locale, to_parameters(narrowed, page_names)));
    value.set("TEXT", text);
    value.set("COUNT", number(locale, count));
    if (filter.*field) value.show("CURRENT");
  };
  add(&FigureFilter::with_target, tr(locale, "Avec une cible"), facets.with_target);
  add(&FigureFilter::differing, tr(locale, "Valeurs à rapprocher"), facets.differing);
}

void fill_facets(View& view, Locale locale, FigureFilter const& filter, Facets const& facets,
                 Labels const& labels) {
  fill_forms_facet(view, locale, filter, facets);
  fill_facet(view, locale, tr(locale, "Thème"), facets.themes, filter, &FigureFilter::theme, {});
  fill_facet(view, locale, tr(locale, "Territoire"), facets.territories, filter,
             &FigureFilter::territory, {});
  fill_facet(view, locale, tr(locale, "Année"), facets.years, filter, &FigureFilter::year, {});
  fill_facet(view, locale, tr(locale, "Document"), facets.documents, filter,
             &FigureFilter::document, labels);
}

void fill_pager(View& view, Locale locale, FigureFilter const& filter, std::string const& after,
                std::optional<std::string> const& next) {
  if (after.empty() && !next) return;
  auto pager = view.section("PAGER");
  auto query = to_parameters(filter, page_names);
  if (!after.empty()) pager.section("FIRST").set("URL", list_path(locale, query));
  if (next) {
    query.add("apres", *next);
    pager.section("NEXT").set("URL", list_path(locale, query));
  }
}

Labels labels_of(store::Session& session, FigureFilter const& filter, Facets const& facets) {
  std::vector<std::string> ids;
  for (auto const& one : facets.documents)
    ids.push_back(one.value);
  if (!filter.about.empty()) ids.push_back(filter.about);
  return source::summaries(session, ids);
}

Response refuse(Request const& request, Problem const& problem) {
  std::string detail = tr(request.locale, "Un filtre a une valeur qui n’est pas admise.");
  for (auto const& error : problem.fields)
    detail += fmt::format(" « {} » : {}.", error.field, error.message);
  return web::error_page(request, http_status(problem.kind), detail);
}

Response list_page(Services const& services, FacetMemory& memory, Request const& request) {
  auto const locale = request.locale;
  auto const filter = read_filter(request.query, page_names);
  if (!filter) return refuse(request, filter.error());
  auto const after = request.query.get("apres");
  if (length(after) > longest_key) {
    return web::error_page(request, 400,
                           tr(locale, "L’adresse de la page suivante est trop longue."));
  }
  auto reading = services.database.read();
  auto const facets = memory.get(reading);
  auto const labels = labels_of(reading, *filter, *facets);
  auto const page = page_of_figures(reading, *filter, after, page_size, Order::label);
  auto const citations = source::citations(reading, ids_of(page.figures));

  web::Document content{"indicator/list.html", locale};
  auto& view = content.root();
  bool const narrowed = *filter != FigureFilter{};
  view.set("TITLE", narrowed ? tr(locale, "Chiffres retenus")
                             : counted(locale, facets->figures, "chiffre", "chiffres"));
  if (narrowed) view.show("NARROWED");
  if (auto const about = labels.find(filter->about); about != labels.end()) {
    view.section("ABOUT")
        .set("URL", source::page_url(locale, about->second.kind, about->second.id))
        .set("LABEL", about->second.label);
  }
  if (page.figures.empty()) view.show("NOTHING");
  fill_form(view, locale, *filter, *facets, labels);
  fill_rows(view, locale, page.figures, citations, page.differing);
  fill_pager(view, locale, *filter, after, page.next);
  fill_facets(view, locale, *filter, *facets, labels);
  auto const query = to_parameters(*filter, page_names).encode();
  view.set("CSV", "/indicateurs.csv" + (query.empty() ? "" : "?" + query));
  auto const api = to_parameters(*filter, api_names).encode();
  return public_page(request,
                     {.title = tr(locale, "Chiffres"),
                      .description = tr(locale,
                                        "Les chiffres que les documents de la Région impriment, "
                                        "avec leur date, leur territoire et leurs lignes."),
                      .crumbs = {{tr(locale, "Chiffres"), ""}},
                      .section = "indicateurs",
                      .canonical = "/indicateurs",
                      .json = "/api/v1/indicators" + (api.empty() ? "" : "?" + api),
                      .indexed = !narrowed && after.empty()},
                     content);
}

// ---- a series, on its own page or on the page of one of its figures

std::size_t documents_of(Disagreement const& disagreement, std::span<Figure const> series,
                         Citations const& citations) {
  std::set<std::string> documents;
  for (auto const i : disagreement.figures) {
    if (auto const found = citations.find(series[i].id); found != citations.end()) {
      for (auto const& citation : found->second)
        documents.insert(citation.document);
    }
  }
  return documents.size();
}

// The label alone would name several figures alike.
void fill_link(View row, Locale locale, Figure const& figure) {
  auto const value =
      figure.value.is_null() ? target_text(figure, locale) : value_text(figure, locale);
  row.set("URL", source::page_url(locale, Kind::indicator, figure.id));
  row.set("LABEL", figure.label);
  row.set("WHICH", value + ", " + date_or_none(locale, figure));
}

// The remarks of the analyst, each said once.
void fill_notes(View& table, Locale locale, std::vector<Figure> const& figures) {
  std::vector<std::pair<std::string, std::string>> notes;  // text, then the values that it is about
  for (auto const& figure : figures) {
    if (figure.note.empty()) continue;
    auto const value =
        figure.value.is_null() ? target_text(figure, locale) : value_text(figure, locale);
    auto const same =
        std::ranges::find(notes, figure.note, &std::pair<std::string, std::string>::first);
    if (same == notes.end()) {
      notes.emplace_back(figure.note, value);
    } else if (same->second.find(value) == std::string::npos) {
      same->second += ", " + value;
    }
  }
  if (notes.empty()) return;
  auto all = table.section("NOTES");
  for (auto const& [note, values] : notes)
    all.section("NOTE").set("TEXT", fmt::format("{} : {}", values, note));
}

void fill_conflict(View& all, Locale locale, Disagreement const& disagreement,
                   std::span<Figure const> series, Citations const& citations,
                   std::string const& here) {
  auto conflict = all.section("CONFLICT");
  auto const documents = static_cast<std::int64_t>(documents_of(disagreement, series, citations));
  auto const figures = static_cast<std::int64_t>(disagreement.figures.size());
  conflict.set("COLUMNS", std::min<std::int64_t>(figures, 4));
  conflict.set("SUBTITLE",
               counted(locale, documents, "document", "documents") + ", " +
                   (disagreement.of_targets ? counted(locale, figures, "cible", "cibles")
                                            : counted(locale, figures, "valeur", "valeurs")));
  for (auto const i : disagreement.figures) {
    auto const& figure = series[i];
    auto value = conflict.section("VALUE");
    fill_fig(value,
             disagreement.of_targets ? target_parts(figure, locale) : value_parts(figure, locale));
    auto when = when_text(figure, locale);
    if (disagreement.of_targets) {
      when = figure.target_date.empty() ? tr(locale, "sans échéance imprimée")
                                        : target_when(figure, locale);
    }
    if (figure.computed) when += ", " + tr(locale, "calculé");
    value.set("WHEN", when);
    if (figure.id == here) {
      value.show("HERE");
    } else {
      fill_link(value.section("OTHER"), locale, figure);
    }
    if (auto const found = citations.find(figure.id); found != citations.end()) {
      source::fill_source_list(value, locale, found->second);
    }
  }
  conflict.set("WHY", reason(disagreement, series, locale));
}

void fill_chart(View& part, Locale locale, std::vector<Figure> const& figures,
                std::string const& label) {
  auto points = chart_points(figures, locale);
  if (points.size() < 2) return;
  bool const in_time =
      std::ranges::all_of(points, [](web::ChartPoint const& point) { return point.x.has_value(); });
  std::string description;
  for (auto const& point : points)
    description += (description.empty() ? "" : " ; ") + point.label + " : " + point.value_text;
  auto const unit = chart_unit(figures);
  auto const svg = web::chart_svg(
      {.title = label, .description = description, .unit = unit, .points = points}, locale);
  if (svg.empty()) return;
  auto chart = part.section("CHART");
  chart.set("TITLE", in_time ? tr(locale, "Évolution") : tr(locale, "Comparaison"));
  chart.set_trusted_html("SVG", svg);
  auto caption = in_time ? tr(locale, "Les années sans valeur imprimée ne sont pas estimées.")
                         : tr(locale,
                              "Les valeurs sont placées côte à côte : leurs dates ou leurs "
                              "territoires ne permettent pas de les ordonner dans le temps.");
  if (std::ranges::any_of(points, &web::ChartPoint::target))
    caption += " " + tr(locale, "Point évidé ou barre claire : cible.");
  if (!unit.empty()) caption += " " + trf(locale, "Unité : {}.", unit);
  chart.set("CAPTION", caption);
}

void fill_table(View& part, Locale locale, std::vector<Figure> const& figures,
                Citations const& citations, std::string const& label, std::string const& series) {
  auto table = part.section("TABLE");
  table.set("COUNT", static_cast<std::int64_t>(figures.size()));
  table.set("CAPTION", label);
  table.set("CSV", "/indicateurs/" + series + ".csv");
  bool const with_targets =
      std::ranges::any_of(figures, [](Figure const& figure) { return !figure.target.is_null(); });
  if (with_targets) table.show("WITH_TARGETS");
  for (auto const& figure : figures) {
    auto row = table.section("ROW");
    row.set("DATE", date_or_none(locale, figure));
    auto const value = value_text(figure, locale);
    row.set_optional("VALUE", figure.computed ? value + " (" + tr(locale, "calculé") + ")" : value);
    if (value.empty()) row.show("NO_VALUE");
    row.set("TERRITORY", figure.territory);
    if (with_targets) row.section("TARGET_CELL").set("TEXT", target_text(figure, locale));
    row.set("CREDITED", figure.source_printed);
    fill_link(row, locale, figure);
    if (auto const found = citations.find(figure.id); found != citations.end()) {
      source::fill_refs(row, locale, found->second);
    }
  }
  fill_notes(table, locale, figures);
}

void fill_series(View& view, Locale locale, std::vector<Figure> const& figures,
                 Citations const& citations, std::string const& label, std::string const& here) {
  auto part = view.include("SERIES", "indicator/series_part.html");
  auto const found = disagreements(figures);
  if (!found.empty()) {
    auto all = part.section("CONFLICTS_BETWEEN");
    bool const certain = std::ranges::any_of(found, &Disagreement::certain);
    all.set("TITLE", certain ? tr(locale, "Les documents se contredisent")
                             : tr(locale, "Valeurs à rapprocher"));
    for (auto const& one : found)
      fill_conflict(all, locale, one, figures, citations, here);
  }
  fill_chart(part, locale, figures, label);
  if (figures.size() > 1)
    fill_table(part, locale, figures, citations, label, figures.front().series);
}

std::string series_lede(Locale locale, std::vector<Figure> const& figures,
                        Citations const& citations) {
  std::set<std::string> documents;
  for (auto const& [id, of_figure] : citations) {
    for (auto const& citation : of_figure)
      documents.insert(citation.document);
  }
  return trf(locale, "{}, dans {}.",
             counted(locale, static_cast<std::int64_t>(figures.size()), "relevé de la même chose",
                     "relevés de la même chose"),
             counted(locale, static_cast<std::int64_t>(documents.size()), "document", "documents"));
}

void fill_record(View& row, Locale locale, source::Summary const& record) {
  row.set("KIND", tr(locale, source::info(record.kind).one));
  row.set("URL", source::page_url(locale, record.kind, record.id));
  row.set("LABEL", record.label);
}

Json observation_json(Figure const& figure) {
  Json data{{"@type", "Observation"}, {"name", figure.label}};
  if (figure.value.is_number()) {
    data["value"] = figure.value;
  } else if (figure.value.is_string()) {
    data["description"] = value_text(figure, Locale::fr);
  }
  if (!figure.unit.empty()) data["unitText"] = figure.unit;
  if (!figure.date.empty()) data["observationDate"] = figure.date;
  if (!figure.territory.empty())
    data["observationAbout"] = {{"@type", "Place"}, {"name", figure.territory}};
  return data;
}

Json based_on(Citations const& citations) {
  std::set<std::string> documents;
  for (auto const& [id, of_figure] : citations) {
    for (auto const& citation : of_figure)
      documents.insert(citation.document_label);
  }
  Json all = Json::array();
  for (auto const& document : documents)
    all.push_back({{"@type", "CreativeWork"}, {"name", document}});
  return all;
}

Response series_page(store::Session& session, Request const& request, std::string const& id,
                     std::vector<Figure> const& figures) {
  auto const locale = request.locale;
  auto const citations = source::citations(session, ids_of(figures));
  auto const label = series_label(figures);
  web::Document content{"indicator/series.html", locale};
  auto& view = content.root();
  view.set("LABEL", label);
  view.set("LEDE", series_lede(locale, figures, citations));
  fill_series(view, locale, figures, citations, label, "");
  std::vector<std::string> abouts;
  for (auto const& figure : figures) {
    if (!figure.about.empty() && std::ranges::find(abouts, figure.about) == abouts.end())
      abouts.push_back(figure.about);
  }
  auto const records = source::summaries(session, abouts);
  if (!records.empty()) {
    auto all = view.section("ABOUTS");
    for (auto const& about : abouts) {
      auto row = all.section("ABOUT");
      if (auto const found = records.find(about); found != records.end())
        fill_record(row, locale, found->second);
    }
  }
  std::vector<source::Citation> sources;
  for (auto const& figure : figures) {
    if (auto const found = citations.find(figure.id); found != citations.end()) {
      sources.insert(sources.end(), found->second.begin(), found->second.end());
    }
  }
  source::fill_sources(view, locale, sources);
  view.set("JSON", source::api_path(Kind::indicator, id));
  Json parts = Json::array();
  for (auto const& figure : figures)
    parts.push_back(observation_json(figure));
  return public_page(
      request,
      {.title = shorten(label, 150),
       .description = series_lede(locale, figures, citations),
       .crumbs = {{tr(locale, "Chiffres"), "/indicateurs"}, {shorten(label, 40), ""}},
       .section = "indicateurs",
       .canonical = source::page_path(Kind::indicator, id),
       .structured_data = {{"@context", "https://schema.org"},
                           {"@type", "Dataset"},
                           {"name", label},
                           {"description", series_lede(Locale::fr, figures, citations)},
                           {"identifier", id},
                           {"inLanguage", "fr"},
                           {"isBasedOn", based_on(citations)},
                           {"hasPart", std::move(parts)}},
       .json = source::api_path(Kind::indicator, id)},
      content);
}

// ---- a figure

void fill_value(View& view, Locale locale, Figure const& figure) {
  if (figure.value.is_null()) {
    view.show("NO_VALUE");
  } else {
    auto value = view.section("VALUE");
    fill_fig(value, value_parts(figure, locale), "indicator/fig_big.html");
  }
  view.set("WHEN", when_text(figure, locale));
  if (!figure.baseline.is_null())
    view.section("BASELINE").set("TEXT", number_text(figure.baseline, locale));
  if (figure.computed) view.show("COMPUTED");
}

void fill_target(View& view, Locale locale, Figure const& figure,
                 std::span<source::Citation const> citations) {
  if (figure.target.is_null()) {
    view.show("NO_TARGET");
    return;
  }
  auto target = view.section("TARGET");
  auto parts = target_parts(figure, locale);
  if (auto const when = target_when(figure, locale); !when.empty())
    parts.unit += (parts.unit.empty() ? "" : " ") + when;
  fill_fig(target, parts);
  if (!figure.baseline.is_null())
    target.section("FROM").set("TEXT", number_text(figure.baseline, locale));
  target.set_optional("GAP", gap_text(figure, locale));
  if (figure.baseline.is_null() && figure.value.is_null()) {
    auto missing = target.section("NO_BASELINE");
    if (is_relative(figure.target)) missing.show("RELATIVE");
  }
  source::fill_source_list(target, locale, citations);
}

void fill_see_also(View& view, Locale locale, std::vector<source::Summary> const& records) {
  if (records.empty()) return;
  auto all = view.section("SEE_ALSO");
  for (auto const& record : records) {
    auto row = all.section("RECORD");
    fill_record(row, locale, record);
  }
}

Response figure_page(store::Session& session, Request const& request, Figure const& figure) {
  auto const locale = request.locale;
  auto const provenance = source::provenance(session, figure.id).value_or(source::Provenance{});
  auto const series =
      figure.series.empty() ? std::vector{figure} : figures_of_series(session, figure.series);
  auto const citations = source::citations(session, ids_of(series));
  web::Document content{"indicator/figure.html", locale};
  auto& view = content.root();
  view.set("LABEL", figure.label);
  for (auto const& alias : provenance.aliases)
    view.section("ALIAS").set("TEXT", alias);
  if (series.size() > 1) view.set_optional("LEDE", series_lede(locale, series, citations));
  if (!disagreements(series).empty()) view.show("DIFFERS");
  fill_value(view, locale, figure);
  source::fill_source_list(view, locale, provenance.sources);
  if (!provenance.conflicts.empty()) {
    if (auto const record = source::read_record(session, indicator_kind(), figure.id)) {
      source::fill_conflicts(view, locale, indicator_kind(), *record, provenance);
    }
  }
  fill_target(view, locale, figure, provenance.sources);
  fill_series(view, locale, series, citations, series_label(series), figure.id);
  if (auto const about =
          figure.about.empty() ? std::nullopt : source::summary(session, figure.about)) {
    auto row = view.section("ABOUT");
    fill_record(row, locale, *about);
  }
  fill_see_also(view, locale, source::references(session, figure.id, "see_also"));
  source::fill_provenance(view, request, indicator_kind(), figure.id, figure.label, provenance);

  auto data = observation_json(figure);
  data["@context"] = "https://schema.org";
  data["identifier"] = figure.id;
  auto const text =
      figure.value.is_null() ? target_text(figure, locale) : value_text(figure, locale);
  return public_page(
      request,
      {.title = shorten(figure.label, 150),
       .description =
           shorten(fmt::format("{} : {} ({})", figure.label, text, when_text(figure, locale)), 200),
       .crumbs = {{tr(locale, "Chiffres"), "/indicateurs"}, {shorten(figure.label, 40), ""}},
       .section = "indicateurs",
       .canonical = source::page_path(Kind::indicator, figure.id),
       .structured_data = std::move(data),
       .json = source::api_path(Kind::indicator, figure.id)},
      content);
}

Response one_page(Services const& services, Request const& request) {
  auto const& id = request.capture("id");
  constexpr std::string_view csv = ".csv";
  auto reading = services.database.read();
  if (id.ends_with(csv)) {
    auto const series = id.substr(0, id.size() - csv.size());
    if (!figures_of_series(reading, series).empty()) {
      return figures_csv(services, {.series = series}, slug(series) + ".csv");
    }
  } else if (auto const found = figure(reading, id)) {
    return figure_page(reading, request, *found);
  } else if (auto const series = figures_of_series(reading, id); !series.empty()) {
    return series_page(reading, request, id, series);
  }
  return web::error_page(request, 404,
                         tr(request.locale, "Aucun chiffre ni aucune série n’a cet identifiant."));
}

Response csv_page(Services const& services, Request const& request) {
  auto const filter = read_filter(request.query, page_names);
  if (!filter) return refuse(request, filter.error());
  return figures_csv(services, *filter, "chiffres.csv");
}

Response moved(Request const& request) {
  auto const query = request.query.encode();
  return web::redirect(
      web::localized(request.locale, "/indicateurs") + (query.empty() ? "" : "?" + query), 308);
}

}  // namespace

void fill_figures_about(store::Session& session, Request const& request, std::string const& record,
                        View& page) {
  auto figures = figures_about(session, record);
  if (figures.empty()) return;
  auto const count = figures.size();
  if (count > shown_about) figures.resize(shown_about);
  auto part = page.include("FIGURES", "indicator/about.html");
  part.set("COUNT", static_cast<std::int64_t>(count));
  fill_rows(part, request.locale, figures, source::citations(session, ids_of(figures)),
            differing_among(session, figures));
  if (count > shown_about) {
    FigureFilter const filter{.about = record};
    part.section("MORE").set("URL", list_path(request.locale, to_parameters(filter, page_names)));
  }
}

void add_pages(web::Router& router, Services const& services) {
  auto const memory = std::make_shared<FacetMemory>();
  router.page("/indicateurs", [services, memory](Request const& request) {
    return list_page(services, *memory, request);
  });
  router.page("/indicateurs.csv",
              [services](Request const& request) { return csv_page(services, request); });
  router.page("/indicateurs/{id...}",
              [services](Request const& request) { return one_page(services, request); });
  router.page("/chiffres", moved);
}

}  // namespace pacte::indicator
