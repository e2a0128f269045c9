#include "aid/cumulation_fields.hpp"

#include <algorithm>
#include <map>

#include "aid/cumulation_form.hpp"
#include "aid/cumulation_view.hpp"
#include "aid/rule_words.hpp"

namespace pacte::aid {
namespace {

using web::Locale;
using web::Parameters;
using web::tr;
using web::View;
using Errors = std::vector<FieldError>;

// A form has 200 fields at most.
constexpr std::size_t most_account_rows = 16;
constexpr std::size_t most_other_rows = 5;

class Form {
 public:
  Form(Locale locale, Parameters const& given, Errors const& errors)
      : locale_{locale}, given_{given}, errors_{errors} {}

  // What the fields that follow belong to: "Aide 2". It goes before their names in the summary.
  void within(std::string context) { context_ = std::move(context); }

  View input(View& in, std::string const& name, std::string_view label,
             std::string_view type = "text") {
    auto field = started(in, name, label);
    auto input = field.section("INPUT");
    input.set("TYPE", type).set("VALUE", given_.get(name)).set("NAME", name);
    mark(input, name);
    if (focus_next_) input.show("FOCUS");
    focus_next_ = false;
    return field;
  }

  template <class Value, std::size_t size>
  View select(View& in, std::string const& name, std::string_view label,
              std::array<NamedValue<Value>, size> const& all, bool with_none = false) {
    auto field = started(in, name, label);
    auto select = selected(field, name);
    if (with_none) option(select, name, "", tr(locale_, "À choisir"));
    for (auto const& one : all)
      option(select, name, one.name, tr(locale_, one.label));
    return field;
  }

  // The regimes of an aid: those of the account or one value for them all, those of the table,
  // another.
  View regimes(View& in, std::string const& name, std::string_view label, bool of_account) {
    auto field = started(in, name, label);
    field.show("WIDE");
    auto select = selected(field, name);
    if (!of_account) {
      option(select, name, other_rule, tr(locale_, "Autre régime, ou aucun"));
      option(select, name, de_minimis_rule, tr(locale_, "De minimis"));
    } else {
      auto group = select.section("GROUP");
      group.set("LABEL", tr(locale_, "De minimis"));
      for (auto const& one : de_minimis_rules)
        option(group, name, one.name, tr(locale_, one.label));
    }
    auto group = select.section("GROUP");
    group.set("LABEL", tr(locale_, "Régimes exemptés, règlement (UE) 651/2014"));
    for (auto const& regime : exempt_regimes().regimes)
      option(group, name, regime.id, regime_text(locale_, regime));
    if (of_account) {
      auto others = select.section("GROUP");
      others.set("LABEL", tr(locale_, "Autre"));
      option(others, name, other_rule, tr(locale_, "Autre régime"));
    }
    return field;
  }

  void bonuses(View& view) {
    for (auto const& kind : exempt_regimes().bonuses) {
      auto const name = "bonus-" + kind.id;
      auto box = view.section("BONUS");
      box.set("NAME", name).set("LABEL", in_language(kind.label, locale_));
      if (given_.find(name)) box.show("CHECKED");
    }
  }

  // The rows that hold something, `least` at least, all those shown and one more when more are
  // asked for.
  template <class Fill>
  void rows(View& in, std::string_view section, std::string const& rows, std::size_t least,
            std::size_t most, std::string const& more, Fill const& fill) {
    auto const shown = more == rows
                           ? rows_shown(given_, rows) + 1
                           : (more.empty() ? rows_given(given_, rows) : rows_shown(given_, rows));
    auto const count = std::min(std::max(shown, least), most);
    for (std::size_t i = 1; i <= count; ++i) {
      auto row = in.section(section);
      row.set("NUMBER", static_cast<std::int64_t>(i));
      focus_next_ = more == rows && i == count;
      fill(row, fmt::format("{}-{}", rows, i), i);
    }
    within({});
    if (count < most) in.section("MORE_" + std::string{section}).set("ROWS", rows);
  }

  void aid(View& in, std::string const& at) {
    input(in, at + "-amount", "Montant, en euros");
    input(in, at + "-granted", "Jour où elle est accordée", "date");
    select(in, at + "-shape", "Forme", aid_shapes);
    input(in, at + "-months", "Durée du prêt, en mois");
  }

  // A part that is rarely needed is open when something in it was given or is wrong.
  void fold(View& view, std::string_view section, std::initializer_list<std::string_view> fields,
            bool open = false) {
    auto const of_part = [&](std::string_view name) {
      return std::ranges::any_of(fields, [&](auto field) { return name.starts_with(field); });
    };
    open = open ||
           std::ranges::any_of(
               given_.pairs(),
               [&](auto const& pair) { return !pair.second.empty() && of_part(pair.first); }) ||
           std::ranges::any_of(errors_, [&](auto const& error) { return of_part(error.field); });
    if (open) view.show(section);
  }

  void summary(View& view) const {
    if (errors_.empty()) return;
    auto errors = view.section("ERRORS");
    for (auto const& error : errors_) {
      auto row = errors.section("ERROR");
      row.set("FIELD", error.field).set("MESSAGE", tr(locale_, error.message));
      auto const name = names_.find(error.field);
      if (name != names_.end()) row.set_optional("NAME", name->second);
    }
  }

 private:
  View started(View& in, std::string const& name, std::string_view label) {
    auto field = in.include("FIELD", "aid/cumulation_field.html");
    auto const shown = tr(locale_, label);
    field.set("NAME", name).set("LABEL", shown);
    names_[name] = context_.empty() ? shown : fmt::format("{}, {}", context_, shown);
    auto const error = std::ranges::find(errors_, name, &FieldError::field);
    if (error != errors_.end())
      field.section("ERROR").set("NAME", name).set("MESSAGE", tr(locale_, error->message));
    return field;
  }

  View selected(View& field, std::string const& name) {
    auto select = field.section("SELECT");
    select.set("NAME", name);
    mark(select, name);
    return select;
  }

  void mark(View& control, std::string const& name) const {
    if (std::ranges::find(errors_, name, &FieldError::field) != errors_.end())
      control.section("INVALID").set("NAME", name);
  }

  void option(View& in, std::string const& name, std::string_view value, std::string_view text) {
    auto option = in.section("OPTION");
    option.set("VALUE", value).set("TEXT", text);
    if (given_.get(name) == value) option.show("CHOSEN");
  }

  Locale locale_;
  Parameters const& given_;
  Errors const& errors_;
  std::string context_;
  bool focus_next_ = false;  // the first field of the row that was just added
  std::map<std::string, std::string> names_;
};

void fill_costs(View& view, Form& form, Locale locale, std::string const& more) {
  auto costs = view.section("COSTS");
  form.input(costs, "costs-eligible", "Dépenses éligibles, en euros");
  form.select(costs, "size", "Taille de l’entreprise", sizes, true);
  form.bonuses(view);
  form.fold(view, "BONUS_OPEN", {"bonus-"});
  auto typed = view.section("TYPED");
  form.within(tr(locale, "Autre régime"));
  form.input(typed, "costs-regime-name", "Nom du régime");
  form.input(typed, "costs-regime-most_share", "Taux maximal, en %");
  form.input(typed, "costs-regime-most_amount", "Montant maximal, en euros");
  form.within({});
  form.fold(view, "TYPED_OPEN", {"costs-regime-"});
  form.rows(view, "OTHERS", "costs-others", 0, most_other_rows, more,
            [&](View& row, std::string const& at, std::size_t number) {
              form.within(fmt::format("{} {}", tr(locale, "Autre aide"), number));
              form.input(row, at + "-giver", "Qui la donne");
              form.input(row, at + "-amount", "Équivalent-subvention, en euros");
              form.regimes(row, at + "-rule", "Son régime", false);
              form.input(row, at + "-regime-most_share", "Taux maximal d’un autre régime, en %");
            });
  form.fold(view, "OTHERS_OPEN", {"costs-others"}, more == "costs-others");
}

}  // namespace

void fill_cumulation_form(View& view, Locale locale, Parameters const& given, Errors const& errors,
                          std::string const& more) {
  Form form{locale, given, errors};
  auto asked = view.section("ASKED");
  form.within(tr(locale, "Aide demandée"));
  form.aid(asked, "asked");
  form.regimes(asked, "asked-rule", "Régime de l’aide", true);
  form.within({});
  fill_costs(view, form, locale, more);
  form.rows(view, "ACCOUNT", "account", 1, most_account_rows, more,
            [&](View& row, std::string const& at, std::size_t number) {
              form.within(fmt::format("{} {}", tr(locale, "Aide"), number));
              form.aid(row, at);
              form.select(row, at + "-rule", "Règlement", de_minimis_rules).show("WIDE");
              form.input(row, at + "-reference", "Nom de l’aide");
              form.input(row, at + "-siren", "SIREN, si une autre entreprise l’a reçue");
            });
  auto applicant = view.section("APPLICANT");
  form.input(applicant, "applicant", "SIREN du demandeur");
  form.rows(view, "LINKS", "links", 0, most_other_rows, more,
            [&](View& row, std::string const& at, std::size_t number) {
              form.within(fmt::format("{} {}", tr(locale, "Lien"), number));
              form.input(row, at + "-parent", "SIREN de l’entreprise qui contrôle");
              form.select(row, at + "-control", "Par quel moyen", controls);
              form.input(row, at + "-child", "SIREN de l’entreprise contrôlée");
            });
  form.fold(view, "LINKS_OPEN", {"applicant", "links"}, more == "links");
  form.summary(view);
}

}  // namespace pacte::aid
