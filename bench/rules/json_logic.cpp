#include "json_logic.hpp"

#include <bit>
#include <map>
#include <random>
#include <stdexcept>

#include <fmt/format.h>

namespace pacte::bench {
namespace {

using namespace rule;

Json variable(std::string name) {
  return {{"var", std::move(name)}};
}

Json operation(char const* name, std::initializer_list<Json> operands) {
  return {{name, Json(operands)}};
}

Json positions(std::int64_t bits) {
  auto made = Json::array();
  for (int i = 0; i < 63; ++i) {
    if (((bits >> i) & 1) != 0) made.push_back(i);
  }
  return made;
}

int position(std::int64_t bit) {
  return std::countr_zero(static_cast<std::uint64_t>(bit));
}

class Writer {
 public:
  explicit Writer(Program const& program) : program_{program} {}

  Json all() {
    auto lines = Json::array();
    for (std::size_t i = 0; i < program_.lines.size(); ++i) {
      auto const& line = program_.lines[i];
      auto const& node = program_.nodes[line.node];
      Json made{{"name", line.name}, {"value", of(node.slot, node.type.kind)}};
      named_.emplace(node.slot, fmt::format("l{}", i));
      if (line.has_aid) {
        made["aid"] = of(line.aid, Kind::quantity);
        named_.emplace(line.aid, fmt::format("a{}", i));
      }
      lines.push_back(std::move(made));
    }
    Json made{{"scheme", program_.name}, {"lines", std::move(lines)}, {"explained", outcome()}};
    named_.clear();
    made["alone"] = outcome();
    if (program_.amount) made["scale"] = program_.amount->scale;
    return made;
  }

 private:
  Json outcome() {
    Json made{{"result", of(program_.result, Kind::truth)}};
    if (program_.amount) made["amount"] = of(program_.amount->slot, Kind::quantity);
    return made;
  }

  // The rule that makes this register, down to facts and to lines that have a name.
  Json of(std::uint32_t slot, Kind kind) {
    if (auto const found = named_.find(slot); found != named_.end()) return variable(found->second);
    auto const& in = program_.code[slot];
    auto const a = [&](Kind as) { return of(in.a, as); };
    auto const b = [&](Kind as) { return of(in.b, as); };
    constexpr auto truth = Kind::truth;
    constexpr auto number = Kind::quantity;
    switch (in.code) {
      case Code::constant: return constant(in.k, kind);
      case Code::fact: return variable(fmt::format("f{}", in.a));
      case Code::item: return variable(fmt::format("i{}", in.a));
      case Code::today: return variable("today");
      case Code::both: return operation("and", {a(truth), b(truth)});
      case Code::either: return operation("or", {a(truth), b(truth)});
      case Code::no: return operation("!", {a(truth)});
      case Code::less: return operation("<", {a(number), b(number)});
      case Code::at_most: return operation("<=", {a(number), b(number)});
      case Code::equal: return operation("==", {a(number), b(number)});
      case Code::equal_choice: return operation("===", {a(Kind::choice), b(Kind::choice)});
      case Code::same_text: return operation("===", {a(Kind::text), b(Kind::text)});
      case Code::equal_text:
        return operation("===", {a(Kind::text), program_.texts[static_cast<std::size_t>(in.k)]});
      case Code::subset: return operation("in", {a(Kind::choice), positions(in.k)});
      case Code::holds: return operation("in", {b(Kind::choice), a(Kind::choices)});
      case Code::meets:
        return operation("some",
                         {a(Kind::choices), operation("in", {variable(""), positions(in.k)})});
      case Code::plus: return operation("+", {a(number), b(number)});
      case Code::minus: return operation("-", {a(number), b(number)});
      case Code::scaled: return operation("*", {a(number), in.k});
      case Code::product: return operation("*", {a(number), b(number)});
      case Code::minimum: return operation("min", {a(number), b(number)});
      case Code::maximum: return operation("max", {a(number), b(number)});
      case Code::choose:
      case Code::choose_choice:
      case Code::choose_choices: return operation("if", {of(in.c, truth), a(kind), b(kind)});
      case Code::months: return operation("months", {a(number), b(number)});
      case Code::shift: return operation("shift", {a(number), b(number)});
      case Code::year: return operation("year", {a(number)});
      case Code::round_down: return operation("down", {a(number), in.k});
      case Code::round_up: return operation("up", {a(number), in.k});
      case Code::round_nearest: return operation("nearest", {a(number), in.k});
      case Code::size: return operation("size", {a(Kind::choices)});
      case Code::zoning: return b(truth);
      case Code::population: return b(number);
      case Code::sum:
        return operation("reduce",
                         {operation("map", {kept(in), a(number)}),
                          operation("+", {variable("accumulator"), variable("current")}), 0});
      case Code::count:
        return operation("reduce", {kept(in), operation("+", {variable("accumulator"), 1}), 0});
      case Code::every:
        return operation("!", {operation("some", {list(in), operation("!", {b(truth)})})});
      case Code::some: return operation("some", {list(in), b(truth)});
      default: break;
    }
    throw std::runtime_error{fmt::format("« {} » cannot be said in JSON Logic", program_.name)};
  }

  static Json list(Instruction const& in) { return variable(fmt::format("f{}", in.c)); }
  Json kept(Instruction const& in) {
    return operation("filter", {list(in), of(in.b, Kind::truth)});
  }

  static Json constant(std::int64_t k, Kind kind) {
    if (kind == Kind::truth) return k == 1;
    if (kind == Kind::choice) return position(k);
    if (kind == Kind::choices) return positions(k);
    return k;
  }

  Program const& program_;
  std::map<std::uint32_t, std::string> named_;
};

Json value_of(Fact const& fact, Range value, Facts const& facts) {
  switch (fact.type.kind) {
    case Kind::truth: return value.least == 1;
    case Kind::choice: return position(value.least);
    case Kind::choices: return positions(value.least);
    case Kind::text:
    case Kind::place: return facts.text(value.least);
    default: return value.least;
  }
}

class Maker {
 public:
  Maker(Facts& facts, std::uint32_t seed) : facts_{facts}, random_{seed} {}

  void fill(int index) {
    auto const& fact = facts_.vocabulary().facts[static_cast<std::size_t>(index)];
    if (fact.owner >= 0) return;
    if (fact.type.kind == Kind::text || fact.type.kind == Kind::place) {
      facts_.set_text(index, "31555");
    } else if (fact.type.kind == Kind::items) {
      std::vector<Facts::Item> items(static_cast<std::size_t>(below(4)), facts_.empty_item(index));
      for (auto& item : items) {
        for (std::size_t i = 0; i < item.fields.size(); ++i) {
          item.fields[i] = one(fact_at(fact.fields[i]), item.fields[i]);
          item.known[i] = true;
        }
      }
      facts_.set_items(index, std::move(items));
    } else {
      facts_.set(index, one(fact, facts_.at(static_cast<std::size_t>(index))));
    }
  }

 private:
  [[nodiscard]] Fact const& fact_at(int index) const {
    return facts_.vocabulary().facts[static_cast<std::size_t>(index)];
  }

  std::int64_t below(std::int64_t limit) {
    return std::uniform_int_distribution<std::int64_t>{0, limit - 1}(random_);
  }

  // Small amounts are as frequent as large ones.
  Range one(Fact const& fact, Range any) {
    std::int64_t made = 0;
    if (fact.type.kind == Kind::choice) {
      made = std::int64_t{1} << below(std::popcount(static_cast<std::uint64_t>(any.most)));
    } else if (fact.type.kind == Kind::choices) {
      made = below(fact.most + 1);
    } else {
      made = any.least + below(any.most - any.least + 1);
      for (auto cuts = below(6); fact.type.kind == Kind::quantity && cuts > 0; --cuts)
        made = any.least + (made - any.least) / 10;
    }
    return {made, made};
  }

  Facts& facts_;
  std::mt19937 random_;
};

}  // namespace

Json to_json_logic(Program const& program) {
  return Writer{program}.all();
}

Json to_data(Facts const& facts) {
  auto const& vocabulary = facts.vocabulary();
  Json made{{"today", facts.today()}};
  for (std::size_t i = 0; i < vocabulary.facts.size(); ++i) {
    auto const& fact = vocabulary.facts[i];
    if (fact.owner >= 0) continue;
    auto& into = made[fmt::format("f{}", i)];
    if (fact.type.kind != Kind::items) {
      into = value_of(fact, facts.at(i), facts);
      continue;
    }
    into = Json::array();
    for (auto const& item : facts.items(static_cast<int>(i))) {
      Json one;
      for (std::size_t field = 0; field < item.fields.size(); ++field) {
        auto const& declared = vocabulary.facts[static_cast<std::size_t>(fact.fields[field])];
        one[fmt::format("i{}", field)] = value_of(declared, item.fields[field], facts);
      }
      into.push_back(std::move(one));
    }
  }
  return made;
}

Facts somebody(Vocabulary const& vocabulary, std::int64_t today, std::uint32_t seed) {
  Facts made{vocabulary, today};
  Maker maker{made, seed};
  for (std::size_t i = 0; i < vocabulary.facts.size(); ++i)
    maker.fill(static_cast<int>(i));
  return made;
}

}  // namespace pacte::bench
