#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "rule/reader.hpp"

namespace pacte::rule {
namespace {

struct Level {
  std::string_view word;
  Operator op;
};
constexpr std::array comparisons{
    Level{"=", Operator::equal},    Level{"!=", Operator::different},
    Level{"<=", Operator::at_most}, Level{">=", Operator::at_least},
    Level{"<", Operator::less},     Level{">", Operator::more},
};

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
};
constexpr std::array totals{
    Function{"somme", "sum"},
    Function{"nombre", "count"},
    Function{"tous", "every"},
    Function{"un", "some"},
};

class ExpressionReader {
 public:
  explicit ExpressionReader(Reader& reader) : in_{reader} {}

  Expression expression() {
    if (++depth_ > deepest)
      in_.fail("Cette expression est trop profonde.", "Nommez-en une partie par une définition.");
    auto made = in_.sees({"si", "if"}) ? conditional() : either();
    --depth_;
    return made;
  }

  Expression constant() {
    auto const sees_minus = in_.peek().is("-");
    if (sees_minus || in_.peek().kind == TokenKind::number) return unary();
    return primary();
  }

 private:
  Expression begin(Operator op) {
    Expression made;
    made.op = op;
    made.place = in_.peek().place;
    made.begin = in_.peek().begin;
    return made;
  }
  Expression done(Expression made) {
    made.end = in_.before();
    return made;
  }
  Expression joined(Operator op, Expression left, Expression right) {
    Expression made;
    made.op = op;
    made.place = left.place;
    made.begin = left.begin;
    made.parts.push_back(std::move(left));
    made.parts.push_back(std::move(right));
    return done(std::move(made));
  }

  Expression conditional() {
    auto made = begin(Operator::choose);
    in_.take();
    made.parts.push_back(expression());
    in_.expect({"alors", "then"}, "alors");
    made.parts.push_back(expression());
    in_.expect({"sinon", "else"}, "sinon");
    made.parts.push_back(expression());
    return done(std::move(made));
  }

  // A chain of one operator becomes one tree that leans left: its length is bounded too.
  void lengthen(int& length) {
    if (++length > 1000) {
      in_.fail("Cette suite d’opérations est trop longue.",
               "Nommez-en une partie par une définition.");
    }
  }

  Expression chain(Operator op, std::initializer_list<std::string_view> words,
                   Expression (ExpressionReader::*next)()) {
    auto first = (this->*next)();
    if (!in_.sees(words)) return first;
    Expression made;
    made.op = op;
    made.place = first.place;
    made.begin = first.begin;
    made.parts.push_back(std::move(first));
    for (int length = 0; in_.accept(words); lengthen(length))
      made.parts.push_back((this->*next)());
    return done(std::move(made));
  }

  Expression either() { return chain(Operator::any, {"ou", "or"}, &ExpressionReader::both); }
  Expression both() { return chain(Operator::all, {"et", "and"}, &ExpressionReader::no); }

  Expression no() {
    if (!in_.sees({"non", "not"}) || !negates()) return comparison();
    if (++depth_ > deepest) in_.fail("Cette expression est trop profonde.");
    auto made = begin(Operator::no);
    in_.take();
    made.parts.push_back(no());
    --depth_;
    return done(std::move(made));
  }

  // « non » is also the answer to a question.
  [[nodiscard]] bool negates() const {
    auto const& next = in_.peek(1);
    bool const value = next.is("vrai") || next.is("faux") || next.is("true") || next.is("false") ||
                       next.is("non") || next.is("not") || next.is("oui") || next.is("(");
    return value || next.kind == TokenKind::number || next.kind == TokenKind::date ||
           (next.kind == TokenKind::word && !in_.sees_reserved(1));
  }

  Expression comparison() {
    auto left = sum();
    for (auto const& [symbol, op] : comparisons) {
      if (!in_.peek().is(symbol) || in_.peek().kind != TokenKind::symbol) continue;
      in_.take();
      auto right = sum();
      for (auto const& other : comparisons) {
        if (in_.peek().kind == TokenKind::symbol && in_.peek().is(other.word))
          in_.fail("Deux comparaisons se suivent.", "Écrivez « a < b et b < c ».");
      }
      return joined(op, std::move(left), std::move(right));
    }
    if (in_.accept({"dans", "in", "parmi", "among"})) return within(std::move(left));
    return left;
  }

  Expression within(Expression left) {
    if (in_.sees({"zonage", "zoning"})) return zoning(std::move(left));
    if (in_.peek().is("{")) return joined(Operator::within, std::move(left), set());
    if (in_.peek().is("[") || in_.peek().is("]"))
      return joined(Operator::within, std::move(left), interval());
    return joined(Operator::within, std::move(left), primary());
  }

  Expression zoning(Expression left) {
    Expression made;
    made.op = Operator::zoning;
    made.place = left.place;
    made.begin = left.begin;
    in_.take();
    in_.expect({"("}, "(");
    made.text = in_.text("Le nom du zonage");
    made.parts.push_back(std::move(left));
    if (separator()) made.parts.push_back(expression());
    in_.expect({")"}, ")");
    return done(std::move(made));
  }

  bool separator() { return in_.accept({",", ";"}); }

  Expression set() {
    auto made = begin(Operator::set);
    in_.take();
    do {
      made.parts.push_back(constant());
    } while (separator());
    in_.expect({"}"}, "}");
    return done(std::move(made));
  }

  // As the French write them: ]1, 3] leaves 1 out and holds 3.
  Expression interval() {
    auto made = begin(Operator::interval);
    if (in_.take().is("]")) made.number.numerator += 1;
    made.parts.push_back(sum());
    if (!separator()) in_.unexpected("« , »");
    made.parts.push_back(sum());
    if (in_.accept({"["})) {
      made.number.numerator += 2;
    } else {
      in_.expect({"]"}, "]");
    }
    return done(std::move(made));
  }

  Expression sum() {
    auto made = product();
    for (int length = 0; in_.peek().kind == TokenKind::symbol; lengthen(length)) {
      if (in_.accept({"+"})) {
        made = joined(Operator::plus, std::move(made), product());
      } else if (in_.accept({"-"})) {
        made = joined(Operator::minus, std::move(made), product());
      } else {
        break;
      }
    }
    return made;
  }

  Expression product() {
    auto made = unary();
    for (int length = 0;; lengthen(length)) {
      if (in_.accept({"*"}) || in_.accept({"de", "of"})) {
        made = joined(Operator::times, std::move(made), unary());
      } else if (in_.accept({"/"})) {
        made = joined(Operator::over, std::move(made), unary());
      } else {
        return made;
      }
    }
  }

  Expression unary() {
    if (!in_.peek().is("-")) return primary();
    if (++depth_ > deepest) in_.fail("Cette expression est trop profonde.");
    auto made = begin(Operator::negative);
    in_.take();
    made.parts.push_back(unary());
    --depth_;
    return done(std::move(made));
  }

  Expression number() {
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
  [[nodiscard]] bool follows_number() const {
    return in_.sees({"a fixer",  "to be set",  "inferieur", "down",      "superieur", "up",
                     "proche",   "nearest",    "parmi",     "among",     "jusqu'a",   "until",
                     "question", "aide",       "help",      "precision", "step",      "a",
                     "to",       "exactement", "exactly",   "attend",    "expect",    "raison",
                     "reason",   "manque",     "missing",   "au",        "at",        "moins",
                     "plus",     "less",       "more",      "le",        "on"});
  }

  Expression call(std::string_view name) {
    auto made = begin(Operator::call);
    made.text = name;
    in_.take();
    if (name == "aujourd'hui") return done(std::move(made));
    in_.expect({"("}, "(");
    do {
      made.parts.push_back(expression());
    } while (separator());
    if (name == "arrondi" && in_.accept({"inferieur", "down"}))
      made.number.numerator = 0;
    else if (name == "arrondi" && in_.accept({"proche", "nearest"}))
      made.number.numerator = 1;
    else if (name == "arrondi" && in_.accept({"superieur", "up"}))
      made.number.numerator = 2;
    in_.expect({")"}, ")");
    return done(std::move(made));
  }

  Expression total(std::string_view name) {
    auto made = begin(Operator::total);
    made.text = name;
    in_.take();
    in_.expect({"("}, "(");
    made.parts.push_back(expression());
    if (in_.accept({"si", "if"})) made.parts.push_back(expression());
    in_.expect({")"}, ")");
    return done(std::move(made));
  }

  Expression truth() {
    auto made = begin(Operator::truth);
    made.number.numerator = in_.sees({"vrai", "true", "oui", "yes"}) ? 1 : 0;
    in_.take();
    return done(std::move(made));
  }

  Expression primary() {
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
    if (token.kind == TokenKind::word && !in_.sees_reserved()) return named(token);
    in_.unexpected("Une valeur");
  }

  Expression named(Token const& token) {
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

  Reader& in_;
  int depth_ = 0;
};

}  // namespace

Expression read_expression(Reader& reader) {
  return ExpressionReader{reader}.expression();
}

Expression read_constant(Reader& reader) {
  return ExpressionReader{reader}.constant();
}

}  // namespace pacte::rule
