// Work done in a child process, because a library that it needs may abort.
#pragma once

#include <chrono>
#include <expected>
#include <functional>
#include <string>
#include <string_view>

namespace pacte::decision::sortition {

enum class ChildFailure { broke_down, too_long, no_process };

/// Called in the child, as often as wanted, with a short message for the parent.
using Tell = std::function<void(std::string_view)>;

/// Runs `work` in a child and gives back its bytes. `heard`, called in the parent, gets what the
/// work tells. The child is killed after `limit` of real time (zero: no limit). It has the parent's
/// memory as it was, and nothing that it changes is seen by the parent. Standard output and error
/// are closed to it.
std::expected<std::string, ChildFailure> run_in_child(
    std::function<std::string(Tell const&)> const& work, std::chrono::milliseconds limit,
    Tell const& heard = {});

}  // namespace pacte::decision::sortition
