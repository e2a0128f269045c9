#include "aid/call_store.hpp"

#include "aid/call_rules.hpp"
#include "base/nullable.hpp"

namespace pacte::aid {
namespace {

std::string calls_where(std::string_view rest) {
  return fmt::format(
      "SELECT scheme, number, revision, label, kind, opens, closes, hour_stated, cancelled, "
      "of_documents, details, changed_at FROM scheme_call {}",
      rest);
}

Json details_of(Call const& call) {
  auto tracks = Json::array();
  for (auto const& track : call.tracks) {
    tracks.push_back({{"label", track.label},
                      {"criteria", track.criteria},
                      {"envelope_cents", track.envelope ? Json(track.envelope->cents) : Json{}},
                      {"rule", or_null(track.rule)}});
  }
  auto calendar = Json::array();
  for (auto const& step : call.calendar)
    calendar.push_back({{"label", step.label}, {"date", or_null(step.day)}});
  return {{"summary", or_null(call.summary)},
          {"jury", call.jury},
          {"calendar", std::move(calendar)},
          {"tracks", std::move(tracks)}};
}

void read_details(Call& call, std::string const& text) {
  auto const json = parse_json(text);
  if (!json) throw std::runtime_error{"the details of a call are no JSON: " + json.error()};
  call.summary = text_or_empty(*json, "summary");
  call.jury = json->at("jury").get<Texts>();
  for (auto const& step : json->at("calendar")) {
    // Calls kept before steps had a day hold their words alone.
    call.calendar.push_back(
        step.is_string() ? CallStep{step.get<std::string>()}
                         : CallStep{text_or_empty(step, "label"), text_or_empty(step, "date")});
  }
  for (auto const& track : json->at("tracks")) {
    auto const& envelope = track.at("envelope_cents");
    call.tracks.push_back({.label = track.at("label").get<std::string>(),
                           .criteria = track.at("criteria").get<Texts>(),
                           .envelope = envelope.is_null()
                                           ? std::nullopt
                                           : std::optional{Euros{envelope.get<std::int64_t>()}},
                           .rule = text_or_empty(track, "rule")});
  }
}

auto const make_call = [](std::string scheme, std::int64_t number, std::int64_t revision,
                          std::string label, std::string kind, std::string opens,
                          std::string closes, std::int64_t hour, std::int64_t cancelled,
                          std::int64_t documents, std::string details, std::string changed) {
  Call made{.scheme = std::move(scheme),
            .number = number,
            .revision = revision,
            .label = std::move(label),
            .kind = kind == "interest" ? CallKind::interest : CallKind::projects,
            .opens = parse_instant(opens),
            .closes = parse_instant(closes),
            .hour_stated = hour != 0,
            .cancelled = cancelled != 0,
            .of_documents = documents != 0,
            .changed_at = std::move(changed)};
  read_details(made, details);
  return made;
};

std::string iso_or_empty(std::optional<Instant> const& instant) {
  return instant ? to_iso(*instant) : std::string{};
}

std::int64_t flag(bool value) {
  return value ? 1 : 0;
}

}  // namespace

std::vector<Call> calls(store::Session& session, std::size_t most) {
  static std::string const sql = calls_where("ORDER BY closes DESC, scheme, number LIMIT :most");
  return session(sql, static_cast<std::int64_t>(most)).map(make_call);
}

std::vector<Call> calls_of(store::Session& session, std::string const& scheme) {
  static std::string const sql = calls_where("WHERE scheme = :s ORDER BY number DESC");
  return session(sql, scheme).map(make_call);
}

std::optional<Call> call(store::Session& session, std::string const& scheme, std::int64_t number) {
  static std::string const sql = calls_where("WHERE scheme = :s AND number = :n");
  return session(sql, scheme, number).first(make_call);
}

std::map<std::string, std::string> labels_of_called_schemes(store::Session& session) {
  std::map<std::string, std::string> labels;
  session("SELECT id, label FROM scheme WHERE id IN (SELECT scheme FROM scheme_call)")
      .each([&](std::string id, std::string label) {
        labels.emplace(std::move(id), std::move(label));
      });
  return labels;
}

bool insert_call(store::Session& session, Call& call) {
  call.number =
      session("SELECT COALESCE(MAX(number), 0) + 1 FROM scheme_call WHERE scheme = :s", call.scheme)
          .first([](std::int64_t number) { return number; })
          .value_or(1);
  return session(
             "INSERT INTO scheme_call (scheme, number, revision, label, kind, opens, closes, "
             "hour_stated, cancelled, of_documents, details, changed_at) VALUES (:s, :n, 1, "
             ":label, :kind, :opens, :closes, :hour, :cancelled, :documents, :details, :changed) "
             "ON CONFLICT DO NOTHING",
             call.scheme, call.number, call.label, std::string{call_kind_name(call.kind)},
             iso_or_empty(call.opens), iso_or_empty(call.closes), flag(call.hour_stated),
             flag(call.cancelled), flag(call.of_documents), to_line(details_of(call)),
             call.changed_at)
             .run() == 1;
}

bool update_call(store::Session& session, Call const& call) {
  return session(
             "UPDATE scheme_call SET revision = revision + 1, label = :label, kind = :kind, opens "
             "= :opens, closes = :closes, hour_stated = :hour, cancelled = :cancelled, "
             "of_documents = :documents, details = :details, changed_at = :changed WHERE scheme = "
             ":s AND number = :n AND revision = :r",
             call.label, std::string{call_kind_name(call.kind)}, iso_or_empty(call.opens),
             iso_or_empty(call.closes), flag(call.hour_stated), flag(call.cancelled),
             flag(call.of_documents), to_line(details_of(call)), call.changed_at, call.scheme,
             call.number, call.revision)
             .run() == 1;
}

Json to_json(Call const& call) {
  Json json{{"id", fmt::format("{}/{}", call.scheme, call.number)},
            {"scheme", call.scheme},
            {"label", call.label},
            {"kind", call_kind_name(call.kind)},
            {"opens", call.opens ? Json(to_iso(*call.opens)) : Json{}},
            {"closes", call.closes ? Json(to_iso(*call.closes)) : Json{}},
            {"hour_stated", call.hour_stated},
            {"cancelled", call.cancelled},
            {"origin", call.of_documents ? "documents" : "region"}};
  json.update(details_of(call));
  json["changed_at"] = call.changed_at;
  return json;
}

}  // namespace pacte::aid
