#include "simulation/form.hpp"

#include "base/text.hpp"
#include "rule/calendar.hpp"
#include "rule/identifiers.hpp"
#include "simulation/link.hpp"
#include "territory/chosen.hpp"

namespace pacte::simulation {
namespace {

using rule::Kind;
using web::Locale;
using web::tr;

// Of an address, as far as servers and people stand it.
constexpr std::size_t longest_address = 7'500;

bool is_unheard_of(Context const& context, store::Session& session, std::string const& code) {
  auto const places = context.places->current(session, rule::to_day_text(today(context)));
  return places->exists(code) == false;
}

// The code of the commune meant, or those among which to choose.
FormAnswer read_place(Context const& context, store::Session& session, web::Parameters const& form,
                      Locale locale, Typed& typed) {
  auto const meant = form.get("r.lieu");
  auto const text = meant.empty() ? form.get("r") : "commune:" + meant;
  if (trim(text).empty()) return {};
  auto const found = territory::chosen(session, *context.atlas, text);
  if (found.territory && found.territory->key.level == territory::Level::commune) {
    return {.value = found.territory->key.code, .errors = {}};
  }
  if (rule::looks_like_commune(found.typed) && !is_unheard_of(context, session, found.typed)) {
    return {.value = found.typed, .errors = {}};
  }
  for (auto const& choice : found.choices) {
    if (choice.key.level == territory::Level::commune) {
      typed.places.emplace_back(choice.key.code,
                                fmt::format("{} ({})", choice.name, choice.key.code));
    }
  }
  auto const sentence =
      typed.places.empty()
          ? tr(locale,
               "Aucune commune de la région n’a ce nom ni ce code, même mal écrit. Hors de la "
               "région, donnez le code Insee de la commune.")
          : tr(locale, "Plusieurs communes répondent à ce nom : choisissez la vôtre.");
  return {.value = nullptr, .errors = {{"r", sentence}}};
}

// What the new answer contradicts.
std::optional<std::string> contradiction(ReadAnswers const& read, std::string const& name) {
  for (auto const& fault : read.faults) {
    for (auto const part : split(fault.field, ',')) {
      if (trim(part) == name) return fault.message;
    }
  }
  return std::nullopt;
}

void give(Move& made, Context const& context, store::Session& session, web::Parameters const& form,
          Locale locale, int fact) {
  auto const book = context.books->current(session);
  auto const& words = book->words();
  auto const& asked = words.vocabulary.facts[static_cast<std::size_t>(fact)];
  auto typed = typed_in(form);
  auto answer = asked.type.kind == Kind::place
                    ? read_place(context, session, form, locale, typed)
                    : read_form_answer(words, fact, form, today(context), locale);
  if (answer.value.is_null() && answer.errors.empty()) {
    answer.errors["r"] = tr(locale, "Répondez, ou passez cette question.");
  }
  if (answer.errors.empty()) {
    auto given = made.answers.facts;
    given[asked.name] = answer.value;
    auto const read = read_answers(words, given, today(context), locale);
    if (auto const why = contradiction(read, asked.name)) {
      answer.errors["r"] =
          *why + " " + tr(locale, "Changez cette réponse, ou l’autre parmi vos réponses.");
    } else {
      made.answers.facts = std::move(given);
      std::erase(made.answers.passed, asked.name);
      return;
    }
  }
  typed.errors = std::move(answer.errors);
  made.question = asked.name;
  made.typed = std::move(typed);
}

void forget(Answers& answers, std::string const& name) {
  answers.facts.erase(name);
  std::erase(answers.passed, name);
}

}  // namespace

Move carried(web::Parameters const& form, Locale locale) {
  Move made;
  auto const text = form.get("faits");
  auto facts = text.empty() ? Json::object() : parse_json(text).value_or(Json{});
  if (facts.is_object()) {
    made.answers.facts = std::move(facts);
  } else {
    made.faults.push_back(
        {"",
         tr(locale, "Vos réponses précédentes n’ont pas pu être relues : elles sont perdues.")});
  }
  auto const passed = form.get("passes");
  for (auto const name : split(passed, ',')) {
    if (!name.empty()) made.answers.passed.emplace_back(name);
  }
  made.answers.schemes = form.all("dispositif");
  auto const order = form.get("ordre");
  for (auto const name : split(order, ','))
    made.answers.order.emplace_back(name);
  made.answers.order = in_order(made.answers);
  return made;
}

Move move(Context const& context, store::Session& session, web::Parameters const& form,
          Locale locale) {
  auto made = carried(form, locale);
  if (auto const name = form.find("effacer")) {
    forget(made.answers, *name);
    return made;
  }
  if (auto const name = form.find("changer")) {
    made.question = *name;
    return made;
  }
  auto const go = form.get("go");
  if (go == "recommencer") {
    made.answers.facts = Json::object();
    made.answers.passed.clear();
    return made;
  }
  auto const book = context.books->current(session);
  auto const question = form.get("question");
  auto const fact = book->words().vocabulary.find(question);
  if (!fact) return made;
  if (go == "passer") {
    // The rows of a list that is incomplete stay.
    bool const list =
        book->words().vocabulary.facts[static_cast<std::size_t>(*fact)].type.kind == Kind::items;
    if (!list) made.answers.facts.erase(question);
    std::erase(made.answers.passed, question);
    made.answers.passed.push_back(question);
  } else if (go == "ligne") {
    made.question = question;
    made.typed = typed_in(form);
    ++made.typed->rows;
  } else {
    give(made, context, session, form, locale, *fact);
  }
  return made;
}

std::optional<std::string> address_of(Move const& move, std::string const& page,
                                      std::string const& day, std::string_view key) {
  web::Parameters query;
  auto const& answers = move.answers;
  if (answers.facts.empty() && answers.passed.empty()) {
    for (auto const& scheme : answers.schemes)
      query.add("dispositif", scheme);
  } else {
    auto link = make_link({.day = day, .answers = answers}, key);
    if (!link) return std::nullopt;
    query.add("r", *std::move(link));
  }
  if (!move.question.empty()) query.add("question", move.question);
  if (move.typed) {
    for (auto const& [name, values] : move.typed->values) {
      for (auto const& value : values) {
        if (!value.empty()) query.add(name, value);
      }
    }
    query.add("lignes", std::to_string(move.typed->rows));
  }
  auto const text = query.encode();
  if (page.size() + text.size() > longest_address) return std::nullopt;
  return text.empty() ? page : page + "?" + text;
}

void read_address(Move& move, web::Parameters const& query) {
  move.question = query.get("question");
  auto const rows = parse_integer(query.get("lignes"));
  if (!rows) return;
  auto typed = typed_in(query);
  typed.values.erase("r");  // the link
  auto const most = static_cast<std::int64_t>(most_rows);
  typed.rows = static_cast<std::size_t>(std::clamp<std::int64_t>(*rows, 1, most));
  move.typed = std::move(typed);
}

}  // namespace pacte::simulation
