#include "territory/compare_pages.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "territory/chosen.hpp"
#include "territory/mentions.hpp"
#include "territory/numbers.hpp"
#include "territory/sheet_parts.hpp"
#include "territory/zoning_model.hpp"

namespace pacte::territory {
namespace {

using web::Request;
using web::Response;
using web::tr;
using web::trf;
using web::View;

constexpr auto path = "/territoires/comparer";
constexpr std::array<std::string_view, 4> names{"a", "b", "c", "d"};
constexpr std::array<std::string_view, 4> titles{"Premier territoire", "Deuxième territoire",
                                                 "Troisième territoire (facultatif)",
                                                 "Quatrième territoire (facultatif)"};
constexpr std::size_t peers_proposed = 6;

using Fields = std::array<Chosen, names.size()>;

// The address with one field changed, the others as they were understood.
std::string with_field(Request const& request, Fields const& fields, std::size_t changed,
                       Key const& key) {
  web::Parameters parameters;
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto const& field = fields[i];
    auto value = field.territory ? to_text(field.territory->key) : field.typed;
    if (i == changed) value = to_text(key);
    if (!value.empty()) parameters.add(std::string{names[i]}, value);
  }
  return web::localized(request.locale, path) + "?" + parameters.encode();
}

void fill_form(View& view, Request const& request, Fields const& fields) {
  view.set("ACTION", web::localized(request.locale, path));
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto const& field = fields[i];
    auto row = view.section("FIELD");
    row.set("NAME", names[i]).set("TITLE", tr(request.locale, titles[i]));
    row.set("VALUE", field.territory ? place_value(*field.territory) : field.typed);
    if (i < 2) row.show("REQUIRED");
    if (field.typed.empty() || field.territory) continue;
    row.show("INVALID");
    auto fault = row.section("FAULT");
    if (field.choices.empty()) {
      fault.set("MESSAGE",
                tr(request.locale,
                   "Aucun territoire de la région n’a ce nom ni ce code, même mal écrit : essayez "
                   "un autre nom, un code postal ou un code INSEE."));
    } else {
      fault.set("MESSAGE", tr(request.locale, "Plusieurs territoires répondent à ce nom."));
    }
  }
}

void fill_choices(View& view, Request const& request, Fields const& fields) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].choices.empty()) continue;
    auto section = view.section("CHOICES");
    section.set("TITLE", trf(request.locale, "« {} » : lequel ?", fields[i].typed));
    for (auto const& one : fields[i].choices) {
      auto row = section.section("CHOICE");
      fill_row(row, request, one);
      row.set("URL", with_field(request, fields, i, one.key));
    }
  }
}

// ---- the table

struct Column {
  Portrait portrait;
  std::size_t naming = 0;  // records whose text names it
};

struct Row {
  std::string label;
  std::vector<std::string> cells;
};

template <class Cell>
void add_row(std::vector<Row>& rows, std::string label, std::vector<Column> const& columns,
             Cell const& cell) {
  Row row{.label = std::move(label), .cells = {}};
  bool any = false;
  for (auto const& column : columns) {
    row.cells.push_back(cell(column));
    any = any || !row.cells.back().empty();
  }
  if (any) rows.push_back(std::move(row));
}

std::string measure_text(Request const& request, Column const& column, Measure measure) {
  if (!column.portrait.figures) return {};
  auto const found = std::ranges::find(column.portrait.standings, measure, &Standing::measure);
  if (found == column.portrait.standings.end()) return {};
  return value_text(request, measure, found->value);
}

std::string rank_text(Request const& request, Column const& column) {
  auto const& all = column.portrait.standings;
  auto const found = std::ranges::find(all, Measure::population, &Standing::measure);
  if (found == all.end() || found->in_region.of < 2) return {};
  return fmt::format("{} / {}", number(request, static_cast<std::int64_t>(found->in_region.rank)),
                     number(request, static_cast<std::int64_t>(found->in_region.of)));
}

// For each ten thousand inhabitants, to two decimals.
std::string per_inhabitants(Request const& request, std::size_t count, std::int64_t population) {
  constexpr double people = 10'000;
  if (population <= 0) return {};
  return rounded(static_cast<double>(count) * people / static_cast<double>(population), 2,
                 request.locale);
}

std::vector<Row> rows_of(Request const& request, std::vector<Column> const& columns,
                         std::int64_t region_population) {
  std::vector<Row> rows;
  auto const say = [&](std::string_view french) { return tr(request.locale, french); };
  add_row(rows, say("Niveau"), columns, [&](Column const& one_column) {
    return say(one(one_column.portrait.territory.key.level));
  });
  add_row(rows, say("Population"), columns, [&](Column const& column) {
    return number(request, column.portrait.territory.population);
  });
  add_row(rows, say("Part de la région"), columns, [&](Column const& column) {
    if (region_population <= 0) return std::string{};
    constexpr double percent = 100;
    return rounded(static_cast<double>(column.portrait.territory.population) * percent /
                       static_cast<double>(region_population),
                   2, request.locale) +
           " %";
  });
  add_row(rows, say("Rang dans la région, à son niveau"), columns,
          [&](Column const& column) { return rank_text(request, column); });
  for (auto const measure :
       {Measure::density, Measure::communes, Measure::population_per_commune, Measure::zonings}) {
    add_row(rows, say(label(measure)), columns,
            [&](Column const& column) { return measure_text(request, column, measure); });
  }
  add_row(rows, say("Zonages pour 10 000 habitants"), columns, [&](Column const& column) {
    auto const& figures = column.portrait.figures;
    if (!figures) return std::string{};
    return per_inhabitants(request, static_cast<std::size_t>(figures->zonings),
                           figures->population);
  });
  add_row(rows, say("Fiches qui le nomment"), columns, [&](Column const& column) {
    return number(request, static_cast<std::int64_t>(column.naming));
  });
  add_row(rows, say("Fiches pour 10 000 habitants"), columns, [&](Column const& column) {
    return per_inhabitants(request, column.naming, column.portrait.territory.population);
  });
  return rows;
}

void fill_zonings(View& result, Request const& request, std::vector<Column> const& columns) {
  std::map<std::string, std::string> all;
  std::vector<std::set<std::string>> has;
  for (auto const& column : columns) {
    auto& own = has.emplace_back();
    for (auto const& zoning : column.portrait.zonings) {
      own.insert(zoning.zoning);
      all.emplace(zoning.zoning, zoning.zoning_name);
    }
  }
  auto const in_all = [&](std::string const& zoning) {
    return std::ranges::all_of(has, [&](auto const& own) { return own.contains(zoning); });
  };
  auto const fill = [&](std::string const& title, auto const& belongs) {
    auto group = result.section("ZONINGS");
    group.set("TITLE", title);
    std::optional<View> list;
    for (auto const& [zoning, zoning_name] : all) {
      if (!belongs(zoning)) continue;
      if (!list) list = group.section("SOME");
      list->section("ZONING").set("NAME", zoning_name);
    }
    if (!list) group.show("NONE");
  };
  fill(tr(request.locale, "En commun"), in_all);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    auto const title = columns.size() == 2
                           ? trf(request.locale, "{} seulement", columns[i].portrait.territory.name)
                           : trf(request.locale, "{}, sans être partagés par tous",
                                 columns[i].portrait.territory.name);
    fill(title,
         [&](std::string const& zoning) { return has[i].contains(zoning) && !in_all(zoning); });
  }
}

void fill_result(View& view, Request const& request, std::vector<Column> const& columns,
                 std::int64_t region_population) {
  auto result = view.section("RESULT");
  bool approximate = false;
  bool levels_differ = false;
  auto const first = columns.front().portrait.territory.key.level;
  for (auto const& column : columns) {
    auto head = result.section("COLUMN");
    fill_row(head, request, column.portrait.territory);
    auto const& figures = column.portrait.figures;
    approximate = approximate || (figures && figures->approximate);
    levels_differ = levels_differ || column.portrait.territory.key.level != first;
  }
  for (auto const& row : rows_of(request, columns, region_population)) {
    auto line = result.section("ROW");
    line.set("LABEL", row.label);
    for (auto const& cell : row.cells)
      line.section("CELL").set("VALUE", cell.empty() ? "–" : cell);
  }
  if (approximate) result.show("APPROXIMATE");
  if (levels_differ) result.show("LEVELS_DIFFER");
  fill_zonings(result, request, columns);
}

void fill_peers(View& view, Request const& request, Fields const& fields,
                std::vector<Column> const& columns) {
  auto const free =
      std::ranges::find_if(fields, [](Chosen const& one) { return one.typed.empty(); });
  if (free == fields.end() || columns.empty()) return;
  auto const& first = columns.front().portrait;
  if (first.peers.empty()) return;
  auto section = view.section("PEERS");
  section.set("TITLE",
              trf(request.locale, "Proches de {} par la population", first.territory.name));
  std::size_t proposed = 0;
  for (auto const& peer : first.peers) {
    bool const there = std::ranges::any_of(
        columns, [&](Column const& column) { return column.portrait.territory.key == peer.key; });
    if (there) continue;
    if (proposed++ == peers_proposed) break;
    auto row = section.section("PEER");
    fill_row(row, request, peer);
    row.set("URL",
            with_field(request, fields, static_cast<std::size_t>(free - fields.begin()), peer.key));
  }
}

std::vector<Column> columns_of(Services const& services, LevelKeeper& keeper,
                               store::Session& session, Fields const& fields) {
  std::vector<Column> columns;
  auto const day = iso_day(services.clock());
  for (auto const& field : fields) {
    if (!field.territory) continue;
    bool const again = std::ranges::any_of(columns, [&](Column const& column) {
      return column.portrait.territory.key == field.territory->key;
    });
    if (again) continue;
    columns.push_back({portrait_of(session, keeper, *field.territory, day),
                       count_naming(services.index, *field.territory)});
  }
  return columns;
}

Response compare(Services const& services, AtlasKeeper& atlas, LevelKeeper& keeper,
                 Request const& request) {
  auto reading = services.database.read();
  auto& session = reading.session();
  Fields fields;
  bool given = false;
  for (std::size_t i = 0; i < names.size(); ++i) {
    fields[i] = chosen(session, atlas, request.query.get(names[i]));
    given = given || !fields[i].typed.empty();
  }
  web::Document content{"territory/compare.html", request.locale};
  auto& view = content.root();
  fill_form(view, request, fields);
  fill_choices(view, request, fields);
  auto const columns = columns_of(services, keeper, session, fields);
  std::int64_t region_population = 0;
  for (auto const& region : list_territories(session, Level::region, std::nullopt, 1))
    region_population = region.population;
  if (columns.size() > 1) {
    fill_result(view, request, columns, region_population);
  } else if (given) {
    view.show("TOO_FEW");
  }
  fill_peers(view, request, fields, columns);
  std::string title;
  for (auto const& column : columns)
    title += (title.empty() ? "" : ", ") + column.portrait.territory.name;
  auto response = web::render(
      request,
      {.title = columns.size() > 1 ? trf(request.locale, "Comparer {}", title)
                                   : tr(request.locale, "Comparer des territoires"),
       .description = tr(request.locale,
                         "Deux à quatre territoires côte à côte : population, densité, zonages, "
                         "fiches qui les nomment."),
       .crumbs = {{tr(request.locale, "Territoires"), "/territoires"},
                  {tr(request.locale, "Comparer"), ""}},
       .section = "territoires",
       .canonical = path},
      content);
  response.cacheable = true;
  response.lasting = false;
  return response;
}

}  // namespace

void add_compare_pages(web::Router& router, Services const& services,
                       std::shared_ptr<AtlasKeeper> const& atlas,
                       std::shared_ptr<LevelKeeper> const& keeper) {
  router.page(path, [services, atlas, keeper](Request const& request) {
    return compare(services, *atlas, *keeper, request);
  });
}

}  // namespace pacte::territory
