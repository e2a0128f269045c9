// What is wrong in a file, where, and how to mend it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace pacte::decision {

struct Fault {
  std::string file;
  std::size_t line = 0;  // from 1; 0 for the whole file
  std::string what;      // French: what is wrong
  std::string remedy;    // French: how to mend it
};

/// "vivier.csv:12 : l’âge est vide. Donnez-le ou retirez la ligne."
std::string to_text(Fault const& fault);

/// Faults as they are found; beyond the limit, they are counted only.
class Faults {
 public:
  explicit Faults(std::size_t limit = 200) : limit_{limit} {}
  void add(Fault fault);
  [[nodiscard]] bool empty() const { return faults_.empty(); }
  [[nodiscard]] std::size_t size() const { return faults_.size() + more_; }
  /// In the order of their lines; the last one says how many are not shown, if some are not.
  [[nodiscard]] std::vector<Fault> take();

 private:
  std::size_t limit_;
  std::size_t more_ = 0;
  std::vector<Fault> faults_;
};

}  // namespace pacte::decision
