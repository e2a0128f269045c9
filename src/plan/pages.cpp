#include "plan/pages.hpp"

#include "base/text.hpp"
#include "plan/labels.hpp"
#include "plan/record.hpp"
#include "plan/store.hpp"
#include "plan/tree.hpp"
#include "source/parts.hpp"
#include "source/store.hpp"
#include "web/page.hpp"

namespace pacte::plan {
namespace {

using source::Kind;
using web::Locale;
using web::Request;
using web::Response;
using web::tr;
using web::View;

Response public_page(Request const& request, web::Page const& page, web::Document const& content) {
  auto response = web::render(request, page, content);
  response.cacheable = true;
  return response;
}

// ---- /plans

void fill_card(View& card, Request const& request, PlanCount const& plan,
               std::span<source::Citation const> sources) {
  fill_node(card, request.locale, plan.root);
  card.set_optional("PERIOD", plan.horizon);
  card.set_optional("SUMMARY", plan.summary);
  card.set("NODES", grouped(plan.nodes, web::digits(request.locale)));
  card.set("ACTIONS", grouped(plan.actions, web::digits(request.locale)));
  source::fill_refs(card, request.locale, sources.first(std::min<std::size_t>(1, sources.size())));
}

Response plans_page(Services const& services, Request const& request) {
  auto reading = services.database.read();
  auto const all = plans(reading);
  std::vector<std::string> ids;
  for (auto const& plan : all)
    ids.push_back(plan.root.id);
  auto const sources = source::citations(reading, ids);
  web::Document content{"plan/plans.html", request.locale};
  std::int64_t adopted = 0;
  for (auto const& plan : all) {
    auto const found = sources.find(plan.root.id);
    auto const cited =
        found == sources.end() ? std::span<source::Citation const>{} : std::span{found->second};
    auto card = content.root().section(plan.root.cited_only ? "CITED" : "ADOPTED");
    fill_card(card, request, plan, cited);
    if (!plan.root.cited_only) ++adopted;
  }
  content.root().set("ADOPTED_COUNT", adopted);
  content.root().set("CITED_COUNT", static_cast<std::int64_t>(all.size()) - adopted);
  return public_page(
      request,
      {.title = tr(request.locale, "Plans"),
       .description = tr(
           request.locale,
           "Les plans, schémas et stratégies de la Région, avec leurs actions et leurs sources."),
       .crumbs = {{tr(request.locale, "Plans"), ""}},
       .section = "plans",
       .json = "/api/v1/plans"},
      content);
}

// ---- a plan as a tree

TreeFilter filter_of(Request const& request) {
  constexpr std::size_t longest = 100;
  auto const short_value = [&](char const* name) {
    return shorten(request.query.get(name), longest);
  };
  return {.level = short_value("niveau"),
          .horizon_class = short_value("horizon"),
          .commitment = short_value("engagement"),
          .theme = short_value("theme"),
          .text = short_value("texte")};
}

void fill_options(View& view, char const* section, Request const& request, char const* field,
                  std::string const& chosen) {
  auto const* known = source::field_named(node_kind(), field);
  for (auto const& value : known->values) {
    auto option = view.section(section);
    option.set("VALUE", value);
    option.set("TEXT", tr(request.locale, source::value_label(node_kind(), field, value)));
    if (value == chosen) option.show("CHOSEN");
  }
}

void fill_filters(View& view, Request const& request, TreeFilter const& filter,
                  Themes const& themes) {
  fill_options(view, "LEVEL_OPTION", request, "level", filter.level);
  fill_options(view, "HORIZON_OPTION", request, "horizon_class", filter.horizon_class);
  fill_options(view, "COMMITMENT_OPTION", request, "commitment", filter.commitment);
  std::map<std::string, std::string> by_name;
  for (auto const& [id, of_node] : themes) {
    for (auto const& theme : of_node)
      by_name[fold(theme)] = theme;
  }
  for (auto const& [folded, theme] : by_name) {
    auto option = view.section("THEME_OPTION");
    option.set("VALUE", theme);
    if (theme == filter.theme) option.show("CHOSEN");
  }
  view.set("TEXT", filter.text);
}

std::string elements(Locale locale, std::int64_t count) {
  return grouped(count, web::digits(locale)) + " " + web::trn(locale, "élément", "éléments", count);
}

void fill_branches(View& view, Locale locale, std::vector<Branch> const& branches,
                   Themes const& themes, int open_levels) {
  auto list = view.include("BRANCHES", "plan/branches.html");
  for (auto const& branch : branches) {
    auto item = list.section(branch.children.empty() ? "LEAF" : "BRANCH");
    fill_node(item, locale, *branch.node);
    // The level is worth saying where the code does not say it.
    if (!branch.node->code.starts_with("Action")) item.show("SHOW_LEVEL");
    if (branch.children.empty()) {
      auto const found = themes.find(branch.node->id);
      if (found != themes.end())
        item.set("THEMES", fmt::format("{}", fmt::join(found->second, " ")));
      continue;
    }
    if (open_levels > 0) item.show("OPEN");
    item.set("BELOW", elements(locale, branch.below));
    fill_branches(item, locale, branch.children, themes, open_levels - 1);
  }
}

void fill_tree(View& view, Request const& request, std::vector<NodeLine> const& nodes,
               Node const& top, Themes const& themes) {
  auto const filter = filter_of(request);
  auto const kept = branches(nodes, top.line.id, filter, themes);
  if (nodes.size() <= 1) return;
  auto tree = view.section("TREE");
  tree.set("ACTION", request.path == "/" ? "" : web::localized(request.locale, request.path));
  fill_filters(tree, request, filter, themes);
  auto const count = matched(kept);
  tree.set("COUNT", elements(request.locale, count));
  if (kept.empty()) {
    tree.show("NOTHING");
    return;
  }
  // A filtered tree is open: what was looked for shows at once.
  constexpr int all_levels = 20;
  constexpr std::int64_t short_tree = 40;
  fill_branches(tree, request.locale, kept, themes,
                !filter.empty() || count <= short_tree ? all_levels : 0);
}

// ---- a node

void fill_facts(View& view, Request const& request, Node const& node,
                std::vector<std::string> const& themes, source::Provenance const& provenance) {
  auto const locale = request.locale;
  auto const& inferred = provenance.inferred;
  auto const add = [&](char const* field, std::string const& label, std::string const& text) {
    auto fact = view.section("FACT");
    fact.set("NAME", label);
    if (text.empty()) {
      fact.show("NONE");
    } else {
      fact.section("VALUE").set("TEXT", text);
    }
    if (std::ranges::find(inferred, field) != inferred.end()) fact.show("INFERRED");
  };
  add("commitment", tr(locale, "Engagement"), commitment_text(locale, node.line.commitment));
  std::string horizon = node.horizon;
  if (auto const shown = horizon_text(locale, node.line.horizon_class);
      !shown.empty() && horizon.empty())
    horizon = shown;
  add("horizon", tr(locale, "Échéance"), horizon);
  add("lead", tr(locale, "Pilote"), node.lead);
  add("partners", tr(locale, "Partenaires"), fmt::format("{}", fmt::join(node.partners, ", ")));
  add("budget_eur", tr(locale, "Budget"),
      node.budget_eur ? source::value_text(locale, node_kind(), "budget_eur", *node.budget_eur)
                      : std::string{});
  auto fact = view.section("FACT");
  fact.set("NAME", tr(locale, "Thèmes"));
  if (themes.empty()) fact.show("NONE");
  for (auto const& theme : themes) {
    auto value = fact.section("THEME");
    value.set("URL", web::localized(locale, "/themes/" + web::percent_encode(theme)));
    value.set("TEXT", theme);
  }
  if (std::ranges::find(inferred, "themes") != inferred.end()) fact.show("INFERRED");
}

using Citations = std::map<std::string, std::vector<source::Citation>>;

// What the node is tied to: the records that name it, and its links.
struct Ties {
  std::vector<source::Summary> attached;
  std::vector<LinkLine> links;
  Citations sources;  // of both
};

Ties ties_of(store::Session& session, std::string const& id) {
  Ties ties{.links = links_of(session, id)};
  std::vector<std::string> ids;
  for (auto& mention : source::mentions(session, id)) {
    if (mention.field != "plan_nodes" && mention.field != "see_also") continue;
    ids.push_back(mention.record.id);
    ties.attached.push_back(std::move(mention.record));
  }
  for (auto const& link : ties.links)
    ids.push_back(link.id);
  ties.sources = source::citations(session, ids);
  return ties;
}

void fill_refs_of(View& row, Locale locale, Citations const& sources, std::string const& id) {
  if (auto const found = sources.find(id); found != sources.end())
    source::fill_refs(row, locale, found->second);
}

// Who serves this node, by kind: instruments, bodies, platforms, processes, territories.
void fill_attached(View& view, Request const& request, Ties const& ties) {
  if (ties.attached.empty()) return;
  std::map<Kind, std::vector<source::Summary const*>> by_kind;
  for (auto const& record : ties.attached)
    by_kind[record.kind].push_back(&record);
  auto attached = view.section("ATTACHED");
  attached.set("COUNT", static_cast<std::int64_t>(ties.attached.size()));
  for (auto const& [kind, records] : by_kind) {
    auto group = attached.section("GROUP");
    group.set("KIND", tr(request.locale, source::info(kind).many));
    group.set("COUNT", static_cast<std::int64_t>(records.size()));
    for (auto const* record : records) {
      auto row = group.section("RECORD");
      row.set("URL", source::page_url(request.locale, record->kind, record->id));
      row.set("LABEL", record->label);
      fill_refs_of(row, request.locale, ties.sources, record->id);
    }
  }
}

// The other ends of links, whatever their kind.
struct Ends {
  std::map<std::string, NodeLine> nodes;
  std::map<std::string, source::Summary> others;
};

Ends ends_of(store::Session& session, std::vector<LinkLine> const& links) {
  std::set<std::string> ids;
  for (auto const& link : links) {
    for (auto const* end : {&link.from, &link.to, &link.to_probable}) {
      if (!end->empty()) ids.insert(*end);
    }
  }
  std::vector<std::string> const list(ids.begin(), ids.end());
  Ends ends;
  for (auto& line : nodes(session, list))
    ends.nodes.emplace(line.id, line);
  std::vector<std::string> rest;
  for (auto const& id : list) {
    if (!ends.nodes.contains(id)) rest.push_back(id);
  }
  ends.others = source::summaries(session, rest);
  return ends;
}

void fill_end(View& row, Locale locale, Ends const& ends, std::string const& id,
              std::string const& printed) {
  if (auto const node = ends.nodes.find(id); node != ends.nodes.end()) {
    auto end = row.section("NODE");
    fill_node(end, locale, node->second);
  } else if (auto const other = ends.others.find(id); other != ends.others.end()) {
    auto end = row.section("RECORD");
    end.set("URL", source::page_url(locale, other->second.kind, id));
    end.set("LABEL", other->second.label);
  } else {
    row.section("OUTSIDE").set("LABEL", printed);
  }
}

void fill_doubt(View& row, Locale locale, LinkLine const& link, Ends const& ends) {
  if (link.review != "doubtful") return;
  auto doubt = row.section("DOUBT");
  doubt.set_optional("PRINTED", link.printed);
  auto const probable = ends.nodes.find(link.to_probable);
  if (probable != ends.nodes.end()) {
    auto end = doubt.section("PROBABLE");
    fill_node(end, locale, probable->second);
  }
}

void fill_links(View& view, Request const& request, std::string const& id, Ties const& ties,
                Ends const& ends) {
  std::map<std::pair<bool, std::string>, std::vector<LinkLine const*>>
      groups;  // incoming after outgoing
  std::int64_t count = 0;
  for (auto const& link : ties.links) {
    bool const outgoing = link.from == id;
    if (link.type == "answers" && outgoing) continue;  // shown with the proposals
    groups[{!outgoing, link.type}].push_back(&link);
    ++count;
  }
  if (groups.empty()) return;
  auto all = view.section("LINKS");
  all.set("COUNT", count);
  for (auto const& [key, group_links] : groups) {
    bool const outgoing = !key.first;
    auto group = all.section("GROUP");
    group.set("NAME", link_text(request.locale, key.second, outgoing));
    group.set("COUNT", static_cast<std::int64_t>(group_links.size()));
    for (auto const* link : group_links) {
      auto row = group.section("LINK");
      fill_end(row, request.locale, ends, outgoing ? link->to : link->from, link->to_printed);
      fill_doubt(row, request.locale, *link, ends);
      row.set_optional("NOTE", link->note);
      fill_refs_of(row, request.locale, ties.sources, link->id);
    }
  }
}

void fill_ambiguous(View& proposals, Node const& node) {
  if (node.ambiguous_proposals.empty()) return;
  auto const ambiguous = parse_json(node.ambiguous_proposals).value_or(Json::array());
  for (auto const& item : ambiguous) {
    auto row = proposals.section("AMBIGUOUS");
    row.set("CODES",
            fmt::format("{}", fmt::join(item["codes"].get<std::vector<std::string>>(), ", ")));
    row.set("WHY", text_or_empty(item, "why"));
  }
}

void fill_proposals(View& view, Request const& request, Node const& node,
                    std::vector<LinkLine> const& links, std::vector<std::string> const& codes) {
  if (codes.empty()) return;
  auto proposals = view.section("PROPOSALS");
  proposals.set("COUNT", static_cast<std::int64_t>(codes.size()));
  for (auto const& code : codes) {
    auto row = proposals.section("PROPOSAL");
    row.set("URL", web::localized(request.locale, "/propositions/" + web::percent_encode(code)));
    row.set("CODE", code);
    auto const answers = std::ranges::find_if(links, [&](LinkLine const& link) {
      return link.type == "answers" && link.to.ends_with("proposition-" + slug(code));
    });
    if (answers != links.end() && answers->review == "doubtful") row.show("DOUBTFUL");
  }
  fill_ambiguous(proposals, node);
}

std::vector<web::Crumb> crumbs_of(Request const& request, std::vector<NodeLine> const& above,
                                  NodeLine const& node) {
  std::vector<web::Crumb> crumbs{{tr(request.locale, "Plans"), "/plans"}};
  for (auto const& line : above) {
    auto name = line.parent.empty() ? line.plan_code : short_name(request.locale, line);
    crumbs.push_back({shorten(name, 40), source::page_path(Kind::plan_node, line.id)});
  }
  crumbs.push_back(
      {shorten(node.parent.empty() ? node.plan_code : short_name(request.locale, node), 40), ""});
  return crumbs;
}

void fill_head(View& view, Request const& request, Node const& node,
               source::Provenance const& provenance, std::vector<NodeLine> const& above) {
  // In a section of its own: rows of the page inherit what stands outside of it.
  auto head = view.section("HEAD");
  fill_node(head, request.locale, node.line);
  if (!above.empty()) {
    head.section("PLAN").set("URL",
                             source::page_url(request.locale, Kind::plan_node, node.line.plan));
  }
  for (auto const& alias : provenance.aliases)
    head.section("ALIAS").set("TEXT", alias);
  head.set_optional("SUMMARY", node.summary);
  if (node.line.cited_only) head.show("CITED_ONLY");
}

// What documents say elsewhere of the label and of the other fields of the node.
void fill_contradictions(View& view, Request const& request, Node const& node,
                         source::Provenance const& provenance) {
  if (provenance.conflicts.empty()) return;
  auto const or_null = [](std::string const& text) { return text.empty() ? Json{} : Json(text); };
  Json const own{{"label", node.line.label},
                 {"code", or_null(node.line.code)},
                 {"horizon", or_null(node.horizon)},
                 {"horizon_class", or_null(node.line.horizon_class)},
                 {"commitment", or_null(node.line.commitment)},
                 {"budget_eur", node.budget_eur ? Json(*node.budget_eur) : Json{}},
                 {"lead", or_null(node.lead)},
                 {"partners", node.partners},
                 {"summary", or_null(node.summary)}};
  source::fill_conflicts(view, request.locale, node_kind(), own, provenance);
}

Response node_page(Services const& services, Request const& request) {
  auto const& id = request.capture("id");
  auto reading = services.database.read();
  auto& session = reading.session();
  auto const found = node(session, id);
  if (!found) {
    return web::error_page(request, 404,
                           tr(request.locale, "Aucun plan ni aucune action n’a cet identifiant."));
  }
  auto const provenance = source::provenance(session, id).value();
  auto const above = found->line.parent.empty() ? std::vector<NodeLine>{} : ancestors(session, id);
  auto const ties = ties_of(session, id);
  auto const ends = ends_of(session, ties.links);

  web::Document content{"plan/node.html", request.locale};
  auto& view = content.root();
  fill_head(view, request, *found, provenance, above);
  fill_facts(view, request, *found, source::terms(session, id, "themes"), provenance);
  source::fill_source_list(view, request.locale, provenance.sources);
  fill_contradictions(view, request, *found, provenance);
  if (found->line.level == "plan") {
    auto const all = tree(session, found->line.plan);
    fill_tree(view, request, all, *found, themes_of_plan(session, found->line.plan));
  } else if (auto const below = children(session, id); !below.empty()) {
    auto section = view.section("CHILDREN");
    section.set("COUNT", static_cast<std::int64_t>(below.size()));
    for (auto const& child : below) {
      auto row = section.section("CHILD");
      fill_node(row, request.locale, child);
    }
  }
  for (auto const& section : services.sections) {
    if (section.page) section.page(session, request, id, view);
  }
  fill_attached(view, request, ties);
  fill_links(view, request, id, ties, ends);
  fill_proposals(view, request, *found, ties.links, source::terms(session, id, "proposals"));
  source::fill_provenance(view, request, node_kind(), id, found->line.label, provenance);

  auto const name = short_name(request.locale, found->line);
  auto const title = found->line.parent.empty() || name == found->line.label
                         ? found->line.label
                         : fmt::format("{} {}, {}", found->line.plan_code, name, found->line.label);
  Json data{{"@context", "https://schema.org"},
            {"@type", "CreativeWork"},
            {"name", found->line.label},
            {"identifier", id},
            {"inLanguage", "fr"},
            {"isPartOf", {{"@type", "CreativeWork"}, {"name", found->line.plan_code}}}};
  if (!found->summary.empty()) data["abstract"] = found->summary;
  return public_page(
      request,
      {.title = shorten(title, 150),
       .description = shorten(found->summary.empty() ? found->line.label : found->summary, 200),
       .crumbs = crumbs_of(request, above, found->line),
       .section = "plans",
       .canonical = source::page_path(Kind::plan_node, id),
       .structured_data = std::move(data),
       .json = source::api_path(Kind::plan_node, id)},
      content);
}

}  // namespace

void add_pages(web::Router& router, Services const& services) {
  router.page("/plans",
              [services](Request const& request) { return plans_page(services, request); });
  router.page("/plans/{id...}",
              [services](Request const& request) { return node_page(services, request); });
}

}  // namespace pacte::plan
