// Times the opinion map of a file of votes from nothing, then again after one participant in a
// hundred changed a vote, starting from the map before.
#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

#include <fmt/format.h>

#include "decision/opinion/map.hpp"
#include "decision/opinion/votes.hpp"

using namespace pacte::decision::opinion;

namespace {

template <class Work> auto timed(char const* what, Work&& work) {
  auto const start = std::chrono::steady_clock::now();
  auto made = work();
  std::chrono::duration<double> const spent = std::chrono::steady_clock::now() - start;
  fmt::print("{} {:.3f}\n", what, spent.count());
  return made;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr,
               "increment VOTES.csv: prints the seconds of reading, of a map, of the next\n");
    return 2;
  }
  std::ifstream file{argv[1], std::ios::binary};
  std::string const text{std::istreambuf_iterator<char>{file}, {}};
  auto votes = timed("reading", [&] { return read_votes(text, argv[1]); });
  if (!votes) return 1;
  MapOptions const options{.plane = {.threads = std::max(1U, std::thread::hardware_concurrency())}};
  auto const before = timed("map", [&] { return draw_map(*votes, options); });
  for (std::size_t i = 0; i < votes->rows.size(); i += 100) {
    if (!votes->rows[i].empty()) votes->rows[i].front().value = 0;
  }
  auto const after = timed("increment", [&] { return draw_map(*votes, options, &before); });
  fmt::print("passes {} {}\n", before.plane.passes, after.plane.passes);
}
