#include "aid/rule_store.hpp"

#include "base/json.hpp"

namespace pacte::aid {

std::string rule_vocabulary(store::Session& session) {
  return session("SELECT text FROM rule_vocabulary ORDER BY number DESC LIMIT 1")
      .first([](std::string text) { return text; })
      .value_or("");
}

void insert_rule_vocabulary(store::Session& session, std::string const& text,
                            std::string const& loaded_at) {
  session(
      "INSERT INTO rule_vocabulary (number, text, loaded_at) "
      "SELECT COALESCE(MAX(number), 0) + 1, :text, :at FROM rule_vocabulary",
      text, loaded_at)
      .run();
  count_scheme_change(session);
}

std::int64_t scheme_counter(store::Session& session) {
  return session("SELECT value FROM scheme_counter")
      .first([](std::int64_t value) { return value; })
      .value_or(0);
}

void count_scheme_change(store::Session& session) {
  session("UPDATE scheme_counter SET value = value + 1").run();
}

std::vector<RuleText> shown_rules(store::Session& session) {
  std::vector<RuleText> texts;
  session(
      "SELECT v.scheme, v.number, v.content FROM scheme s JOIN scheme_version v ON v.scheme = s.id "
      "AND v.number = s.shown WHERE s.shown_state IN ('described', 'published') ORDER BY v.scheme")
      .each([&](std::string scheme, std::int64_t number, std::string const& content) {
        auto const json = parse_json(content);
        if (!json) throw std::runtime_error{"the content of a scheme is no JSON: " + json.error()};
        auto text = text_or_empty(*json, "rules");
        if (!text.empty()) texts.push_back({std::move(scheme), number, std::move(text)});
      });
  return texts;
}

}  // namespace pacte::aid
