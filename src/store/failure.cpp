#include "store/failure.hpp"

#include <spdlog/spdlog.h>

namespace pacte::store {

Problem database_problem(std::exception const& thrown) {
  std::string_view const what = thrown.what();
  auto const says = [&](std::string_view words) {
    return what.find(words) != std::string_view::npos;
  };
  spdlog::error("database: {}", what);
  if (says("locked") || says("lock timeout") || says("connexions")) {
    return {ProblemKind::unavailable,
            "La base de données est occupée par une autre écriture. Rien n’a été changé ; "
            "recommencez dans un instant."};
  }
  if (says("disk is full") || says("No space left") || says("disk I/O error")) {
    return {ProblemKind::unavailable,
            "Il n’y a plus de place sur le disque de la base de données. Rien n’a été changé ; "
            "libérez de la place, "
            "puis recommencez."};
  }
  if (says("readonly") || says("read-only") || says("permission denied")) {
    return {ProblemKind::unavailable,
            "La base de données ne peut pas être écrite : vérifiez les droits sur le fichier et "
            "sur son dossier. "
            "Rien n’a été changé."};
  }
  if (says("interrupted") || says("statement timeout")) {
    return {ProblemKind::unavailable,
            "La requête a dépassé le temps permis et a été arrêtée. Rien n’a été changé."};
  }
  if (says("unable to open") || says("could not connect") || says("connection to server")) {
    return {ProblemKind::unavailable,
            "La base de données est injoignable. Vérifiez son adresse et qu’elle est en marche."};
  }
  return {ProblemKind::unavailable,
          "La base de données a répondu par une erreur imprévue, consignée dans le journal du "
          "serveur. Rien n’a été changé."};
}

}  // namespace pacte::store
