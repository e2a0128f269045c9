#include "diagnostic/definition_rules.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace pacte::diagnostic {
namespace {

constexpr int hundred = 100;

// A question with its place in the file.
struct Placed {
  Question const* question;
  std::string pointer;
  bool in_profile;
};

std::vector<Placed> in_order(Definition const& definition) {
  std::vector<Placed> all;
  for (std::size_t i = 0; i < definition.profile.size(); ++i)
    all.push_back({&definition.profile[i], fmt::format("/profile/{}", i), true});
  for (std::size_t a = 0; a < definition.axes.size(); ++a) {
    auto const& questions = definition.axes[a].questions;
    for (std::size_t i = 0; i < questions.size(); ++i)
      all.push_back({&questions[i], fmt::format("/axes/{}/questions/{}", a, i), false});
  }
  return all;
}

class Checker {
 public:
  explicit Checker(Definition const& definition)
      : definition_{definition}, questions_{in_order(definition)} {}

  std::vector<Fault> run() {
    keys();
    levels();
    small_firm();
    for (std::size_t i = 0; i < questions_.size(); ++i)
      question(i);
    axes();
    steps();
    return std::move(faults_);
  }

 private:
  void fault(std::string pointer, std::string message) {
    faults_.push_back({std::move(pointer), std::move(message)});
  }

  template <class List, class Place>
  void unique(List const& list, std::string_view what, Place const& place) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!seen.insert(list[i].key).second) {
        fault(place(i) + "/key", fmt::format("deux {} portent la clé « {} »", what, list[i].key));
      }
    }
  }

  void keys() {
    unique(definition_.levels, "niveaux",
           [](std::size_t i) { return fmt::format("/levels/{}", i); });
    unique(definition_.axes, "axes", [](std::size_t i) { return fmt::format("/axes/{}", i); });
    std::set<std::string> seen;
    for (auto const& [question, pointer, in_profile] : questions_) {
      if (!seen.insert(question->key).second) {
        fault(pointer + "/key", fmt::format("deux questions portent la clé « {} »", question->key));
      }
      unique(question->options, "réponses",
             [&](std::size_t i) { return fmt::format("{}/options/{}", pointer, i); });
    }
  }

  void levels() {
    std::int64_t before = 0;
    for (std::size_t i = 1; i < definition_.levels.size(); ++i) {
      auto const from = definition_.levels[i].from;
      auto const pointer = fmt::format("/levels/{}/from", i);
      if (from <= before) {
        fault(pointer, fmt::format("les seuils des niveaux doivent croître : {} vient après {}",
                                   from, before));
      } else if (from > hundred) {
        fault(pointer, fmt::format("un seuil se compte pour cent : {} dépasse 100", from));
      }
      before = from;
    }
  }

  void small_firm() {
    if (!definition_.small_firm) return;
    auto const& key = definition_.small_firm->question;
    auto const found = std::ranges::find(definition_.profile, key, &Question::key);
    if (found == definition_.profile.end() || found->kind != QuestionKind::number) {
      fault("/small_firm/question",
            fmt::format("« {} » n’est pas une question de nombre de « profile »", key));
    } else if (!found->conditions.empty()) {
      fault("/small_firm/question", "cette question doit être posée à tous, sans condition");
    }
  }

  // ---- questions

  void question(std::size_t place) {
    auto const& [question, pointer, in_profile] = questions_[place];
    for (std::size_t i = 0; i < question->conditions.size(); ++i)
      condition(place, question->conditions[i], fmt::format("{}/if/{}", pointer, i));
    if (question->kind == QuestionKind::number && question->min >= question->max) {
      fault(pointer + "/max", "le maximum doit dépasser le minimum");
    }
    if (!in_profile) {
      points(*question, pointer);
      shortness(*question, pointer);
    }
    if (faults_.empty()) reachable(place);
  }

  // Where an earlier question stands; a fault when there is none.
  Question const* earlier(std::size_t before, std::string const& key, std::string const& pointer) {
    auto const same = [&](Placed const& one) { return one.question->key == key; };
    auto const found = std::ranges::find_if(questions_, same);
    if (found == questions_.end()) {
      fault(pointer, fmt::format("la question « {} » n’existe pas", key));
      return nullptr;
    }
    if (static_cast<std::size_t>(found - questions_.begin()) >= before) {
      fault(pointer, fmt::format("la question « {} » vient plus tard : une condition ne porte que "
                                 "sur une question déjà posée",
                                 key));
      return nullptr;
    }
    return found->question;
  }

  void condition(std::size_t before, Condition const& one, std::string const& pointer) {
    auto const* const question = earlier(before, one.question, pointer + "/question");
    if (question == nullptr) return;
    if (question->kind == QuestionKind::number) {
      if (!one.answers.empty())
        fault(pointer + "/answers", "pour un nombre, donnez « at_least » ou « below »");
      if (!one.at_least && !one.below)
        fault(pointer, "donnez « at_least » (à partir de) ou « below » (en dessous de)");
      return;
    }
    if (one.at_least || one.below)
      fault(pointer, "« at_least » et « below » ne vont qu’avec un nombre : donnez « answers »");
    if (one.answers.empty()) fault(pointer, "donnez « answers », les réponses qui conviennent");
    for (std::size_t i = 0; i < one.answers.size(); ++i) {
      if (std::ranges::find(question->options, one.answers[i], &Option::key) ==
          question->options.end()) {
        fault(fmt::format("{}/answers/{}", pointer, i),
              fmt::format("« {} » n’est pas une réponse de la question « {} »", one.answers[i],
                          question->key));
      }
    }
  }

  void points(Question const& question, std::string const& pointer) {
    if (question.kind == QuestionKind::number) {
      bands(question, pointer);
      return;
    }
    std::int64_t best = 0;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < question.options.size(); ++i) {
      auto const& option = question.options[i];
      best = std::max(best, option.points);
      sum += option.points;
      if (option.exclusive && option.points != 0) {
        fault(fmt::format("{}/options/{}/points", pointer, i),
              "une réponse qui exclut les autres ne vaut aucun point");
      }
    }
    if (question.kind == QuestionKind::multiple && sum != question.points) {
      fault(pointer + "/points", fmt::format("les points des réponses font {} en tout, et non {}",
                                             sum, question.points));
    } else if (question.kind == QuestionKind::single && best != question.points) {
      fault(pointer + "/points",
            fmt::format("la meilleure réponse vaut {}, et non {}", best, question.points));
    }
  }

  void bands(Question const& question, std::string const& pointer) {
    std::int64_t best = 0;
    for (std::size_t i = 0; i < question.bands.size(); ++i) {
      auto const& band = question.bands[i];
      best = std::max(best, band.points);
      auto const place = fmt::format("{}/bands/{}/from", pointer, i);
      if (i == 0 && band.from != question.min) {
        fault(place, fmt::format("la première tranche commence au minimum, {}", question.min));
      } else if (i > 0 && band.from <= question.bands[i - 1].from) {
        fault(place, "les tranches doivent croître");
      } else if (band.from > question.max) {
        fault(place, fmt::format("cette tranche commence après le maximum, {}", question.max));
      }
    }
    if (best != question.points) {
      fault(pointer + "/points",
            fmt::format("la meilleure tranche vaut {}, et non {}", best, question.points));
    }
  }

  void shortness(Question const& question, std::string const& pointer) {
    if (!question.in_short) return;
    if (!definition_.small_firm) {
      fault(pointer + "/short", "il n’y a pas de module court : donnez « small_firm »");
      return;
    }
    for (std::size_t i = 0; i < question.conditions.size(); ++i) {
      auto const& key = question.conditions[i].question;
      auto const asked_of_all = std::ranges::any_of(questions_, [&](Placed const& one) {
        return one.question->key == key && (one.in_profile || one.question->in_short);
      });
      if (!asked_of_all) {
        fault(fmt::format("{}/if/{}", pointer, i),
              fmt::format("le module court ne pose pas la question « {} » : celle-ci n’y serait "
                          "jamais posée",
                          key));
      }
    }
  }

  // All the conditions that must hold for the question, those of the questions it hangs on too.
  std::vector<Condition> needed(Question const& question) const {
    std::vector<Condition> all;
    std::set<std::string> seen;
    std::function<void(Question const&)> const add = [&](Question const& one) {
      if (!seen.insert(one.key).second) return;
      for (auto const& condition : one.conditions) {
        all.push_back(condition);
        auto const same = [&](Placed const& other) {
          return other.question->key == condition.question;
        };
        auto const found = std::ranges::find_if(questions_, same);
        if (found != questions_.end()) add(*found->question);
      }
    };
    add(question);
    return all;
  }

  // Whether some answer to `question` suits all of its conditions.
  static bool possible(Question const& question, std::vector<Condition> const& conditions) {
    if (question.kind == QuestionKind::number) {
      auto least = question.min;
      auto below = question.max + 1;
      for (auto const& one : conditions) {
        least = std::max(least, one.at_least.value_or(least));
        below = std::min(below, one.below.value_or(below));
      }
      return least < below;
    }
    auto const suits = [&](Option const& option) {
      return [&](Condition const& one) {
        return std::ranges::find(one.answers, option.key) != one.answers.end();
      };
    };
    auto const alone = std::ranges::any_of(question.options, [&](Option const& option) {
      return std::ranges::all_of(conditions, suits(option));
    });
    if (alone || question.kind != QuestionKind::multiple) return alone;
    // Several answers together, none of them exclusive.
    return std::ranges::all_of(conditions, [&](Condition const& one) {
      return std::ranges::any_of(question.options, [&](Option const& option) {
        return !option.exclusive && suits(option)(one);
      });
    });
  }

  void reachable(std::size_t place) {
    auto const& [question, pointer, in_profile] = questions_[place];
    auto conditions = needed(*question);
    if (definition_.small_firm && !in_profile && !question->in_short) {
      conditions.push_back({.question = definition_.small_firm->question,
                            .at_least = definition_.small_firm->below});
    }
    for (auto const& one : questions_) {
      std::vector<Condition> on_it;
      std::ranges::copy_if(conditions, std::back_inserter(on_it), [&](Condition const& condition) {
        return condition.question == one.question->key;
      });
      if (!on_it.empty() && !possible(*one.question, on_it)) {
        fault(pointer, fmt::format("cette question n’est jamais posée : aucune réponse à « {} » ne "
                                   "remplit ses conditions",
                                   one.question->key));
        return;
      }
    }
  }

  // ---- axes and next steps

  void axes() {
    std::int64_t weights = 0;
    for (std::size_t i = 0; i < definition_.axes.size(); ++i) {
      auto const& axis = definition_.axes[i];
      auto const pointer = fmt::format("/axes/{}", i);
      weights += axis.weight;
      std::int64_t sum = 0;
      for (auto const& question : axis.questions)
        sum += question.points;
      if (sum != axis.points) {
        fault(pointer + "/points",
              fmt::format("les points des questions font {} en tout, et non {}", sum, axis.points));
      }
      if (definition_.small_firm && std::ranges::none_of(axis.questions, &Question::in_short)) {
        fault(pointer + "/questions", "le module court n’a aucune question sur cet axe");
      }
      level_texts(axis, pointer);
    }
    if (weights != hundred) {
      fault("/axes", fmt::format("les poids des axes font {} en tout, et non 100", weights));
    }
  }

  void level_texts(Axis const& axis, std::string const& pointer) {
    for (auto const& level : definition_.levels) {
      if (!axis.level_texts.contains(level.key)) {
        fault(pointer + "/levels", fmt::format("le texte du niveau « {} » manque", level.key));
      }
    }
    for (auto const& [key, text] : axis.level_texts) {
      if (std::ranges::find(definition_.levels, key, &Level::key) == definition_.levels.end()) {
        fault(pointer + "/levels/" + key, fmt::format("le niveau « {} » n’existe pas", key));
      }
    }
  }

  void steps() {
    for (std::size_t i = 0; i < definition_.next_steps.size(); ++i) {
      auto const& step = definition_.next_steps[i];
      auto const pointer = fmt::format("/next_steps/{}", i);
      if (std::ranges::find(definition_.axes, step.axis, &Axis::key) == definition_.axes.end()) {
        fault(pointer + "/axis", fmt::format("l’axe « {} » n’existe pas", step.axis));
      }
      auto const level = std::ranges::find(definition_.levels, step.up_to, &Level::key);
      if (level == definition_.levels.end()) {
        fault(pointer + "/up_to", fmt::format("le niveau « {} » n’existe pas", step.up_to));
      } else if (level + 1 == definition_.levels.end()) {
        fault(pointer + "/up_to",
              "jusqu’au plus haut niveau, la suite vaudrait toujours : choisissez-en un plus bas");
      }
      for (std::size_t c = 0; c < step.conditions.size(); ++c) {
        condition(questions_.size(), step.conditions[c], fmt::format("{}/if/{}", pointer, c));
      }
    }
  }

  Definition const& definition_;
  std::vector<Placed> questions_;
  std::vector<Fault> faults_;
};

}  // namespace

std::vector<Fault> check_definition(Definition const& definition) {
  return Checker{definition}.run();
}

}  // namespace pacte::diagnostic
