#include "source/parts.hpp"

#include "base/date.hpp"
#include "base/euros.hpp"
#include "base/text.hpp"
#include "web/page.hpp"

namespace pacte::source {
namespace {

using web::Locale;
using web::tr;
using web::View;

constexpr double strip_width = 400;
constexpr double strip_least = 2.5;  // a passage of one line still shows

std::string month_name(Locale locale, unsigned month) {
  static constexpr std::array<std::string_view, 12> names{
      "janvier", "février", "mars",      "avril",   "mai",      "juin",
      "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
  return tr(locale, names.at(month - 1));
}

std::string single_date(Locale locale, std::string_view iso) {
  std::string year{iso.substr(0, 4)};
  if (iso.size() == 4) return year;
  auto const month = month_name(locale, static_cast<unsigned>(*parse_integer(iso.substr(5, 2))));
  if (iso.size() == 7) return month + " " + year;
  auto const day = *parse_integer(iso.substr(8, 2));
  if (locale == Locale::fr && day == 1) return "1er " + month + " " + year;
  return fmt::format("{} {} {}", day, month, year);
}

// "AP/2022-11/03, 25 novembre 2022"
std::string act_text(Locale locale, Citation const& citation) {
  std::string text = citation.act;
  if (!citation.date.empty()) text += (text.empty() ? "" : ", ") + date_text(locale, citation.date);
  return text;
}

void fill_citation(View& row, Locale locale, Citation const& citation) {
  row.set("URL", passage_url(locale, citation));
  row.set("DOCUMENT", citation.document_label);
  row.set("LINES", lines_text(locale, citation.lines));
  row.set_optional("ACT", act_text(locale, citation));
  row.set_optional("PUBLISHER", citation.publisher);
}

void fill_strip(View& row, Citation const& citation) {
  auto const whole = parse_lines(citation.document_lines);
  auto const part = parse_lines(citation.lines);
  if (!whole || !part) return;
  auto const span = static_cast<double>(whole->last - whole->first + 1);
  auto const width =
      std::max(strip_least, strip_width * static_cast<double>(part->last - part->first + 1) / span);
  auto const x = std::min(strip_width - width,
                          strip_width * static_cast<double>(part->first - whole->first) / span);
  auto strip = row.section("STRIP");
  strip.set("X", fmt::format("{:.1f}", std::max(0.0, x)));
  strip.set("WIDTH", fmt::format("{:.1f}", width));
}

Citation const* citation_in(Provenance const& provenance,
                            std::set<std::string> const& conflicting) {
  for (auto const& citation : provenance.sources) {
    if (!conflicting.contains(citation.document + ":" + citation.lines)) return &citation;
  }
  return provenance.sources.empty() ? nullptr : &provenance.sources.front();
}

}  // namespace

std::string lines_text(Locale locale, std::string_view lines) {
  auto const range = parse_lines(lines);
  if (!range) return std::string{lines};
  auto const style = web::digits(locale);
  auto text = "l.\u00a0" + grouped(range->first, style);
  if (range->last != range->first) text += "-" + grouped(range->last, style);
  return text;
}

std::string date_text(Locale locale, std::string_view partial_date) {
  if (!parse_partial_date(partial_date)) return std::string{partial_date};
  auto const slash = partial_date.find('/');
  if (slash == std::string_view::npos) return single_date(locale, partial_date);
  auto const from = single_date(locale, partial_date.substr(0, slash));
  auto const to = partial_date.substr(slash + 1);
  if (to == "..") return web::trf(locale, "depuis {}", from);
  return web::trf(locale, "de {} à {}", from, single_date(locale, to));
}

std::string passage_url(Locale locale, Citation const& citation) {
  return page_url(locale, Kind::document, citation.document) + "?lignes=" + citation.lines +
         "#passages";
}

std::string page_url(Locale locale, Kind kind, std::string_view id) {
  return web::localized(locale, page_path(kind, id));
}

void fill_source_list(View& view, Locale locale, std::span<Citation const> citations) {
  if (citations.empty()) return;
  auto list = view.include("SOURCE_LIST", "source/source_list.html");
  for (auto const& citation : citations) {
    auto row = list.section("SOURCE");
    fill_citation(row, locale, citation);
  }
}

void fill_sources(View& view, Locale locale, std::span<Citation const> citations) {
  auto list = view.include("SOURCES", "source/sources.html");
  for (auto const& citation : citations) {
    auto row = list.section("SOURCE");
    fill_citation(row, locale, citation);
    fill_strip(row, citation);
  }
}

void fill_refs(View& view, Locale locale, std::span<Citation const> citations) {
  if (citations.empty()) return;
  auto list = view.include("REFS", "source/refs.html");
  for (auto const& citation : citations) {
    auto row = list.section("SOURCE");
    fill_citation(row, locale, citation);
  }
}

std::string value_text(Locale locale, RecordKind const& kind, std::string_view field,
                       Json const& value) {
  if (value.is_null()) return {};
  if (value.is_array()) {
    std::string text;
    for (auto const& item : value)
      text += (text.empty() ? "" : " ; ") + value_text(locale, kind, field, item);
    return text;
  }
  if (value.is_number_integer()) {
    if (field == "budget_eur")
      return to_short_text(Euros{value.get<std::int64_t>() * 100}, web::digits(locale));
    return grouped(value.get<std::int64_t>(), web::digits(locale));
  }
  if (value.is_number()) return grouped(value.get<double>(), web::digits(locale));
  if (value.is_boolean()) return tr(locale, value.get<bool>() ? "oui" : "non");
  if (!value.is_string()) return to_line(value);
  auto const& text = value.get_ref<std::string const&>();
  auto const* known = field_named(kind, field);
  if (known == nullptr) return text;
  if (known->type == FieldType::date) return date_text(locale, text);
  if (known->type == FieldType::lines) return lines_text(locale, text);
  return known->values.empty() ? text : tr(locale, value_label(kind, field, text));
}

void fill_conflicts(View& view, Locale locale, RecordKind const& kind, Json const& record,
                    Provenance const& provenance) {
  if (provenance.conflicts.empty()) return;
  std::vector<std::string> fields;
  std::set<std::string> conflicting;
  for (auto const& conflict : provenance.conflicts) {
    if (std::ranges::find(fields, conflict.field) == fields.end()) fields.push_back(conflict.field);
    conflicting.insert(conflict.source.document + ":" + conflict.source.lines);
  }
  auto all = view.include("CONFLICTS", "source/conflicts.html");
  for (auto const& field : fields) {
    auto const* known = field_named(kind, field);
    auto versus = all.section("CONFLICT");
    versus.set("FIELD", field == "label" ? tr(locale, "Libellé")
                                         : tr(locale, known != nullptr ? known->label : field));
    std::int64_t count = 0;
    auto const add = [&](Json const& value, Citation const* citation, bool kept) {
      auto row = versus.section("VALUE");
      row.set("TEXT", value_text(locale, kind, field, value));
      if (kept) row.show("KEPT");
      if (citation != nullptr) fill_source_list(row, locale, {citation, 1});
      ++count;
    };
    if (record.contains(field) && !record[field].is_null())
      add(record[field], citation_in(provenance, conflicting), true);
    for (auto const& conflict : provenance.conflicts) {
      if (conflict.field == field) add(conflict.value, &conflict.source, false);
    }
    versus.set("COUNT", std::min<std::int64_t>(count, 4));
  }
}

void fill_provenance(View& view, web::Request const& request, RecordKind const& kind,
                     std::string const& id, std::string const& label,
                     Provenance const& provenance) {
  auto const locale = request.locale;
  auto foot = view.include("PROVENANCE", "source/provenance.html");
  fill_sources(foot, locale, provenance.sources);
  foot.set_optional("NOTE", provenance.note);
  std::string read;
  for (auto const& field : provenance.inferred) {
    auto const* known = field_named(kind, field);
    auto const name = tr(locale, known != nullptr && !known->label.empty() ? known->label : field);
    read += (read.empty() ? "" : ", ") + name;
  }
  foot.set_optional("INFERRED", read);
  foot.set("VERSION", provenance.version);
  foot.set("CHANGED", date_text(locale, provenance.changed_at.substr(0, 10)));
  foot.set("HISTORY", web::localized(locale, "/nouveautes?fiche=" + web::percent_encode(id)));
  foot.set("JSON", api_path(kind.kind, id));
  auto const url = request.origin + page_path(kind.kind, id);
  foot.set("URL", url);
  std::string citation = label;
  for (auto const& source : provenance.sources) {
    citation += fmt::format(". {}, {}, {}", source.publisher, source.document_label,
                            lines_text(locale, source.lines));
  }
  foot.set("CITATION", citation + ". " + url);
}

Json sources_json(std::span<Citation const> citations) {
  Json all = Json::array();
  for (auto const& citation : citations) {
    all.push_back(
        {{"doc", citation.document},
         {"lines", citation.lines},
         {"document", citation.document_label},
         {"act", citation.act.empty() ? Json{} : Json(citation.act)},
         {"date", citation.date.empty() ? Json{} : Json(citation.date)},
         {"href", api_path(Kind::document, citation.document) + "?lines=" + citation.lines}});
  }
  return all;
}

}  // namespace pacte::source
