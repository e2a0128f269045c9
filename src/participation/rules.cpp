#include "participation/rules.hpp"

#include "base/text.hpp"

namespace pacte::participation {

std::string canonical_code(std::string_view typed) {
  auto const text = trim(typed);
  bool const convention = text.starts_with('P') || text.starts_with('p');
  auto const digits = convention ? text.substr(1) : text;
  constexpr std::size_t longest = 6;
  bool const is_code = !digits.empty() && digits.size() <= longest &&
                       std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  if (!is_code) return std::string{text};
  auto const number = parse_integer(digits).value_or(0);
  return convention ? fmt::format("P{:02}", number) : fmt::format("{}", number);
}

FollowUp follow_up(Answers const& answers) {
  FollowUp sum;
  sum.answers = static_cast<std::int64_t>(answers.sure.size());
  sum.to_review = static_cast<std::int64_t>(answers.doubtful.size());
  for (auto const& answer : answers.sure) {
    auto const& commitment = answer.node.commitment;
    if (commitment == "decided") {
      ++sum.decided;
    } else if (commitment == "planned") {
      ++sum.planned;
    } else if (commitment == "considered") {
      ++sum.considered;
    } else {
      ++sum.unstated;
    }
    auto const& horizon = answer.node.horizon_class;
    if (horizon == "existing") {
      ++sum.in_place;
    } else if (horizon == "12-months") {
      ++sum.within_12_months;
    } else if (horizon == "after-2021") {
      ++sum.after_2021;
    }
  }
  return sum;
}

bool keeps(ProposalFilter::Answered wanted, FollowUp const& follow_up) {
  switch (wanted) {
    case ProposalFilter::Answered::any: return true;
    case ProposalFilter::Answered::surely: return follow_up.answers > 0;
    case ProposalFilter::Answered::doubtfully:
      return follow_up.answers == 0 && follow_up.to_review > 0;
    case ProposalFilter::Answered::never: return follow_up.answers == 0 && follow_up.to_review == 0;
  }
  return true;
}

}  // namespace pacte::participation
