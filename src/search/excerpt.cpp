#include "search/excerpt.hpp"

#include "base/markup.hpp"
#include "base/text.hpp"

namespace pacte::search {
namespace {

constexpr std::size_t width = 220;          // bytes shown, about
constexpr std::size_t before = 60;          // of them, before the first word found
constexpr std::size_t scanned = 64 * 1024;  // of a very long body, only the beginning is read
constexpr std::size_t most_marks = 200;

struct Mark {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string folded;
};

// Stemming each word of a long body is slow; a word and its stem begin with the same letter, except
// in the few families that the stemmer brings together, which keep it too.
class Recogniser {
 public:
  Recogniser(Sought const& sought, Stemmer& stemmer) : sought_{sought}, stemmer_{stemmer} {}

  bool operator()(std::string_view body, Word const& word) {
    if (sought_.words.contains(word.folded)) return true;
    if (!sought_.prefix.empty() && word.folded.starts_with(sought_.prefix)) return true;
    auto const same_letter = [&](std::string const& stem) {
      return stem.front() == word.folded.front();
    };
    if (!std::ranges::any_of(sought_.stems, same_letter)) return false;
    auto const found =
        stemmer_.stems(lower(body.substr(word.begin, word.end - word.begin)), word.folded);
    return std::ranges::any_of(found,
                               [&](auto const& stem) { return sought_.stems.contains(stem); });
  }

 private:
  Sought const& sought_;
  Stemmer& stemmer_;
};

std::size_t back_to_character(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
    --at;
  return std::min(at, text.size());
}

// Where the most different words stand together; the first such place.
std::size_t best_place(std::vector<Mark> const& marks) {
  std::size_t best = 0;
  std::size_t most = 0;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    std::set<std::string_view> together;
    for (auto j = i; j < marks.size() && marks[j].end <= marks[i].begin + width - before; ++j) {
      together.insert(marks[j].folded);
    }
    if (together.size() > most) {
      most = together.size();
      best = marks[i].begin;
    }
  }
  return best;
}

// Cuts at spaces where there is one near.
std::pair<std::size_t, std::size_t> window(std::string_view body, std::size_t place) {
  std::size_t begin = place > before ? back_to_character(body, place - before) : 0;
  if (begin > 0) {
    auto const space = body.find(' ', begin);
    begin = space < place ? space + 1 : begin;
  }
  if (body.size() - begin <= width) return {begin, body.size()};
  auto end = back_to_character(body, begin + width);
  auto const space = body.rfind(' ', end);
  if (space != std::string_view::npos && space > std::max(place, begin)) end = space;
  return {begin, end};
}

// One line: white space and control characters become single spaces.
std::string one_line(std::string_view text) {
  std::string line;
  for (char const c : text) {
    bool const blank = static_cast<unsigned char>(c) <= ' ' || c == '\x7F';
    if (!blank) line += c;
    if (blank && !line.empty() && line.back() != ' ') line += ' ';
  }
  while (line.ends_with(' '))
    line.pop_back();
  return line;
}

std::vector<Mark> marks_in(std::string_view body, Sought const& sought, Stemmer& stemmer) {
  std::vector<Mark> marks;
  if (sought.words.empty()) return marks;
  Recogniser recognises{sought, stemmer};
  for (auto& word : words(body)) {
    if (marks.size() == most_marks) break;
    if (recognises(body, word)) marks.push_back({word.begin, word.end, std::move(word.folded)});
  }
  return marks;
}

}  // namespace

std::string excerpt_html(std::string_view body, Sought const& sought, Stemmer& stemmer) {
  auto const text =
      one_line(body.substr(0, back_to_character(body, std::min(body.size(), scanned))));
  auto const marks = marks_in(text, sought, stemmer);
  auto const [begin, end] = window(text, best_place(marks));
  std::string html = begin > 0 ? "… " : "";
  auto const view = std::string_view{text};
  auto shown = begin;
  for (auto const& mark : marks) {
    if (mark.begin < begin || mark.end > end) continue;
    html += escape_html(view.substr(shown, mark.begin - shown));
    html += "<mark>";
    html += escape_html(view.substr(mark.begin, mark.end - mark.begin));
    html += "</mark>";
    shown = mark.end;
  }
  html += escape_html(view.substr(shown, end - shown));
  if (end < text.size() || body.size() > scanned) html += " …";
  return html;
}

}  // namespace pacte::search
