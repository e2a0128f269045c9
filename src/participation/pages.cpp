#include "participation/pages.hpp"

#include "base/text.hpp"
#include "participation/answers.hpp"
#include "participation/record.hpp"
#include "participation/rules.hpp"
#include "participation/store.hpp"
#include "plan/labels.hpp"
#include "source/parts.hpp"
#include "source/store.hpp"
#include "web/page.hpp"

namespace pacte::participation {
namespace {

using source::Kind;
using web::Locale;
using web::Request;
using web::Response;
using web::tr;
using web::trf;
using web::View;
using Citations = std::map<std::string, std::vector<source::Citation>>;

constexpr std::size_t page_size = 60;
constexpr std::size_t longest = 200;

using Answered = ProposalFilter::Answered;
constexpr std::array<std::pair<std::string_view, Answered>, 3> answered_names{
    {{"certaine", Answered::surely},
     {"a-relire", Answered::doubtfully},
     {"aucune", Answered::never}}};

Response public_page(Request const& request, web::Page const& page, web::Document const& content) {
  auto response = web::render(request, page, content);
  response.cacheable = true;
  return response;
}

// ---- the list

std::optional<ProposalFilter> read_filter(Request const& request) {
  ProposalFilter filter{.series = request.query.get("serie")};
  auto const* series = source::field_named(proposal_kind(), "series");
  bool const known = std::ranges::find(series->values, filter.series) != series->values.end();
  if (!filter.series.empty() && !known) return std::nullopt;
  auto const answered = request.query.get("reponse");
  if (answered.empty()) return filter;
  auto const* const found =
      std::ranges::find(answered_names, answered, &std::pair<std::string_view, Answered>::first);
  if (found == answered_names.end()) return std::nullopt;
  filter.answered = found->second;
  return filter;
}

std::string list_path(Locale locale, Request const& request, std::string const& after) {
  web::Parameters query;
  for (char const* name : {"serie", "reponse"}) {
    if (auto const value = request.query.get(name); !value.empty()) query.add(name, value);
  }
  if (!after.empty()) query.add("apres", after);
  auto const encoded = query.encode();
  return web::localized(locale, "/propositions") + (encoded.empty() ? "" : "?" + encoded);
}

void fill_option(View& view, char const* section, std::string_view value, std::string const& text,
                 bool chosen) {
  auto option = view.section(section);
  option.set("VALUE", value);
  option.set("TEXT", text);
  if (chosen) option.show("CHOSEN");
}

void fill_form(View& view, Locale locale, ProposalFilter const& filter, std::string const& code) {
  view.set("CODE", code);
  for (char const* series : {"P", "plain"}) {
    fill_option(view, "SERIES_OPTION", series,
                tr(locale, source::value_label(proposal_kind(), "series", series)),
                filter.series == series);
  }
  auto const add = [&](std::size_t i, std::string const& text) {
    fill_option(view, "ANSWER_OPTION", answered_names[i].first, text,
                filter.answered == answered_names[i].second);
  };
  add(0, tr(locale, "Au moins une réponse certaine"));
  add(1, tr(locale, "Seulement des réponses à relire"));
  add(2, tr(locale, "Aucune action rattachée"));
}

void fill_row(View& row, Locale locale, ProposalLine const& line, Citations const& citations) {
  row.set("URL", source::page_url(locale, Kind::proposal, line.proposal.id));
  row.set("CODE", line.proposal.code);
  row.set("ANSWERS", line.follow_up.answers);
  row.set("DECIDED", line.follow_up.decided);
  row.set("PLANNED", line.follow_up.planned);
  row.set("TO_REVIEW", line.follow_up.to_review);
  if (auto const found = citations.find(line.proposal.id); found != citations.end()) {
    source::fill_refs(row, locale, std::span{found->second}.first(1));
  }
}

void fill_groups(View& view, Locale locale, std::span<ProposalLine const> lines,
                 Citations const& citations) {
  while (!lines.empty()) {
    auto const& series = lines.front().proposal.series;
    auto const end = std::ranges::find_if(
        lines, [&](ProposalLine const& line) { return line.proposal.series != series; });
    auto const count = static_cast<std::size_t>(end - lines.begin());
    auto group = view.section("GROUP");
    group.set("NAME", tr(locale, source::value_label(proposal_kind(), "series", series)));
    group.set("RANGE", trf(locale, "Propositions {} à {}.", lines.front().proposal.code,
                           lines[count - 1].proposal.code));
    for (auto const& line : lines.first(count)) {
      auto row = group.section("ROW");
      fill_row(row, locale, line, citations);
    }
    lines = lines.subspan(count);
  }
}

Response list_page(Services const& services, Request const& request) {
  auto const locale = request.locale;
  auto const filter = read_filter(request);
  auto const after = request.query.get("apres");
  auto const typed = request.query.get("code");
  if (!filter || length(after) > longest || length(typed) > longest) {
    return web::error_page(request, 400,
                           tr(locale, "Un filtre a une valeur qui n’est pas admise."));
  }
  auto reading = services.database.read();
  if (!typed.empty()) {
    auto const found = proposals_with_code(reading, canonical_code(typed));
    if (found.size() == 1)
      return web::redirect(source::page_url(locale, Kind::proposal, found.front().id));
  }
  auto const page = page_of_proposals(reading, *filter, after, page_size);
  std::vector<std::string> ids;
  for (auto const& line : page.lines)
    ids.push_back(line.proposal.id);
  web::Document content{"participation/proposals.html", locale};
  auto& view = content.root();
  fill_form(view, locale, *filter, typed);
  if (!typed.empty()) view.show("UNKNOWN");
  if (page.lines.empty()) view.show("NOTHING");
  fill_groups(view, locale, page.lines, source::citations(reading, ids));
  if (!after.empty() || page.next) {
    auto pager = view.section("PAGER");
    if (!after.empty()) pager.section("FIRST").set("URL", list_path(locale, request, ""));
    if (page.next) pager.section("NEXT").set("URL", list_path(locale, request, *page.next));
  }
  return public_page(
      request,
      {.title = tr(locale, "Propositions citoyennes"),
       .description = tr(
           locale,
           "Les propositions des citoyens que les plans citent, et les actions qui y répondent."),
       .crumbs = {{tr(locale, "Propositions citoyennes"), ""}},
       .section = "propositions",
       .canonical = "/propositions",
       .json = "/api/v1/proposals",
       .indexed = *filter == ProposalFilter{} && after.empty() && typed.empty()},
      content);
}

// ---- a proposal

void fill_stats(View& view, Locale locale, FollowUp const& sum) {
  auto const add = [&](std::string const& name, std::int64_t count, bool always = false) {
    if (count == 0 && !always) return;
    view.section("STAT").set("NAME", name).set("COUNT", count);
  };
  add(tr(locale, "actions qui y répondent"), sum.answers, true);
  add(tr(locale, "décidées"), sum.decided);
  add(tr(locale, "prévues"), sum.planned);
  add(tr(locale, "envisagées"), sum.considered);
  add(tr(locale, "sans engagement imprimé"), sum.unstated);
  add(tr(locale, "déjà en place"), sum.in_place);
  add(tr(locale, "sous douze mois"), sum.within_12_months);
  add(tr(locale, "après 2021"), sum.after_2021);
  add(tr(locale, "réponses à relire"), sum.to_review);
}

void fill_answers(View& list, Locale locale, std::vector<Answer> const& answers,
                  Citations const& citations) {
  for (auto const& answer : answers) {
    auto row = list.section("ROW");
    auto part = row.include("ANSWER", "participation/answer.html");
    plan::fill_node(part, locale, answer.node);
    if (answer.link.review == "doubtful") part.show("DOUBT");
    part.set_optional("NOTE", answer.link.note);
    if (auto const found = citations.find(answer.link.id); found != citations.end()) {
      source::fill_refs(row, locale, found->second);
    }
  }
}

void fill_ambiguities(View& view, Locale locale, std::vector<Ambiguity> const& ambiguities) {
  if (ambiguities.empty()) return;
  auto all = view.section("AMBIGUITIES");
  all.set("COUNT", static_cast<std::int64_t>(ambiguities.size()));
  for (auto const& one : ambiguities) {
    auto stake = all.section("STAKE");
    plan::fill_node(stake, locale, one.stake);
    stake.set_optional("COLUMN", plan::horizon_text(locale, one.column));
    stake.set("CODES", fmt::format("{}", fmt::join(one.codes, ", ")));
    stake.set("WHY", one.why);
    for (auto const& node : one.may_concern) {
      auto may = stake.section("MAY");
      plan::fill_node(may, locale, node);
      if (node.id == one.nearest) may.show("NEAREST");
    }
  }
}

void fill_neighbour(View& view, char const* section, Locale locale,
                    std::optional<CitizenProposal> const& neighbour) {
  if (!neighbour) return;
  view.section(section)
      .set("URL", source::page_url(locale, Kind::proposal, neighbour->id))
      .set("CODE", neighbour->code);
}

std::string lede(Locale locale, CitizenProposal const& proposal) {
  return proposal.series == "P" ? tr(locale, "Proposition classée de la convention citoyenne.")
                                : tr(locale, "Proposition de la consultation citoyenne.");
}

Citations citations_of(store::Session& session, Answers const& answers) {
  std::vector<std::string> ids;
  for (auto const* list : {&answers.sure, &answers.doubtful}) {
    for (auto const& answer : *list)
      ids.push_back(answer.link.id);
  }
  return source::citations(session, ids);
}

Response show(store::Session& session, Request const& request, CitizenProposal const& found) {
  auto const locale = request.locale;
  auto const answers = answers_to(session, found);
  auto const citations = citations_of(session, answers);
  auto const provenance = source::provenance(session, found.id).value_or(source::Provenance{});
  auto const title = trf(locale, "Proposition {}", found.code);
  web::Document content{"participation/proposal.html", locale};
  auto& view = content.root();
  view.set("TITLE", title);
  view.set("LEDE", lede(locale, found));
  fill_stats(view, locale, follow_up(answers));
  view.set("SURE_COUNT", static_cast<std::int64_t>(answers.sure.size()));
  if (answers.sure.empty()) {
    view.show("NO_SURE");
  } else {
    view.section("SURE_INTRO")
        .set("TEXT",
             trf(locale, "Le document imprime le code {} en face de ces actions.", found.code));
    auto sure = view.section("SURE");
    fill_answers(sure, locale, answers.sure, citations);
  }
  if (!answers.doubtful.empty()) {
    auto doubtful = view.section("DOUBTFUL");
    doubtful.set("COUNT", static_cast<std::int64_t>(answers.doubtful.size()));
    fill_answers(doubtful, locale, answers.doubtful, citations);
  }
  fill_ambiguities(view, locale, answers.ambiguities);
  source::fill_provenance(view, request, proposal_kind(), found.id, found.label, provenance);
  fill_neighbour(view, "PREVIOUS", locale, previous_proposal(session, found));
  fill_neighbour(view, "NEXT", locale, next_proposal(session, found));
  return public_page(
      request,
      {.title = title,
       .description = lede(locale, found),
       .crumbs = {{tr(locale, "Propositions citoyennes"), "/propositions"}, {found.code, ""}},
       .section = "propositions",
       .canonical = source::page_path(Kind::proposal, found.id),
       .structured_data = {{"@context", "https://schema.org"},
                           {"@type", "CreativeWork"},
                           {"name", found.label},
                           {"identifier", found.code},
                           {"inLanguage", "fr"}},
       .json = source::api_path(Kind::proposal, found.id)},
      content);
}

Response one_page(Services const& services, Request const& request) {
  auto const& code = request.capture("code");
  auto const locale = request.locale;
  auto reading = services.database.read();
  if (auto const found = proposal(reading, code)) return show(reading, request, *found);
  if (length(code) <= longest) {
    auto const same = proposals_with_code(reading, canonical_code(code));
    if (same.size() == 1) return show(reading, request, same.front());
  }
  return web::error_page(request, 404,
                         tr(locale,
                            "Aucune proposition citée ne porte ce numéro. La liste de la page « "
                            "Propositions citoyennes » les donne toutes."));
}

}  // namespace

void add_pages(web::Router& router, Services const& services) {
  router.page("/propositions",
              [services](Request const& request) { return list_page(services, request); });
  router.page("/propositions/{code...}",
              [services](Request const& request) { return one_page(services, request); });
}

}  // namespace pacte::participation
