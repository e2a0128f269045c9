#include "base/text.hpp"
#include "source/catalogue_pages.hpp"
#include "source/marks.hpp"
#include "source/parts.hpp"
#include "source/record_store.hpp"
#include "source/store.hpp"
#include "web/page.hpp"

namespace pacte::source {
namespace {

using web::Locale;
using web::Request;
using web::Response;
using web::tr;
using web::View;

constexpr std::size_t longest_description = 160;

std::vector<Citation> at(std::vector<Citation> const& sources, Json const& positions) {
  std::vector<Citation> found;
  for (auto const& position : positions) {
    auto const index = position.get<std::size_t>();
    if (index < sources.size()) found.push_back(sources[index]);
  }
  return found;
}

bool is_list(Field const& field) {
  return field.type == FieldType::texts || field.type == FieldType::terms;
}

// What is beside the record: other records, under one title.
struct Related {
  std::string title;
  std::vector<Summary> records;
  bool kinds = false;  // whether each one says its kind
};

class ItemPage {
 public:
  ItemPage(CatalogueContext const& context, store::Session& session, Request const& request,
           Json const& record, Provenance const& known)
      : catalogue_{context.catalogue},
        sections_{context.services.sections},
        kind_{*context.catalogue.kind},
        session_{session},
        request_{request},
        locale_{request.locale},
        record_{record},
        known_{known},
        id_{text_or_empty(record, "id")},
        label_{text_or_empty(record, "label")} {}

  Response run() {
    web::Document document{"source/catalogue_item.html", locale_};
    auto& view = document.root();
    fill_head(view);
    fill_facts(view);
    for (auto const* field : fields()) {
      if (is_list(*field)) fill_list(view, *field);
    }
    if (!known_.conflicts.empty()) {
      auto conflicting = view.section("CONFLICTING");
      fill_conflicts(conflicting, locale_, kind_, record_, known_);
    }
    if (catalogue_.extra) catalogue_.extra(session_, view, request_, record_);
    for (auto const& section : sections_) {
      if (section.page) section.page(session_, request_, id_, view);
    }
    fill_related(view);
    fill_provenance(view, request_, kind_, id_, label_, known_);
    auto const title = tr(locale_, catalogue_.title);
    auto const lede = text_or_empty(record_, catalogue_.lede.c_str());
    return web::render(request_,
                       {.title = label_,
                        .description = shorten(lede.empty() ? label_ : lede, longest_description),
                        .crumbs = {{title, std::string{info(kind_.kind).page}}, {label_, ""}},
                        .section = catalogue_.section,
                        .json = api_path(kind_.kind, id_)},
                       document);
  }

 private:
  [[nodiscard]] std::vector<Field const*> fields() const {
    std::vector<Field const*> ordered;
    for (auto const& name : catalogue_.fields) {
      if (auto const* field = field_named(kind_, name)) ordered.push_back(field);
    }
    if (!ordered.empty()) return ordered;
    for (auto const& field : kind_.fields)
      ordered.push_back(&field);
    return ordered;
  }

  void fill_head(View& view) const {
    view.set("MARK", catalogue_.badge_class)
        .set("BADGE", badge_text(locale_, catalogue_, record_))
        .set("LABEL", label_);
    view.set_optional("ALIASES", fmt::format("{}", fmt::join(known_.aliases, " ; ")));
    view.set_optional("LEDE", text_or_empty(record_, catalogue_.lede.c_str()));
    fill_status(view, locale_, catalogue_, record_);
  }

  // The fields of one value, each with what the documents say or that they do not.
  void fill_facts(View& view) {
    std::vector<Field const*> shown;
    for (auto const* field : fields()) {
      bool const list = is_list(*field) || field->type == FieldType::references;
      if (!list && !field->label.empty() && record_.contains(field->name)) shown.push_back(field);
    }
    if (shown.empty()) return;
    auto facts = view.section("FACTS");
    for (auto const* field : shown) {
      auto fact = facts.section("FACT");
      fact.set("NAME", field_label(locale_, kind_, field->name));
      fill_fact(fact, *field, record_[field->name]);
    }
    fill_source_list(facts, locale_, known_.sources);
    sources_shown_ = true;
  }

  void fill_fact(View& fact, Field const& field, Json const& value) {
    if (value.is_null()) {
      fact.show("NONE");
      return;
    }
    if (field.type == FieldType::reference) {
      if (auto const target = summary(session_, value.get<std::string>())) {
        fact.section("LINK")
            .set("URL", page_url(locale_, target->kind, target->id))
            .set("LABEL", target->label);
        return;
      }
    }
    fact.section("TEXT").set("VALUE", value_text(locale_, kind_, field.name, value));
  }

  void fill_list(View& view, Field const& field) {
    auto const found = record_.find(field.name);
    if (found == record_.end() || !found->is_array() || found->empty()) return;
    auto list = view.section("LIST");
    list.set("TITLE", field_label(locale_, kind_, field.name))
        .set("COUNT", static_cast<std::int64_t>(found->size()));
    auto const* positions = positions_of(field);
    bool const ordered =
        std::ranges::find(catalogue_.ordered, field.name) != catalogue_.ordered.end();
    if (ordered) {
      fill_steps(list, *found, positions);
    } else if (positions != nullptr) {
      fill_groups(list, *found, *positions);
    } else {
      auto group = list.section("GROUP");
      auto bullets = group.section("BULLETS");
      for (auto const& item : *found)
        bullets.section("ITEM").set("TEXT", plain(field, item));
      fill_sources_once(group);
    }
  }

  [[nodiscard]] std::string plain(Field const& field, Json const& item) const {
    return value_text(locale_, kind_, field.name, item);
  }

  // For each item, the positions of its sources; null where the corpus does not say.
  [[nodiscard]] Json const* positions_of(Field const& field) const {
    if (!known_.item_sources.is_object()) return nullptr;
    auto const found = known_.item_sources.find(field.name);
    bool const usable = found != known_.item_sources.end() && found->is_array() &&
                        found->size() == record_[field.name].size();
    return usable ? &*found : nullptr;
  }

  // Without a source of its own, a list stands where the record does: said once at the top.
  void fill_sources_once(View& group) {
    if (sources_shown_) return;
    fill_source_list(group, locale_, known_.sources);
    sources_shown_ = true;
  }

  // Items that the same documents state stand together, beside these documents.
  void fill_groups(View& list, Json const& items, Json const& positions) const {
    struct Group {
      Json where;
      std::vector<std::string> texts;
    };
    std::vector<Group> groups;
    for (std::size_t i = 0; i < items.size(); ++i) {
      auto found = std::ranges::find(groups, positions[i], &Group::where);
      if (found == groups.end()) {
        groups.emplace_back();
        found = std::prev(groups.end());
        found->where = positions[i];
      }
      found->texts.push_back(items[i].get<std::string>());
    }
    for (auto const& same : groups) {
      auto group = list.section("GROUP");
      auto bullets = group.section("BULLETS");
      for (auto const& text : same.texts)
        bullets.section("ITEM").set("TEXT", text);
      fill_source_list(group, locale_, at(known_.sources, same.where));
    }
  }

  // Steps keep their order: where they come from different documents, each one names its own.
  void fill_steps(View& list, Json const& items, Json const* positions) {
    auto group = list.section("GROUP");
    auto steps = group.section("STEPS");
    bool const alike =
        positions == nullptr ||
        std::ranges::all_of(*positions, [&](Json const& one) { return one == positions->front(); });
    for (std::size_t i = 0; i < items.size(); ++i) {
      auto step = steps.section("ITEM");
      step.set("TEXT", items[i].get<std::string>());
      if (!alike) fill_refs(step, locale_, at(known_.sources, (*positions)[i]));
    }
    if (positions == nullptr) {
      fill_sources_once(group);
    } else if (alike) {
      fill_source_list(group, locale_, at(known_.sources, positions->front()));
    }
  }

  // The figures about the record are shown by their own room, through its section.
  [[nodiscard]] std::vector<Related> related() const {
    std::vector<Related> all;
    for (auto const& field : kind_.fields) {
      if (field.type != FieldType::references) continue;
      all.push_back(
          {field_label(locale_, kind_, field.name), references(session_, id_, field.name), false});
    }
    Related strands{tr(locale_, "Volets"), {}, false};
    Related near{tr(locale_, "Voir aussi"), references(session_, id_, "see_also"), true};
    Related naming{tr(locale_, "Nommé par"), {}, true};
    std::set<std::string> seen;
    for (auto const& record : near.records)
      seen.insert(record.id);
    for (auto const& [field, record] : mentions(session_, id_)) {
      if (field == "part_of" && record.kind == kind_.kind) {
        strands.records.push_back(record);
      } else if (field != "about" && seen.insert(record.id).second) {
        (field == "see_also" ? near : naming).records.push_back(record);
      }
    }
    all.insert(all.begin(), std::move(strands));
    for (auto* one : {&near, &naming})
      all.push_back(std::move(*one));
    std::erase_if(all, [](Related const& one) { return one.records.empty(); });
    return all;
  }

  // What the rooms of the records say beside their labels.
  [[nodiscard]] std::map<std::string, std::string> annotations(
      std::vector<std::string> const& ids) const {
    std::map<std::string, std::string> details;
    if (ids.empty()) return details;
    for (auto const& section : sections_) {
      if (section.annotate) details.merge(section.annotate(session_, locale_, ids));
    }
    return details;
  }

  void fill_related(View& view) const {
    auto const all = related();
    std::vector<std::string> ids;
    for (auto const& one : all) {
      for (auto const& record : one.records)
        ids.push_back(record.id);
    }
    auto const details = annotations(ids);
    for (auto const& one : all) {
      auto section = view.section("RELATED");
      section.set("TITLE", one.title).set("COUNT", static_cast<std::int64_t>(one.records.size()));
      for (auto const& record : one.records) {
        auto item = section.section("ITEM");
        item.set("URL", page_url(locale_, record.kind, record.id)).set("LABEL", record.label);
        if (auto const detail = details.find(record.id); detail != details.end()) {
          item.set_optional("DETAIL", detail->second);
        }
        if (!one.kinds) continue;
        item.section("KIND")
            .set("MARK", mark_class(record.kind))
            .set("NAME", tr(locale_, info(record.kind).one));
      }
    }
  }

  Catalogue const& catalogue_;
  std::vector<RecordSection> const& sections_;
  RecordKind const& kind_;
  store::Session& session_;
  Request const& request_;
  Locale locale_;
  Json const& record_;
  Provenance const& known_;
  std::string id_;
  std::string label_;
  bool sources_shown_ = false;
};

}  // namespace

Response catalogue_item_page(CatalogueContext const& context, Request const& request) {
  auto const& id = request.capture("id");
  auto reading = context.services.database.read();
  auto const& kind = *context.catalogue.kind;
  auto const record = read_record(reading, kind, id);
  auto const known = record ? provenance(reading, id) : std::nullopt;
  if (!known) {
    return web::error_page(request, 404,
                           tr(request.locale, "Aucune fiche de cette liste n’a cette adresse."));
  }
  return ItemPage{context, reading.session(), request, *record, *known}.run();
}

}  // namespace pacte::source
