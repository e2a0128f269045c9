#include "rule/question.hpp"

#include <algorithm>
#include <set>

#include "rule/calendar.hpp"
#include "rule/explain.hpp"

namespace pacte::rule {
namespace {

constexpr std::size_t most_probes = 12;
constexpr int result_worth = 4;

// What to say of a place that is not named: in every zoning or in none, the most peopled or empty.
struct Somewhere {
  bool inside = false;
  bool peopled = false;
};

class Everywhere : public Zonings {
 public:
  Everywhere(Zonings const* others, std::string place, Somewhere like)
      : others_{others}, place_{std::move(place)}, like_{like} {}
  [[nodiscard]] std::optional<bool> contains(std::string_view zoning,
                                             std::string_view place) const override {
    if (place == place_) return like_.inside;
    return others_ == nullptr ? std::nullopt : others_->contains(zoning, place);
  }

  [[nodiscard]] std::optional<std::int64_t> population(std::string_view place) const override {
    if (place == place_) return like_.peopled ? most_inhabitants : 0;
    return others_ == nullptr ? std::nullopt : others_->population(place);
  }

 private:
  Zonings const* others_;
  std::string place_;
  Somewhere like_;
};

// A value to try.
struct Probe {
  Range value;
  Somewhere like{};  // of a place
  std::vector<Facts::Item> items{};
};

class Asker {
 public:
  Asker(std::span<Program const* const> programs, Facts facts, Zonings const* zonings)
      : facts_{std::move(facts)}, zonings_{zonings} {
    for (auto const* program : programs) {
      run(*program, facts_, zonings_, registers_);
      auto missing = missing_facts(*program, facts_, registers_);
      if (missing.empty()) continue;
      asked_.push_back({program, settled(*program), missing});
      for (int const fact : missing) {
        if (!facts_.vocabulary().facts[static_cast<std::size_t>(fact)].supplied)
          missing_.insert(fact);
      }
    }
  }

  std::vector<Ranked> rank() {
    std::vector<Ranked> made;
    for (int const fact : missing_)
      made.push_back({fact, gain(fact)});
    std::ranges::stable_sort(made, std::ranges::greater{}, &Ranked::gain);
    return made;
  }

  // Can the answer change the outcome of one program, whatever the others turn out to be?
  bool matters(int fact) {
    return std::ranges::any_of(asked_, [&](Asked const& each) {
      return std::ranges::find(each.missing, fact) != each.missing.end() &&
             matters(*each.program, each.missing, fact);
    });
  }

 private:
  struct Asked {
    Program const* program;
    int settled;
    std::vector<int> missing;
  };

  [[nodiscard]] int settled(Program const& program) const {
    auto const& result = registers_[program.result];
    int made = result.least == result.most ? result_worth : 0;
    for (auto const& line : program.lines) {
      if (line.kind != LineKind::condition && line.kind != LineKind::output) continue;
      auto const& node = program.nodes[line.node];
      if (certain(node.type.kind, registers_[node.slot])) ++made;
    }
    if (program.amount) {
      auto const& aid = registers_[program.amount->slot];
      if (aid.least == aid.most || result.most == 0) ++made;
    }
    return made;
  }

  std::int64_t gain(int fact) {
    auto const probes = probes_of(fact);
    auto const before = facts_.at(static_cast<std::size_t>(fact));
    std::int64_t total = 0;
    for (auto const& probe : probes) {
      Everywhere const everywhere{zonings_, unheard_, probe.like};
      set(fact, probe);
      for (auto const& each : asked_) {
        if (std::ranges::find(each.missing, fact) == each.missing.end()) continue;
        run(*each.program, facts_, &everywhere, registers_);
        total += settled(*each.program) - each.settled;
      }
      facts_.forget(fact);
      facts_.narrow(fact, before);
    }
    return probes.empty() ? 0 : total * 1000 / static_cast<std::int64_t>(probes.size());
  }

  void set(int fact, Probe const& probe) {
    auto const kind = facts_.vocabulary().facts[static_cast<std::size_t>(fact)].type.kind;
    if (kind == Kind::items) {
      facts_.set_items(fact, probe.items);
    } else if (kind == Kind::place) {
      facts_.set_text(fact, unheard_);
    } else {
      facts_.set(fact, probe.value);
    }
  }

  std::vector<Probe> probes_of(int index) {
    auto const& fact = facts_.vocabulary().facts[static_cast<std::size_t>(index)];
    auto const range = facts_.at(static_cast<std::size_t>(index));
    std::vector<Probe> made;
    auto const add = [&](std::int64_t value) { made.push_back({{value, value}}); };
    switch (fact.type.kind) {
      case Kind::truth: add(0), add(1); break;
      case Kind::choice:
        for (std::int64_t bit = 1; bit <= range.most; bit <<= 1) {
          if ((range.most & bit) != 0) add(bit);
        }
        break;
      case Kind::choices:
        add(0);
        for (std::int64_t bit = 1; bit <= fact.most; bit <<= 1)
          add(bit);
        add(fact.most);
        break;
      case Kind::quantity:
      case Kind::date:
        for (auto const value : thresholds(fact, range))
          add(value);
        break;
      case Kind::place:
        for (bool const inside : {true, false}) {
          for (bool const peopled : {false, true})
            made.push_back({{}, {inside, peopled}});
        }
        break;
      case Kind::text: texts(made); break;
      case Kind::items:
        made.push_back({});
        made.push_back({{}, {}, {facts_.empty_item(index)}});
        break;
    }
    return made;
  }

  // Texts that some program compares with, and one that none knows.
  void texts(std::vector<Probe>& made) {
    auto const add = [&](std::string text) {
      auto const number = facts_.keep(std::move(text));
      made.push_back({{number, number}});
    };
    add(unheard_);
    for (auto const& each : asked_) {
      for (auto const& text : each.program->texts) {
        if (made.size() < most_probes) add(text);
      }
    }
  }

  // Bounds, and the constants of the programs with their neighbours; dates so many months ago.
  std::vector<std::int64_t> thresholds(Fact const& fact, Range range) const {
    std::set<std::int64_t> values{range.least, range.most};
    auto const add = [&](std::int64_t value) {
      for (auto const near : {value - 1, value, value + 1}) {
        if (near > range.least && near < range.most) values.insert(near);
      }
    };
    for (auto const& each : asked_) {
      for (auto const& in : each.program->code) {
        if (in.code != Code::constant) continue;
        add(in.k);
        if (fact.type.kind == Kind::date && in.k > 0 && in.k < 1500)
          add(add_months(facts_.today(), -in.k));
      }
    }
    std::vector<std::int64_t> all{values.begin(), values.end()};
    if (all.size() <= most_probes) return all;
    std::vector<std::int64_t> spread;
    for (std::size_t i = 0; i < most_probes; ++i)
      spread.push_back(all[i * (all.size() - 1) / (most_probes - 1)]);
    return spread;
  }

  bool matters(Program const& program, std::vector<int> const& missing, int fact) {
    constexpr int completions = 48;
    auto const probes = probes_of(fact);
    bool found = false;
    auto const before = facts_;
    for (int trial = 0; trial < completions && !found; ++trial) {
      Somewhere like{trial % 2 == 0, trial % 4 < 2};
      for (int const other : missing) {
        if (other == fact) continue;
        auto const others = probes_of(other);
        if (others.empty()) continue;
        auto const& chosen = others[next() % others.size()];
        set(other, chosen);
      }
      std::optional<Outcome> first;
      for (auto const& probe : probes) {
        auto const place =
            facts_.vocabulary().facts[static_cast<std::size_t>(fact)].type.kind == Kind::place;
        if (place) like = probe.like;
        Everywhere const everywhere{zonings_, unheard_, like};
        set(fact, probe);
        run(program, facts_, &everywhere, registers_);
        auto const outcome = outcome_of(program, registers_);
        if (!first) first = outcome;
        if (outcome != *first) found = true;
      }
      facts_ = before;
    }
    return found;
  }

  // A sequence of its own, always the same (Steele, Lea and Flood's SplitMix64).
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    auto mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }

  std::string const unheard_{"\x01"};
  Facts facts_;
  Zonings const* zonings_;
  std::vector<Range> registers_;
  std::vector<Asked> asked_;
  std::set<int> missing_;
  std::uint64_t state_ = 0;
};

}  // namespace

std::vector<Ranked> rank_questions(std::span<Program const* const> programs, Facts const& facts,
                                   Zonings const* zonings) {
  return Asker{programs, facts, zonings}.rank();
}

std::optional<int> next_question(std::span<Program const* const> programs, Facts const& facts,
                                 Zonings const* zonings) {
  Asker asker{programs, facts, zonings};
  auto const ranked = asker.rank();
  for (auto const& each : ranked) {
    if (asker.matters(each.fact)) return each.fact;
  }
  // No witness was found among the values tried; that proves nothing.
  if (ranked.empty()) return std::nullopt;
  return ranked.front().fact;
}

}  // namespace pacte::rule
