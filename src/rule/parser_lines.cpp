// Declarations of a scheme: parameters, conditions, tables, steps of the amount.
#include <array>

#include <fmt/format.h>

#include "rule/reader.hpp"

namespace pacte::rule {
namespace {

struct LineWord {
  std::string_view french;
  std::string_view english;
  LineKind kind;
};
constexpr std::array line_words{
    LineWord{"parametre", "parameter", LineKind::parameter},
    LineWord{"definition", "definition", LineKind::definition},
    LineWord{"condition", "condition", LineKind::condition},
    LineWord{"priorite", "priority", LineKind::priority},
    LineWord{"sortie", "output", LineKind::output},
    LineWord{"table", "table", LineKind::table},
};
constexpr std::array step_words{
    LineWord{"assiette", "base", LineKind::base},
    LineWord{"taux", "rate", LineKind::rate},
    LineWord{"bonus", "bonus", LineKind::bonus},
    LineWord{"forfait", "flat", LineKind::flat},
    LineWord{"modulation", "modulation", LineKind::modulation},
    LineWord{"plancher", "floor", LineKind::floor},
    LineWord{"seuil", "threshold", LineKind::threshold},
    LineWord{"plafond", "ceiling", LineKind::ceiling},
    LineWord{"cumul", "cumulation", LineKind::cumulation},
    LineWord{"arrondi", "rounding", LineKind::rounding},
};

// Label, sources, note and conflicts: before the value or after it.
void read_attributes(Reader& in, Line& line) {
  for (bool more = true; more;) {
    if (in.peek().kind == TokenKind::text) {
      line.label = read_bilingual(in);
    } else if (in.accept({"source"})) {
      line.sources.push_back(read_citation(in));
    } else if (in.accept({"note"})) {
      line.note = in.text("Une note");
    } else if (in.accept({"conflit", "conflict"})) {
      Conflict conflict{read_expression(in), {}};
      while (in.accept({"source"}))
        conflict.sources.push_back(read_citation(in));
      if (conflict.sources.empty()) in.unexpected("« source » (celle de l’autre valeur)");
      line.conflicts.push_back(std::move(conflict));
    } else if (in.accept({"a fixer", "to be set"})) {
      line.to_be_set = true;
    } else {
      more = false;
    }
  }
}

void read_rounding(Reader& in, Line& line) {
  if (in.accept({"superieur", "up"})) {
    line.rounding = Rounding::up;
  } else if (in.accept({"proche", "nearest"})) {
    line.rounding = Rounding::nearest;
  } else {
    in.expect({"inferieur", "down"}, "inférieur, supérieur ou proche");
  }
}

bool read_end(Reader& in, Band& band) {
  auto const lower = [&](bool held) {
    band.lower = End{read_constant(in), held};
    return true;
  };
  auto const upper = [&](bool held) {
    band.upper = End{read_constant(in), held};
    return true;
  };
  if (in.accept({"plus de", "more than"})) return lower(false);
  if (in.accept({"au moins", "a partir de", "at least"})) return lower(true);
  if (in.accept({"moins de", "less than"})) return upper(false);
  if (in.accept({"au plus", "jusqu'a", "at most"})) return upper(true);
  return false;
}

bool read_band(Reader& in, Line& table) {
  Band band;
  band.place = in.peek().place;
  band.gap = in.accept({"lacune", "gap"});
  bool const exact = in.accept({"exactement", "exactly"});
  bool const word = in.peek().kind == TokenKind::word && !in.sees_reserved();
  if (exact && word) {
    band.choice = read_constant(in);
  } else if (exact) {
    band.lower = End{read_constant(in), true};
    band.upper = band.lower;
  } else if (in.accept({"sinon", "else", "otherwise"})) {
    band.otherwise = true;
  } else if (read_end(in, band)) {
    if (in.accept({"et", "and"}) && !read_end(in, band))
      in.unexpected("« moins de », « au plus », « plus de » ou « au moins »");
  } else if (word && in.peek(1).is(":")) {
    band.choice = read_constant(in);
  } else if (band.gap) {
    in.unexpected("« exactement », « moins de », « au plus », « plus de » ou « au moins »");
  } else {
    return false;
  }
  in.expect({":"}, ":");
  band.value = read_expression(in);
  if (in.accept({"note"})) band.note = in.text("Une note");
  table.bands.push_back(std::move(band));
  return true;
}

void read_table(Reader& in, Line& line) {
  in.expect({"selon", "by"}, "selon");
  line.value = read_expression(in);
  read_attributes(in, line);
  while (read_band(in, line)) {
  }
  if (line.bands.empty())
    in.unexpected("Une tranche (« plus de 1 mois et moins de 3 mois : 80 € »)");
}

}  // namespace

Citation read_citation(Reader& in) {
  Citation made;
  made.place = in.peek().place;
  made.document = in.text("Le document");
  in.expect({"lignes", "ligne", "lines", "line"}, "lignes");
  made.first = in.whole("Un numéro de ligne");
  made.last = in.accept({"-"}) ? in.whole("Un numéro de ligne") : made.first;
  if (made.last < made.first) {
    in.fault(made.place, "Les lignes de la source vont à rebours.",
             "Écrivez la plus petite d’abord.");
  }
  return made;
}

bool read_line(Reader& in, Sheet& sheet) {
  for (auto const& [french, english, kind] : line_words) {
    auto const place = in.peek().place;
    if (!in.accept({french, english})) continue;
    Line line;
    line.kind = kind;
    line.place = place;
    line.name = in.name("Un nom");
    read_attributes(in, line);
    if (kind == LineKind::table) {
      read_table(in, line);
    } else {
      in.expect({":"}, ":");
      line.value = read_expression(in);
      read_attributes(in, line);
    }
    sheet.lines.push_back(std::move(line));
    return true;
  }
  return false;
}

void read_amount(Reader& in, Sheet& sheet) {
  for (bool found = true; found;) {
    found = false;
    for (auto const& [french, english, kind] : step_words) {
      auto const place = in.peek().place;
      if (!in.accept({french, english})) continue;
      found = true;
      Line line;
      line.kind = kind;
      line.place = place;
      line.name = french;
      if (in.peek().kind == TokenKind::word && !in.sees_reserved()) line.name = in.take().text;
      read_attributes(in, line);
      if (in.accept({"si", "if"})) line.when = read_expression(in);
      read_attributes(in, line);
      in.expect({":"}, ":");
      line.value = kind == LineKind::rounding ? read_constant(in) : read_expression(in);
      if (kind == LineKind::rounding) read_rounding(in, line);
      read_attributes(in, line);
      sheet.lines.push_back(std::move(line));
      break;
    }
  }
}

}  // namespace pacte::rule
