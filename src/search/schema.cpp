#include "search/schema.hpp"

#include <set>

#include "base/text.hpp"

namespace pacte::search {
namespace {

constexpr std::size_t longest_term = 200;   // Xapian's limit is 245
constexpr Xapian::termpos field_gap = 100;  // so that no phrase runs from one field into the next

void add_text(Xapian::Document& made, std::string_view text, std::string_view own_prefix,
              std::string_view own_stem_prefix, Xapian::termpos& position, Stemmer& stemmer,
              std::function<void(std::string_view, std::string_view)> const& spellings) {
  for (auto const& word : words(text)) {
    ++position;
    made.add_posting(word.folded, position);
    if (!own_prefix.empty()) made.add_posting(term(own_prefix, word.folded), position);
    auto const written = lower(text.substr(word.begin, word.end - word.begin));
    for (auto const& stem : stemmer.stems(written, word.folded)) {
      made.add_term(term(stem_prefix, stem));
      if (!own_stem_prefix.empty()) made.add_term(term(own_stem_prefix, stem));
    }
    if (spellings) spellings(written, word.folded);
  }
  position += field_gap;
}

void add_facets(Xapian::Document& made, Document const& document) {
  Packer packer;
  for (auto const& [facet, values] : document.facets) {
    for (auto const& value : std::set(values.begin(), values.end())) {
      made.add_boolean_term(facet_term(facet, value));
      std::string tagged(1, static_cast<char>('A' + static_cast<int>(facet)));
      packer.add(tagged + value);
    }
  }
  made.add_value(facets_slot, packer.packed());
}

}  // namespace

std::string bounded_term(std::string_view prefix, std::string_view text) {
  std::string made{prefix};
  if (text.size() <= longest_term && text.find('\0') == std::string_view::npos)
    return made.append(text);
  constexpr std::size_t hash_size = 64;
  return made.append(text.substr(0, longest_term - hash_size)).append(sha256_hex(text));
}

std::string term(std::string_view prefix, std::string_view word) {
  return std::string{prefix}.append(word);
}

Facet facet_of(std::string_view tagged) {
  return static_cast<Facet>(tagged.front() - 'A');
}

std::string facet_term(Facet facet, std::string_view value) {
  std::string prefix{facet_prefix};
  prefix += static_cast<char>('A' + static_cast<int>(facet));
  return bounded_term(prefix, value);
}

std::string id_term(std::string_view id) {
  return bounded_term(id_prefix, id);
}

std::string joined_words(std::string_view text) {
  std::string joined;
  for (auto const& word : words(text)) {
    if (!joined.empty()) joined += ' ';
    joined += word.folded;
  }
  return joined;
}

void Packer::add(std::string_view text) {
  for (auto size = text.size();; size >>= 7U) {
    bool const last = size < 0x80;
    packed_ += static_cast<char>((size & 0x7FU) | (last ? 0U : 0x80U));
    if (last) break;
  }
  packed_ += text;
}

std::string_view Unpacker::next() {
  std::size_t size = 0;
  for (unsigned shift = 0; !rest_.empty() && shift < 64; shift += 7) {
    auto const byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    size |= static_cast<std::size_t>(byte & 0x7FU) << shift;
    if (byte < 0x80) break;
  }
  auto const text = rest_.substr(0, size);
  rest_.remove_prefix(text.size());
  return text;
}

std::string pack(Document const& document) {
  auto const kinds = document.facets.find(Facet::kind);
  Packer packer;
  packer.add(document.id);
  packer.add(document.path);
  packer.add(document.label);
  packer.add(document.code);
  packer.add(kinds != document.facets.end() && !kinds->second.empty() ? kinds->second.front() : "");
  packer.add(document.body);
  return packer.packed();
}

Stored unpack(std::string_view data) {
  Unpacker parts{data};
  Stored stored;
  for (auto* field :
       {&stored.id, &stored.path, &stored.label, &stored.code, &stored.kind, &stored.body}) {
    *field = parts.next();
  }
  return stored;
}

Xapian::Document to_xapian(
    Document const& document, Stemmer& stemmer,
    std::function<void(std::string_view, std::string_view)> const& spellings) {
  Xapian::Document made;
  Xapian::termpos position = 0;
  add_text(made, document.label, label_prefix, label_stem_prefix, position, stemmer, spellings);
  add_text(made, document.code, code_prefix, {}, position, stemmer, {});
  add_text(made, document.body, {}, {}, position, stemmer, spellings);
  if (auto const key = code_key(document.code); !key.empty())
    made.add_boolean_term(term(code_key_prefix, key));
  made.add_boolean_term(bounded_term(label_start_prefix, joined_words(document.label)));
  made.add_value(order_slot, fold(document.label).substr(0, longest_term));
  add_facets(made, document);
  made.add_boolean_term(id_term(document.id));
  made.set_data(pack(document));
  return made;
}

}  // namespace pacte::search
