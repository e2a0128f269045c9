// Files carried inside the program (migrations, views, assets, catalogues).
#pragma once

#include <string_view>
#include <vector>

namespace pacte::embedded {

struct File {
  std::string_view name;     // file name without folder
  std::string_view content;  // whole bytes; lives as long as the program
};

}  // namespace pacte::embedded
