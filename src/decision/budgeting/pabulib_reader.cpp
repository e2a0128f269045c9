#include <algorithm>
#include <array>
#include <cstring>

#include <fmt/format.h>

#include "base/text.hpp"
#include "decision/budgeting/pabulib_votes.hpp"

namespace pacte::decision::budgeting {

namespace {

constexpr std::size_t largest_file = 2'000'000'000;

class Reader {
 public:
  Reader(std::string_view text, ReadOptions const& options)
      : text_{text}, options_{options}, rows_{text, faults_} {}

  std::expected<PabulibFile, std::vector<Fault>> read();

 private:
  // A value of META and its line.
  struct Setting {
    std::size_t line;
    std::string value;
  };
  struct RawProject {
    std::size_t line;
    Decimal cost;
  };

  void read_sections();
  void skip_section();
  void settle();
  void read_meta();
  void settle_meta();
  void read_projects();
  void project_columns(std::size_t line, std::vector<std::string> const& fields);
  void project_row(std::size_t line, std::vector<std::string> fields);
  void settle_costs();
  Setting const* setting(std::string_view key) const;
  std::optional<Decimal> sum_setting(std::string_view key, std::string_view name);
  void count_setting(std::string_view key, std::size_t found, std::string_view what);
  void check_encoding();

  std::string_view text_;
  ReadOptions const& options_;
  FaultList faults_;
  FaultList remarks_;
  RowReader rows_;
  PabulibFile file_;
  std::array<bool, 3> met_{};
  std::vector<Setting> settings_;  // beside election.meta
  struct Columns {
    std::optional<std::size_t> id, cost, name, category, district;
  } columns_;
  std::vector<RawProject> raw_projects_;
  IdTable table_;
  std::optional<VoteReader> votes_;  // once everything before the ballots is settled
};

// Eight bytes without a high bit are ASCII; the others are left to the general check.
void Reader::check_encoding() {
  static constexpr std::size_t step = sizeof(std::uint64_t);
  std::size_t at = 0;
  auto const ascii = [this](std::size_t from) {
    std::uint64_t bytes = 0;
    auto const part = text_.substr(from, step);
    std::memcpy(&bytes, part.data(), part.size());
    return (bytes & 0x8080808080808080U) == 0;
  };
  while (at < text_.size()) {
    if (ascii(at)) {
      at += step;
      continue;
    }
    auto end = at;
    while (end < text_.size() && !ascii(end))
      end += step;
    end = std::min(end, text_.size());
    auto const bad = first_invalid_utf8(text_.substr(at, end - at));
    auto const start = std::exchange(at, end);
    if (!bad) continue;
    auto const line = 1 + std::ranges::count(text_.substr(0, start + *bad), '\n');
    faults_.add(static_cast<std::size_t>(line), "un caractère n’est pas en UTF-8",
                "enregistrez le fichier en UTF-8 (et non en Latin-1 ou Windows-1252)");
  }
}

Reader::Setting const* Reader::setting(std::string_view key) const {
  auto const& meta = file_.election.meta;
  auto const found = std::ranges::find(meta, key, [](auto const& pair) { return pair.first; });
  if (found == meta.end()) return nullptr;
  return &settings_[static_cast<std::size_t>(found - meta.begin())];
}

void Reader::read_meta() {
  bool first = true;
  while (!rows_.done()) {
    auto const text = rows_.peek();
    if (section_opened(text.substr(0, text.find(';')))) break;
    auto const line = rows_.line();
    if (trim(text).empty()) {
      rows_.skip_line(text);
      continue;
    }
    auto fields = rows_.next();
    auto const key = std::string{trim(fields[0])};
    if (std::exchange(first, false) && key == "key") continue;
    if (fields.size() < 2) {
      faults_.add(line, fmt::format("la ligne {} n’a pas de valeur", in_quotes(key)),
                  "écrivez « clé;valeur »");
      continue;
    }
    if (setting(key) != nullptr) {
      faults_.add(line, fmt::format("{} est donné deux fois dans META", in_quotes(key)),
                  "gardez une seule de ces lignes");
      continue;
    }
    settings_.push_back({line, std::string{trim(fields[1])}});
    file_.election.meta.emplace_back(key, settings_.back().value);
  }
}

std::optional<Decimal> Reader::sum_setting(std::string_view key, std::string_view name) {
  auto const* given = setting(key);
  if (given == nullptr || given->value.empty()) return std::nullopt;
  auto const sum = parse_sum(given->value);
  if (sum) return *sum;
  faults_.add(given->line, fmt::format("{} {} {}", name, in_quotes(given->value), sum.error()),
              "écrivez un nombre positif, au plus un million de milliards, sans espace ni symbole");
  return std::nullopt;
}

void Reader::settle_meta() {
  auto& election = file_.election;
  auto const* type = setting("vote_type");
  if (type == nullptr) {
    faults_.add(0, "META ne dit pas le type de vote", "ajoutez par exemple « vote_type;approval »");
  } else if (auto const named = vote_type_named(type->value)) {
    election.vote_type = *named;
  } else {
    faults_.add(type->line, fmt::format("le type de vote {} est inconnu", in_quotes(type->value)),
                "choisissez approval, choose-1, knapsack, cumulative, scoring ou ordinal");
  }
  if (setting("budget") == nullptr) {
    faults_.add(0, "META ne dit pas le budget", "ajoutez par exemple « budget;100000 »");
  }
  election.ballots = Ballots{has_points(election.vote_type)};
}

void Reader::project_row(std::size_t line, std::vector<std::string> fields) {
  auto const field = [&fields](std::optional<std::size_t> column) {
    return column && *column < fields.size() ? std::string{trim(fields[*column])} : std::string{};
  };
  Project project{.id = field(columns_.id)};
  if (project.id.empty()) {
    faults_.add(line, "le projet n’a pas d’identifiant", "donnez-lui-en un dans « project_id »");
    return;
  }
  if (project.id.find(',') != std::string::npos) {
    faults_.add(line, fmt::format("l’identifiant {} contient une virgule", in_quotes(project.id)),
                "les bulletins séparent les projets par des virgules : ôtez-la");
  }
  auto const cost_text = field(columns_.cost);
  auto const cost = parse_sum(cost_text);
  if (!cost) {
    faults_.add(
        line,
        fmt::format("le coût {} du projet {} {}", in_quotes(cost_text), in_quotes(project.id),
                    cost.error()),
        "écrivez un nombre positif, au plus un million de milliards, sans espace ni symbole");
  }
  project.name = field(columns_.name);
  project.district = field(columns_.district);
  if (auto const all = field(columns_.category); !all.empty()) {
    for (auto const one : split(all, ','))
      project.categories.emplace_back(trim(one));
  }
  raw_projects_.push_back({line, cost.value_or(Decimal{})});
  file_.election.projects.push_back(std::move(project));
}

void Reader::project_columns(std::size_t line, std::vector<std::string> const& fields) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    auto const name = trim(fields[i]);
    if (name == "project_id") columns_.id = i;
    if (name == "cost") columns_.cost = i;
    if (name == "name") columns_.name = i;
    if (name == "category" || name == "categories") columns_.category = i;
    if (name == "district" || (name == "neighborhood" && !columns_.district)) {
      columns_.district = i;
    }
  }
  for (auto const& [column, name] :
       {std::pair{columns_.id, "project_id"}, {columns_.cost, "cost"}}) {
    if (column) continue;
    faults_.add(line, fmt::format("la section PROJECTS n’a pas de colonne « {} »", name),
                "nommez les colonnes sur la ligne qui suit PROJECTS, par exemple « "
                "project_id;cost;name »");
  }
}

void Reader::read_projects() {
  bool named = false;
  while (!rows_.done()) {
    auto const text = rows_.peek();
    if (section_opened(text.substr(0, text.find(';')))) break;
    auto const line = rows_.line();
    if (trim(text).empty()) {
      rows_.skip_line(text);
      continue;
    }
    auto fields = rows_.next();
    if (std::exchange(named, true)) {
      if (columns_.id && columns_.cost) project_row(line, std::move(fields));
      continue;
    }
    project_columns(line, fields);
  }
}

// Every amount takes the decimals of the finest one.
void Reader::settle_costs() {
  auto& election = file_.election;
  auto const budget = sum_setting("budget", "le budget");
  auto const lowest = sum_setting("min_sum_cost", "la limite min_sum_cost");
  auto const highest = sum_setting("max_sum_cost", "la limite max_sum_cost");
  for (auto const& sum : {budget, lowest, highest}) {
    if (sum) election.decimals = std::max(election.decimals, sum->decimals);
  }
  for (auto const& project : raw_projects_) {
    election.decimals = std::max(election.decimals, project.cost.decimals);
  }
  auto const scale = [&](Decimal sum, std::size_t line) {
    auto const amount = scaled(sum, election.decimals);
    if (!amount) {
      faults_.add(line,
                  fmt::format("le montant est démesuré, avec {} décimales", election.decimals),
                  "au plus un million de milliards de la plus petite unité du fichier");
    }
    return amount.value_or(0);
  };
  if (budget) {
    auto const line = setting("budget")->line;
    election.budget = scale(*budget, line);
    if (budget->digits == 0) faults_.add(line, "le budget est nul", "donnez la somme à répartir");
  }
  if (lowest) election.limits.min_cost = scale(*lowest, setting("min_sum_cost")->line);
  if (highest) election.limits.max_cost = scale(*highest, setting("max_sum_cost")->line);
  for (std::size_t i = 0; i < raw_projects_.size(); ++i) {
    auto& project = election.projects[i];
    project.cost = scale(raw_projects_[i].cost, raw_projects_[i].line);
    if (!table_.add(project.id)) {
      faults_.add(raw_projects_[i].line,
                  fmt::format("le projet {} figure déjà plus haut", in_quotes(project.id)),
                  "donnez un identifiant à chacun");
    }
  }
  auto const whole = [this](std::string_view key) -> std::optional<Amount> {
    auto const sum = sum_setting(key, fmt::format("la limite {}", key));
    if (!sum) return std::nullopt;
    return scaled(*sum, 0);
  };
  election.limits.min_length = whole("min_length");
  election.limits.max_length = whole("max_length");
  election.limits.min_points = whole("min_sum_points");
  election.limits.max_points = whole("max_sum_points");
  election.minimum_score = whole("min_project_score_threshold");
}

void Reader::count_setting(std::string_view key, std::size_t found, std::string_view what) {
  auto const* given = setting(key);
  if (given == nullptr) return;
  auto const count = parse_integer(given->value);
  if (count && *count >= 0 && static_cast<std::size_t>(*count) == found) return;
  faults_.add(
      given->line,
      fmt::format("{} annonce {} et le fichier a {} {}", key, in_quotes(given->value), found, what),
      "corrigez ce nombre, ou retrouvez les lignes perdues ou en trop");
}

// Done before the first ballot, and not later than the end.
void Reader::settle() {
  if (votes_) return;
  settle_meta();
  settle_costs();
  votes_.emplace(file_.election, table_, options_, faults_, remarks_);
}

void Reader::skip_section() {
  while (!rows_.done()) {
    auto const text = rows_.peek();
    if (section_opened(text.substr(0, text.find(';')))) return;
    rows_.skip_line(text);
  }
}

void Reader::read_sections() {
  constexpr std::array<std::string_view, 3> names{"META", "PROJECTS", "VOTES"};
  bool lost = false;  // rows before the first section were told already
  while (!rows_.done()) {
    auto const text = rows_.peek();
    auto const line = rows_.line();
    auto const section = section_opened(text.substr(0, text.find(';')));
    rows_.skip_line(text);
    if (!section) {
      if (!trim(text).empty() && !std::exchange(lost, true)) {
        faults_.add(line, fmt::format("la ligne {} n’est dans aucune section", in_quotes(text)),
                    "le fichier commence par une ligne META");
      }
      continue;
    }
    auto const number = static_cast<std::size_t>(*section);
    if (std::exchange(met_[number], true)) {
      faults_.add(line, fmt::format("la section {} est ouverte deux fois", names[number]),
                  "réunissez-les en une seule");
    }
    if (*section == Section::meta) {
      read_meta();
    } else if (*section == Section::votes && met_[1]) {
      settle();
      votes_->read(rows_);
    } else if (*section == Section::projects && !votes_) {
      read_projects();
    } else {
      faults_.add(line, fmt::format("la section {} n’est pas à sa place", names[number]),
                  "mettez les sections dans cet ordre : META, PROJECTS, VOTES");
      skip_section();
    }
  }
  settle();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (met_[i]) continue;
    faults_.add(0, fmt::format("la section {} manque", names[i]),
                "le fichier a trois sections, dans cet ordre : META, PROJECTS, VOTES");
  }
  votes_->finish();
  file_.spoilt = votes_->spoilt();
  if (columns_.id && columns_.cost) {
    count_setting("num_projects", raw_projects_.size(), "projets");
  }
  if (!met_[1] || !met_[2]) return;
  count_setting("num_votes", votes_->rows_read(), "bulletins");
  if (votes_->rows_read() == 0) {
    faults_.add(0, "aucun bulletin", "ajoutez un bulletin par ligne à la section VOTES");
  } else if (votes_->rows_read() == votes_->spoilt()) {
    faults_.add(0, "tous les bulletins sortent des limites",
                "vérifiez les limites données dans META");
  }
}

std::expected<PabulibFile, std::vector<Fault>> Reader::read() {
  check_encoding();
  read_sections();
  if (columns_.id && columns_.cost && file_.election.projects.empty()) {
    faults_.add(0, "aucun projet", "ajoutez un projet par ligne à la section PROJECTS");
  }
  if (!faults_.empty()) return std::unexpected{faults_.take()};
  file_.election.ballots.close();
  file_.remarks = remarks_.take();
  return std::move(file_);
}

}  // namespace

std::expected<PabulibFile, std::vector<Fault>> read_pabulib(std::string_view text,
                                                            ReadOptions const& options) {
  if (text.size() > largest_file) {
    return std::unexpected{std::vector{
        Fault{0, "le fichier dépasse deux milliards d’octets", "répartissez-le en plusieurs"}}};
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return Reader{text, options}.read();
}

}  // namespace pacte::decision::budgeting
