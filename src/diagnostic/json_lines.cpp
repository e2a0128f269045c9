#include "diagnostic/json_lines.hpp"

#include <vector>

#include "base/json.hpp"

namespace pacte::diagnostic {
namespace {

// One open object or array, and where in it we are.
struct Level {
  bool is_object = false;
  bool expects_key = false;
  std::string key;
  std::size_t index = 0;
};

class Walk {
 public:
  explicit Walk(std::string_view text) : text_{text} {}

  std::map<std::string, std::size_t> run() {
    lines_[""] = 1;
    while (at_ < text_.size())
      step();
    return std::move(lines_);
  }

 private:
  void step() {
    char const c = text_[at_];
    if (c == '"') {
      string();
      return;
    }
    ++at_;
    switch (c) {
      case '\n': ++line_; break;
      case '{':
      case '[':
        mark();
        open_.push_back({.is_object = c == '{', .expects_key = c == '{'});
        break;
      case '}':
      case ']': open_.pop_back(); break;
      case ',':
        open_.back().expects_key = open_.back().is_object;
        ++open_.back().index;
        break;
      case ' ':
      case '\t':
      case '\r':
      case ':': break;
      default: mark();
    }
  }

  // A string holds no line end.
  void string() {
    auto const start = at_++;
    while (text_[at_] != '"')
      at_ += text_[at_] == '\\' ? 2 : 1;
    ++at_;
    if (!open_.empty() && open_.back().expects_key) {
      open_.back().expects_key = false;
      open_.back().key = Json::parse(text_.substr(start, at_ - start)).get<std::string>();
    }
    mark();
  }

  void mark() {
    std::string pointer;
    for (auto const& level : open_) {
      pointer += '/';
      pointer += level.is_object ? level.key : std::to_string(level.index);
    }
    lines_.try_emplace(pointer, line_);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::vector<Level> open_;
  std::map<std::string, std::size_t> lines_;
};

}  // namespace

std::map<std::string, std::size_t> lines_of(std::string_view text) {
  return Walk{text}.run();
}

std::size_t line_of(std::map<std::string, std::size_t> const& lines, std::string pointer) {
  for (;;) {
    if (auto const found = lines.find(pointer); found != lines.end()) return found->second;
    auto const cut = pointer.rfind('/');
    if (cut == std::string::npos) return 1;
    pointer.resize(cut);
  }
}

}  // namespace pacte::diagnostic
