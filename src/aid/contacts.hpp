// Whom to ask about a scheme: the contacts that its version gives by place, and which of them is
// that of somebody's commune.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "aid/model.hpp"
#include "store/session.hpp"
#include "territory/known_places.hpp"

namespace pacte::aid {

struct Contact {
  std::string place;  // as written
  std::string text;
  std::vector<territory::Key> covers{};  // what `place` names; none when nothing has that name
};

struct SchemeContacts {
  std::vector<Contact> contacts;  // in the order of the version
  std::string run_by;             // operator; empty: not stated
};

/// The contacts of a content. A place is the name or the code of a commune, of an
/// intercommunality or of a department, several of them parted by commas, or the whole region.
SchemeContacts read_contacts(SchemeContent const& content, territory::KnownPlaces const& places,
                             territory::Territory const* region);

enum class Reach {
  place,      // of the commune, or of the narrowest territory around it that has a contact
  region,     // for everybody in the region
  elsewhere,  // none of them is known to be for this place
};

struct Advice {
  Reach reach = Reach::elsewhere;
  std::vector<Contact> contacts{};  // empty when the scheme gives none
};

/// `communes`: where somebody is or plans something, what counts most first; empty when that is not
/// known.
Advice advice(SchemeContacts const& scheme, std::span<territory::Territory const> communes);

/// By identifier of the scheme; those that the public sees.
using ContactBook = std::map<std::string, SchemeContacts, std::less<>>;

class ContactKeeper {
 public:
  /// As stored now; two short queries when neither schemes nor territories have changed.
  std::shared_ptr<ContactBook const> current(store::Session& session);

 private:
  std::mutex mutex_;
  std::string state_;
  std::shared_ptr<ContactBook const> book_;
};

}  // namespace pacte::aid
