#include "simulation/pages.hpp"

#include <algorithm>

#include "rule/calendar.hpp"
#include "simulation/form.hpp"
#include "simulation/link.hpp"
#include "source/parts.hpp"
#include "web/open_form.hpp"

namespace pacte::simulation {
namespace {

using web::Locale;
using web::Request;
using web::Response;
using web::tr;
using web::trf;
using web::View;

std::string own_address(Setting setting, Locale locale) {
  return web::localized(locale, setting == Setting::frame ? frame_path : simulator_path);
}

// ---- which schemes: ?dispositif=ID, several times

// Those of them that have rules; all when none has.
bool keep_known(aid::RuleBook const& book, std::vector<std::string>& schemes) {
  bool const asked = !schemes.empty();
  std::erase_if(schemes, [&](std::string const& id) { return book.find(id) == nullptr; });
  return !asked || !schemes.empty();
}

// ---- the page

// What one page of the simulator is made of.
struct Turn {
  Context const& context;
  store::Session& session;
  Request const& request;
  Setting setting;
  std::string const& key;  // of the links
};

void fill_scope(View& view, Sitting const& sitting, Setting setting, Locale locale) {
  if (sitting.answers.schemes.empty()) return;
  std::string titles;
  for (auto const& judged : sitting.simulation.schemes) {
    if (!titles.empty()) titles += ", ";
    titles += in(locale, judged.candidate.program->title);
  }
  view.section("ONLY").set("TITLES", titles).set("ALL", own_address(setting, locale));
  for (auto const& scheme : sitting.answers.schemes)
    view.section("SCOPE").set("SCHEME", scheme);
}

void fill_faults(View& view, Sitting const& sitting, std::vector<FieldError> const& faults,
                 Locale locale) {
  if (faults.empty()) return;
  auto problem = view.section("PROBLEM");
  for (auto const& fault : faults) {
    auto row = problem.section("FAULT");
    auto const known = sitting.vocabulary().find(fault.field);
    if (known) row.set_optional("LABEL", in(locale, sitting.fact(*known).question));
    row.set("MESSAGE", fault.message);
  }
}

void fill_given(View& view, Sitting const& sitting, PlaceName const& place, Locale locale) {
  Words const words{.facts = sitting.read.facts, .locale = locale, .place = place};
  auto const& answers = sitting.answers;
  if (answers.facts.empty() && answers.passed.empty()) return;
  auto given = view.section("GIVEN");
  given.set("COUNT", static_cast<std::int64_t>(answers.facts.size()));
  auto const add = [&](std::string const& name, int fact, std::string const& value) {
    auto row = given.section("ANSWER");
    row.set("FACT", name).set("LABEL", in(locale, sitting.fact(fact).question));
    row.set("VALUE", value).show("ERASABLE");
  };
  for (auto const& [name, value] : answers.facts.items()) {
    auto const fact = sitting.vocabulary().find(name);
    if (fact && sitting.read.facts.known(*fact)) add(name, *fact, words.answer(*fact));
  }
  for (auto const& name : answers.passed) {
    auto const fact = sitting.vocabulary().find(name);
    if (fact && !sitting.read.facts.known(*fact)) {
      add(name, *fact, tr(locale, "question passée"));
    }
  }
}

std::vector<std::string> titles_of(Sitting const& sitting, std::vector<std::size_t> const& concerns,
                                   Locale locale) {
  std::vector<std::string> titles;
  for (auto const position : concerns)
    titles.push_back(in(locale, sitting.simulation.schemes[position].candidate.program->title));
  return titles;
}

// No question is left to ask: none is of use, or those that are were passed.
void fill_end(View& view, Sitting const& sitting, Locale locale) {
  std::map<int, std::vector<std::size_t>> open;  // by fact, the schemes that miss it
  auto const& schemes = sitting.simulation.schemes;
  for (std::size_t i = 0; i < schemes.size(); ++i) {
    for (int const fact : schemes[i].explanation.missing)
      open[fact].push_back(i);
  }
  if (open.empty()) {
    view.show("DONE");
    return;
  }
  auto const count = static_cast<std::int64_t>(open.size());
  auto passed = view.section("PASSED_OVER");
  passed.set("COUNT_TEXT",
             fmt::format(fmt::runtime(web::trn(locale, "Vous avez passé {} question utile.",
                                               "Vous avez passé {} questions utiles.", count)),
                         count));
  for (auto const& [fact, concerns] : open) {
    passed.section("OPEN")
        .set("FACT", sitting.fact(fact).name)
        .set("QUESTION", in(locale, sitting.fact(fact).question))
        .set("TITLES", fmt::format("{}", fmt::join(titles_of(sitting, concerns, locale), ", ")));
  }
}

// Where one stands: how many are left is told when there are few, since an answer may settle many.
std::string progress(Sitting const& sitting, Locale locale) {
  constexpr std::size_t few = 10;
  auto const number = in_order(sitting.answers).size() + 1;
  auto const left = sitting.simulation.remaining - 1;
  if (left == 0) return trf(locale, "Question {}, sans doute la dernière", number);
  return left > few ? trf(locale, "Question {}", number)
                    : trf(locale, "Question {}, encore {} environ", number, left);
}

// A list that is asked for again since its rows do not say all that decides: as it was given, with
// what each row lacks.
Typed incomplete(Sitting const& sitting, int fact, PlaceName const& place, Locale locale) {
  auto const& list = sitting.fact(fact);
  if (list.type.kind != rule::Kind::items || !sitting.read.facts.known(fact)) return {};
  auto typed = typed_from(list, sitting.answers.facts.at(list.name), place);
  typed.errors["r"] =
      tr(locale, "Il manque une réponse à une ligne : complétez-la, ou passez cette question.");
  auto const& items = sitting.read.facts.items(fact);
  for (std::size_t row = 0; row < items.size(); ++row) {
    for (std::size_t i = 0; i < list.fields.size(); ++i) {
      if (items[row].known[i]) continue;
      auto const name = sitting.fact(list.fields[i]).name.substr(list.name.size() + 1);
      typed.errors[fmt::format("r.{}.{}", row, name)] =
          trf(locale, "Manque à la ligne {}.", row + 1);
    }
  }
  return typed;
}

// The question before this one; before a new one, the last.
void fill_previous(View& view, Sitting const& sitting, std::string const& shown) {
  auto const order = in_order(sitting.answers);
  auto const here = std::ranges::find(order, shown);
  if (here == order.begin()) return;
  auto const& previous = *std::prev(here);
  if (!sitting.vocabulary().find(previous)) return;
  view.section("PREVIOUS").set("FACT", previous);
}

// The question to change, or the next one.
void fill_asked(View& view, Turn const& turn, Sitting const& sitting, Move const& move,
                PlaceName const& place, bool begun) {
  auto const locale = turn.request.locale;
  // Not at the start, which is read from its top; browsers forbid it in another site's frame.
  bool const focus = begun && turn.setting == Setting::site;
  auto const asked = sitting.vocabulary().find(move.question);
  if (asked && sitting.fact(*asked).owner < 0) {
    auto const& given = sitting.answers.facts;
    auto typed =
        move.typed.value_or(given.contains(move.question)
                                ? typed_from(sitting.fact(*asked), given[move.question], place)
                                : Typed{});
    fill_question(view, turn.request, turn.session, turn.context, sitting, *asked, typed, {},
                  focus);
    return fill_previous(view, sitting, move.question);
  }
  fill_previous(view, sitting, {});
  if (auto const& next = sitting.simulation.next) {
    fill_question(view, turn.request, turn.session, turn.context, sitting, next->fact,
                  incomplete(sitting, next->fact, place, locale),
                  titles_of(sitting, next->concerns, locale), focus);
    if (begun) view.set_optional("PROGRESS", progress(sitting, locale));
  } else if (!sitting.simulation.schemes.empty()) {
    fill_end(view, sitting, locale);
  }
}

// What could not be read is not carried any further.
Json readable(Sitting const& sitting) {
  Json facts = Json::object();
  for (auto const& [name, value] : sitting.answers.facts.items()) {
    auto const fact = sitting.vocabulary().find(name);
    if (fact && sitting.read.facts.known(*fact)) facts[name] = value;
  }
  return facts;
}

// On a phone, what stands far below.
void fill_summary(View& view, Sitting const& sitting) {
  auto summary = view.section("SUMMARY");
  auto const& answers = sitting.answers;
  summary.set("ANSWERS", static_cast<std::int64_t>(in_order(answers).size()));
  auto const count = [&](rule::Verdict verdict) {
    return std::ranges::count_if(sitting.simulation.schemes, [&](Judged const& judged) {
      return judged.explanation.outcome.verdict == verdict;
    });
  };
  summary.set("YES", count(rule::Verdict::eligible))
      .set("MAYBE", count(rule::Verdict::unknown))
      .set("NO", count(rule::Verdict::ineligible));
}

void fill_head(View& view, Turn const& turn, Sitting const& sitting, bool begun) {
  auto const locale = turn.request.locale;
  if (!begun) view.show("START");
  if (turn.setting == Setting::site) {
    view.set_optional("EMBED_URL", web::localized(locale, embed_path));
  } else {
    view.show("NEW_TAB");
  }
  if (sitting.book->entries().empty()) {
    view.section("EMPTY").set("URL", web::localized(locale, "/dispositifs"));
  }
  view.set("ACTION", own_address(turn.setting, locale));
  view.set("FACTS", readable(sitting).dump());
  view.set("PASSED", fmt::format("{}", fmt::join(sitting.answers.passed, ",")));
  view.set("ORDER", fmt::format("{}", fmt::join(in_order(sitting.answers), ",")));
}

Response rendered(Turn const& turn, web::Document const& content, int status, bool begun,
                  std::optional<std::string> const& link) {
  auto const locale = turn.request.locale;
  auto const title = tr(locale, "Quelles aides pour moi ?");
  web::Page const page{
      .title = title,
      .description = tr(locale,
                        "Quelques questions, sans compte, pour savoir quelles aides de la Région "
                        "vous sont ouvertes, de combien, et pourquoi."),
      .crumbs = {{tr(locale, "Dispositifs"), "/dispositifs"}, {tr(locale, "Simulateur"), ""}},
      .section = "simulateur",
      .canonical = simulator_path,
      .indexed = !begun};
  // The other language opens on the same answers, about the same schemes.
  auto shown = turn.request;
  if (link && turn.request.method == web::Method::post) {
    shown.query = {};
    shown.query.add("r", *link);
  }
  auto response = turn.setting == Setting::frame
                      ? web::render_bare(turn.request, page, content, status)
                      : web::render(shown, page, content, status);
  response.cacheable = response.cacheable && !begun;
  response.lasting = false;  // calls open and close by themselves
  if (turn.setting == Setting::frame) web::let_frame(response);
  return response;
}

Response page_of(Turn const& turn, Move move, bool known_scope) {
  auto const locale = turn.request.locale;
  auto const sitting = sit(turn.context, turn.session, std::move(move.answers), locale);
  auto const place = place_names(turn.session);
  auto const link = make_link({.day = sitting.day, .answers = sitting.answers}, turn.key);
  auto faults = move.faults;
  faults.insert(faults.end(), sitting.read.faults.begin(), sitting.read.faults.end());
  bool const begun =
      !sitting.answers.facts.empty() || !sitting.answers.passed.empty() || move.typed;
  web::Document content{"simulation/simulator.html", locale};
  auto& view = content.root();
  fill_head(view, turn, sitting, begun);
  if (begun) fill_summary(view, sitting);
  if (!known_scope) view.show("NO_RULES");
  fill_scope(view, sitting, turn.setting, locale);
  fill_faults(view, sitting, faults, locale);
  fill_asked(view, turn, sitting, move, place, begun);
  fill_given(view, sitting, place, locale);
  fill_verdicts(view, turn.context, turn.session, sitting, locale,
                {.setting = turn.setting,
                 .link = link,
                 .advisers = !sitting.simulation.next,
                 .named = !sitting.simulation.next});
  if (begun && link) view.set_optional("RESULT_URL", result_url(locale, *link));
  bool const refused = !faults.empty() || move.refused();
  return rendered(turn, content, refused ? 422 : 200, begun, link);
}

Response show(Context const& context, Request const& request, Setting setting) {
  auto const key = link_key(context);
  auto reading = context.database.read();
  Move move;
  bool known = true;
  if (auto const text = request.query.find("r")) {
    auto link = open_link(*text, key);
    if (!link) return broken_link(request, link.error());
    move.answers = std::move(link->answers);
  } else {
    auto const book = context.books->current(reading);
    move.answers.schemes = request.query.all("dispositif");
    // A theme was a choice once: pages that still ask for one must not seem to have it.
    known = keep_known(*book, move.answers.schemes) && !request.query.find("theme");
  }
  read_address(move, request.query);
  return page_of({context, reading, request, setting, key}, std::move(move), known);
}

Response submit(Context const& context, Request const& request, Setting setting) {
  auto const form = request.form();
  if (!form) {
    return web::error_page(request, 400, tr(request.locale, "Le formulaire n’a pas pu être lu."));
  }
  auto const key = link_key(context);
  auto reading = context.database.read();
  auto made = move(context, reading, *form, request.locale);
  auto const book = context.books->current(reading);
  keep_known(*book, made.answers.schemes);
  auto const locale = request.locale;
  auto const day = today(context);
  if (!made.refused() &&
      read_answers(book->words(), made.answers.facts, day, locale).faults.empty()) {
    auto const page = own_address(setting, locale);
    if (auto address = address_of(made, page, rule::to_day_text(day), key)) {
      return web::redirect(*std::move(address));
    }
  }
  return page_of({context, reading, request, setting, key}, std::move(made), true);
}

}  // namespace

void add_simulator_pages(web::Router& router, std::shared_ptr<Context const> const& context) {
  auto const with = [&context](Setting setting,
                               Response (*handler)(Context const&, Request const&, Setting)) {
    return [context, setting, handler](Request const& request) {
      return handler(*context, request, setting);
    };
  };
  router.page(simulator_path, with(Setting::site, show));
  router.page(frame_path, with(Setting::frame, show));
  web::add_open_form(router, simulator_path, with(Setting::site, submit));
  web::add_open_form(router, frame_path, with(Setting::frame, submit));
}

}  // namespace pacte::simulation
