#include "aid/call_form.hpp"

#include "aid/call_rules.hpp"
#include "aid/paris_time.hpp"
#include "aid/scheme_form.hpp"
#include "base/text.hpp"

namespace pacte::aid {
namespace {

constexpr std::size_t longest_line = 300;
constexpr std::size_t longest_area = 10'000;

std::string joined(Texts const& lines) {
  return fmt::format("{}", fmt::join(lines, "\n"));
}

Texts lines_in(web::FormReader& reader, std::string const& name) {
  Texts lines;
  auto const text = reader.text(name, 0, longest_area);
  for (auto const line : split(text, '\n')) {
    if (auto const item = trim(line); !item.empty()) lines.emplace_back(item);
  }
  return lines;
}

void add_moment(web::Parameters& form, std::string const& name,
                std::optional<Instant> const& moment) {
  auto const shown = moment ? in_paris(*moment) : ParisTime{};
  form.add(name + "-date", shown.day);
  form.add(name + "-hour", shown.hour);
}

// A moment is a day and an hour: neither is guessed from the other.
std::optional<Instant> read_moment(web::FormReader& reader, std::string const& name) {
  auto const day = reader.text(name + "-date", 0, longest_line);
  auto const hour = reader.text(name + "-hour", 0, longest_line);
  if (day.empty() && hour.empty()) return std::nullopt;
  if (day.empty()) {
    reader.reject(name + "-date", "Une heure sans jour ne dit rien : donnez le jour.");
    return std::nullopt;
  }
  if (hour.empty()) {
    reader.reject(name + "-hour", "Donnez l’heure, à Paris : 12:00.");
    return std::nullopt;
  }
  auto const moment = paris_instant(day, hour);
  if (!moment)
    reader.reject(name + "-date", "Ce jour ou cette heure n’existe pas : 2026-11-30 et 12:00.");
  return moment;
}

std::string step_name(std::size_t number, std::string_view what) {
  return fmt::format("step-{}-{}", number, what);
}

std::vector<CallStep> read_steps(web::FormReader& reader) {
  std::vector<CallStep> steps;
  for (std::size_t i = 1; i <= most_steps; ++i) {
    CallStep step{.label = reader.text(step_name(i, "label"), 0, longest_line),
                  .day = reader.text(step_name(i, "date"), 0, longest_line)};
    if (step != CallStep{}) steps.push_back(std::move(step));
  }
  return steps;
}

std::string track_name(std::size_t number, std::string_view what) {
  return fmt::format("track-{}-{}", number, what);
}

}  // namespace

web::Parameters form_of(Call const& call, Digits style) {
  web::Parameters form;
  form.add("label", call.label);
  form.add("kind", std::string{call_kind_name(call.kind)});
  add_moment(form, "opens", call.opens);
  add_moment(form, "closes", call.closes);
  form.add("summary", call.summary);
  form.add("jury", joined(call.jury));
  for (std::size_t i = 0; i < call.calendar.size(); ++i) {
    form.add(step_name(i + 1, "label"), call.calendar[i].label);
    form.add(step_name(i + 1, "date"), call.calendar[i].day);
  }
  for (std::size_t i = 0; i < call.tracks.size(); ++i) {
    auto const& track = call.tracks[i];
    form.add(track_name(i + 1, "label"), track.label);
    form.add(track_name(i + 1, "criteria"), joined(track.criteria));
    form.add(track_name(i + 1, "envelope"),
             track.envelope ? pacte::to_text(*track.envelope, style) : "");
    form.add(track_name(i + 1, "rule"), track.rule);
  }
  if (call.cancelled) form.add("cancelled", "on");
  return form;
}

Call read_call(web::FormReader& reader, Call call) {
  call.label = reader.text("label", 0, longest_line);
  call.kind = reader.choice("kind", {"projects", "interest"}) == "interest" ? CallKind::interest
                                                                            : CallKind::projects;
  call.opens = read_moment(reader, "opens");
  call.closes = read_moment(reader, "closes");
  call.hour_stated = true;
  call.summary = reader.text("summary", 0, longest_area);
  call.jury = lines_in(reader, "jury");
  call.calendar = read_steps(reader);
  call.tracks.clear();
  for (std::size_t i = 1; i <= most_tracks; ++i) {
    Track track{.label = reader.text(track_name(i, "label"), 0, longest_line),
                .criteria = lines_in(reader, track_name(i, "criteria")),
                .rule = reader.text(track_name(i, "rule"), 0, longest_line)};
    auto const envelope = reader.text(track_name(i, "envelope"), 0, longest_line);
    track.envelope = parse_euros(envelope);
    if (!envelope.empty() && !track.envelope)
      reader.reject(track_name(i, "envelope"),
                    "Un montant en euros est attendu : 12 000 ou 12 000,50.");
    if (track != Track{}) call.tracks.push_back(std::move(track));
  }
  call.cancelled = reader.checked("cancelled");
  return call;
}

}  // namespace pacte::aid
