// Small random votes, for what must hold whatever the ballots.
#pragma once

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace pacte::decision::election::testing {

using Ranking = std::vector<int>;

struct Sample {
  int candidates;
  std::vector<Ranking> ballots;
};

inline Sample sample(std::mt19937& random, int candidates, int voters) {
  Sample made{.candidates = candidates, .ballots = {}};
  for (int voter = 0; voter < voters; ++voter) {
    Ranking all(static_cast<std::size_t>(candidates));
    std::iota(all.begin(), all.end(), 0);
    std::ranges::shuffle(all, random);
    all.resize(1 + random() % all.size());
    made.ballots.push_back(std::move(all));
  }
  return made;
}

inline std::string name(int candidate) {
  return std::string(1, static_cast<char>('A' + candidate));
}

inline std::string cell(Ranking const& ballot, std::string_view sign) {
  std::string text;
  for (auto const candidate : ballot)
    text += (text.empty() ? "" : std::string{sign}) + name(candidate);
  return text;
}

inline std::string text_of(Sample const& sample, std::string_view sign = ">") {
  std::string text = "CANDIDATS\nidentifiant\n";
  for (int candidate = 0; candidate < sample.candidates; ++candidate)
    text += name(candidate) + "\n";
  text += "BULLETINS\nbulletin\n";
  for (auto const& ballot : sample.ballots)
    text += cell(ballot, sign) + "\n";
  return text;
}

struct Lists {
  std::vector<int> votes;
  std::string text;
};

inline Lists lists_with(std::vector<int> votes) {
  Lists made{.votes = std::move(votes), .text = "bulletin,nombre\n"};
  for (std::size_t list = 0; list < made.votes.size(); ++list)
    made.text += name(static_cast<int>(list)) + "," + std::to_string(made.votes[list]) + "\n";
  return made;
}

inline Lists lists(std::mt19937& random, int count = 5, unsigned most = 1000) {
  std::vector<int> votes;
  for (int list = 0; list < count; ++list)
    votes.push_back(1 + static_cast<int>(random() % most));
  return lists_with(std::move(votes));
}

}  // namespace pacte::decision::election::testing
