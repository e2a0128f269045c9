#include <array>

#include "rule/expression_reader.hpp"

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

}  // namespace

Expression ExpressionReader::expression() {
  if (++depth_ > deepest)
    in_.fail("Cette expression est trop profonde.", "Nommez-en une partie par une définition.");
  auto made = in_.sees({"si", "if"}) ? conditional() : either();
  --depth_;
  return made;
}

Expression ExpressionReader::constant() {
  auto const sees_minus = in_.peek().is("-");
  if (sees_minus || in_.peek().kind == TokenKind::number) return unary();
  return primary();
}

Expression ExpressionReader::begin(Operator op) const {
  Expression made;
  made.op = op;
  made.place = in_.peek().place;
  made.begin = in_.peek().begin;
  return made;
}
Expression ExpressionReader::done(Expression made) const {
  made.end = in_.before();
  return made;
}
Expression ExpressionReader::joined(Operator op, Expression left, Expression right) const {
  Expression made;
  made.op = op;
  made.place = left.place;
  made.begin = left.begin;
  made.parts.push_back(std::move(left));
  made.parts.push_back(std::move(right));
  return done(std::move(made));
}

Expression ExpressionReader::conditional() {
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
void ExpressionReader::lengthen(int& length) {
  if (++length > 1000) {
    in_.fail("Cette suite d’opérations est trop longue.",
             "Nommez-en une partie par une définition.");
  }
}

Expression ExpressionReader::chain(Operator op, std::initializer_list<std::string_view> words,
                                   Step next) {
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

Expression ExpressionReader::either() {
  return chain(Operator::any, {"ou", "or"}, &ExpressionReader::both);
}
Expression ExpressionReader::both() {
  return chain(Operator::all, {"et", "and"}, &ExpressionReader::no);
}

Expression ExpressionReader::no() {
  if (!in_.sees({"non", "not"}) || !negates()) return comparison();
  if (++depth_ > deepest) in_.fail("Cette expression est trop profonde.");
  auto made = begin(Operator::no);
  in_.take();
  made.parts.push_back(no());
  --depth_;
  return done(std::move(made));
}

// « non » is also the answer to a question.
bool ExpressionReader::negates() const {
  auto const& next = in_.peek(1);
  bool const value = next.is("vrai") || next.is("faux") || next.is("true") || next.is("false") ||
                     next.is("non") || next.is("not") || next.is("oui") || next.is("(");
  return value || next.kind == TokenKind::number || next.kind == TokenKind::date ||
         (next.kind == TokenKind::word && !in_.sees_reserved(1));
}

Expression ExpressionReader::comparison() {
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

Expression ExpressionReader::within(Expression left) {
  if (in_.sees({"zonage", "zoning"})) return zoning(std::move(left));
  if (in_.peek().is("{")) return joined(Operator::within, std::move(left), set());
  if (in_.peek().is("[") || in_.peek().is("]"))
    return joined(Operator::within, std::move(left), interval());
  return joined(Operator::within, std::move(left), primary());
}

Expression ExpressionReader::zoning(Expression left) {
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

bool ExpressionReader::separator() {
  return in_.accept({",", ";"});
}

Expression ExpressionReader::set() {
  auto made = begin(Operator::set);
  in_.take();
  do {
    made.parts.push_back(constant());
  } while (separator());
  in_.expect({"}"}, "}");
  return done(std::move(made));
}

// As the French write them: ]1, 3] leaves 1 out and holds 3.
Expression ExpressionReader::interval() {
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

Expression ExpressionReader::sum() {
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

Expression ExpressionReader::product() {
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

Expression ExpressionReader::unary() {
  if (!in_.peek().is("-")) return primary();
  if (++depth_ > deepest) in_.fail("Cette expression est trop profonde.");
  auto made = begin(Operator::negative);
  in_.take();
  made.parts.push_back(unary());
  --depth_;
  return done(std::move(made));
}

Expression read_expression(Reader& reader) {
  return ExpressionReader{reader}.expression();
}

Expression read_constant(Reader& reader) {
  return ExpressionReader{reader}.constant();
}

}  // namespace pacte::rule
