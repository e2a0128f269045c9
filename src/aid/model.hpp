// Aid schemes in successive versions: what is offered, to whom, on which conditions.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "aid/intensity.hpp"
#include "base/euros.hpp"

namespace pacte::aid {

/// What a scheme says of another thing: how it serves a plan line, whom to ask in a place. `text`
/// is empty where it is not stated.
struct Note {
  std::string about;
  std::string text{};
  bool operator==(Note const&) const = default;
};

/// Values of an enumerated field, in the order of its choices.
struct Choices {
  std::vector<std::string> values;
  bool operator==(Choices const&) const = default;
};

using Texts = std::vector<std::string>;
using Notes = std::vector<Note>;

/// The content of a version. An empty text or list, an absent amount: not stated in the source,
/// which is neither zero nor no. `scheme_fields()` describes each of them.
struct SchemeContent {
  std::string label;
  std::string nature;  // as printed: "appel à projets"
  Choices status;      // existing, planned, past
  std::string purpose;
  std::string run_by;  // operator

  Choices beneficiary_kinds;
  std::string beneficiaries;
  Texts eligibility;
  Texts eligible_projects;
  Texts eligible_spending;
  Texts territories;
  Texts places;  // those that it is limited to: "commune/31555", "zonages/qpv-quartier"

  Choices forms;
  Texts amounts;  // sentences as printed
  std::optional<BasisPoints> rate;
  std::optional<Euros> floor;
  std::optional<Euros> ceiling;
  std::optional<Euros> envelope;
  Texts bonuses;
  Choices regime;
  std::string regime_article;

  Texts pieces;
  Texts conditionality;
  std::string how_to_apply;
  std::string when_to_apply;
  Notes contacts;  // by place

  Notes plans;             // plan lines served, and how
  Notes ambitions;         // ambitions of the Green Pact served, and how
  Notes no_contradiction;  // the other ambitions, and why the scheme does not contradict each
  std::string coherence;   // or one statement for all the others

  std::string rules;  // in the rule language (docs/rules), whatever faults a draft has

  Notes sources;  // document and lines

  bool operator==(SchemeContent const&) const = default;
};

enum class VersionState {
  described,   // what the documents say; the Region has published nothing
  draft,       // being written by officers
  proposed,    // waits for a second person
  published,   // the Region's own
  superseded,  // another one took its place
  withdrawn,   // with a reason
};

/// Authors of described versions: the records of a corpus, and files of rules that have no record.
inline constexpr auto of_documents = "import";
inline constexpr auto of_rules = "import-rules";

/// Instants are ISO texts, empty where it has not happened.
struct SchemeVersion {
  std::string scheme;
  std::int64_t number = 0;
  VersionState state = VersionState::draft;
  std::int64_t revision = 1;  // changes with every write: what a lost race is seen by
  SchemeContent content{};
  std::string author{};             // who began it; `of_documents` or `of_rules`
  std::set<std::string> writers{};  // all who wrote or proposed it, the author included
  std::string second{};             // who published it
  std::string reason{};             // of a withdrawal
  std::string created_at{};
  std::string changed_at{};
  std::string proposed_at{};
  std::string published_at{};
  std::string ended_at{};  // superseded or withdrawn
};

/// Whether an import made it, and no officer.
inline bool is_imported(SchemeVersion const& version) {
  return version.author == of_documents || version.author == of_rules;
}

struct Scheme {
  std::string id;
  bool in_documents = false;  // an instrument of the corpus has the same identifier
  std::int64_t shown = 0;     // number of the version that the public sees; 0: none yet
  std::int64_t last = 0;      // number of its last version
};

/// A line of the Green Pact that every scheme is held against.
struct Ambition {
  std::string id;
  std::string code;  // as printed: "VI"
  std::string label;
};

}  // namespace pacte::aid
