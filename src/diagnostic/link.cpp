#include "diagnostic/link.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include "base/seal.hpp"

namespace pacte::diagnostic {
namespace {

constexpr char format = 1;
constexpr std::size_t version_size = 8;
constexpr std::size_t day_size = 3;
constexpr std::size_t head_size = 1 + version_size + day_size;
constexpr unsigned more = 0x80;
constexpr unsigned low = 0x7f;
constexpr int byte_bits = 8;
constexpr int group_bits = 7;

using Bytes = std::string;

void put(Bytes& bytes, std::uint64_t value) {
  while (value > low) {
    bytes += static_cast<char>(more | (value & low));
    value >>= group_bits;
  }
  bytes += static_cast<char>(value);
}

// Takes variable-length numbers off the front of the bytes.
class Take {
 public:
  explicit Take(std::string_view bytes) : bytes_{bytes} {}

  std::optional<std::uint64_t> next() {
    constexpr int most_bits = 56;
    std::uint64_t value = 0;
    for (int shift = 0; shift < most_bits; shift += group_bits) {
      if (bytes_.empty()) return std::nullopt;
      auto const byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= std::uint64_t{byte & low} << shift;
      if ((byte & more) == 0) return value;
    }
    return std::nullopt;
  }

  std::optional<std::string_view> text(std::uint64_t size) {
    if (size > bytes_.size()) return std::nullopt;
    auto const taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }

  [[nodiscard]] bool empty() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
};

std::string hex(std::string_view bytes) {
  std::string text;
  for (unsigned char const byte : bytes)
    text += fmt::format("{:02x}", byte);
  return text;
}

Bytes unhex(std::string_view text) {
  Bytes bytes(text.size() / 2, '\0');
  std::size_t size = 0;
  sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                 text.size(), nullptr, &size, nullptr);
  bytes.resize(size);
  return bytes;
}

std::uint64_t number_of(Question const& question, Answer const& answer) {
  if (answer.not_applicable) return 1;
  if (question.kind == QuestionKind::number) {
    return 2 + static_cast<std::uint64_t>(answer.number.value_or(question.min) - question.min);
  }
  if (question.kind != QuestionKind::multiple) return 2 + answer.chosen.at(0);
  std::uint64_t set = 0;
  for (auto const place : answer.chosen)
    set |= std::uint64_t{1} << place;
  return 2 + set;
}

// What the number says of the question; nothing when it cannot have been written by number_of.
std::optional<Answer> answer_of(Question const& question, std::uint64_t number) {
  if (number == 1) {
    if (!question.may_not_apply) return std::nullopt;
    return Answer{.not_applicable = true};
  }
  auto const value = number - 2;
  if (question.kind == QuestionKind::number) {
    if (value > static_cast<std::uint64_t>(question.max - question.min)) return std::nullopt;
    return Answer{.number = question.min + static_cast<std::int64_t>(value)};
  }
  auto const count = question.options.size();
  if (question.kind != QuestionKind::multiple) {
    if (value >= count) return std::nullopt;
    return Answer{.chosen = {static_cast<std::size_t>(value)}};
  }
  if (value == 0 || value >= std::uint64_t{1} << count) return std::nullopt;
  Answer answer;
  for (std::size_t i = 0; i < count; ++i) {
    if ((value >> i & 1U) != 0) answer.chosen.push_back(i);
  }
  return answer;
}

std::vector<Question const*> in_order(Definition const& definition) {
  std::vector<Question const*> all;
  for (auto const& question : definition.profile)
    all.push_back(&question);
  for (auto const& axis : definition.axes) {
    for (auto const& question : axis.questions)
      all.push_back(&question);
  }
  return all;
}

void put_notes(Bytes& bytes, std::vector<Question const*> const& questions, Notes const& notes) {
  for (std::size_t i = 0; i < questions.size(); ++i) {
    auto const found = notes.find(questions[i]->key);
    if (found == notes.end()) continue;
    put(bytes, i);
    put(bytes, found->second.size());
    bytes += found->second;
  }
}

// Nothing when they cannot have been written by put_notes.
std::optional<Notes> take_notes(Take& take, std::vector<Question const*> const& questions) {
  Notes notes;
  while (!take.empty()) {
    auto const place = take.next();
    auto const size = take.next();
    if (!place || !size || *place >= questions.size()) return std::nullopt;
    auto const text = take.text(*size);
    if (!text || text->empty()) return std::nullopt;
    notes[questions[*place]->key] = std::string{*text};
  }
  return notes;
}

// The bytes before the seal, when the seal is right.
std::expected<Bytes, LinkFault> opened(std::string_view link, std::string_view key) {
  if (link.size() > longest_link) return std::unexpected{LinkFault::unreadable};
  return unsealed(link, key, format, head_size);
}

}  // namespace

std::string make_link(Definition const& definition, Filling const& filling, std::string_view key) {
  Bytes bytes{format};
  bytes += unhex(definition.id);
  auto const day = static_cast<std::uint64_t>(filling.day.time_since_epoch().count());
  for (std::size_t i = 0; i < day_size; ++i)
    bytes += static_cast<char>(day >> (byte_bits * i) & 0xffU);
  auto const questions = in_order(definition);
  for (auto const* question : questions) {
    auto const found = filling.answers.find(question->key);
    put(bytes, found == filling.answers.end() ? 0 : number_of(*question, found->second));
  }
  put_notes(bytes, questions, filling.notes);
  return sealed(std::move(bytes), key);
}

std::expected<std::string, LinkFault> version_in(std::string_view link, std::string_view key) {
  auto const bytes = opened(link, key);
  if (!bytes) return std::unexpected{bytes.error()};
  return hex(std::string_view{*bytes}.substr(1, version_size));
}

std::expected<Filling, LinkFault> read_link(Definition const& definition, std::string_view link,
                                            std::string_view key) {
  auto const bytes = opened(link, key);
  if (!bytes) return std::unexpected{bytes.error()};
  Filling filling{.version = definition.id};
  std::uint64_t day = 0;
  for (std::size_t i = 0; i < day_size; ++i) {
    auto const byte = static_cast<unsigned char>((*bytes)[1 + version_size + i]);
    day |= std::uint64_t{byte} << (byte_bits * i);
  }
  filling.day = std::chrono::sys_days{std::chrono::days{day}};
  Take take{std::string_view{*bytes}.substr(head_size)};
  auto const questions = in_order(definition);
  for (auto const* question : questions) {
    auto const number = take.next();
    if (!number) return std::unexpected{LinkFault::unreadable};
    if (*number == 0) continue;
    auto const answer = answer_of(*question, *number);
    if (!answer) return std::unexpected{LinkFault::unreadable};
    filling.answers[question->key] = *answer;
  }
  auto notes = take_notes(take, questions);
  if (!notes) return std::unexpected{LinkFault::unreadable};
  filling.notes = *std::move(notes);
  return filling;
}

}  // namespace pacte::diagnostic
