#include "app/decision/opinions_bundle.hpp"

#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "app/decision/files.hpp"
#include "base/text.hpp"
#include "decision/table.hpp"
#include "report/csv.hpp"

namespace pacte::app {
namespace {

using namespace decision;
using namespace decision::opinion;

constexpr report::CsvOptions as_it_is{.neutralise = false};

std::string statements_text(OpinionsReport const& report) {
  report::CsvWriter writer{{"statement", "text"}, as_it_is};
  for (std::size_t k = 0; k < report.texts.size(); ++k)
    writer.row(std::vector{report.votes.statements[k], report.texts[k]});
  return writer.take();
}

// "0:1 4:-1": number of the statement and vote.
std::string votes_text(Votes const& votes) {
  std::string text;
  for (auto const& row : votes.rows) {
    for (std::size_t i = 0; i < row.size(); ++i)
      text += fmt::format("{}{}:{}", i == 0 ? "" : " ", row[i].statement, row[i].value);
    text += '\n';
  }
  return text;
}

// Nobody is named.
Computed split(Json whole) {
  auto parts = parted(std::move(whole), {"explained", "by_statement", "by_participant"});
  for (auto& participant : parts.certificate["by_participant"])
    participant.erase("participant");
  return parts;
}

struct Given {
  Votes votes;
  std::vector<std::string> texts;
  OpinionsAsked asked;
};

std::unexpected<Problem> invalid(std::string detail) {
  return fail(ProblemKind::invalid, std::move(detail));
}

Result<void> read_statements(std::string_view text, Given& given) {
  Faults faults;
  auto const table = read_table(text, "statements", faults);
  if (!faults.empty()) return invalid(to_text(faults.take().front()));
  if (!table || table->header != std::vector<std::string>{"statement", "text"}) {
    return invalid("Les énoncés ne se lisent pas.");
  }
  for (auto const& row : table->rows) {
    given.votes.statements.push_back(row.cells[0]);
    given.texts.push_back(row.cells[1]);
  }
  if (given.votes.statements.size() <= most_statements) return {};
  return invalid("Il y a trop d’énoncés.");
}

std::optional<Vote> read_vote(std::string_view text, std::size_t statements) {
  auto const colon = text.find(':');
  auto const statement = parse_integer(text.substr(0, colon));
  if (colon == std::string_view::npos || !statement || *statement < 0 ||
      std::cmp_greater_equal(*statement, statements)) {
    return std::nullopt;
  }
  auto const value = parse_integer(text.substr(colon + 1));
  if (!value || *value < -1 || *value > 1) return std::nullopt;
  return Vote{static_cast<std::uint16_t>(*statement), static_cast<std::int8_t>(*value)};
}

Result<void> read_rows(std::string_view text, Votes& votes) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  for (auto const line : pacte::split(text, '\n')) {
    auto& row = votes.rows.emplace_back();
    votes.participants.emplace_back();
    for (auto const cell :
         line.empty() ? std::vector<std::string_view>{} : pacte::split(line, ' ')) {
      auto const vote = read_vote(cell, votes.statements.size());
      bool const later = vote && (row.empty() || row.back().statement < vote->statement);
      if (!later) {
        return invalid(fmt::format("votes:{} : « {} » n’est pas un vote, ou n’est pas à sa place.",
                                   votes.rows.size(), shorten(cell, 30)));
      }
      row.push_back(*vote);
    }
  }
  if (votes.rows.size() <= most_participants) return {};
  return invalid("Il y a trop de participants.");
}

Result<Given> read_given(Bundle const& bundle) {
  Given given;
  try {
    given.asked = {.groups = bundle.parameters.at("groups").get<std::size_t>(),
                   .fewest_votes = bundle.parameters.at("minimum_votes").get<std::size_t>(),
                   .seed = bundle.parameters.at("seed").get<std::string>()};
  } catch (Json::exception const&) {
    return invalid("Les paramètres de la carte ne se lisent pas.");
  }
  if (given.asked.groups == 1 || given.asked.groups > most_groups) {
    return invalid("Le nombre de groupes n’est pas permis.");
  }
  auto const statements = input_named(bundle, "statements");
  if (!statements) return std::unexpected{statements.error()};
  auto const votes = input_named(bundle, "votes");
  if (!votes) return std::unexpected{votes.error()};
  if (auto const read = read_statements(*statements, given); !read) {
    return std::unexpected{read.error()};
  }
  if (auto const read = read_rows(*votes, given.votes); !read) {
    return std::unexpected{read.error()};
  }
  return given;
}

// Place of a participant's group in the list; the size of the list for no group.
std::size_t place_of(Json const& group, Json const& groups) {
  auto const found =
      std::ranges::find_if(groups, [&](Json const& one) { return one.at("name") == group; });
  return static_cast<std::size_t>(found - groups.begin());
}

// As `by_statement` holds them: all, and by group.
std::vector<std::pair<Json, Json>> count(Votes const& votes, std::vector<Json> const& group_of,
                                         Json const& groups) {
  auto const add = [](Tally& tally, int value) {
    if (value == 0) {
      ++tally.pass;
    } else {
      ++(value > 0 ? tally.agree : tally.disagree);
    }
  };
  // By statement and group; those of no group come last.
  std::vector<std::vector<Tally>> tallies(votes.statements.size(),
                                          std::vector<Tally>(groups.size() + 1));
  for (std::size_t i = 0; i < votes.rows.size(); ++i) {
    auto const place = place_of(group_of[i], groups);
    for (auto const& vote : votes.rows[i])
      add(tallies[vote.statement][place], vote.value);
  }
  std::vector<std::pair<Json, Json>> made;
  for (auto const& by_group : tallies) {
    Tally all;
    Json each = Json::array();
    for (std::size_t g = 0; g < by_group.size(); ++g) {
      all.agree += by_group[g].agree;
      all.disagree += by_group[g].disagree;
      all.pass += by_group[g].pass;
      if (g < groups.size()) each.push_back(tally_json(by_group[g]));
    }
    made.emplace_back(tally_json(all), std::move(each));
  }
  return made;
}

// What follows from the groups, without laying them out again.
void check_counts(Given const& given, Bundle const& bundle, Verdict& verdict) {
  auto const told = verdict.differences.size();
  std::vector<Json> groups;
  for (auto const& participant : bundle.certificate.at("by_participant"))
    groups.push_back(participant.at("group"));
  if (groups.size() != given.votes.rows.size()) {
    verdict.differences.emplace_back("il n’y a pas une place par participant");
    return;
  }
  auto const& named = bundle.result.at("groups");
  for (auto const& group : named) {
    if (std::ranges::count(groups, group.at("name")) != group.at("size").get<std::ptrdiff_t>()) {
      verdict.differences.push_back(fmt::format("la taille du groupe {} n’est pas celle annoncée",
                                                group.at("name").get<std::string>()));
    }
  }
  auto const counted = count(given.votes, groups, named);
  auto const& stated = bundle.certificate.at("by_statement");
  for (std::size_t k = 0; k < counted.size(); ++k) {
    auto const& [all, by_group] = counted[k];
    auto const& statement = stated.at(k);
    if (statement.at("all") == all && statement.at("by_group") == by_group) continue;
    verdict.differences.push_back(
        fmt::format("les votes sur « {} » sont mal comptés", given.votes.statements[k]));
  }
  if (verdict.differences.size() > told) return;
  verdict.checks.push_back(fmt::format(
      "Les votes des {} groupes sur {} énoncés sont ceux annoncés.", named.size(), counted.size()));
}

Computed recompute(Given const& given) {
  auto const map = draw_map(given.votes, given.asked);
  return split(opinions_json({given.votes, map, given.texts, ""}));
}

}  // namespace

OpinionMap draw_map(Votes const& votes, OpinionsAsked const& asked) {
  MapOptions options{.plane = {.threads = std::max(1U, std::thread::hardware_concurrency())},
                     .groups = {.fewest_votes = asked.fewest_votes, .seed = asked.seed}};
  if (asked.groups > 0) options.groups.exactly = asked.groups;
  return opinion::draw_map(votes, options);
}

void sort_votes(Votes& votes) {
  for (auto& row : votes.rows)
    std::ranges::sort(row, {}, &Vote::statement);
}

Bundle opinions_bundle(OpinionsReport const& report, OpinionsAsked const& asked) {
  auto parts = split(opinions_json(report));
  return {.kind = "opinions",
          .program = program_name(),
          .inputs = {{"statements", statements_text(report)}, {"votes", votes_text(report.votes)}},
          .parameters = {{"groups", asked.groups},
                         {"minimum_votes", asked.fewest_votes},
                         {"seed", asked.seed}},
          .result = std::move(parts.result),
          .certificate = std::move(parts.certificate)};
}

void verify_opinions(Bundle const& bundle, Verdict& verdict) {
  auto const given = read_given(bundle);
  if (!given) {
    verdict.differences.push_back(given.error().detail);
    return;
  }
  try {
    check_counts(*given, bundle, verdict);
  } catch (Json::exception const&) {
    verdict.differences.emplace_back("le certificat ne se lit pas");
    return;
  }
  compare(bundle, recompute(*given), verdict);
}

}  // namespace pacte::app
