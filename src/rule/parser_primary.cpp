// What expressions are made of: numbers with their units, names, functions.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "rule/expression_reader.hpp"

namespace pacte::rule {
namespace {

struct Function {
  std::string_view french;
  std::string_view english;
};
constexpr std::array functions{
    Function{"min", "min"},
    Function{"max", "max"},
    Function{"arrondi", "round"},
    Function{"age", "age"},
    Function{"mois_entre", "months_between"},
    Function{"jours_entre", "days_between"},
    Function{"annee", "year"},
    Function{"aujourd'hui", "today"},
    Function{"nombre_de", "size"},
    Function{"croise", "meets"},
    Function{"population", "population"},
};
constexpr std::array totals{
    Function{"somme", "sum"},
    Function{"nombre", "count"},
    Function{"tous", "every"},
    Function{"un", "some"},
};

}  // namespace

Expression ExpressionReader::number() {
  auto made = begin(Operator::number);
  made.number = in_.take().number;
  if (in_.accept({"%"})) {
    made.text = "%";
  } else if (in_.accept({"€"})) {
    made.text = "€";
  } else if (in_.peek().kind == TokenKind::word && !in_.sees_reserved() && !follows_number()) {
    made.text = in_.take().text;
  }
  return done(std::move(made));
}

// Words that may follow a number without being its unit.
bool ExpressionReader::follows_number() const {
  return in_.sees({"a fixer",  "to be set",  "inferieur", "down",      "superieur", "up",
                   "proche",   "nearest",    "parmi",     "among",     "jusqu'a",   "until",
                   "question", "aide",       "help",      "precision", "step",      "a",
                   "to",       "exactement", "exactly",   "attend",    "expect",    "raison",
                   "reason",   "manque",     "missing",   "au",        "at",        "moins",
                   "plus",     "less",       "more",      "le",        "on"});
}

Expression ExpressionReader::call(std::string_view name) {
  auto made = begin(name == "population" ? Operator::population : Operator::call);
  made.text = name;
  in_.take();
  if (name == "aujourd'hui") return done(std::move(made));
  in_.expect({"("}, "(");
  do {
    made.parts.push_back(expression());
  } while (separator());
  if (name == "arrondi" && in_.accept({"inferieur", "down"})) {
    made.number.numerator = 0;
  } else if (name == "arrondi" && in_.accept({"proche", "nearest"})) {
    made.number.numerator = 1;
  } else if (name == "arrondi" && in_.accept({"superieur", "up"})) {
    made.number.numerator = 2;
  }
  in_.expect({")"}, ")");
  return done(std::move(made));
}

Expression ExpressionReader::total(std::string_view name) {
  auto made = begin(Operator::total);
  made.text = name;
  in_.take();
  in_.expect({"("}, "(");
  made.parts.push_back(expression());
  if (in_.accept({"si", "if"})) made.parts.push_back(expression());
  in_.expect({")"}, ")");
  return done(std::move(made));
}

Expression ExpressionReader::truth() {
  auto made = begin(Operator::truth);
  made.number.numerator = in_.sees({"vrai", "true", "oui", "yes"}) ? 1 : 0;
  in_.take();
  return done(std::move(made));
}

Expression ExpressionReader::primary() {
  auto const& token = in_.peek();
  if (token.kind == TokenKind::number) return number();
  if (in_.sees({"vrai", "true", "oui", "yes", "faux", "false", "no"}) || in_.sees({"non"}))
    return truth();
  if (token.kind == TokenKind::text) {
    auto made = begin(Operator::text);
    made.text = in_.take().text;
    return done(std::move(made));
  }
  if (token.kind == TokenKind::date) {
    auto made = begin(Operator::date);
    made.day = in_.take().day;
    return done(std::move(made));
  }
  if (in_.accept({"("})) {
    auto made = expression();
    in_.expect({")"}, ")");
    return made;
  }
  if (in_.sees({"eligible", "montant", "amount"}) && in_.peek(1).is("(")) return scheme();
  if (token.kind == TokenKind::word && !in_.sees_reserved()) return named(token);
  in_.unexpected("Une valeur");
}

Expression ExpressionReader::named(Token const& token) {
  bool const called = in_.peek(1).is("(");
  for (auto const& [french, english] : functions) {
    bool const bare = french == "aujourd'hui";
    if ((token.text == french || token.text == english) && (called || bare)) return call(french);
  }
  for (auto const& [french, english] : totals) {
    if ((token.text == french || token.text == english) && called) return total(english);
  }
  if (called) {
    std::vector<std::string> names;
    auto const add = [&](Function const& function) {
      names.emplace_back(function.french);
      names.emplace_back(function.english);
    };
    std::ranges::for_each(functions, add);
    std::ranges::for_each(totals, add);
    in_.fail(fmt::format("« {} » n’est pas une fonction.", token.text),
             did_you_mean(token.text, names));
  }
  auto made = begin(Operator::name);
  made.text = in_.take().text;
  return done(std::move(made));
}

// The result or the aid of another scheme.
Expression ExpressionReader::scheme() {
  auto made = begin(Operator::scheme);
  made.text = in_.peek().is("eligible") ? "eligible" : "amount";
  in_.take();
  in_.expect({"("}, "(");
  auto name = begin(Operator::name);
  name.text = in_.name("Le nom d’un dispositif");
  made.parts.push_back(done(std::move(name)));
  in_.expect({")"}, ")");
  return done(std::move(made));
}

}  // namespace pacte::rule
