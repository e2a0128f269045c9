#include <algorithm>

#include <fmt/format.h>

#include "decision/budgeting/pabulib.hpp"

namespace pacte::decision::budgeting {

namespace {

// A field as it must stand in the file: in quotes when it holds a separator, a quote or a line end.
std::string field(std::string_view text) {
  if (text.find_first_of(";\"\r\n") == std::string_view::npos) return std::string{text};
  std::string made{"\""};
  for (char const c : text) {
    if (c == '"') made += '"';
    made += c;
  }
  return made + '"';
}

void write_meta(std::string& out, Election const& election) {
  out += "META\nkey;value\n";
  auto const known = [](std::string_view key) {
    return key == "num_projects" || key == "num_votes" || key == "budget" || key == "vote_type";
  };
  for (auto const& [key, value] : election.meta) {
    if (!known(key)) out += fmt::format("{};{}\n", field(key), field(value));
  }
  out += fmt::format("num_projects;{}\nnum_votes;{}\nbudget;{}\nvote_type;{}\n",
                     election.projects.size(), election.voters(),
                     to_text(election.budget, election.decimals), name_of(election.vote_type));
}

void write_projects(std::string& out, Election const& election) {
  auto const votes = votes_by_project(election);
  out += "PROJECTS\nproject_id;cost;votes;name;category;district\n";
  for (std::size_t i = 0; i < election.projects.size(); ++i) {
    auto const& project = election.projects[i];
    out += fmt::format("{};{};{};{};{};{}\n", field(project.id),
                       to_text(project.cost, election.decimals), votes[i], field(project.name),
                       field(fmt::format("{}", fmt::join(project.categories, ","))),
                       field(project.district));
  }
}

std::string ballot_text(Election const& election, std::size_t ballot) {
  std::string ids;
  for (auto const project : election.ballots.projects(ballot)) {
    if (!ids.empty()) ids += ',';
    ids += election.projects[project].id;
  }
  auto made = field(ids);
  if (election.ballots.with_points()) {
    made += fmt::format(";{}", fmt::join(election.ballots.points(ballot), ","));
  }
  return made + '\n';
}

}  // namespace

std::string write_pabulib(Election const& election) {
  std::string out;
  write_meta(out, election);
  write_projects(out, election);
  out +=
      election.ballots.with_points() ? "VOTES\nvoter_id;vote;points\n" : "VOTES\nvoter_id;vote\n";
  std::uint64_t voter = 0;
  for (std::size_t ballot = 0; ballot < election.ballots.size(); ++ballot) {
    auto const text = ballot_text(election, ballot);
    for (std::uint32_t i = 0; i < election.ballots.weight(ballot); ++i) {
      out += std::to_string(++voter);
      out += ';';
      out += text;
    }
  }
  return out;
}

}  // namespace pacte::decision::budgeting
