// What every form of a vote's report shows of each candidate.
#pragma once

#include <string>
#include <vector>

#include "app/decision/elect_report.hpp"

namespace pacte::app {

struct CandidateLine {
  decision::election::CandidateIndex candidate = 0;
  std::string name;
  std::string score;          // as the method counts: votes, grade, duels won
  std::string plain;          // the same for programs: "1234.571429"
  decision::Rational length;  // of its bar
  std::string fate;           // "Élu", "2 sièges", "Peut se présenter au tour suivant", or empty
  bool elected = false;
};

/// Best first.
std::vector<CandidateLine> candidate_lines(ElectReport const& report,
                                           decision::election::Contest const& contest);

/// What `CandidateLine::score` counts: "Voix", "Premiers choix", "Mention", "Duels gagnés".
std::string score_name(decision::election::Contest const& contest);

/// "Vote unique transférable, 3 sièges ; collège Usagers"
std::string contest_title(ElectReport const& report, decision::election::Contest const& contest);

}  // namespace pacte::app
