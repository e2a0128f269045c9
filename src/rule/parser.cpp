#include "rule/parser.hpp"

#include <fmt/format.h>

#include "rule/reader.hpp"

namespace pacte::rule {
namespace {

std::vector<Given> read_item(Reader& in);

Given read_given(Reader& in) {
  Given made;
  made.place = in.peek().place;
  made.name = in.word("Le nom d’un fait");
  in.expect({":"}, ":");
  if (in.accept({"liste", "list"})) {
    made.is_list = true;
    while (in.peek().is("{"))
      made.items.push_back(read_item(in));
  } else if (in.accept({"{"})) {
    do {
      made.values.push_back(read_constant(in));
    } while (in.accept({",", ";"}));
    in.expect({"}"}, "}");
  } else {
    made.values.push_back(read_constant(in));
  }
  return made;
}

std::vector<Given> read_item(Reader& in) {
  std::vector<Given> made;
  in.expect({"{"}, "{");
  do {
    auto field = read_given(in);
    if (field.is_list) in.fault(field.place, "Une liste ne tient pas dans une liste.");
    made.push_back(std::move(field));
  } while (in.accept({",", ";"}));
  in.expect({"}"}, "}");
  return made;
}

bool read_expectation(Reader& in, TestCase& test) {
  if (in.accept({"attend eligible", "expect eligible"})) {
    test.verdict = Verdict::eligible;
  } else if (in.accept({"attend ineligible", "expect ineligible"})) {
    test.verdict = Verdict::ineligible;
  } else if (in.accept({"attend inconnu", "expect unknown"})) {
    test.verdict = Verdict::unknown;
  } else if (in.sees({"attend", "expect"})) {
    in.take();
    in.unexpected("« éligible », « inéligible » ou « inconnu »");
  } else {
    return false;
  }
  return true;
}

bool read_names(Reader& in, TestCase& test) {
  bool const reason = in.sees({"raison", "reason"});
  if (!reason && !in.sees({"manque", "missing"})) return false;
  in.take();
  do {
    auto const place = in.peek().place;
    (reason ? test.reasons : test.missing).emplace_back(place, in.name("Un nom"));
  } while (in.accept({","}));
  return true;
}

bool read_result(Reader& in, TestCase& test) {
  if (in.accept({"aide", "aid"})) {
    if (in.accept({"de", "from"})) {
      test.least = read_constant(in);
      in.expect({"a", "to"}, "à");
      test.most = read_constant(in);
    } else {
      test.least = read_constant(in);
      test.most = test.least;
    }
    return true;
  }
  if (!in.accept({"donne", "gives"})) return false;
  test.output_places.push_back(in.peek().place);
  auto name = in.name("Le nom d’une sortie");
  in.expect({"="}, "=");
  test.outputs.emplace_back(std::move(name), read_constant(in));
  return true;
}

// A declaration, or one of the file's own attributes.
bool read_header(Reader& in, Sheet& sheet) {
  auto const begin = in.peek().place;
  bool const vocabulary = in.sees({"vocabulaire", "vocabulary"});
  if (vocabulary || in.sees({"dispositif", "scheme"})) {
    in.take();
    if (!sheet.name.empty()) {
      in.fault(begin, "Un fichier ne tient qu’un dispositif, ou qu’un vocabulaire.",
               "Faites-en un fichier de plus.");
    }
    sheet.is_vocabulary = vocabulary;
    sheet.place = begin;
    sheet.name = in.name("Un nom");
  } else if (in.accept({"titre", "title"})) {
    sheet.title = read_bilingual(in);
  } else if (in.accept({"fiche", "record"})) {
    sheet.record_place = in.peek().place;
    sheet.record = in.text("L’identifiant de la fiche");
  } else if (in.accept({"source"})) {
    sheet.sources.push_back(read_citation(in));
  } else if (in.accept({"note"})) {
    if (!sheet.note.empty()) sheet.note += "\n";
    sheet.note += in.text("Une note");
  } else {
    return false;
  }
  return true;
}

void read_incoherence(Reader& in, Sheet& sheet) {
  Incoherence made;
  made.place = in.peek().place;
  made.message = read_bilingual(in);
  in.expect({":"}, ":");
  made.value = read_expression(in);
  sheet.incoherences.push_back(std::move(made));
}

void read_declaration(Reader& in, Sheet& sheet) {
  if (read_header(in, sheet) || read_line(in, sheet)) return;
  if (in.accept({"montant", "amount"})) return read_amount(in, sheet);
  if (in.accept({"unite", "unit"})) return read_unit(in, sheet);
  if (in.accept({"choix", "choice"})) return read_choice(in, sheet);
  if (in.accept({"fait", "fact"})) return read_fact(in, sheet);
  if (in.accept({"incoherent", "incoherence"})) return read_incoherence(in, sheet);
  if (in.sees({"essai", "test"})) return read_case(in, sheet);
  in.no_declaration(
      "Une déclaration (dispositif, fait, paramètre, condition, table, montant, essai…)");
}

}  // namespace

void read_case(Reader& in, Sheet& sheet) {
  TestCase test;
  test.place = in.take().place;
  test.title = in.text("Ce que l’essai montre");
  for (bool more = true; more;) {
    if (in.accept({"fait", "fact"})) {
      test.facts.push_back(read_given(in));
    } else if (in.accept({"le", "on"})) {
      if (in.peek().kind != TokenKind::date) in.unexpected("Une date (2026-01-31)");
      test.day = in.take().day;
    } else {
      more = read_expectation(in, test) || read_names(in, test) || read_result(in, test);
    }
  }
  sheet.cases.push_back(std::move(test));
}

Parsed parse(std::string source) {
  Parsed made;
  Reader in{cut(source, made.faults), made.faults};
  made.sheet.source = std::move(source);
  while (!in.at_end()) {
    auto const from = in.position();
    try {
      read_declaration(in, made.sheet);
    } catch (Unreadable const&) {
      in.skip_to_declaration(from);
    }
  }
  if (made.sheet.name.empty() && !has_error(made.faults)) {
    made.faults.push_back({Severity::error,
                           {},
                           "Ce fichier ne dit pas ce qu’il est.",
                           "Commencez par « dispositif nom » ou « vocabulaire nom »."});
  }
  return made;
}

}  // namespace pacte::rule
