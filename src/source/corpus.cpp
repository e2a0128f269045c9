#include "source/corpus.hpp"

#include <fstream>
#include <sstream>

#include "base/text.hpp"

namespace pacte::source {
namespace {

namespace fs = std::filesystem;

void add_fault(Corpus& corpus, CorpusLimits const& limits, RecordKind const& kind, std::size_t line,
               std::string message) {
  if (corpus.faults.size() < limits.max_faults) {
    corpus.faults.push_back({std::string{info(kind.kind).file}, line, std::move(message)});
  } else if (corpus.faults.size() == limits.max_faults) {
    corpus.faults.push_back(
        {"", 0,
         fmt::format("plus de {} fautes : les suivantes ne sont pas listées", limits.max_faults)});
  }
}

class WholeChecker {
 public:
  WholeChecker(Corpus& corpus, CorpusLimits const& limits) : corpus_{corpus}, limits_{limits} {}

  void run() {
    index_identifiers();
    for (auto const& record : corpus_.records) {
      if (!record.value.is_object()) continue;
      check_citations(record);
      check_references(record);
      if (record.kind->kind == Kind::plan_node) check_place(record);
    }
    check_cycles("parent", "parents");
    check_cycles("part_of", "« part_of »");
  }

 private:
  template <class... A>
  void fault(CorpusRecord const& record, fmt::format_string<A...> text, A&&... arguments) {
    add_fault(corpus_, limits_, *record.kind, record.line,
              fmt::format(text, std::forward<A>(arguments)...));
  }

  void index_identifiers() {
    for (auto const& record : corpus_.records) {
      auto const id = text_or_empty(record.value, "id");
      if (id.empty()) continue;
      auto const [first, added] = by_id_.emplace(id, &record);
      if (!added) {
        fault(record, "l’identifiant « {} » est déjà pris à {}:{} : donnez-en un autre", id,
              info(first->second->kind->kind).file, first->second->line);
      }
    }
  }

  CorpusRecord const* find(std::string const& id) const {
    auto const found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
  }

  void check_citation(CorpusRecord const& record, Json const& source) {
    if (!source.is_object()) return;
    auto const id = text_or_empty(source, "doc");
    if (id.empty()) return;
    auto const* document = find(id);
    if (document == nullptr || document->kind->kind != Kind::document) {
      return fault(record,
                   "le document « {} » n’est pas dans documents.jsonl : corrigez la source ou "
                   "ajoutez le document",
                   id);
    }
    auto const whole = parse_lines(text_or_empty(document->value, "lines"));
    auto const cited = parse_lines(text_or_empty(source, "lines"));
    if (whole && cited && (cited->first < whole->first || cited->last > whole->last)) {
      fault(record, "les lignes {} sortent du document « {} », qui tient aux lignes {}",
            text_or_empty(source, "lines"), id, text_or_empty(document->value, "lines"));
    }
  }

  void check_citations(CorpusRecord const& record) {
    for (char const* list : {"sources", "conflicts"}) {
      auto const found = record.value.find(list);
      if (found == record.value.end() || !found->is_array()) continue;
      for (auto const& source : *found)
        check_citation(record, source);
    }
  }

  void check_reference(CorpusRecord const& record, std::string_view field,
                       std::set<Kind> const& targets, Json const& value) {
    if (!value.is_string()) return;
    auto const& id = value.get_ref<std::string const&>();
    auto const* target = find(id);
    if (target == nullptr) {
      fault(record, "« {} » nomme « {} », qui n’existe pas dans le corpus : corrigez l’identifiant",
            field, id);
    } else if (!targets.empty() && !targets.contains(target->kind->kind)) {
      fault(record, "« {} » nomme « {} », qui est dans {} : ce champ attend autre chose", field, id,
            info(target->kind->kind).file);
    } else if (id == text_or_empty(record.value, "id")) {
      fault(record, "« {} » renvoie l’enregistrement à lui-même", field);
    }
  }

  void check_references(CorpusRecord const& record) {
    for (auto const& field : record.kind->fields) {
      auto const found = record.value.find(field.name);
      if (found == record.value.end()) continue;
      if (field.type == FieldType::reference && field.name != "plan") {
        check_reference(record, field.name, field.targets, *found);
      } else if (field.type == FieldType::references && found->is_array()) {
        for (auto const& item : *found)
          check_reference(record, field.name, field.targets, item);
      }
    }
    if (auto const see = record.value.find("see_also");
        see != record.value.end() && see->is_array()) {
      for (auto const& item : *see)
        check_reference(record, "see_also", {}, item);
    }
  }

  // A node's plan is a root, and its parent is in the same plan.
  void check_place(CorpusRecord const& record) {
    auto const plan = text_or_empty(record.value, "plan");
    auto const parent = text_or_empty(record.value, "parent");
    auto const* root = find(plan);
    if (root == nullptr || root->kind->kind != Kind::plan_node) {
      fault(record, "le plan « {} » n’existe pas : « plan » doit nommer une racine de plans.jsonl",
            plan);
    } else if (!text_or_empty(root->value, "parent").empty()) {
      fault(record,
            "« {} » n’est pas la racine d’un plan : « plan » doit nommer une ligne sans parent",
            plan);
    }
    if (parent.empty()) {
      if (text_or_empty(record.value, "level") != "plan") {
        fault(record, "une ligne sans parent doit être de niveau « plan » : nommez son parent");
      }
      return;
    }
    auto const* above = find(parent);
    if (above != nullptr && text_or_empty(above->value, "plan") != plan) {
      fault(record, "le parent « {} » est dans un autre plan : corrigez « parent » ou « plan »",
            parent);
    }
  }

  // Follows one field upwards from each record; a record met twice on the same way is a cycle.
  void check_cycles(char const* field, std::string_view shown) {
    std::map<std::string, int> way;  // the walk on which an identifier was first met
    int walk = 0;
    for (auto const& record : corpus_.records) {
      ++walk;
      auto id = text_or_empty(record.value, "id");
      while (!id.empty()) {
        auto const [seen, added] = way.emplace(id, walk);
        if (!added) {
          if (seen->second == walk)
            fault(record, "cycle : en remontant les {}, on revient à « {} »", shown, id);
          break;
        }
        auto const* at = find(id);
        id = at == nullptr ? std::string{} : text_or_empty(at->value, field);
      }
    }
  }

  Corpus& corpus_;
  CorpusLimits const& limits_;
  std::unordered_map<std::string, CorpusRecord const*> by_id_;
};

}  // namespace

std::string to_text(Fault const& fault) {
  if (fault.file.empty()) return fault.message;
  if (fault.line == 0) return fmt::format("{}: {}", fault.file, fault.message);
  return fmt::format("{}:{}: {}", fault.file, fault.line, fault.message);
}

void read_lines(std::string_view text, RecordKind const& kind, Corpus& corpus,
                CorpusLimits const& limits) {
  if (text.starts_with("\xEF\xBB\xBF")) {
    add_fault(
        corpus, limits, kind, 1,
        "le fichier commence par une marque d’ordre des octets (BOM) : enregistrez-le sans elle");
    text.remove_prefix(3);
  }
  std::size_t number = 0;
  while (!text.empty()) {
    auto const end = text.find('\n');
    auto const line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    ++number;
    if (trim(line).empty()) {
      add_fault(corpus, limits, kind, number, "ligne vide : retirez-la");
      continue;
    }
    if (line.size() > limits.max_line) {
      add_fault(
          corpus, limits, kind, number,
          fmt::format("ligne de plus de {} octets : raccourcissez ses textes", limits.max_line));
      continue;
    }
    auto parsed = parse_json(line);
    if (!parsed) {
      add_fault(corpus, limits, kind, number, parsed.error());
      continue;
    }
    for (auto& fault : check_record(kind, *parsed))
      add_fault(corpus, limits, kind, number, std::move(fault));
    corpus.records.push_back({&kind, number, std::move(*parsed)});
  }
}

void check_whole(Corpus& corpus, CorpusLimits const& limits) {
  WholeChecker{corpus, limits}.run();
}

Corpus read_corpus(fs::path const& folder, std::vector<RecordKind const*> const& kinds,
                   CorpusLimits const& limits) {
  Corpus corpus;
  std::set<std::string, std::less<>> known;
  for (auto const* kind : kinds) {
    std::string const file{info(kind->kind).file};
    known.insert(file);
    auto const path = folder / file;
    std::error_code error;
    auto const size = fs::file_size(path, error);
    if (error) {
      corpus.faults.push_back(
          {file, 0,
           fmt::format(
               "fichier introuvable ou illisible dans {} : un corpus a un fichier par sorte",
               folder.string())});
      continue;
    }
    if (size > limits.max_file) {
      corpus.faults.push_back(
          {file, 0, fmt::format("fichier de plus de {} Mio", limits.max_file >> 20U)});
      continue;
    }
    std::ifstream input{path, std::ios::binary};
    std::string text(static_cast<std::size_t>(size), '\0');
    if (!input.read(text.data(), static_cast<std::streamsize>(size))) {
      corpus.faults.push_back({file, 0, "lecture impossible : vérifiez les droits du fichier"});
      continue;
    }
    read_lines(text, *kind, corpus, limits);
  }
  std::error_code error;
  for (auto const& entry : fs::directory_iterator{folder, error}) {
    auto const name = entry.path().filename().string();
    if (name.ends_with(".jsonl") && !known.contains(name)) {
      corpus.faults.push_back(
          {name, 0, "sorte inconnue : ce fichier n’est pas de ceux d’un corpus"});
    }
  }
  check_whole(corpus, limits);
  return corpus;
}

}  // namespace pacte::source
