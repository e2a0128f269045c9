# shellcheck shell=bash
# Ce que les commandes de Pacte ont en commun. À lire par `source`.

# dire FRANÇAIS ANGLAIS : un message, dans la langue de PACTE_LANG (français par défaut).
dire() {
  if [[ "${PACTE_LANG:-fr}" == en* ]]; then
    printf '%s\n' "${2:-$1}"
  else
    printf '%s\n' "$1"
  fi
}

echouer() {
  dire "$@" >&2
  exit 1
}

# Une compilation demande près d'un gigaoctet par tâche : ne pas en lancer plus
# que la mémoire n'en porte.
nombre_de_taches() {
  local coeurs memoire
  coeurs=$(nproc)
  memoire=$(awk '/^MemAvailable:/ { print int($2 / 1000000) }' /proc/meminfo)
  if ((memoire < 1)); then memoire=1; fi
  echo $((coeurs < memoire ? coeurs : memoire))
}

# Lit la sortie de ninja et n'en montre que l'avancement ; le reste va au fichier $1.
montrer_avancement() {
  local journal=$1 ligne fait tout pourcent dernier=-10
  while IFS= read -r ligne; do
    printf '%s\n' "$ligne" >>"$journal"
    if [[ "$ligne" =~ ^\[([0-9]+)/([0-9]+)\] && "$ligne" != *globbed* ]]; then
      fait=${BASH_REMATCH[1]} tout=${BASH_REMATCH[2]}
      pourcent=$((fait * 100 / tout))
      if [[ -t 1 ]]; then
        printf '\r  %3d %% (%d/%d)' "$pourcent" "$fait" "$tout"
      elif ((pourcent >= dernier + 10)); then
        printf '  %d %%\n' "$pourcent"
        dernier=$((pourcent - pourcent % 10))
      fi
    fi
  done
  if [[ -t 1 ]]; then printf '\r\033[K'; fi
}

# construire PRÉRÉGLAGE JOURNAL [CIBLE…] : configure s'il le faut, puis construit.
construire() {
  local preset=$1 journal=$2
  shift 2
  mkdir -p "$(dirname "$journal")"
  : >"$journal"
  if [[ ! -f "build/$preset/build.ninja" || CMakePresets.json -nt "build/$preset/build.ninja" ]]; then
    cmake --preset "$preset" >>"$journal" 2>&1 || echec_construction "$journal"
  fi
  local cible=()
  if (($# > 0)); then cible=(--target "$@"); fi
  cmake --build "build/$preset" --parallel "$(nombre_de_taches)" "${cible[@]}" 2>&1 |
    montrer_avancement "$journal" || echec_construction "$journal"
}

echec_construction() {
  local journal=$1
  tail -n 60 "$journal" >&2
  echouer "La construction a échoué ; le journal entier est dans $journal." \
    "The build failed; the whole log is in $journal."
}
