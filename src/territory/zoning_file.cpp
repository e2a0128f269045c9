#include "territory/zoning_file.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "report/csv.hpp"
#include "territory/geos.hpp"

namespace pacte::territory {
namespace {

constexpr std::size_t max_faults = 500;
constexpr std::size_t longest_code = 20;
constexpr std::size_t longest_label = 200;
constexpr double sliver = 0.01;      // of an area
constexpr double almost_all = 0.99;  // of a commune's area

constexpr std::array code_columns{"code", "codes", "insee", "code_insee", "codgeo", "siren"};
constexpr std::array level_columns{"level", "niveau"};
constexpr std::array label_columns{"label", "name", "nom", "libelle"};
constexpr std::array extent_columns{"extent", "etendue"};
constexpr std::array member_columns{"member", "membre", "code_membre", "code_qp"};

constexpr std::array code_properties{"code_qp",     "codeqp", "code_quartier",
                                     "code_zonage", "code",   "id"};
constexpr std::array label_properties{"lib_qp", "nom_qp",  "nom_officiel", "nom",
                                      "name",   "libelle", "label"};

std::optional<std::string> column(report::CsvTable const& table, auto const& names) {
  for (auto const& header : table.header()) {
    auto const plain = fold(header);
    if (std::ranges::any_of(names, [&](char const* name) { return plain == name; })) return header;
  }
  return std::nullopt;
}

std::optional<Level> level_typed(std::string_view word) {
  auto const plain = fold(word);
  if (auto const level = level_named(plain)) return level;
  return level_slugged(plain);
}

bool is_member_code(std::string_view code) {
  return code.size() <= longest_code && std::ranges::all_of(code, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                  c == '-' || c == '_';
         });
}

bool apart(Extent const& one, Extent const& other) {
  return one.most.x < other.least.x || other.most.x < one.least.x || one.most.y < other.least.y ||
         other.most.y < one.least.y;
}

std::string shown(Member const& member) {
  return member.code.empty() ? member.label : fmt::format("{} ({})", member.label, member.code);
}

}  // namespace

struct ZoningReading::Columns {
  std::string code;
  std::optional<std::string> level, label, extent, member;
};

ZoningReading::ZoningReading(ZoningGround const& ground)
    : ground_{ground}, codes_{ground.territories, ground.former} {
  for (auto const& commune : ground.communes)
    extents_.push_back(extent_of(commune.contour));
}

void ZoningReading::fault(At const& at, std::string message) {
  if (faults_.size() < max_faults) faults_.push_back({at.file, at.line, std::move(message)});
}

void ZoningReading::take_table(std::string const& file, std::string_view text) {
  if (auto const bad = first_invalid_utf8(text)) {
    auto const line = std::ranges::count(text.substr(0, *bad), '\n') + 1;
    return fault({file, static_cast<std::size_t>(line)},
                 "le texte n’est pas en UTF-8 : enregistrez le fichier dans cet encodage");
  }
  auto table = report::CsvTable::open(text, {});
  if (!table) return fault({file, table.error().line}, table.error().message);
  auto const code = column(*table, code_columns);
  if (!code) return fault({file, 1}, "il manque une colonne « code », de codes de territoires");
  Columns const columns{*code, column(*table, level_columns), column(*table, label_columns),
                        column(*table, extent_columns), column(*table, member_columns)};
  while (true) {
    auto const row = table->next();
    if (!row) return fault({file, row.error().line}, row.error().message);
    if (!*row) return;
    take_row({file, (*row)->line()}, columns, **row);
  }
}

void ZoningReading::take_row(At const& at, Columns const& columns, auto const& row) {
  auto const cell = [&](std::optional<std::string> const& column) {
    return column ? std::string{trim(row[*column])} : std::string{};
  };
  auto const level_word = cell(columns.level);
  auto const level = level_typed(level_word);
  if (!level && !level_word.empty()) {
    return fault(at, fmt::format("le niveau « {} » est inconnu : région, département, "
                                 "arrondissement, EPCI ou commune",
                                 shorten(level_word, 40)));
  }
  auto const typed = cell(columns.code);
  auto const read = codes_.read(typed, level);
  if (!read) return fault(at, read.error());
  if (read->mended && mended_++ == 0) {
    first_mended_ = fmt::format("{}, ligne {} : {} devient {}", at.file, at.line, typed,
                                read->territory->key.code);
  }
  Member member;
  member.code = cell(columns.member);
  member.label = cell(columns.label);
  if (member.label.empty()) member.label = read->territory->name;
  auto const extent_word = cell(columns.extent);
  auto const extent = member_extent_named(extent_word);
  if (!extent && !extent_word.empty()) {
    return fault(at, fmt::format("« {} » n’est ni « entier » ni « partie » (colonne « {} »)",
                                 shorten(extent_word, 40), *columns.extent));
  }
  member.extent = extent.value_or(MemberExtent::whole);
  member.places.push_back({read->territory->key});
  add(at, std::move(member));
}

void ZoningReading::add(At const& at, Member member) {
  if (!is_member_code(member.code)) {
    return fault(at, fmt::format("« {} » n’est pas un code de membre : {} lettres, chiffres ou "
                                 "tirets au plus",
                                 shorten(member.code, 40), longest_code));
  }
  if (length(member.label) > longest_label)
    return fault(at, fmt::format("le nom dépasse {} caractères", longest_label));
  auto const here = at.line == 0 ? at.file : fmt::format("{}:{}", at.file, at.line);
  // Two neighbourhoods of one commune are two members; the commune itself is one, once.
  bool const itself = member.code.empty() && member.extent == MemberExtent::whole;
  auto const known = itself ? to_text(member.places.front().key) : identity(member);
  auto const [first, added] = first_.emplace(known, here);
  if (!added) {
    return fault(at, fmt::format("« {} » est déjà en {} : retirez l’un des deux", shown(member),
                                 first->second));
  }
  members_.push_back(std::move(member));
  places_.push_back(at);
}

void ZoningReading::take(std::string const& file, ContourFeature const& feature) {
  At const at{fmt::format("{} (objet {})", file, feature.number), 0};
  Member member;
  member.code = property_of(feature, code_properties);
  member.label = property_of(feature, label_properties);
  if (member.code.empty()) {
    return fault(at, "aucun code : donnez-le dans une propriété « code » ou « code_qp »");
  }
  if (member.label.empty()) member.label = member.code;
  auto contour = read_contour(feature);
  if (!contour) return fault(at, contour.error());
  member.contour = std::move(*contour);
  locate(at, member);
  if (!member.places.empty()) add(at, std::move(member));
}

void ZoningReading::locate(At const& at, Member& member) {
  auto const extent = extent_of(*member.contour);
  auto const whole = area_of(*member.contour);
  member.extent = MemberExtent::whole;
  double inside = 0;
  for (std::size_t i = 0; i < extents_.size(); ++i) {
    if (apart(extent, extents_[i])) continue;
    auto const& commune = ground_.communes[i];
    auto const shared = shared_area(*member.contour, commune.contour);
    inside += shared;
    auto const share = shared / area_of(commune.contour);
    if (shared < sliver * whole && share < sliver) continue;
    member.places.push_back({commune.key, std::min(share, 1.0)});
    if (share < almost_all) member.extent = MemberExtent::part;
  }
  std::ranges::sort(member.places, {}, &ZonedPlace::key);
  if (member.places.empty() || inside < whole / 2) {
    member.places.clear();
    fault(at, fmt::format("{} est hors des communes du référentiel chargé : c’est le contour d’une "
                          "autre région",
                          shown(member)));
  }
}

void ZoningReading::refuse_overlaps() {
  struct Drawn {
    std::size_t number;
    Extent extent;
    double area;
  };
  std::vector<Drawn> drawn;
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (members_[i].contour)
      drawn.push_back({i, extent_of(*members_[i].contour), area_of(*members_[i].contour)});
  }
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (apart(drawn[i].extent, drawn[j].extent)) continue;
      auto const& one = members_[drawn[i].number];
      auto const& other = members_[drawn[j].number];
      auto const shared = shared_area(*one.contour, *other.contour);
      auto const smaller = std::min(drawn[i].area, drawn[j].area);
      if (shared <= sliver * smaller) continue;
      fault(places_[drawn[i].number],
            fmt::format("les contours de {} et de {} se recouvrent, sur {:.0f} % du plus petit : "
                        "corrigez l’un des deux",
                        shown(one), shown(other), 100 * shared / smaller));
    }
  }
}

std::vector<Member> ZoningReading::finish() {
  refuse_overlaps();
  return std::move(members_);
}

std::vector<std::string> ZoningReading::notices() const {
  if (mended_ == 0) return {};
  return {fmt::format("{} code{} sans leur zéro de tête, complété{} ({}).", mended_,
                      mended_ > 1 ? "s" : "", mended_ > 1 ? "s" : "", first_mended_)};
}

}  // namespace pacte::territory
