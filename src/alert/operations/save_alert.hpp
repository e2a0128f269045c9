// Keeps a search of calls or schemes for an e-mail address, which must then confirm it.
//
// Payload: address, list, parameters of the list; language; the browser's address.
// Permission: none; a signed-in person's account keeps what it saves.
// Errors: unavailable (no mail server); invalid (`email`; `query`: the list does not read it);
// too_many (requests of this address or of this network within an hour); conflict (the address has
// ten alerts).
// Journal: save_alert on the alert, with its list; neither the address nor the words. Nothing for a
// search that the address has already: it gets a letter again, so that nobody learns by asking.
#pragma once

#include "alert/context.hpp"
#include "alert/model.hpp"
#include "base/problem.hpp"
#include "web/principal.hpp"
#include "web/request.hpp"

namespace pacte::alert {

struct SaveAlert {
  std::string email;
  About about = About::calls;
  web::Parameters parameters;
  web::Locale locale = web::Locale::fr;
  std::string remote;
};

Result<void> save_alert(Context const& context, web::Principal const& actor,
                        SaveAlert const& input);

}  // namespace pacte::alert
