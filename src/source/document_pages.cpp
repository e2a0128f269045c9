#include "source/document_pages.hpp"

#include "base/text.hpp"
#include "source/document_lines.hpp"
#include "source/marks.hpp"
#include "source/parts.hpp"
#include "source/record.hpp"
#include "web/page.hpp"

namespace pacte::source {
namespace {

using web::Locale;
using web::Request;
using web::Response;
using web::tr;
using web::View;

constexpr std::size_t documents_on_a_page = 50;
constexpr std::size_t facts_on_a_page = 100;
constexpr std::size_t longest_key = 400;  // bytes
constexpr int list_height = 40;
constexpr int page_height = 60;

std::string counted(Locale locale, std::string_view one, std::string_view many,
                    std::int64_t count) {
  return fmt::format(fmt::runtime(web::trn(locale, one, many, count)),
                     grouped(count, web::digits(locale)));
}

std::string skyline_label(Locale locale, LineRange const& lines) {
  return web::trf(locale, "Densité des passages cités, de la ligne {} à la ligne {}",
                  grouped(lines.first, web::digits(locale)),
                  grouped(lines.last, web::digits(locale)));
}

std::string type_text(Locale locale, DocumentInfo const& document) {
  return value_text(locale, document_kind(), "type", document.type);
}

void fill_date(View& view, Locale locale, DocumentInfo const& document) {
  if (document.date.empty()) {
    view.show("UNDATED");
    return;
  }
  view.set_optional("DATE", date_text(locale, document.date));
}

std::int64_t sum(std::span<std::int64_t const> counts) {
  std::int64_t total = 0;
  for (auto const count : counts)
    total += count;
  return total;
}

void fill_row(store::Session& session, View& view, Locale locale, DocumentInfo const& document) {
  auto const lines = lines_of(document);
  auto const counts = skyline(session, document);
  auto const total = sum(counts);
  auto row = view.section("DOCUMENT");
  row.set("TYPE", type_text(locale, document))
      .set("URL", page_url(locale, Kind::document, document.id))
      .set("LABEL", document.label)
      .set("PUBLISHER", document.publisher)
      .set("LINES", lines_text(locale, document.lines))
      .set("SKYLINE", skyline_label(locale, lines))
      .set("PATH", skyline_path(counts, list_height))
      .set("COUNT", grouped(total, web::digits(locale)))
      .set("UNIT", web::trn(locale, "passage cité", "passages cités", total));
  row.set_optional("ACT", document.act);
  fill_date(row, locale, document);
}

Response documents_page(Services const& services, Request const& request) {
  auto const after = request.query.get("apres");
  auto reading = services.database.read();
  web::Document content{"source/documents.html", request.locale};
  std::size_t shown = 0;
  std::string last;
  for (auto const& document : documents(reading)) {
    if (document.id <= after) continue;
    if (shown++ == documents_on_a_page) {
      content.root().section("NEXT").set(
          "URL", web::localized(request.locale, "/documents?apres=" + web::percent_encode(last)));
      break;
    }
    fill_row(reading, content.root(), request.locale, document);
    last = document.id;
  }
  auto const title = tr(request.locale, "Documents");
  return web::render(
      request,
      {.title = title,
       .description = tr(request.locale, "Les documents publics dont viennent tous les faits."),
       .crumbs = {{title, ""}},
       .section = "documents",
       .json = "/api/v1/documents"},
      content);
}

// The lines asked for: by `lignes=12-48`, or by the form's `de` and `a`. Null when they are no
// lines.
std::optional<LineRange> asked_lines(Request const& request, LineRange const& whole) {
  if (auto const lines = request.query.find("lignes")) {
    auto const range = parse_lines(*lines);
    return range ? within(*range, whole) : std::nullopt;
  }
  auto const number = [&](char const* name, std::int64_t otherwise) -> std::optional<std::int64_t> {
    // A number copied from this site has its thousands apart.
    auto text = request.query.get(name);
    for (std::string_view const space : {" ", "\u00a0", "\u202f"}) {
      for (auto found = text.find(space); found != std::string::npos; found = text.find(space)) {
        text.erase(found, space.size());
      }
    }
    return text.empty() ? otherwise : parse_integer(text);
  };
  auto const from = number("de", whole.first);
  auto const to = number("a", whole.last);
  if (!from || !to) return std::nullopt;
  return within({std::min(*from, *to), std::max(*from, *to)}, whole);
}

class DocumentPage {
 public:
  DocumentPage(store::Session& session, Request const& request, DocumentInfo const& document)
      : session_{session},
        request_{request},
        locale_{request.locale},
        document_{document},
        whole_{lines_of(document)},
        all_{documents(session)} {}

  Response run() {
    auto const asked = asked_lines(request_, whole_);
    auto const range = asked.value_or(whole_);
    web::Document content{"source/document.html", locale_};
    auto& view = content.root();
    fill_head(view);
    fill_skyline(view, range);
    if (!asked) {
      view.section("FAULT").set(
          "MESSAGE",
          web::trf(locale_, "Ces lignes ne sont pas dans le document, qui va de {} à {}.",
                   whole_.first, whole_.last));
    }
    fill_facts(view, range);
    fill_notice(view);
    fill_named(view);
    if (auto const known = provenance(session_, document_.id)) {
      fill_provenance(view, request_, document_kind(), document_.id, document_.label, *known);
    }
    return web::render(request_, page(), content, asked ? 200 : 400);
  }

 private:
  [[nodiscard]] web::Page page() const {
    Json data{{"@context", "https://schema.org"},
              {"@type", "CreativeWork"},
              {"name", document_.title},
              {"identifier", document_.id},
              {"inLanguage", "fr"},
              {"publisher", {{"@type", "Organization"}, {"name", document_.publisher}}}};
    if (!document_.date.empty()) data["datePublished"] = document_.date;
    return {.title = document_.label,
            .description = document_.title,
            .crumbs = {{tr(locale_, "Documents"), "/documents"}, {document_.label, ""}},
            .section = "documents",
            .canonical = page_path(Kind::document, document_.id),
            .structured_data = std::move(data),
            .json = api_path(Kind::document, document_.id)};
  }

  void fill_head(View& view) const {
    view.set("TYPE", type_text(locale_, document_))
        .set("LABEL", document_.label)
        .set("TITLE", document_.title)
        .set("PUBLISHER", document_.publisher)
        .set("ISO_DATE", document_.date);
    view.set_optional("ACT", document_.act);
    if (document_.act.empty()) view.show("NO_ACT");
    fill_date(view, locale_, document_);
  }

  void fill_skyline(View& view, LineRange const& range) const {
    auto const counts = skyline(session_, document_);
    view.set("TOTAL",
             counted(locale_, "{} passage cité, de la première à la dernière ligne.",
                     "{} passages cités, de la première à la dernière ligne.", sum(counts)))
        .set("SKYLINE", skyline_label(locale_, whole_))
        .set("PATH", skyline_path(counts, page_height))
        .set("FIRST", lines_text(locale_, std::to_string(whole_.first)))
        .set("LAST", lines_text(locale_, std::to_string(whole_.last)))
        .set("ACTION", page_url(locale_, Kind::document, document_.id))
        .set("FROM", range.first)
        .set("TO", range.last);
    if (range.first == whole_.first && range.last == whole_.last) return;
    constexpr double least_width = 3;
    auto const scale = double{skyline_width} / static_cast<double>(whole_.last - whole_.first + 1);
    auto const width =
        std::max(least_width, scale * static_cast<double>(range.last - range.first + 1));
    auto const x =
        std::min(skyline_width - width, scale * static_cast<double>(range.first - whole_.first));
    view.section("SELECTION")
        .set("X", fmt::format("{:.1f}", std::max(0.0, x)))
        .set("WIDTH", fmt::format("{:.1f}", width));
  }

  void fill_facts(View& view, LineRange const& range) const {
    auto const after = request_.query.get("apres").substr(0, longest_key);
    auto const [facts, next] = drawn_page(session_, document_.id, range, after, facts_on_a_page);
    auto const style = web::digits(locale_);
    view.set("RANGE", range.first == range.last
                          ? web::trf(locale_, "Ligne {}", grouped(range.first, style))
                          : web::trf(locale_, "Lignes {} à {}", grouped(range.first, style),
                                     grouped(range.last, style)));
    auto const count = static_cast<std::int64_t>(facts.size());
    view.set("SHOWN",
             !next.empty() || !after.empty()
                 ? counted(locale_, "{} fait sur cette page", "{} faits sur cette page", count)
                 : counted(locale_, "{} fait", "{} faits", count));
    if (facts.empty()) view.show("NOTHING");
    for (auto const& kind : all_kinds())
      fill_group(view, kind, facts);
    fill_pager(view, range, after, next);
  }

  void fill_group(View& view, KindInfo const& kind, std::span<DocumentLine const> facts) const {
    auto const of_kind = [&](DocumentLine const& fact) { return fact.record.kind == kind.kind; };
    auto const count = std::ranges::count_if(facts, of_kind);
    if (count == 0) return;
    auto group = view.section("GROUP");
    group.set("KIND", tr(locale_, kind.many)).set("COUNT", std::int64_t{count});
    for (auto const& fact : facts) {
      if (!of_kind(fact)) continue;
      group.section("FACT")
          .set("LINES", lines_text(locale_, fact.lines))
          .set("URL", page_url(locale_, kind.kind, fact.record.id))
          .set("LABEL", fact.record.label);
    }
  }

  void fill_pager(View& view, LineRange const& range, std::string const& after,
                  std::string const& next) const {
    if (after.empty() && next.empty()) return;
    auto const start = page_url(locale_, Kind::document, document_.id) +
                       fmt::format("?lignes={}-{}", range.first, range.last);
    auto pager = view.section("PAGER");
    if (!after.empty()) pager.section("START").set("URL", start + "#passages");
    if (!next.empty()) {
      pager.section("NEXT").set("URL", start + "&apres=" + web::percent_encode(next) + "#passages");
    }
  }

  [[nodiscard]] DocumentInfo const* find(std::string const& id) const {
    auto const found = std::ranges::find(all_, id, &DocumentInfo::id);
    return found == all_.end() ? nullptr : &*found;
  }

  void fill_document(View row, DocumentInfo const& document) const {
    row.set("URL", page_url(locale_, Kind::document, document.id))
        .set("LABEL", document.label)
        .set("LINES", lines_text(locale_, document.lines));
  }

  void fill_parts(View& view, std::string const& id, int depth) const {
    constexpr int deepest = 6;
    auto const parts = parts_of(all_, id);
    if (parts.empty() || depth > deepest) return;
    auto branch = view.include("PARTS", "source/document_branch.html");
    for (auto const& part : parts) {
      auto row = branch.section("PART");
      fill_document(row, part);
      fill_parts(row, part.id, depth + 1);
    }
  }

  void fill_notice(View& view) const {
    auto const* whole = find(document_.part_of);
    if (whole != nullptr) fill_document(view.section("WHOLE"), *whole);
    if (whole == nullptr) view.show("MAIN");
    if (auto const* amended = find(document_.amends)) {
      fill_document(view.section("AMENDS"), *amended);
    }
    if (auto const by = amending(all_, document_.id); !by.empty()) {
      auto section = view.section("AMENDED");
      for (auto const& document : by)
        fill_document(section.section("BY"), document);
    }
    if (!parts_of(all_, document_.id).empty()) {
      auto section = view.section("CONTAINS");
      fill_parts(section, document_.id, 1);
    }
    auto const drawn = drawn_kinds(session_, document_.id);
    if (drawn.empty()) return;
    auto section = view.section("DRAWN");
    for (auto const& [kind, count] : drawn) {
      section.section("KIND")
          .set("NAME", tr(locale_, info(kind).many))
          .set("COUNT", grouped(count, web::digits(locale_)));
    }
  }

  // Links of plans and other records that name the document itself.
  void fill_named(View& view) const {
    std::vector<Summary> naming;
    std::set<std::string> seen;
    for (auto const& [field, record] : mentions(session_, document_.id)) {
      bool const in_notice = field == "part_of" || field == "amends";
      if (!in_notice && seen.insert(record.id).second) naming.push_back(record);
    }
    if (naming.empty()) return;
    auto section = view.section("NAMED");
    section.set("COUNT", static_cast<std::int64_t>(naming.size()));
    for (auto const& record : naming) {
      section.section("ITEM")
          .set("MARK", mark_class(record.kind))
          .set("KIND", tr(locale_, info(record.kind).one))
          .set("URL", page_url(locale_, record.kind, record.id))
          .set("LABEL", record.label);
    }
  }

  store::Session& session_;
  Request const& request_;
  Locale locale_;
  DocumentInfo const& document_;
  LineRange whole_;
  std::vector<DocumentInfo> all_;
};

Response document_page(Services const& services, Request const& request) {
  auto reading = services.database.read();
  auto const found = document(reading, request.capture("id"));
  if (!found) {
    return web::error_page(request, 404, tr(request.locale, "Aucun document n’a cette adresse."));
  }
  return DocumentPage{reading.session(), request, *found}.run();
}

}  // namespace

void add_document_pages(web::Router& router, Services const& services) {
  router.page("/documents",
              [services](Request const& request) { return documents_page(services, request); });
  router.page("/documents/{id...}",
              [services](Request const& request) { return document_page(services, request); });
}

}  // namespace pacte::source
