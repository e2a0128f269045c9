// Values as bytes, from a child process to its parent: same program, same machine.
#pragma once

#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace pacte::decision::sortition {

class Packer {
 public:
  template <class T>
    requires std::is_trivially_copyable_v<T>
  void put(T const& value) {
    auto const size = bytes_.size();
    bytes_.resize(size + sizeof value);
    std::memcpy(bytes_.data() + size, &value, sizeof value);
  }

  template <class T>
    requires std::is_trivially_copyable_v<T>
  void put(std::vector<T> const& values) {
    put(values.size());
    for (auto const& value : values)
      put(value);
  }

  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_{bytes} {}

  template <class T>
    requires std::is_trivially_copyable_v<T>
  T get() {
    if (bytes_.size() < sizeof(T)) throw std::runtime_error{"parcel too short"};
    T value;
    bytes_.copy(reinterpret_cast<char*>(&value), sizeof value);
    bytes_.remove_prefix(sizeof value);
    return value;
  }

  template <class T>
    requires std::is_trivially_copyable_v<T>
  std::vector<T> get_all() {
    std::vector<T> values;
    for (auto left = get<std::size_t>(); left > 0; --left)
      values.push_back(get<T>());
    return values;
  }

 private:
  std::string_view bytes_;
};

}  // namespace pacte::decision::sortition
