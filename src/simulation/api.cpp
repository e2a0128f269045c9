#include "simulation/api.hpp"

#include <algorithm>

#include "base/nullable.hpp"
#include "base/text.hpp"
#include "rule/calendar.hpp"
#include "rule/report.hpp"
#include "simulation/advisers.hpp"
#include "simulation/api_schema.hpp"
#include "simulation/page_support.hpp"
#include "source/parts.hpp"

namespace pacte::simulation {
namespace {

using web::Locale;
using web::Request;
using web::Response;
using web::tr;

struct Asked {
  Answers answers;
  std::optional<std::int64_t> day;  // from 1970-01-01
};

// One field after the other, each fault at its pointer.
class BodyReader {
 public:
  BodyReader(Json const& body, Locale locale) : body_{body}, locale_{locale} {}

  Result<Asked> read() {
    for (auto const& [name, value] : body_.items())
      one(name, value);
    if (!body_.contains("facts")) {
      refuse("/facts", tr(locale_, "les faits manquent : {\"facts\": {…}}"));
    }
    if (errors_.empty()) return std::move(asked_);
    return fail(ProblemKind::invalid, "La simulation demandée ne peut pas être faite.",
                std::move(errors_));
  }

 private:
  void refuse(std::string field, std::string message) {
    errors_.push_back({std::move(field), std::move(message)});
  }

  void one(std::string const& name, Json const& value) {
    if (name == "facts") {
      if (!value.is_object()) return refuse("/facts", tr(locale_, "un objet est attendu"));
      asked_.answers.facts = value;
    } else if (name == "schemes") {
      schemes(value);
    } else if (name == "date") {
      if (value.is_string()) asked_.day = rule::parse_day(value.get<std::string>());
      if (!asked_.day) refuse("/date", tr(locale_, "une date est attendue, comme \"2026-06-15\""));
    } else {
      refuse("/" + name, tr(locale_, "ce champ n’existe pas"));
    }
  }

  void schemes(Json const& value) {
    if (!value.is_array()) {
      return refuse("/schemes", tr(locale_, "une liste d’identifiants est attendue"));
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (value[i].is_string()) {
        asked_.answers.schemes.push_back(value[i].get<std::string>());
      } else {
        refuse(fmt::format("/schemes/{}", i), tr(locale_, "un identifiant est attendu"));
      }
    }
  }

  Json const& body_;
  Locale locale_;
  Asked asked_;
  std::vector<FieldError> errors_;
};

Result<Asked> asked_in(Request const& request) {
  auto const json = parse_json(request.body);
  if (!json || !json->is_object()) {
    return fail(ProblemKind::malformed,
                "Le corps de la requête n’est pas celui attendu : envoyez {\"facts\": {…}}.");
  }
  return BodyReader{*json, request.locale}.read();
}

// Schemes without rules, and facts that cannot be read: each at its pointer.
Result<void> check(Sitting const& sitting, Locale locale) {
  std::vector<FieldError> errors;
  for (auto const& fault : sitting.read.faults) {
    for (auto const name : split(fault.field, ','))
      errors.push_back({fmt::format("/facts/{}", trim(name)), fault.message});
  }
  auto const& schemes = sitting.answers.schemes;
  for (std::size_t i = 0; i < schemes.size(); ++i) {
    if (sitting.book->find(schemes[i]) != nullptr) continue;
    errors.push_back(
        {fmt::format("/schemes/{}", i),
         tr(locale, "Ce dispositif n’a pas de règles : rien ne peut en être calculé.")});
  }
  if (errors.empty()) return {};
  return fail(ProblemKind::invalid, "La simulation demandée ne peut pas être faite.",
              std::move(errors));
}

Json amount_json(std::optional<rule::OpenAmount> const& amount) {
  if (!amount) return nullptr;
  auto const least = or_null(amount->least);
  auto const most = or_null(amount->most);
  if (amount->least && least == most) return least;
  return {{"min", least}, {"max", most}};
}

Json sources_json(std::vector<rule::Citation> const& sources, Locale locale) {
  Json made = Json::array();
  for (auto const& source : sources) {
    auto lines = source.first == source.last ? std::to_string(source.first)
                                             : fmt::format("{}-{}", source.first, source.last);
    auto href = source::passage_url(locale, {.document = source.document, .lines = lines});
    made.push_back(
        {{"doc", source.document}, {"lines", std::move(lines)}, {"href", std::move(href)}});
  }
  return made;
}

// What holds, what fails, what is open: true, false, null.
Json truth_json(rule::Range value) {
  return value.least == value.most ? Json(value.least == 1) : Json{};
}

void gather(rule::Program const& program, std::uint32_t node, std::set<int>& facts) {
  if (auto const fact = program.nodes[node].fact; fact >= 0) facts.insert(fact);
  for (auto const part : program.parts_of(node))
    gather(program, part, facts);
}

Json reasons_json(Sitting const& sitting, Judged const& judged, Words const& words) {
  auto const& program = *judged.candidate.program;
  Json reasons = Json::array();
  auto const& why = judged.explanation;
  for (auto const each : rule::explaining_lines(program, why.outcome)) {
    auto const& line = program.lines[each];
    if (line.kind != rule::LineKind::condition) continue;
    std::set<int> read;
    gather(program, line.node, read);
    Json facts = Json::object();
    Json proofs = Json::object();
    for (int const fact : read) {
      auto const& name = sitting.fact(fact).name;
      facts[name] = words.facts.known(fact) ? Json(words.answer(fact)) : Json{};
      auto const proof = words.facts.proofs.find(fact);
      if (proof != words.facts.proofs.end()) proofs[name] = proof->second.text;
    }
    reasons.push_back({{"rule", line.name},
                       {"label", label_of(line, words.locale)},
                       {"value", truth_json(rule::value_of(program, judged.registers, line))},
                       {"decides", why.decides_line(each)},
                       {"facts", std::move(facts)},
                       {"proofs", std::move(proofs)},
                       {"sources", sources_json(line.sources, words.locale)}});
  }
  return reasons;
}

std::string_view reach_name(aid::Reach reach) {
  switch (reach) {
    case aid::Reach::place: return "place";
    case aid::Reach::region: return "region";
    case aid::Reach::elsewhere: break;
  }
  return "elsewhere";
}

void add_adviser(Json& scheme, Adviser const& adviser) {
  auto const& [reach, contacts] = adviser.advice;
  if (!adviser.run_by.empty()) scheme["operator"] = adviser.run_by;
  for (auto const& contact : contacts) {
    scheme["contacts"].push_back(
        {{"for", reach_name(reach)}, {"place", contact.place}, {"contact", contact.text}});
  }
}

Json scheme_json(Sitting const& sitting, Judged const& judged, Words const& words) {
  auto const& [scheme, version, program, with_call] = judged.candidate;
  Json missing = Json::array();
  for (int const fact : judged.explanation.missing)
    missing.push_back(sitting.fact(fact).name);
  Json outputs = Json::array();
  for (auto const& output : told_outputs(judged, words)) {
    outputs.push_back({{"output", output.name},
                       {"label", output.label},
                       {"value", output.text.empty() ? Json(true) : Json(output.text)}});
  }
  auto const& outcome = judged.explanation.outcome;
  return {{"id", scheme},
          {"title", in(words.locale, program->title)},
          {"scheme", source::page_url(words.locale, source::Kind::instrument, scheme)},
          {"version", version},
          {"status", rule::verdict_name(outcome.verdict)},
          {"amount", amount_json(judged.amount)},
          {"outputs", std::move(outputs)},
          {"reasons", reasons_json(sitting, judged, words)},
          {"missing", std::move(missing)}};
}

Json next_json(Sitting const& sitting) {
  auto const& next = sitting.simulation.next;
  if (!next) return nullptr;
  auto json = rule::question_json(sitting.fact(next->fact), sitting.vocabulary());
  json["concerns"] = Json::array();
  for (auto const position : next->concerns)
    json["concerns"].push_back(sitting.simulation.schemes[position].candidate.scheme);
  return json;
}

Result<Response> simulate_one(Context const& context, Request const& request) {
  auto const locale = request.locale;
  auto asked = asked_in(request);
  if (!asked) return std::unexpected{asked.error()};
  auto reading = context.database.read();
  auto const sitting = sit_on(context, reading, std::move(asked->answers), locale,
                              asked->day.value_or(today(context)), rule::Writer::program);
  if (auto const good = check(sitting, locale); !good) return std::unexpected{good.error()};
  Json schemes = Json::array();
  Advisers const advisers{context, reading, sitting};
  for (auto const& judged : sitting.simulation.schemes) {
    auto const& facts = judged.candidate.facts ? *judged.candidate.facts : sitting.read.facts;
    Words const words{.facts = facts, .locale = locale, .place = place_names(reading)};
    auto scheme = scheme_json(sitting, judged, words);
    if (auto const adviser = advisers.of(judged)) add_adviser(scheme, *adviser);
    schemes.push_back(std::move(scheme));
  }
  return web::json(to_line({{"date", sitting.day},
                            {"rules", sitting.book->digest()},
                            {"schemes", std::move(schemes)},
                            {"next_question", next_json(sitting)}}));
}

Json fact_json(rule::Fact const& fact, rule::Vocabulary const& vocabulary) {
  auto json = rule::question_json(fact, vocabulary);
  if (fact.fields.empty()) return json;
  json["fields"] = Json::array();
  for (int const field : fact.fields) {
    json["fields"].push_back(
        rule::question_json(vocabulary.facts[static_cast<std::size_t>(field)], vocabulary));
  }
  return json;
}

Result<Response> list_facts(Context const& context, Request const&) {
  auto reading = context.database.read();
  auto const book = context.books->current(reading);
  auto const& vocabulary = book->words().vocabulary;
  Json items = Json::array();
  for (auto const& fact : vocabulary.facts) {
    if (fact.owner < 0 && !fact.supplied) items.push_back(fact_json(fact, vocabulary));
  }
  auto response = web::json(to_line({{"rules", book->digest()}, {"items", std::move(items)}}));
  response.cacheable = true;
  return response;
}

}  // namespace

void add_api(web::Router& router, std::shared_ptr<Context const> const& context) {
  auto const with = [&context](Result<Response> (*handler)(Context const&, Request const&)) {
    return [context, handler](Request const& request) { return handler(*context, request); };
  };
  router.endpoint({.method = web::Method::post,
                   .path = "/api/v1/simulations",
                   .operation = "simulate",
                   .summary = "Quelles aides pour ces faits, de combien, pourquoi, et la question "
                              "suivante ; rien n’est gardé",
                   .tag = "Simulateur",
                   .request_schema = request_schema(),
                   .response_schema = {{"$ref", "#/components/schemas/Simulation"}},
                   .handler = with(simulate_one)});
  router.endpoint({.path = "/api/v1/simulations/facts",
                   .operation = "list_simulation_facts",
                   .summary = "Les faits que les règles des dispositifs demandent",
                   .tag = "Simulateur",
                   .response_schema = facts_schema(),
                   .handler = with(list_facts)});
}

}  // namespace pacte::simulation
