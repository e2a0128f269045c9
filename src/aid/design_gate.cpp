#include "aid/design_gate.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"

namespace pacte::aid {
namespace {

std::string named(Ambition const& ambition) {
  return ambition.code.empty() ? ambition.label
                               : fmt::format("{}, {}", ambition.code, ambition.label);
}

Note const* about(Notes const& notes, std::string const& id) {
  auto const found = std::ranges::find(notes, id, &Note::about);
  return found == notes.end() ? nullptr : &*found;
}

std::set<std::string> words_of(std::string const& text) {
  auto const folded = slug(text);
  std::set<std::string> words;
  for (auto const word : split(folded, '-')) {
    bool const digits = std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
    if (word.size() >= 2 && !digits) words.emplace(word);
  }
  return words;
}

class Gate {
 public:
  Gate(SchemeContent const& content, std::span<Ambition const> ambitions)
      : content_{content}, ambitions_{ambitions} {}

  std::vector<FieldError> run() {
    refuse_others();
    bool const served = std::ranges::any_of(ambitions_, [this](Ambition const& ambition) {
      return about(content_.ambitions, ambition.id) != nullptr;
    });
    for (auto const& ambition : ambitions_) {
      if (auto const* note = about(content_.ambitions, ambition.id))
        check("ambitions/" + ambition.id, note->text, "Dites comment il sert", ambition);
    }
    if (!served) add("ambitions", "Nommez au moins une ambition du Pacte vert qu’il sert.");
    check_the_others();
    return std::move(missing_);
  }

 private:
  void add(std::string field, std::string message) {
    missing_.push_back({std::move(field), std::move(message)});
  }

  void refuse_others() {
    for (auto const& note : content_.ambitions) {
      if (std::ranges::find(ambitions_, note.about, &Ambition::id) == ambitions_.end())
        add("ambitions/" + note.about,
            fmt::format("« {} » n’est pas une ambition du Pacte vert.", note.about));
    }
  }

  void check_the_others() {
    for (auto const& ambition : ambitions_) {
      if (about(content_.ambitions, ambition.id) != nullptr) continue;
      auto const* said = about(content_.no_contradiction, ambition.id);
      // One statement may stand for those that have none of their own.
      if (!content_.coherence.empty() && (said == nullptr || said->text.empty())) continue;
      check("no_contradiction/" + ambition.id, said == nullptr ? "" : said->text,
            "Dites pourquoi il ne contredit pas", ambition);
    }
    if (!content_.coherence.empty() && words_of(content_.coherence).size() < least_words_for_all) {
      add("coherence",
          fmt::format("« Pour toutes les autres ambitions » est trop court : au moins {} mots "
                      "différents.",
                      least_words_for_all));
    }
  }

  // A text said of two ambitions is proper to neither.
  void check(std::string field, std::string const& text, std::string_view what,
             Ambition const& ambition) {
    if (text.empty()) {
      add(std::move(field), fmt::format("{} « {} ».", what, named(ambition)));
    } else if (words_of(text).size() < least_words) {
      add(std::move(field), fmt::format("{} « {} » : une phrase d’au moins {} mots différents.",
                                        what, named(ambition), least_words));
    } else if (auto const [first, added] = texts_.emplace(slug(text), &ambition); !added) {
      add(std::move(field),
          fmt::format("{} « {} » : ce texte est déjà celui de « {} ». Dites ce qui est propre à "
                      "celle-ci, ou une fois pour toutes au bas de la page.",
                      what, named(ambition), named(*first->second)));
    }
  }

  SchemeContent const& content_;
  std::span<Ambition const> ambitions_;
  std::map<std::string, Ambition const*> texts_;
  std::vector<FieldError> missing_;
};

}  // namespace

std::vector<FieldError> design_gate(SchemeContent const& content,
                                    std::span<Ambition const> ambitions) {
  if (ambitions.empty()) {
    return {{"ambitions",
             "Les ambitions du Pacte vert ne sont pas chargées : importez le corpus qui les "
             "porte."}};
  }
  return Gate{content, ambitions}.run();
}

}  // namespace pacte::aid
