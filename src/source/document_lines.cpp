#include "source/document_lines.hpp"

namespace pacte::source {

LineRange lines_of(DocumentInfo const& document) {
  return parse_lines(document.lines).value_or(LineRange{1, 1});
}

std::optional<LineRange> within(LineRange const& asked, LineRange const& document) {
  if (asked.last < document.first || asked.first > document.last) return std::nullopt;
  return LineRange{std::max(asked.first, document.first), std::min(asked.last, document.last)};
}

namespace {

std::vector<DocumentInfo> with(std::span<DocumentInfo const> all, std::string DocumentInfo::* field,
                               std::string const& id) {
  std::vector<DocumentInfo> found;
  for (auto const& document : all) {
    if (document.*field == id && document.id != id) found.push_back(document);
  }
  return found;
}

}  // namespace

std::vector<DocumentInfo> parts_of(std::span<DocumentInfo const> all, std::string const& id) {
  return with(all, &DocumentInfo::part_of, id);
}

std::vector<DocumentInfo> amending(std::span<DocumentInfo const> all, std::string const& id) {
  return with(all, &DocumentInfo::amends, id);
}

std::string key_of(DocumentLine const& line) {
  return fmt::format("{}:{}", line.first_line, line.record.id);
}

DrawnPage drawn_page(store::Session& session, std::string const& document, LineRange const& range,
                     std::string const& after, std::size_t most) {
  DrawnPage page{drawn_from(session, document, range.first, range.last, after, most + 1), {}};
  if (page.facts.size() > most) {
    page.facts.pop_back();
    page.next = key_of(page.facts.back());
  }
  std::erase_if(page.facts, [&](DocumentLine const& fact) { return fact.record.id == document; });
  return page;
}

std::vector<std::int64_t> skyline(store::Session& session, DocumentInfo const& document) {
  auto const lines = lines_of(document);
  auto counts = density(session, document.id, lines.first, lines.last, skyline_steps);
  if (counts.front() > 0) --counts.front();
  return counts;
}

std::map<Kind, std::int64_t> drawn_kinds(store::Session& session, std::string const& document) {
  auto counts = kinds_drawn_from(session, document);
  if (auto own = counts.find(Kind::document); own != counts.end() && --own->second == 0) {
    counts.erase(own);
  }
  return counts;
}

std::string skyline_path(std::span<std::int64_t const> counts, int height) {
  constexpr int step = skyline_width / static_cast<int>(skyline_steps);
  constexpr int margin = 3;  // above the highest
  std::int64_t const highest =
      counts.empty() ? 1 : std::max<std::int64_t>(1, std::ranges::max(counts));
  auto path = fmt::format("M0 {}", height);
  for (auto const count : counts) {
    path += fmt::format("V{}h{}", height - count * (height - margin) / highest, step);
  }
  return path + fmt::format("V{}z", height);
}

}  // namespace pacte::source
