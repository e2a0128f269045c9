#include "decision/sortition/reader.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "decision/table.hpp"

namespace pacte::decision::sortition {
namespace {

std::string listed(std::vector<Feature> const& features) {
  constexpr std::size_t most = 12;
  std::string text;
  for (std::size_t i = 0; i < std::min(features.size(), most); ++i) {
    text += fmt::format("{}« {} »", i == 0 ? "" : ", ", features[i].name);
  }
  return features.size() > most ? text + "…" : text;
}

class QuotaReader {
 public:
  QuotaReader(Table const& table, std::string const& file, Faults& faults)
      : table_{table}, file_{file}, faults_{faults} {}

  Quotas read() {
    auto const before = faults_.size();
    for (auto const* name : {"category", "feature", "min", "max"})
      require(name);
    Quotas quotas;
    if (faults_.size() > before) return quotas;
    for (auto const& row : table_.rows)
      add(row, quotas);
    if (quotas.categories.empty() && faults_.empty()) {
      fault(0, "aucun quota", "Donnez au moins une catégorie et ses caractéristiques");
    }
    return quotas;
  }

 private:
  void fault(std::size_t line, std::string what, std::string remedy) {
    faults_.add({file_, line, std::move(what), std::move(remedy)});
  }

  void require(std::string const& name) {
    if (table_.column(name)) return;
    fault(1, fmt::format("la colonne « {} » manque", name),
          "L’en-tête est : category,feature,min,max");
  }

  std::string const& cell(TableRow const& row, std::string_view name) const {
    return row.cells[*table_.column(name)];
  }

  std::optional<int> seats(TableRow const& row, std::string_view name) {
    auto const& text = cell(row, name);
    auto const value = parse_integer(text);
    if (value && *value >= 0 && *value <= most_seats) return static_cast<int>(*value);
    fault(row.line,
          fmt::format("« {} » n’est pas un nombre de sièges ({})", shorten(text, 30), name),
          fmt::format("Donnez un entier de 0 à {}", most_seats));
    return std::nullopt;
  }

  void add(TableRow const& row, Quotas& quotas) {
    auto const& category_name = cell(row, "category");
    auto const& name = cell(row, "feature");
    auto const min = seats(row, "min");
    auto const max = seats(row, "max");
    if (category_name.empty() || name.empty()) {
      fault(row.line, "la catégorie ou la caractéristique n’a pas de nom", "Nommez-la");
      return;
    }
    if (min && max && *min > *max) {
      fault(row.line, fmt::format("le minimum {} dépasse le maximum {}", *min, *max),
            "Échangez-les ou corrigez l’un des deux");
    }
    auto category = std::ranges::find(quotas.categories, category_name, &Category::name);
    if (category == quotas.categories.end()) {
      category = quotas.categories.insert(category, {category_name, {}});
    }
    auto const former = std::ranges::find(category->features, name, &Feature::name);
    if (former != category->features.end()) {
      fault(
          row.line,
          fmt::format("« {} » de « {} » est déjà à la ligne {}", name, category_name, former->line),
          "Gardez une seule des deux lignes");
      return;
    }
    category->features.push_back({name, min.value_or(0), max.value_or(0), row.line});
  }

  Table const& table_;
  std::string const& file_;
  Faults& faults_;
};

std::optional<std::int64_t> parse_weight(std::string_view text) {
  auto const point = text.find_first_of(".,");
  auto const whole = text.substr(0, point);
  auto const decimals =
      point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  if (whole.empty() || whole.size() > 6 || decimals.size() > 6) return std::nullopt;
  std::string digits{whole};
  digits += decimals;
  digits.append(6 - decimals.size(), '0');
  if (digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  auto const value = parse_integer(digits);
  if (!value || *value <= 0) return std::nullopt;
  return value;
}

class PoolReader {
 public:
  PoolReader(Table const& table, std::string const& file, Quotas const& quotas,
             PoolColumns const& names, Faults& faults)
      : table_{table}, file_{file}, quotas_{quotas}, faults_{faults} {
    for (auto const& category : quotas.categories) {
      categories_.push_back(
          require(category.name, "Ajoutez-la, ou retirez cette catégorie des quotas"));
      auto& features = features_.emplace_back();
      for (std::size_t f = 0; f < category.features.size(); ++f) {
        features.emplace(category.features[f].name, static_cast<std::uint16_t>(f));
      }
    }
    identifier_ = optional_column(names.identifier);
    household_ = optional_column(names.household);
    weight_ = optional_column(names.weight);
  }

  Pool read() {
    Pool pool;
    if (!complete_) return pool;
    if (table_.rows.empty()) {
      fault(0, "le vivier est vide", "Donnez une ligne à chaque personne volontaire");
    }
    if (table_.rows.size() > most_people) {
      fault(0, fmt::format("{} personnes, c’est trop", table_.rows.size()),
            fmt::format("N’en donnez pas plus de {}", most_people));
      return pool;
    }
    for (auto const& row : table_.rows)
      pool.people.push_back(person(row));
    return pool;
  }

 private:
  void fault(std::size_t line, std::string what, std::string remedy) {
    faults_.add({file_, line, std::move(what), std::move(remedy)});
  }

  std::size_t require(std::string const& name, std::string const& remedy) {
    auto const found = table_.column(name);
    if (!found) {
      fault(1, fmt::format("la colonne « {} » manque", name), remedy);
      complete_ = false;
    }
    return found.value_or(0);
  }

  std::optional<std::size_t> optional_column(std::string const& name) {
    if (name.empty()) return std::nullopt;
    return require(name, "Corrigez le nom de la colonne");
  }

  Person person(TableRow const& row) {
    Person person;
    for (std::size_t c = 0; c < categories_.size(); ++c) {
      person.features.push_back(feature(row, c, row.cells[categories_[c]]));
    }
    if (household_) person.household = row.cells[*household_];
    if (identifier_) identify(row, person);
    if (weight_) {
      auto const weight = parse_weight(row.cells[*weight_]);
      if (!weight) {
        fault(row.line, fmt::format("« {} » n’est pas un poids", shorten(row.cells[*weight_], 30)),
              "Donnez un nombre positif, avec six décimales au plus");
      }
      person.weight = weight.value_or(unit_weight);
    }
    return person;
  }

  void identify(TableRow const& row, Person& person) {
    person.identifier = row.cells[*identifier_];
    if (person.identifier.empty()) {
      fault(row.line, "l’identifiant est vide", "Donnez-en un à chaque personne");
      return;
    }
    auto const [former, fresh] = identifiers_.emplace(person.identifier, row.line);
    if (fresh) return;
    fault(row.line,
          fmt::format("l’identifiant « {} » est déjà à la ligne {}", shorten(person.identifier, 60),
                      former->second),
          "Chaque personne n’est qu’une fois dans le vivier : gardez une seule des deux lignes");
  }

  std::uint16_t feature(TableRow const& row, std::size_t category, std::string const& text) {
    auto const found = features_[category].find(text);
    if (found != features_[category].end()) return found->second;
    auto const& named = quotas_.categories[category];
    if (text.empty()) {
      fault(row.line, fmt::format("« {} » est vide", named.name),
            "Donnez l’une de ces valeurs : " + listed(named.features));
    } else {
      fault(row.line,
            fmt::format("« {} » n’est pas une valeur de « {} »", shorten(text, 60), named.name),
            "Les quotas connaissent : " + listed(named.features));
    }
    return 0;
  }

  Table const& table_;
  std::string const& file_;
  Quotas const& quotas_;
  Faults& faults_;
  bool complete_ = true;  // all the columns wanted are there
  std::vector<std::size_t> categories_;
  std::vector<std::map<std::string, std::uint16_t, std::less<>>> features_;
  std::map<std::string, std::size_t> identifiers_;
  std::optional<std::size_t> identifier_;
  std::optional<std::size_t> household_;
  std::optional<std::size_t> weight_;
};

}  // namespace

std::expected<Quotas, std::vector<Fault>> read_quotas(std::string_view text,
                                                      std::string const& file) {
  Faults faults;
  Quotas quotas;
  if (auto const table = read_table(text, file, faults)) {
    quotas = QuotaReader{*table, file, faults}.read();
  }
  if (!faults.empty()) return std::unexpected(faults.take());
  return quotas;
}

std::expected<Pool, std::vector<Fault>> read_pool(std::string_view text, std::string const& file,
                                                  Quotas const& quotas,
                                                  PoolColumns const& columns) {
  Faults faults;
  Pool pool;
  if (auto const table = read_table(text, file, faults)) {
    pool = PoolReader{*table, file, quotas, columns, faults}.read();
  }
  if (!faults.empty()) return std::unexpected(faults.take());
  return pool;
}

std::vector<Fault> check(Request const& request, std::string const& pool_file) {
  Faults faults;
  auto const people = request.pool.people.size();
  auto const fault = [&](std::string what, std::string remedy) {
    faults.add({pool_file, 0, std::move(what), std::move(remedy)});
  };
  if (request.size <= 0) {
    fault(fmt::format("un panel de {} sièges ne se tire pas", request.size),
          "Demandez au moins un siège");
  } else if (static_cast<std::size_t>(request.size) > people) {
    fault(fmt::format("le panel a {} sièges et le vivier {} personnes", request.size, people),
          "Demandez moins de sièges, ou élargissez le vivier");
  }
  std::map<std::string, std::size_t> addresses;
  std::vector<bool> required(people);
  for (auto const i : request.required) {
    if (i >= people) {
      fault(fmt::format("la personne {} à retenir n’est pas dans le vivier", i),
            fmt::format("Les personnes vont de 0 à {}", people - 1));
      continue;
    }
    if (required[i]) continue;
    required[i] = true;
    auto const& household = request.pool.people[i].household;
    if (household.empty()) continue;
    if (auto const [other, fresh] = addresses.emplace(household, i); !fresh) {
      fault(fmt::format("les personnes {} et {}, à retenir, ont la même adresse", other->second, i),
            "N’en retenez qu’une");
    }
  }
  for (auto const i : request.excluded) {
    if (i >= people) {
      fault(fmt::format("la personne {} à écarter n’est pas dans le vivier", i),
            fmt::format("Les personnes vont de 0 à {}", people - 1));
    } else if (required[i]) {
      fault(fmt::format("la personne {} est à retenir et à écarter", i), "Choisissez");
    }
  }
  return faults.take();
}

}  // namespace pacte::decision::sortition
