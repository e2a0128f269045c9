#include "decision/budgeting/pabulib_votes.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include <fmt/format.h>

#include "base/text.hpp"
#include "decision/rational.hpp"

namespace pacte::decision::budgeting {

namespace {

std::optional<std::uint32_t> parse_points(std::string_view text) {
  text = trim(text);
  if (auto const point = text.find('.'); point != std::string_view::npos) {
    auto const fraction = text.substr(point + 1);
    if (fraction.empty() || fraction.find_first_not_of('0') != std::string_view::npos) {
      return std::nullopt;
    }
    text = text.substr(0, point);
  }
  std::uint32_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value > largest_points) {
    return std::nullopt;
  }
  return value;
}

// Calls `each` with every part between commas.
template <class Each> void each_part(std::string_view text, Each each) {
  char const* const end = text.data() + text.size();
  char const* start = text.data();
  for (char const* at = start; at != end; ++at) {
    if (*at != ',') continue;
    each(std::string_view{start, static_cast<std::size_t>(at - start)});
    start = at + 1;
  }
  each(std::string_view{start, static_cast<std::size_t>(end - start)});
}

// The first fields of a line without quotes, at most `wanted` of them.
void split_fields(std::string_view line, std::size_t wanted,
                  std::vector<std::string_view>& fields) {
  fields.clear();
  while (fields.size() < wanted) {
    auto const end = line.find(';');
    fields.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return;
    line.remove_prefix(end + 1);
  }
}

}  // namespace

VoteReader::VoteReader(Election& election, IdTable const& projects, ReadOptions const& options,
                       FaultList& faults, FaultList& remarks)
    : election_{election},
      projects_{projects},
      options_{options},
      faults_{faults},
      remarks_{remarks},
      seen_(election.projects.size()) {}

bool VoteReader::read_columns(RowReader& rows) {
  auto const line = rows.line();
  auto const names = rows.next();
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto const name = trim(names[i]);
    if (name == "voter_id") columns_.voter = i;
    if (name == "vote") columns_.vote = i;
    if (name == "points") columns_.points = i;
  }
  if (!columns_.vote) {
    faults_.add(line, "la section VOTES n’a pas de colonne « vote »",
                "nommez les colonnes sur la ligne qui suit VOTES, par exemple « voter_id;vote »");
    return false;
  }
  bool const points_wanted = has_points(election_.vote_type);
  if (points_wanted && !columns_.points) {
    faults_.add(line, "la section VOTES n’a pas de colonne « points », que ce type de vote demande",
                "ajoutez-la, ou corrigez « vote_type » dans META");
    return false;
  }
  if (!points_wanted) columns_.points.reset();
  columns_.last =
      std::max({columns_.voter.value_or(0), *columns_.vote, columns_.points.value_or(0)});
  return true;
}

void VoteReader::read(RowReader& rows) {
  if (rows.done() || section_opened(rows.peek())) {
    faults_.add(rows.line(), "la section VOTES est vide",
                "ajoutez ses colonnes et un bulletin par ligne");
    return;
  }
  // Without projects, every ballot would be at fault.
  bool const readable = read_columns(rows) && !election_.projects.empty();
  std::vector<std::string> slow;
  while (!rows.done()) {
    auto const text = rows.peek();
    auto const line = rows.line();
    if (text.empty()) {
      rows.skip_line(text);
      continue;
    }
    // 'M', 'P' or 'V', in either case, may open a section.
    if (char const first = static_cast<char>(text.front() & ~0x20);
        (first == 'M' || first == 'P' || first == 'V') &&
        section_opened(text.substr(0, text.find(';')))) {
      return;
    }
    ++rows_;
    if (std::memchr(text.data(), '"', text.size()) == nullptr) {
      split_fields(text, columns_.last + 1, fields_);
      rows.skip_line(text);
    } else {
      slow = rows.next();
      fields_.assign(slow.begin(), slow.end());
      if (columns_.voter && *columns_.voter < fields_.size()) {
        fields_[*columns_.voter] = unquoted_.emplace_back(fields_[*columns_.voter]);
      }
    }
    if (!readable) continue;
    if (fields_.size() <= columns_.last) {
      faults_.add(line,
                  fmt::format("la ligne a {} champs, il en faut au moins {}", fields_.size(),
                              columns_.last + 1),
                  "complétez-la ; les champs sont séparés par des points-virgules");
      continue;
    }
    row(line, columns_.voter ? fields_[*columns_.voter] : std::string_view{},
        fields_[*columns_.vote], columns_.points ? fields_[*columns_.points] : std::string_view{});
  }
}

void VoteReader::row(std::size_t line, std::string_view voter, std::string_view vote,
                     std::string_view points) {
  if (columns_.voter && !voters_.add(voter)) {
    faults_.add(line, fmt::format("le votant {} a déjà voté plus haut", in_quotes(voter)),
                "gardez un seul de ses bulletins");
    return;
  }
  if (!read_choices(line, vote)) return;
  if (columns_.points && !read_points(line, points)) return;
  order_choices(line);
  if (choices_.empty()) empty_.add(line);
  if (!within_limits(line) && options_.enforce_limits) {
    ++spoilt_;
    return;
  }
  election_.ballots.add(choices_, points_);
}

bool VoteReader::read_choices(std::size_t line, std::string_view vote) {
  named_.clear();
  if (trim(vote).empty()) return true;
  bool good = true;
  each_part(vote, [&](std::string_view id) {
    auto found = projects_.find(id);
    if (!found) found = projects_.find(trim(id));
    if (found) {
      named_.push_back(*found);
      return;
    }
    good = false;
    faults_.add(line,
                fmt::format("le bulletin nomme le projet {}, qui n’existe pas", in_quotes(id)),
                "ajoutez-le à la section PROJECTS, ou corrigez le bulletin");
  });
  return good;
}

bool VoteReader::read_points(std::size_t line, std::string_view text) {
  given_.clear();
  bool good = true;
  if (!trim(text).empty()) {
    each_part(text, [&](std::string_view part) {
      auto const value = parse_points(part);
      given_.push_back(value.value_or(0));
      if (value) return;
      good = false;
      faults_.add(line,
                  fmt::format("les points {} ne sont pas un nombre entier de 0 à 1 000 000 000",
                              in_quotes(part)),
                  "corrigez le bulletin");
    });
  }
  if (given_.size() != named_.size()) {
    good = false;
    faults_.add(line,
                fmt::format("le bulletin nomme {} projets et donne {} nombres de points",
                            named_.size(), given_.size()),
                "donnez un nombre de points par projet, dans le même ordre");
  }
  return good;
}

// A project named twice counts once: with the last points given, at the first place of a ranking.
void VoteReader::order_choices(std::size_t line) {
  choices_.clear();
  points_.clear();
  bool repeated = false;
  for (auto const project : named_) {
    if (seen_[project] == rows_) {
      repeated = true;
      continue;
    }
    seen_[project] = rows_;
    choices_.push_back(project);
  }
  if (repeated) repeated_.add(line);
  if (election_.vote_type == VoteType::ordinal) return;
  std::ranges::sort(choices_);
  if (!columns_.points) return;
  points_.resize(choices_.size());
  for (std::size_t i = 0; i < named_.size(); ++i) {
    auto const place = std::ranges::lower_bound(choices_, named_[i]) - choices_.begin();
    points_[static_cast<std::size_t>(place)] = given_[i];
  }
}

bool VoteReader::within_limits(std::size_t line) {
  auto const& limits = election_.limits;
  auto const inside = [](Int128 value, std::optional<Amount> const& low,
                         std::optional<Amount> const& high) {
    return (!low || value >= *low) && (!high || value <= *high);
  };
  bool good = inside(static_cast<Int128>(choices_.size()), limits.min_length, limits.max_length);
  if (limits.min_cost || limits.max_cost) {
    Int128 cost = 0;
    for (auto const project : choices_)
      cost += election_.projects[project].cost;
    good = good && inside(cost, limits.min_cost, limits.max_cost);
  }
  if (columns_.points && (limits.min_points || limits.max_points)) {
    Int128 points = 0;
    for (auto const given : points_)
      points += given;
    good = good && inside(points, limits.min_points, limits.max_points);
  }
  if (!good) outside_.add(line);
  return good;
}

void VoteReader::finish() {
  auto const tell = [this](Tally const& tally, std::string_view what, std::string_view mend) {
    if (tally.count == 0) return;
    auto const others =
        tally.count == 1 ? std::string{} : fmt::format(" ; {} bulletins en tout", tally.count);
    remarks_.add(tally.first_line, fmt::format("bulletin {}{}", what, others), std::string{mend});
  };
  tell(empty_, "vide", "il compte parmi les votants et ne soutient aucun projet");
  tell(repeated_, "qui nomme deux fois un même projet", "ce projet n’y compte qu’une fois");
  tell(outside_, "hors des limites de longueur, de coût ou de points de META",
       options_.enforce_limits ? "il est écarté comme nul"
                               : "il est compté ; --limits l’écarterait comme nul");
}

}  // namespace pacte::decision::budgeting
