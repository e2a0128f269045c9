#include "indicator/filter.hpp"

#include "base/text.hpp"

namespace pacte::indicator {
namespace {

constexpr std::size_t longest = 200;

bool is_year(std::string const& text) {
  return text.size() == 4 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<FigureFilter> read_filter(web::Parameters const& query, FilterNames const& names) {
  FigureFilter filter;
  std::vector<FieldError> errors;
  auto const read = [&](char const* name, std::string& into) {
    into = trim(query.get(name));
    if (length(into) > longest)
      errors.push_back({name, fmt::format("{} caractères au plus", longest)});
  };
  read(names.words, filter.words);
  read(names.territory, filter.territory);
  read(names.theme, filter.theme);
  read(names.plan, filter.plan);
  read(names.about, filter.about);
  read(names.series, filter.series);
  read(names.document, filter.document);
  read(names.year, filter.year);
  if (!filter.year.empty() && !is_year(filter.year))
    errors.push_back({names.year, "une année à quatre chiffres : 2022"});
  std::string form;
  read(names.form, form);
  filter.with_target = form == names.with_target;
  filter.differing = form == names.differing;
  if (!form.empty() && !filter.with_target && !filter.differing) {
    errors.push_back(
        {names.form, fmt::format("valeurs admises : {}, {}", names.with_target, names.differing)});
  }
  if (!errors.empty()) {
    return fail(ProblemKind::malformed, "Un filtre a une valeur qui n’est pas admise.",
                std::move(errors));
  }
  return filter;
}

web::Parameters to_parameters(FigureFilter const& filter, FilterNames const& names) {
  web::Parameters query;
  auto const add = [&](char const* name, std::string const& value) {
    if (!value.empty()) query.add(name, value);
  };
  add(names.words, filter.words);
  add(names.document, filter.document);
  add(names.territory, filter.territory);
  add(names.year, filter.year);
  add(names.theme, filter.theme);
  add(names.plan, filter.plan);
  add(names.about, filter.about);
  add(names.series, filter.series);
  if (filter.with_target) add(names.form, names.with_target);
  if (filter.differing) add(names.form, names.differing);
  return query;
}

}  // namespace pacte::indicator
