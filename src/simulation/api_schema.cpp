#include "simulation/api_schema.hpp"

namespace pacte::simulation {
namespace {

Json text_schema() {
  return {{"type", "string"}};
}

Json bilingual_schema() {
  return {{"type", "object"},
          {"properties", {{"fr", text_schema()}, {"en", text_schema()}}},
          {"required", {"fr"}}};
}

Json list_of(Json items) {
  return {{"type", "array"}, {"items", std::move(items)}};
}

Json fact_schema() {
  return {{"type", "object"},
          {"properties",
           {{"fact", text_schema()},
            {"question", bilingual_schema()},
            {"help", bilingual_schema()},
            {"type", text_schema()},
            {"unit", text_schema()},
            {"min", text_schema()},
            {"max", text_schema()},
            {"choices", list_of({{"type", "object"}})},
            {"fields", list_of({{"type", "object"}})},
            {"concerns", list_of(text_schema())}}},
          {"required", {"fact", "question", "type"}}};
}

Json amount_schema() {
  Json const cents{{"type", "integer"}};
  Json const open{{"type", {"integer", "null"}}};
  return {{"oneOf",
           {{{"type", "null"}},
            cents,
            {{"type", "object"},
             {"properties", {{"min", open}, {"max", open}}},
             {"required", {"min", "max"}}}}},
          {"description",
           "En centimes : un nombre, un intervalle (une borne qu’aucune règle ne fixe est "
           "nulle), ou rien"}};
}

Json reason_schema() {
  return {{"type", "object"},
          {"properties",
           {{"rule", text_schema()},
            {"label", text_schema()},
            {"value", {{"type", {"boolean", "null"}}}},
            {"decides", {{"type", "boolean"}}},
            {"facts", {{"type", "object"}}},
            {"proofs",
             {{"type", "object"},
              {"additionalProperties", text_schema()},
              {"description", "Par fait, la preuve donnée avec sa valeur"}}},
            {"sources", list_of({{"type", "object"}})}}},
          {"required", {"rule", "label", "value", "decides", "facts", "proofs", "sources"}}};
}

Json contacts_schema() {
  auto made = list_of({{"type", "object"},
                       {"properties",
                        {{"for", {{"enum", {"place", "region", "elsewhere"}}}},
                         {"place", text_schema()},
                         {"contact", text_schema()}}},
                       {"required", {"for", "place", "contact"}}});
  made["description"] =
      "À qui parler de ce dispositif, s’il n’est pas refusé et si sa source le dit. « for » : le "
      "contact du lieu des réponses (« place »), celui de toute la région (« region »), ou, faute "
      "des deux, ceux d’autres lieux (« elsewhere »)";
  return made;
}

Json operator_schema() {
  return {{"type", "string"},
          {"description", "Qui gère le dispositif, s’il n’est pas refusé et si sa source le dit"}};
}

Json outputs_schema() {
  auto made = list_of({{"type", "object"},
                       {"properties",
                        {{"output", text_schema()},
                         {"label", text_schema()},
                         {"value", {{"oneOf", {{{"const", true}}, text_schema()}}}}}},
                       {"required", {"output", "label", "value"}}});
  made["description"] =
      "Ce que le dispositif dit de plus que le montant (un volet, l’aide à demander), quand c’est "
      "certain";
  return made;
}

Json scheme_schema() {
  return {
      {"type", "object"},
      {"properties",
       {{"id", text_schema()},
        {"title", text_schema()},
        {"scheme", text_schema()},
        {"version", {{"type", "integer"}}},
        {"status", {{"enum", {"eligible", "ineligible", "unknown"}}}},
        {"amount", amount_schema()},
        {"outputs", outputs_schema()},
        {"reasons", list_of(reason_schema())},
        {"missing", list_of(text_schema())},
        {"contacts", contacts_schema()},
        {"operator", operator_schema()}}},
      {"required",
       {"id", "title", "scheme", "version", "status", "amount", "outputs", "reasons", "missing"}}};
}

Json simulation_schema() {
  return {
      {"type", "object"},
      {"properties",
       {{"date", text_schema()},
        {"rules", text_schema()},
        {"schemes", list_of(scheme_schema())},
        {"next_question",
         {{"oneOf", {{{"type", "null"}}, {{"$ref", "#/components/schemas/SimulationFact"}}}}}}}},
      {"required", {"date", "rules", "schemes", "next_question"}}};
}

}  // namespace

Json request_schema() {
  return {{"type", "object"},
          {"properties",
           {{"facts",
             {{"type", "object"},
              {"description", "Faits par leur nom, comme /api/v1/simulations/facts les donne"}}},
            {"schemes", list_of(text_schema())},
            {"date", {{"type", "string"}, {"format", "date"}}}}},
          {"required", {"facts"}},
          {"additionalProperties", false}};
}

Json facts_schema() {
  return {{"type", "object"},
          {"properties",
           {{"rules", text_schema()},
            {"items", list_of({{"$ref", "#/components/schemas/SimulationFact"}})}}},
          {"required", {"rules", "items"}}};
}

Json api_schemas() {
  return {{"Simulation", simulation_schema()}, {"SimulationFact", fact_schema()}};
}

}  // namespace pacte::simulation
