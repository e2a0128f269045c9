#include "app/rule/corpus.hpp"

#include <charconv>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "base/json.hpp"
#include "base/text.hpp"
#include "rule/check.hpp"

namespace pacte::app {
namespace {

namespace fs = std::filesystem;

template <class Take> bool each_record(fs::path const& file, Take take) {
  std::ifstream in{file, std::ios::binary};
  std::string line;
  while (std::getline(in, line)) {
    auto const record = parse_json(line);
    if (record && record->is_object() && record->contains("id")) take(*record);
  }
  return in.eof();
}

int number(std::string_view text) {
  int made = 0;
  std::from_chars(text.data(), text.data() + text.size(), made);
  return made;
}

// "12-48"
std::pair<int, int> lines_of(Json const& record) {
  auto const text = record.value("lines", Json{}).is_string() ? record.value("lines", "") : "";
  auto const parts = split(text, '-');
  return {number(parts.front()), number(parts.back())};
}

}  // namespace

std::optional<RuleCorpus> corpus_above(std::string const& scheme) {
  auto const folder = fs::absolute(scheme).lexically_normal().parent_path().parent_path();
  RuleCorpus made;
  auto const known = [&](Json const& record) {
    made.documents.emplace(record["id"].get<std::string>(), lines_of(record));
  };
  auto const named = [&](Json const& record) {
    made.records.insert(record["id"].get<std::string>());
  };
  if (!each_record(folder / "documents.jsonl", known)) return std::nullopt;
  if (!each_record(folder / "instruments.jsonl", named)) return std::nullopt;
  return made;
}

void check_citations(rule::Sheet const& sheet, RuleCorpus const& corpus, rule::Faults& faults) {
  auto const refuse = [&](rule::Place place, std::string message, std::string mend) {
    faults.push_back({rule::Severity::error, place, std::move(message), std::move(mend)});
  };
  auto const nearest_of = [](auto const& known, std::string const& asked) {
    std::vector<std::string> names;
    for (auto const& each : known) {
      if constexpr (requires { each.first; }) {
        names.push_back(each.first);
      } else {
        names.push_back(each);
      }
    }
    return rule::did_you_mean(asked, names);
  };
  for (auto const& source : citations_of(sheet)) {
    auto const found = corpus.documents.find(source.document);
    if (found == corpus.documents.end()) {
      refuse(source.place, fmt::format("Le corpus n’a pas de document « {} ».", source.document),
             nearest_of(corpus.documents, source.document));
      continue;
    }
    auto const [first, last] = found->second;
    if (last > 0 && (source.first < first || source.last > last)) {
      refuse(source.place,
             fmt::format("« {} » va de la ligne {} à la ligne {}.", source.document, first, last),
             "Vérifiez les lignes citées.");
    }
  }
  if (!sheet.record.empty() && !corpus.records.contains(sheet.record)) {
    refuse(sheet.record_place, fmt::format("Le corpus n’a pas de fiche « {} ».", sheet.record),
           nearest_of(corpus.records, sheet.record));
  }
}

}  // namespace pacte::app
