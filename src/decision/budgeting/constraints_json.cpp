#include "decision/budgeting/constraints_json.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/json.hpp"
#include "decision/budgeting/id_table.hpp"
#include "decision/budgeting/pabulib_rows.hpp"

namespace pacte::decision::budgeting {

namespace {

class Reader {
 public:
  explicit Reader(Election const& election) : election_{election} {
    for (auto const& project : election.projects)
      table_.add(project.id);
  }

  std::expected<Constraints, std::vector<std::string>> read(std::string_view text);

 private:
  void fault(std::string const& place, std::string_view what) {
    faults_.push_back(fmt::format("{} : {}", place, what));
  }
  // Calls `each` with every element of a list that may be absent, and its place.
  template <class Each>
  void each_of(Json const& object, std::string const& place, char const* key, Each each);
  std::optional<ProjectIndex> project(Json const& value, std::string const& place);
  std::vector<ProjectIndex> projects(Json const& list, std::string const& place);
  std::optional<Amount> limit(Json const& object, std::string const& place);
  void group(Json const& object, std::string const& place);
  void needs(Json const& object, std::string const& place);
  void refuse_unknown(Json const& object, std::string const& place,
                      std::initializer_list<std::string_view> known);

  Election const& election_;
  IdTable table_;
  Constraints made_;
  std::vector<std::string> faults_;
};

template <class Each>
void Reader::each_of(Json const& object, std::string const& place, char const* key, Each each) {
  auto const found = object.find(key);
  if (found == object.end()) return;
  auto const where = fmt::format("{}/{}", place, key);
  if (!found->is_array()) {
    fault(where, "une liste est attendue");
    return;
  }
  for (std::size_t i = 0; i < found->size(); ++i)
    each((*found)[i], fmt::format("{}/{}", where, i));
}

std::optional<ProjectIndex> Reader::project(Json const& value, std::string const& place) {
  if (!value.is_string()) {
    fault(place, "un identifiant de projet entre guillemets est attendu");
    return std::nullopt;
  }
  auto const found = table_.find(value.get_ref<std::string const&>());
  if (!found)
    fault(place, fmt::format("le projet {} n’existe pas", in_quotes(value.get<std::string>())));
  return found;
}

std::vector<ProjectIndex> Reader::projects(Json const& list, std::string const& place) {
  std::vector<ProjectIndex> made;
  if (!list.is_array()) {
    fault(place, "une liste d’identifiants est attendue");
    return made;
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    auto const found = project(list[i], fmt::format("{}/{}", place, i));
    if (!found) continue;
    if (std::ranges::find(made, *found) != made.end()) {
      fault(place,
            fmt::format("le projet {} y est deux fois", in_quotes(list[i].get<std::string>())));
      continue;
    }
    made.push_back(*found);
  }
  return made;
}

std::optional<Amount> Reader::limit(Json const& object, std::string const& place) {
  auto const found = object.find("limit");
  if (found == object.end() || !(found->is_number_unsigned() || found->is_string())) {
    fault(place, "« limit » manque : un nombre entier, ou un nombre à virgule entre guillemets");
    return std::nullopt;
  }
  auto const sum = parse_sum(found->is_string() ? found->get<std::string>() : found->dump());
  if (!sum || sum->decimals > election_.decimals) {
    fault(place,
          fmt::format("le plafond {}", sum ? "a plus de décimales que l’élection" : sum.error()));
    return std::nullopt;
  }
  auto const amount = scaled(*sum, election_.decimals);
  if (!amount) fault(place, "le plafond est démesuré");
  return amount;
}

void Reader::refuse_unknown(Json const& object, std::string const& place,
                            std::initializer_list<std::string_view> known) {
  for (auto const& [key, value] : object.items()) {
    if (std::ranges::find(known, key) == known.end()) {
      fault(place, fmt::format("« {} » est inconnu ; au choix : {}", key, fmt::join(known, ", ")));
    }
  }
}

void Reader::group(Json const& object, std::string const& place) {
  if (!object.is_object()) {
    fault(place, "un objet est attendu");
    return;
  }
  refuse_unknown(object, place, {"name", "projects", "district", "category", "limit"});
  GroupBudget made{.name = text_or_empty(object, "name")};
  if (object.contains("projects"))
    made.projects = projects(object["projects"], place + "/projects");
  auto const district = text_or_empty(object, "district");
  auto const category = text_or_empty(object, "category");
  for (ProjectIndex p = 0; p < election_.projects.size(); ++p) {
    auto const& each = election_.projects[p];
    bool const in = (!district.empty() && each.district == district) ||
                    (!category.empty() &&
                     std::ranges::find(each.categories, category) != each.categories.end());
    if (in && std::ranges::find(made.projects, p) == made.projects.end())
      made.projects.push_back(p);
  }
  if (made.name.empty()) made.name = district.empty() ? category : district;
  if (made.projects.empty()) fault(place, "ce groupe n’a aucun projet");
  if (auto const amount = limit(object, place)) {
    made.limit = *amount;
    made_.groups.push_back(std::move(made));
  }
}

void Reader::needs(Json const& object, std::string const& place) {
  if (!object.is_object() || !object.contains("project") || !object.contains("needs")) {
    fault(place, "un objet {\"project\": …, \"needs\": …} est attendu");
    return;
  }
  auto const which = project(object["project"], place + "/project");
  auto const other = project(object["needs"], place + "/needs");
  if (which && other) made_.dependencies.push_back({*which, *other});
}

std::expected<Constraints, std::vector<std::string>> Reader::read(std::string_view text) {
  auto const parsed = parse_json(text);
  if (!parsed) return std::unexpected{std::vector{parsed.error()}};
  if (!parsed->is_object())
    return std::unexpected{std::vector<std::string>{"un objet JSON est attendu"}};
  refuse_unknown(*parsed, "/", {"groups", "exclusive", "needs", "minimum_votes"});
  each_of(*parsed, "", "groups",
          [this](Json const& value, std::string const& place) { group(value, place); });
  each_of(*parsed, "", "exclusive", [this](Json const& value, std::string const& place) {
    made_.exclusive.push_back(projects(value, place));
  });
  each_of(*parsed, "", "needs",
          [this](Json const& value, std::string const& place) { needs(value, place); });
  if (auto const found = parsed->find("minimum_votes"); found != parsed->end()) {
    if (found->is_number_unsigned()) {
      made_.minimum_votes = found->get<std::uint64_t>();
    } else {
      fault("/minimum_votes", "un nombre entier positif est attendu");
    }
  }
  if (faults_.empty()) {
    if (auto const good = check(election_, made_); !good) faults_.push_back(good.error().detail);
  }
  if (!faults_.empty()) return std::unexpected{faults_};
  return made_;
}

}  // namespace

std::expected<Constraints, std::vector<std::string>> read_constraints(Election const& election,
                                                                      std::string_view text) {
  return Reader{election}.read(text);
}

}  // namespace pacte::decision::budgeting
