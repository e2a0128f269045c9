// The folder of the index: whole generations side by side, and which one is read.
//
//   index-<n>-<random>/  a generation, complete or being written; never twice the same name, so
//                        that no reader is mistaken after the whole folder was removed and remade
//   current              symbolic link to the generation that is read; switched by one rename
//   lock                 held by who writes
#pragma once

#include <filesystem>
#include <string>

namespace pacte::search {

/// Keeps other writers of the folder out, of this process or of another, while it lives.
class WriterLock {
 public:
  /// Creates the folder if need be. Throws when another writer does not finish in time.
  explicit WriterLock(std::filesystem::path const& folder);
  ~WriterLock();
  WriterLock(WriterLock const&) = delete;
  WriterLock& operator=(WriterLock const&) = delete;

 private:
  int file_ = -1;
};

/// Name of the generation that is read; empty when there is none yet.
std::string current_generation(std::filesystem::path const& folder);

/// Name of a generation that does not exist yet. For the holder of the lock, as those below.
std::string next_generation(std::filesystem::path const& folder);
void make_current(std::filesystem::path const& folder, std::string const& generation);
/// Removes what is neither read nor wanted any more, and what a stopped writer left.
void remove_others(std::filesystem::path const& folder, std::string const& kept);

}  // namespace pacte::search
