#include "aid/pages.hpp"

#include "aid/record.hpp"
#include "plan/store.hpp"
#include "source/catalogue.hpp"

namespace pacte::aid {
namespace {

// "SRDEII Action 23": what a plan line is called, beside its label.
std::map<std::string, std::string> codes_of_lines(store::Session& session, web::Locale /*locale*/,
                                                  std::vector<std::string> const& ids) {
  std::map<std::string, std::string> codes;
  for (auto const& line : plan::nodes(session, ids)) {
    bool const inside = line.id != line.plan && !line.code.empty();
    codes[line.id] = inside ? line.plan_code + " " + line.code : line.plan_code;
  }
  return codes;
}

}  // namespace

void add_pages(web::Router& router, Services const& services) {
  source::add_catalogue(
      router, services,
      {.kind = &instrument_kind(),
       .title = "Dispositifs",
       .intro = "Aides, contrats, fonds, labels et services que les documents décrivent. Les "
                "conditions sont celles du document cité, à sa date.",
       .counted_one = "{} dispositif",
       .counted_many = "{} dispositifs",
       .section = "dispositifs",
       .example = "occitanie/campus-hydrogene",
       .badge_class = "k-tool",
       .badge = "type",
       .status = "status",
       .lede = "beneficiaries",
       .facets = {"type", "status", "operator"},
       .columns = {"beneficiaries", "operator"},
       .annotate = codes_of_lines});
}

}  // namespace pacte::aid
