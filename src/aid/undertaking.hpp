// Enterprises that count as one: the single undertaking of Regulation (EU) 2023/2831, article 2(2).
#pragma once

#include <compare>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pacte::aid {

/// How an enterprise holds another, points (a) to (d) of the article.
enum class Control {
  most_votes,       // (a) a majority of the voting rights
  appoints_board,   // (b) appoints or removes a majority of its management
  dominant,         // (c) a dominant influence, by contract or by its statutes
  votes_by_accord,  // (d) a majority of the voting rights, by agreement with other holders
};

/// By SIREN. Public bodies are no enterprises: a link from one of them is left out by who asks.
struct Link {
  std::string parent;
  std::string child;
  Control control = Control::most_votes;
  auto operator<=>(Link const&) const = default;
};

struct SingleUndertaking {
  std::vector<std::string> members;  // the one asked about first, then the others by SIREN
  std::vector<Link> links;           // those that hold them together
};

/// The enterprise and all those linked to it, in either direction, directly or through others.
SingleUndertaking single_undertaking(std::string_view siren, std::span<Link const> links);

}  // namespace pacte::aid
