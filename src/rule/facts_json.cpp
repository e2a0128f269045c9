#include "rule/facts_json.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rule/evaluate.hpp"

namespace pacte::rule {
namespace {

constexpr char const* given_twice = "Ce fait est donné deux fois : gardez-en un.";

class FactReader {
 public:
  FactReader(Vocabulary const& vocabulary, std::int64_t today, Reading how)
      : vocabulary_{vocabulary}, facts_{vocabulary, today}, values_{facts_, how} {}

  Result<Facts> all(Json const& given) {
    if (!given.is_object()) {
      return pacte::fail(ProblemKind::malformed,
                         "Les faits sont un objet JSON : {\"nom\": valeur}.");
    }
    fields("", given);
    if (!faults_.empty()) {
      return pacte::fail(ProblemKind::invalid, "Ces faits ne peuvent pas être lus.",
                         std::move(faults_));
    }
    return std::move(facts_);
  }

 private:
  void refuse(std::string_view name, std::string message) {
    faults_.push_back({std::string{name}, std::move(message)});
  }

  void fields(std::string const& prefix, Json const& given) {
    for (auto const& [key, value] : given.items()) {
      auto const name = prefix + fold(key);
      auto const found = vocabulary_.find(name);
      if (found) {
        one(*found, value);
      } else if (value.is_object() && begins_names(name + ".")) {
        fields(name + ".", value);
      } else {
        auto const mend = did_you_mean(name, vocabulary_.names());
        refuse(name, "Ce fait n’existe pas." + (mend.empty() ? "" : " " + mend));
      }
    }
  }

  [[nodiscard]] bool begins_names(std::string const& prefix) const {
    return std::ranges::any_of(vocabulary_.facts,
                               [&](Fact const& fact) { return fact.name.starts_with(prefix); });
  }

  void one(int index, Json const& given) {
    auto const& fact = vocabulary_.facts[static_cast<std::size_t>(index)];
    if (fact.owner >= 0) return refuse(fact.name, "Ce champ se donne dans sa liste.");
    if (!given_.insert(index).second) return refuse(fact.name, given_twice);
    auto const* value = &given;
    if (given.is_object() && given.contains("value")) {
      value = &given["value"];
      if (given.contains("proof") && given["proof"].is_string())
        facts_.proofs[index] = {given["proof"].get<std::string>()};
    }
    if (value->is_null()) return;
    if (fact.type.kind == Kind::items) return items(index, *value);
    if (auto const range = range_of(fact, *value)) facts_.set(index, *range);
  }

  void items(int index, Json const& given) {
    auto const& list = vocabulary_.facts[static_cast<std::size_t>(index)];
    if (!given.is_array()) return refuse(list.name, "Une liste attendue : [{…}, {…}].");
    if (given.size() > static_cast<std::size_t>(most_items))
      return refuse(list.name, fmt::format("{} lignes au plus.", most_items));
    std::vector<Facts::Item> made;
    for (auto const& each : given) {
      auto item = facts_.empty_item(index);
      if (!each.is_object())
        return refuse(list.name, "Chaque ligne est un objet : {\"champ\": valeur}.");
      for (auto const& [key, value] : each.items())
        field(list, fold(key), value, item);
      made.push_back(std::move(item));
    }
    facts_.set_items(index, std::move(made));
  }

  void field(Fact const& list, std::string const& key, Json const& value, Facts::Item& item) {
    auto const found = vocabulary_.find(list.name + "." + key);
    if (!found) {
      std::vector<std::string> names;
      for (int const each : list.fields) {
        names.push_back(
            vocabulary_.facts[static_cast<std::size_t>(each)].name.substr(list.name.size() + 1));
      }
      auto const mend = did_you_mean(key, names);
      return refuse(list.name + "." + key,
                    "Ce champ n’existe pas." + (mend.empty() ? "" : " " + mend));
    }
    if (value.is_null()) return;
    auto const& fact = vocabulary_.facts[static_cast<std::size_t>(*found)];
    if (item.known[static_cast<std::size_t>(fact.field)]) return refuse(fact.name, given_twice);
    if (auto const range = range_of(fact, value)) {
      item.fields[static_cast<std::size_t>(fact.field)] = *range;
      item.known[static_cast<std::size_t>(fact.field)] = true;
    }
  }

  std::optional<Range> range_of(Fact const& fact, Json const& given) {
    auto const read = values_.read(fact, given);
    if (read) return *read;
    refuse(fact.name, read.error());
    return std::nullopt;
  }

  Vocabulary const& vocabulary_;
  Facts facts_;
  ValueReader values_;
  std::set<int> given_;
  std::vector<FieldError> faults_;
};

}  // namespace

Result<Facts> read_facts(Json const& given, Vocabulary const& vocabulary, std::int64_t today,
                         Reading how) {
  return FactReader{vocabulary, today, how}.all(given);
}

std::vector<std::size_t> contradicted(Facts const& facts,
                                      std::vector<Program> const& incoherences) {
  std::vector<std::size_t> made;
  std::vector<Range> registers;
  for (std::size_t i = 0; i < incoherences.size(); ++i) {
    if (incoherences[i].code.empty()) continue;
    run(incoherences[i], facts, nullptr, registers);
    if (registers[incoherences[i].result].least == 1) made.push_back(i);
  }
  return made;
}

Result<void> check_coherence(Facts const& facts, std::vector<Program> const& incoherences) {
  std::vector<FieldError> faults;
  for (auto const i : contradicted(facts, incoherences)) {
    std::vector<std::string> names;
    for (int const fact : incoherences[i].facts)
      names.push_back(facts.vocabulary().facts[static_cast<std::size_t>(fact)].name);
    faults.push_back({fmt::format("{}", fmt::join(names, ", ")),
                      facts.vocabulary().incoherences[i].message.french});
  }
  if (faults.empty()) return {};
  return pacte::fail(ProblemKind::invalid, "Ces faits se contredisent.", std::move(faults));
}

}  // namespace pacte::rule
