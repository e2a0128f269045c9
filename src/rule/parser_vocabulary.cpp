// Declarations of a vocabulary: units, lists of choices, facts.
#include <array>

#include <fmt/format.h>

#include "rule/reader.hpp"

namespace pacte::rule {
namespace {

struct FactWord {
  std::string_view french;
  std::string_view english;
  FactKind kind;
};
constexpr std::array fact_words{
    FactWord{"oui ou non", "yes or no", FactKind::truth},
    FactWord{"nombre", "number", FactKind::number},
    FactWord{"argent", "money", FactKind::money},
    FactWord{"pourcentage", "percentage", FactKind::percentage},
    FactWord{"date", "date", FactKind::date},
    FactWord{"duree en", "duration in", FactKind::duration},
    FactWord{"choix", "choice", FactKind::choice},
    FactWord{"plusieurs", "several", FactKind::choices},
    FactWord{"texte", "text", FactKind::text},
    FactWord{"commune", "municipality", FactKind::place},
    FactWord{"siret", "siret", FactKind::siret},
    FactWord{"siren", "siren", FactKind::siren},
    FactWord{"liste", "list", FactKind::items},
};

bool has_unit(FactKind kind) {
  return kind == FactKind::duration || kind == FactKind::choice || kind == FactKind::choices;
}

void read_type(Reader& in, FactDeclaration& fact) {
  for (auto const& [french, english, kind] : fact_words) {
    if (!in.accept({french, english})) continue;
    fact.kind = kind;
    bool const named =
        in.peek().kind == TokenKind::word && !in.sees_reserved() &&
        !in.sees({"question", "aide", "help", "precision", "step", "from", "fourni", "given"});
    if (has_unit(kind) || (kind == FactKind::number && named)) {
      fact.unit = in.peek().is("€")
                      ? in.take().text
                      : in.name(kind == FactKind::duration ? "« mois » ou « jours »" : "Un nom");
    }
    return;
  }
  in.unexpected(
      "Un type (oui ou non, nombre, argent, pourcentage, date, durée en mois, choix, plusieurs, "
      "texte, commune, siret, siren, liste)");
}

void read_bounds(Reader& in, FactDeclaration& fact) {
  for (bool more = true; more;) {
    in.accept({","});
    if (in.accept({"de", "from"})) {
      fact.least = read_constant(in);
      in.expect({"a", "to"}, "à");
      fact.most = read_constant(in);
    } else if (in.accept({"jusqu'a aujourd'hui", "until today"})) {
      fact.until_today = true;
    } else if (in.accept({"fourni", "given"})) {
      fact.supplied = true;
    } else if (in.accept({"precision", "step"})) {
      fact.step = read_constant(in);
    } else if (in.accept({"question"})) {
      fact.question = read_bilingual(in);
    } else if (in.accept({"aide", "help"})) {
      fact.help = read_bilingual(in);
    } else {
      more = false;
    }
  }
}

}  // namespace

Bilingual read_bilingual(Reader& in) {
  Bilingual made;
  made.french = in.text("Un texte");
  if (in.accept({"anglais", "english"})) made.english = in.text("Le texte anglais");
  return made;
}

void read_unit(Reader& in, Sheet& sheet) {
  UnitDeclaration made;
  made.place = in.peek().place;
  made.forms.push_back(in.name("Le nom d’une unité"));
  made.name = in.peek().kind == TokenKind::text ? in.take().text : made.forms.front();
  if (in.accept({":"})) {
    do {
      made.forms.push_back(in.name("Une forme de l’unité"));
    } while (in.accept({","}));
  }
  sheet.units.push_back(std::move(made));
}

void read_choice(Reader& in, Sheet& sheet) {
  ChoiceDeclaration made;
  made.place = in.peek().place;
  made.name = in.name("Le nom d’une liste de choix");
  in.expect({":"}, ":");
  do {
    ChoiceItem item;
    item.place = in.peek().place;
    item.name = in.name("Le nom d’un choix");
    if (in.peek().kind == TokenKind::text) item.label = read_bilingual(in);
    made.items.push_back(std::move(item));
  } while (in.accept({","}));
  sheet.choices.push_back(std::move(made));
}

void read_fact(Reader& in, Sheet& sheet) {
  FactDeclaration made;
  made.place = in.peek().place;
  made.name = in.name("Le nom d’un fait");
  in.expect({":"}, ":");
  read_type(in, made);
  read_bounds(in, made);
  sheet.facts.push_back(std::move(made));
}

}  // namespace pacte::rule
