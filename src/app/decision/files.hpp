// Files that the commands of decisions read and write.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <sys/types.h>

namespace pacte::app {

/// The whole of a file, or of the standard input for "-". It stays where the system keeps it:
/// several megabytes need not be copied. A pipe is read to its end.
class FileText {
 public:
  explicit FileText(std::string const& path);
  ~FileText();
  FileText(FileText const&) = delete;
  FileText& operator=(FileText const&) = delete;

  [[nodiscard]] bool readable() const { return copy_ || mapping_ != nullptr; }
  /// Good as long as this object.
  [[nodiscard]] std::string_view text() const;

 private:
  void map(int file, off_t size);

  std::optional<std::string> copy_;
  void* mapping_ = nullptr;
  std::size_t size_ = 0;
};

/// False, and the reason on the standard error, when the file cannot be written.
bool write_file(std::string const& path, std::string_view text);

/// The name and version of this program, for bundles: "pacte 0.1.0".
std::string program_name();

}  // namespace pacte::app
