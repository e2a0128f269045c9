#include "identity/store.hpp"

#include "identity_fixture.hpp"

namespace pacte::identity {
namespace {

class IdentityStoreTest : public IdentityTest {};

TEST_P(IdentityStoreTest, listsPeopleByEmailPageAfterPage) {
  for (int i = 9; i > 0; --i)
    add(fmt::format("c{}@exemple.fr", i), "C", {"officer", "editor"});
  auto reading = database().read();
  std::vector<std::string> emails;
  PersonId after;
  for (;;) {
    auto const page = people_page(reading, after, 4);
    if (page.empty()) break;
    for (auto const& person : page)
      emails.push_back(person.email);
    after = page.back().id;
  }
  ASSERT_EQ(emails.size(), 11U);
  EXPECT_EQ(emails.front(), "Ada@Exemple.fr");
  EXPECT_EQ(emails.at(2), "c1@exemple.fr");
  EXPECT_EQ(emails.back(), "c9@exemple.fr");
  EXPECT_EQ(people_page(reading, bob, 1).at(0).roles, (std::set{Role::officer, Role::editor}));
}

TEST_P(IdentityStoreTest, erasesThePayloadsOfOneSubjectAlone) {
  auto writing = database().write();
  store::Journal journal{writing, now};
  journal.append({"system", "a", "proposal", "x", {{"name", "Ada"}}});
  journal.append({"system", "b", "proposal", "y", {{"name", "Bob"}}});
  journal.append({"system", "c", "plan", "x", {{"name", "Plan"}}});
  EXPECT_EQ(erase_journal_payloads(writing, "proposal", "x"), 1);
  EXPECT_EQ(erase_journal_payloads(writing, "proposal", "x"), 0);
  EXPECT_TRUE(store::journal_page(writing, "x", 0, 9).at(1).entry.payload.is_null());
  EXPECT_EQ(store::journal_page(writing, "x", 0, 9).at(0).entry.payload["name"], "Plan");
  EXPECT_EQ(store::verify_journal(writing).fault, std::nullopt);
}

TEST_P(IdentityStoreTest, keepsOneAttemptKeyForAllNodes) {
  auto writing = database().write();
  auto const key = attempt_key(writing);
  EXPECT_EQ(key.size(), 64U);
  EXPECT_EQ(attempt_key(writing), key);
}

PACTE_ON_BOTH_DATABASES(IdentityStoreTest);

}  // namespace
}  // namespace pacte::identity
