#include "search/index.hpp"

#include <stdexcept>
#include <unordered_set>

#include "base/text.hpp"
#include "search/generations.hpp"
#include "search/lookup.hpp"
#include "search/readers.hpp"
#include "search/schema.hpp"
#include "search/vocabulary.hpp"

namespace pacte::search {
namespace {

constexpr std::size_t last_rank = 10'000;
constexpr std::size_t most_suggestions = 50;
// Each time, the index was replaced or rewritten twice while it was read.
constexpr int attempts = 5;
constexpr auto stamp_key = "stamp";

// Writes documents into one generation, with what they bring to the vocabulary.
class Writer {
 public:
  Writer(std::filesystem::path const& path, int flags) : database_{path.string(), flags} {}

  // In a new generation, an identifier that was not seen yet need not be looked for.
  void add_first(Document const& document) {
    if (!seen_.insert(document.id).second) return replace(document);
    database_.add_document(made(document));
  }

  void replace(Document const& document) {
    forget_words(document.id);
    database_.replace_document(id_term(document.id), made(document));
  }

  void remove(std::string const& id) {
    forget_words(id);
    database_.delete_document(id_term(id));
  }

  void stamp(std::string const& text) { database_.set_metadata(stamp_key, text); }

  void commit() {
    vocabulary_.write(database_);
    database_.commit();
    database_.close();
  }

 private:
  Xapian::Document made(Document const& document) {
    return to_xapian(document, stemmer_, [&](std::string_view lower, std::string_view folded) {
      vocabulary_.count(lower, folded, 1);
    });
  }

  void forget_words(std::string const& id) {
    auto const wanted = id_term(id);
    for (auto post = database_.postlist_begin(wanted); post != database_.postlist_end(wanted);
         ++post) {
      auto const data = database_.get_document(*post).get_data();
      auto const stored = unpack(data);
      forget_words_of(stored.label);
      forget_words_of(stored.body);
    }
  }

  void forget_words_of(std::string_view text) {
    for (auto const& word : words(text)) {
      vocabulary_.count(lower(text.substr(word.begin, word.end - word.begin)), word.folded, -1);
    }
  }

  Xapian::WritableDatabase database_;
  Stemmer stemmer_;
  Vocabulary vocabulary_;
  std::unordered_set<std::string> seen_;
};

// A generation being written: gone with this object unless it became the current one.
class Draft {
 public:
  explicit Draft(std::filesystem::path const& folder)
      : folder_{folder}, name_{next_generation(folder)} {}
  ~Draft() {
    std::error_code ignored;
    if (!name_.empty()) std::filesystem::remove_all(path(), ignored);
  }
  Draft(Draft const&) = delete;
  Draft& operator=(Draft const&) = delete;

  [[nodiscard]] std::filesystem::path path() const { return folder_ / name_; }

  void publish() {
    make_current(folder_, name_);
    remove_others(folder_, name_);
    name_.clear();
  }

 private:
  std::filesystem::path const& folder_;
  std::string name_;
};

// For the log of who called: Xapian's exceptions are not of the standard family.
[[noreturn]] void rethrow(Xapian::Error const& error) {
  throw std::runtime_error(fmt::format("index de recherche : {}", error.get_description()));
}

using Giver = std::function<void(std::function<void(Document const&)> const& add)>;

void write_generation(std::filesystem::path const& folder, Giver const& give_all,
                      std::string const& stamp) {
  try {
    Draft draft{folder};
    Writer writer{draft.path(), Xapian::DB_CREATE};
    give_all([&](Document const& document) { writer.add_first(document); });
    writer.stamp(stamp);
    writer.commit();
    draft.publish();
  } catch (Xapian::Error const& error) {
    rethrow(error);
  }
}

}  // namespace

struct Index::Impl {
  explicit Impl(std::filesystem::path where) : folder{std::move(where)}, readers{folder} {}

  std::filesystem::path folder;
  Readers readers;

  // `missing` when there is no index; nothing when it cannot be read.
  template <class T, class Use> std::optional<T> read(T missing, Use const& use) {
    for (int attempt = 1; attempt <= attempts; ++attempt) {
      try {
        auto reader = readers.take();
        if (!reader) return missing;
        T found = use(*reader);
        readers.give_back(std::move(reader));
        return found;
      } catch (Xapian::DatabaseError const&) {
        continue;
      } catch (Xapian::Error const&) {
        break;
      }
    }
    return std::nullopt;
  }
};

Index::Index(std::filesystem::path folder) : impl_{std::make_unique<Impl>(std::move(folder))} {}
Index::~Index() = default;

Result<Results> Index::find(Query const& query) const {
  if (query.first > last_rank) {
    return fail(ProblemKind::invalid,
                "Cette page de résultats est trop loin : précisez la recherche.");
  }
  auto const typed = read_typed(query.text);
  if (!typed) return std::unexpected(typed.error());
  // Only signs: that is not a wish to see everything.
  if (typed->empty() && !trim(typed->text).empty()) return Results{};
  auto found =
      impl_->read(Results{}, [&](Reader& reader) { return find_in(reader, query, *typed); });
  if (!found) return fail(ProblemKind::unavailable, "La recherche est momentanément indisponible.");
  return *std::move(found);
}

std::vector<Suggestion> Index::suggest(std::string_view typed, std::size_t most) const {
  auto const read = read_typed(typed);
  if (!read) return {};
  auto const complete = [&](Reader& reader) {
    return complete_in(reader, read->text, std::min(most, most_suggestions));
  };
  return impl_->read(std::vector<Suggestion>{}, complete).value_or(std::vector<Suggestion>{});
}

void Index::rebuild(Giver const& give_all, std::string const& stamp) {
  WriterLock const lock{impl_->folder};
  write_generation(impl_->folder, give_all, stamp);
}

std::string Index::stamp() const {
  auto const read = [](Reader& reader) { return reader.database.get_metadata(stamp_key); };
  return impl_->read(std::string{}, read).value_or("");
}

void Index::update(std::vector<Document> const& changed,
                   std::vector<std::string> const& removed_ids) {
  WriterLock const lock{impl_->folder};
  auto const current = current_generation(impl_->folder);
  if (current.empty()) {
    return write_generation(
        impl_->folder, [&](auto const& add) { std::ranges::for_each(changed, add); }, "");
  }
  try {
    Writer writer{impl_->folder / current, Xapian::DB_OPEN};
    for (auto const& id : removed_ids)
      writer.remove(id);
    for (auto const& document : changed)
      writer.replace(document);
    writer.commit();
  } catch (Xapian::Error const& error) {
    rethrow(error);
  }
}

std::size_t Index::size() const {
  auto const count = [](Reader& reader) { return std::size_t{reader.database.get_doccount()}; };
  return impl_->read(std::size_t{0}, count).value_or(0);
}

}  // namespace pacte::search
