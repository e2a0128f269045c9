// Rules on pages: in plain words for the public, with their faults and their text for officers.
#pragma once

#include "aid/rule_book.hpp"
#include "aid/rule_check.hpp"
#include "web/request.hpp"
#include "web/view.hpp"

namespace pacte::aid {

/// Fills {{>RULES}} with the rules of a scheme in words: conditions, calculation, values, sources.
void fill_rules(web::View& view, store::Session& session, web::Locale locale,
                std::string const& scheme, rule::Sheet const& sheet, rule::Vocabulary const& words);

/// The same of the version that the public sees; nothing when it has no rules.
void fill_public_rules(web::View& view, RuleBookKeeper& rules, store::Session& session,
                       web::Request const& request, std::string const& scheme);

/// Fills {{>RULE_FAULTS}} and {{>RULE_REPORT}} of the editor: faults with the lines that they are
/// on, what is asked, what the test cases gave, the text with its lines numbered.
void fill_rule_editor(web::View& view, web::Locale locale, RuleCheck const& check);

}  // namespace pacte::aid
