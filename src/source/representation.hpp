// A record as the API gives it: the fields of the corpus, its sources with their addresses, who
// mentions it, and where else it is.
#pragma once

#include "source/model.hpp"
#include "source/schema.hpp"
#include "store/session.hpp"

namespace pacte::source {

/// Name of the schema of a kind in the description of the API: "Instrument".
std::string schema_name(Kind kind);
/// {"$ref": "#/components/schemas/Instrument"}
Json schema_ref(Kind kind);

/// JSON Schema of a representation: to be put in the components under `schema_name`.
Json representation_schema(RecordKind const& kind);

/// Schemas that representations refer to: Source, Conflict, Mention, Links.
Json shared_schemas();

/// {"items": […], "next": …} of representations of this kind.
Json list_schema(Kind kind);

/// {"self", "html"}: paths.
Json links_json(Kind kind, std::string const& id);

/// `record` with "sources" completed and "_links"; for lists.
Json representation(RecordKind const& kind, Json record, std::span<Citation const> citations);
/// The same with "mentioned_by"; for one record.
Json whole_representation(store::Session& session, RecordKind const& kind, Json record);

}  // namespace pacte::source
