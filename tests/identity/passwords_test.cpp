#include "identity/passwords.hpp"

#include <gtest/gtest.h>

namespace pacte::identity {
namespace {

TEST(Passwords, matchTheirHashAndNoOther) {
  Passwords const passwords{PasswordCost::least()};
  auto const hash = passwords.hash("une phrase facile");
  EXPECT_TRUE(hash.starts_with("$argon2id$"));
  EXPECT_TRUE(Passwords::matches("une phrase facile", hash));
  EXPECT_FALSE(Passwords::matches("une phrase facile ", hash));
  EXPECT_FALSE(Passwords::matches("", hash));
  EXPECT_FALSE(Passwords::matches("une phrase facile", "not a hash"));
  EXPECT_NE(hash, passwords.hash("une phrase facile"));
}

TEST(Passwords, aNulByteIsALetterLikeAnother) {
  Passwords const passwords{PasswordCost::least()};
  using namespace std::string_view_literals;
  EXPECT_FALSE(Passwords::matches("secret\0a"sv, passwords.hash("secret\0b"sv)));
}

TEST(Passwords, knowAHashOfAnotherCost) {
  Passwords const cheap{PasswordCost::least()};
  auto cost = PasswordCost::least();
  cost.memory *= 2;
  Passwords const dear{cost};
  EXPECT_FALSE(cheap.outdated(cheap.hash("x")));
  EXPECT_TRUE(dear.outdated(cheap.hash("x")));
  EXPECT_FALSE(Passwords::matches("", cheap.decoy()));
}

TEST(Passwords, theDefaultCostIsTheOneOfRfc9106) {
  EXPECT_NE(Passwords{}.decoy().find("m=65536,t=3,p=1"), std::string::npos);
}

}  // namespace
}  // namespace pacte::identity
