#include "participation/api.hpp"

#include "base/text.hpp"
#include "participation/answers.hpp"
#include "participation/record.hpp"
#include "participation/rules.hpp"
#include "participation/store.hpp"
#include "source/parts.hpp"
#include "source/record_store.hpp"
#include "source/representation.hpp"
#include "source/store.hpp"

namespace pacte::participation {
namespace {

using source::Kind;
using web::EndpointParameter;
using web::Request;
using web::Response;
using Answered = ProposalFilter::Answered;

constexpr std::size_t page_size = 50;
constexpr std::size_t longest = 200;
constexpr std::array<std::pair<std::string_view, Answered>, 3> answered_names{
    {{"sure", Answered::surely}, {"doubtful", Answered::doubtfully}, {"none", Answered::never}}};

Json const text{{"type", "string"}};
Json const text_or_null{{"type", {"string", "null"}}};
Json const whole_number{{"type", "integer"}};

Json or_null(std::string const& value) {
  return value.empty() ? Json{} : Json(value);
}

Json node_json(plan::NodeLine const& node) {
  return {{"id", node.id},
          {"label", node.label},
          {"plan", node.plan},
          {"level", node.level},
          {"code", or_null(node.code)},
          {"horizon_class", or_null(node.horizon_class)},
          {"commitment", or_null(node.commitment)},
          {"_links", source::links_json(Kind::plan_node, node.id)}};
}

Json answer_json(Answer const& answer, std::vector<source::Citation> const& citations) {
  auto json = node_json(answer.node);
  auto links = std::move(json["_links"]);
  json.erase("_links");
  json["link"] = answer.link.id;
  json["review"] = answer.link.review;
  json["printed"] = or_null(answer.link.printed);
  json["note"] = or_null(answer.link.note);
  json["sources"] = source::sources_json(citations);
  json["_links"] = std::move(links);
  return json;
}

Json follow_up_json(FollowUp const& sum) {
  return {{"answers", sum.answers},
          {"decided", sum.decided},
          {"planned", sum.planned},
          {"considered", sum.considered},
          {"unstated", sum.unstated},
          {"in_place", sum.in_place},
          {"within_12_months", sum.within_12_months},
          {"after_2021", sum.after_2021},
          {"to_review", sum.to_review}};
}

Json ambiguity_json(Ambiguity const& one) {
  Json may = Json::array();
  for (auto const& node : one.may_concern)
    may.push_back(node.id);
  return {{"stake", node_json(one.stake)},   {"codes", one.codes},
          {"column", or_null(one.column)},   {"why", one.why},
          {"nearest", or_null(one.nearest)}, {"may_concern", std::move(may)}};
}

Json answers_json(store::Session& session, Answers const& answers) {
  std::vector<std::string> ids;
  for (auto const* list : {&answers.sure, &answers.doubtful}) {
    for (auto const& answer : *list)
      ids.push_back(answer.link.id);
  }
  auto citations = source::citations(session, ids);
  Json all = Json::array();
  for (auto const* list : {&answers.sure, &answers.doubtful}) {
    for (auto const& answer : *list)
      all.push_back(answer_json(answer, citations[answer.link.id]));
  }
  return all;
}

Result<ProposalFilter> read_filter(Request const& request) {
  ProposalFilter filter{.series = request.query.get("series")};
  std::vector<FieldError> errors;
  if (!filter.series.empty() && filter.series != "P" && filter.series != "plain") {
    errors.push_back({"series", "valeurs admises : P, plain"});
  }
  auto const answered = request.query.get("answered");
  auto const* const found =
      std::ranges::find(answered_names, answered, &std::pair<std::string_view, Answered>::first);
  if (found != answered_names.end()) {
    filter.answered = found->second;
  } else if (!answered.empty()) {
    errors.push_back({"answered", "valeurs admises : sure, doubtful, none"});
  }
  if (length(request.query.get("after")) > longest) {
    errors.push_back({"after", web::trf(request.locale, "{} caractères au plus", longest)});
  }
  if (!errors.empty()) {
    return fail(ProblemKind::malformed, "Un filtre a une valeur qui n’est pas admise.",
                std::move(errors));
  }
  return filter;
}

Result<Response> list_all(Services const& services, Request const& request) {
  auto const filter = read_filter(request);
  if (!filter) return std::unexpected(filter.error());
  auto reading = services.database.read();
  auto const page = page_of_proposals(reading, *filter, request.query.get("after"), page_size);
  std::vector<std::string> ids;
  for (auto const& line : page.lines)
    ids.push_back(line.proposal.id);
  auto citations = source::citations(reading, ids);
  Json items = Json::array();
  for (auto const& line : page.lines) {
    auto record = source::read_record(reading, proposal_kind(), line.proposal.id);
    if (!record) continue;
    auto item =
        source::representation(proposal_kind(), std::move(*record), citations[line.proposal.id]);
    item["follow_up"] = follow_up_json(line.follow_up);
    items.push_back(std::move(item));
  }
  return web::list_response(request, std::move(items), page.next);
}

std::optional<CitizenProposal> find(store::Session& session, std::string const& code) {
  if (auto found = proposal(session, code)) return found;
  if (length(code) > longest) return std::nullopt;
  auto const same = proposals_with_code(session, canonical_code(code));
  return same.size() == 1 ? std::optional{same.front()} : std::nullopt;
}

Result<Response> read_one(Services const& services, Request const& request) {
  auto const& code = request.capture("code");
  auto reading = services.database.read();
  auto& session = reading.session();
  auto const found = find(session, code);
  auto record = found ? source::read_record(session, proposal_kind(), found->id) : std::nullopt;
  if (!record) {
    return fail(ProblemKind::not_found, web::trf(request.locale,
                                                 "Aucune proposition citée ne porte le numéro « "
                                                 "{} » : la liste est à /api/v1/proposals.",
                                                 shorten(code, longest)));
  }
  auto const answers = answers_to(session, *found);
  auto api = source::whole_representation(session, proposal_kind(), std::move(*record));
  api["answers"] = answers_json(session, answers);
  Json ambiguous = Json::array();
  for (auto const& one : answers.ambiguities)
    ambiguous.push_back(ambiguity_json(one));
  api["ambiguous_stakes"] = std::move(ambiguous);
  api["follow_up"] = follow_up_json(follow_up(answers));
  auto response = web::json(to_line(api));
  response.cacheable = true;
  return response;
}

Json array_of(Json items) {
  return {{"type", "array"}, {"items", std::move(items)}};
}

Json reference_to(char const* schema) {
  return {{"$ref", std::string{"#/components/schemas/"} + schema}};
}

Json node_properties() {
  return {{"id", text},
          {"label", text},
          {"plan", text},
          {"level", text},
          {"code", text_or_null},
          {"horizon_class", text_or_null},
          {"commitment", text_or_null},
          {"_links", reference_to("Links")}};
}

Json answer_schema() {
  auto properties = node_properties();
  properties["link"] = text;
  properties["review"] = {{"type", "string"}, {"enum", {"ok", "doubtful"}}};
  properties["printed"] = text_or_null;
  properties["note"] = text_or_null;
  properties["sources"] = array_of(reference_to("Source"));
  return {{"type", "object"},
          {"description",
           "Une ligne de plan en face de laquelle le numéro de la proposition est imprimé."},
          {"properties", std::move(properties)},
          {"required", {"id", "label", "plan", "level", "review", "sources", "_links"}}};
}

Json follow_up_schema() {
  Json properties = Json::object();
  Json required = Json::array();
  for (char const* name : {"answers", "decided", "planned", "considered", "unstated", "in_place",
                           "within_12_months", "after_2021", "to_review"}) {
    properties[name] = whole_number;
    required.push_back(name);
  }
  return {
      {"type", "object"},
      {"description",
       "Combien d’actions y répondent, selon l’engagement et l’échéance que le document imprime."},
      {"properties", std::move(properties)},
      {"required", std::move(required)}};
}

Json ambiguity_schema() {
  return {{"type", "object"},
          {"description",
           "Un enjeu où le numéro est imprimé sans dire à laquelle de ses actions il va."},
          {"properties",
           {{"stake", {{"type", "object"}, {"properties", node_properties()}}},
            {"codes", array_of(text)},
            {"column", text_or_null},
            {"why", text},
            {"nearest", text_or_null},
            {"may_concern", array_of(text)}}},
          {"required", {"stake", "codes", "why", "may_concern"}}};
}

Json proposal_schema() {
  auto schema = source::representation_schema(proposal_kind());
  schema["properties"]["answers"] = array_of(reference_to("Answer"));
  schema["properties"]["ambiguous_stakes"] = array_of(reference_to("AmbiguousStake"));
  schema["properties"]["follow_up"] = reference_to("FollowUp");
  schema["required"].push_back("follow_up");
  return schema;
}

}  // namespace

Json api_schemas() {
  return {{source::schema_name(Kind::proposal), proposal_schema()},
          {"Answer", answer_schema()},
          {"AmbiguousStake", ambiguity_schema()},
          {"FollowUp", follow_up_schema()}};
}

void add_api(web::Router& router, Services const& services) {
  router.endpoint(
      {.path = "/api/v1/proposals",
       .operation = "list_proposals",
       .summary = "Les propositions citoyennes citées, avec la suite donnée en nombres",
       .tag = "Participation",
       .parameters = {{.name = "after",
                       .description = "Identifiant du dernier élément de la page précédente"},
                      {.name = "series",
                       .description = "« P » : convention citoyenne ; « plain » : consultation",
                       .schema = {{"type", "string"}, {"enum", {"P", "plain"}}},
                       .example = "P"},
                      {.name = "answered",
                       .description = "Réponse certaine, seulement à relire, ou aucune",
                       .schema = {{"type", "string"}, {"enum", {"sure", "doubtful", "none"}}},
                       .example = "sure"}},
       .response_schema = source::list_schema(Kind::proposal),
       .handler = [services](Request const& request) { return list_all(services, request); }});
  router.endpoint(
      {.path = "/api/v1/proposals/{code...}",
       .operation = "read_proposal",
       .summary = "Une proposition citoyenne, avec les actions qui y répondent",
       .tag = "Participation",
       .parameters = {{.name = "code",
                       .description = "Numéro imprimé (« P07 », « 7 ») ou identifiant",
                       .in = EndpointParameter::In::path,
                       .example = "P07"}},
       .response_schema = source::schema_ref(Kind::proposal),
       .handler = [services](Request const& request) { return read_one(services, request); }});
}

}  // namespace pacte::participation
