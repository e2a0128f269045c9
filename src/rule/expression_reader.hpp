// The reader of expressions, shared by its parts: operators, and what they stand between.
#pragma once

#include <initializer_list>
#include <string_view>

#include "rule/reader.hpp"

namespace pacte::rule {

class ExpressionReader {
 public:
  explicit ExpressionReader(Reader& reader) : in_{reader} {}

  Expression expression();
  Expression constant();

 private:
  using Step = Expression (ExpressionReader::*)();

  Expression begin(Operator op) const;
  Expression done(Expression made) const;
  Expression joined(Operator op, Expression left, Expression right) const;

  // Operators, loosest first: parser_expression.cpp
  Expression conditional();
  void lengthen(int& length);
  Expression chain(Operator op, std::initializer_list<std::string_view> words, Step next);
  Expression either();
  Expression both();
  Expression no();
  [[nodiscard]] bool negates() const;
  Expression comparison();
  Expression within(Expression left);
  Expression zoning(Expression left);
  bool separator();
  Expression set();
  Expression interval();
  Expression sum();
  Expression product();
  Expression unary();

  // Numbers, names, functions: parser_primary.cpp
  Expression primary();
  Expression number();
  [[nodiscard]] bool follows_number() const;
  Expression truth();
  Expression named(Token const& token);
  Expression call(std::string_view name);
  Expression total(std::string_view name);
  Expression scheme();

  Reader& in_;
  int depth_ = 0;
};

}  // namespace pacte::rule
