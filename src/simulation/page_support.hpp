// What the pages of this room share.
#pragma once

#include "simulation/sitting.hpp"
#include "web/page.hpp"
#include "web/view.hpp"

namespace pacte::simulation {

inline constexpr auto simulator_path = "/simulateur";
inline constexpr auto frame_path = "/simulateur/cadre";
inline constexpr auto result_path = "/simulateur/resultat";
inline constexpr auto embed_path = "/simulateur/integrer";
inline constexpr auto own_path = "/compte/simulations";

/// How the links of a page open: in a new tab from another site's frame.
enum class Setting { site, frame };

/// Address of the result of a link, in the language.
std::string result_url(web::Locale locale, std::string const& link);
/// Why this scheme: "/simulateur/resultat?r=…&dispositif=…".
std::string explanation_url(web::Locale locale, std::string const& link, std::string const& scheme);

/// The simulator at one of its questions, to answer or to change.
std::string question_url(web::Locale locale, Setting setting, std::string const& link,
                         std::string const& fact);

std::string_view verdict_text(rule::Verdict verdict);  // French

/// The labels of the conditions that refuse, or of those still open.
std::vector<std::string> deciding_conditions(Judged const& judged, web::Locale locale);

struct VerdictsShown {
  Setting setting = Setting::site;
  std::optional<std::string> link{};  // absent when the answers are too long for an address
  bool advisers = false;              // whom to ask about each scheme
  bool named = false;                 // what is missing, by its questions
  bool grounds = false;               // for paper: the conditions and where they are written
};

/// Fills {{>VERDICTS}} (simulation/verdicts.html): the schemes in three groups.
void fill_verdicts(web::View& view, Context const& context, store::Session& session,
                   Sitting const& sitting, web::Locale locale, VerdictsShown const& shown);

/// The page that a link that does not read gets.
web::Response broken_link(web::Request const& request, Problem const& problem);

}  // namespace pacte::simulation
