// Diagnostics for everyone: the list, the questionnaire, the result, the progress between two, and
// what a person keeps in their account.
#pragma once

#include <memory>

#include "diagnostic/context.hpp"
#include "module/module.hpp"

namespace pacte::diagnostic {

void add_questionnaire_pages(web::Router& router, std::shared_ptr<Context const> const& context);
void add_result_pages(web::Router& router, std::shared_ptr<Context const> const& context);
void add_account_pages(web::Router& router, std::shared_ptr<Context const> const& context);

}  // namespace pacte::diagnostic
