# shellcheck shell=bash
# What the commands of Pacte have in common. To be read by `source`.

# say FRENCH ENGLISH: a message in the language of PACTE_LANG (French by default).
say() {
  if [[ "${PACTE_LANG:-fr}" == en* ]]; then
    printf '%s\n' "${2:-$1}"
  else
    printf '%s\n' "$1"
  fi
}

fail() {
  say "$@" >&2
  exit 1
}

# install_node_modules served|all: what browsers are given, or the checking modules too. npm ci
# deletes and remakes node_modules: only when the versions changed.
install_node_modules() {
  local mark=node_modules/.pacte-versions wanted installed="" options=()
  wanted=$(sha256sum package-lock.json | cut -d' ' -f1)
  if [[ -f "$mark" ]]; then installed=$(<"$mark"); fi
  if [[ "$installed" == "$wanted all" || "$installed" == "$wanted $1" ]]; then return; fi
  if [[ "$1" == served ]]; then options=(--omit=dev); fi
  say "Installation des modules npm…" "Installing the npm modules…"
  npm ci "${options[@]}" --ignore-scripts --no-audit --no-fund --no-progress --loglevel=error </dev/null
  printf '%s %s\n' "$wanted" "$1" >"$mark"
}

# A compilation takes nearly a gigabyte per job: no more of them than the memory bears.
job_count() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1000000) }' /proc/meminfo)
  if ((memory < 1)); then memory=1; fi
  echo $((cores < memory ? cores : memory))
}

# Reads the output of ninja and shows its progress only; all of it goes to the file $1.
show_progress() {
  local log=$1 line finished total percent last=-10
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$log"
    if [[ "$line" =~ ^\[([0-9]+)/([0-9]+)\] && "$line" != *globbed* ]]; then
      finished=${BASH_REMATCH[1]} total=${BASH_REMATCH[2]}
      percent=$((finished * 100 / total))
      if [[ -t 1 ]]; then
        printf '\r  %3d %% (%d/%d)' "$percent" "$finished" "$total"
      elif ((percent >= last + 10)); then
        printf '  %d %%\n' "$percent"
        last=$((percent - percent % 10))
      fi
    fi
  done
  if [[ -t 1 ]]; then printf '\r\033[K'; fi
}

# configure PRESET LOG: finds the libraries that are there now.
configure() {
  mkdir -p "$(dirname "$2")"
  cmake --preset "$1" >"$2" 2>&1 || build_failed "$2"
}

# build PRESET LOG [TARGET…]: configures if needed, then builds.
build() {
  local preset=$1 log=$2
  shift 2
  if [[ ! -f "build/$preset/build.ninja" || CMakePresets.json -nt "build/$preset/build.ninja" ]]; then
    configure "$preset" "$log"
  fi
  local target=()
  if (($# > 0)); then target=(--target "$@"); fi
  cmake --build "build/$preset" --parallel "$(job_count)" "${target[@]}" 2>&1 |
    show_progress "$log" || build_failed "$log"
}

build_failed() {
  local log=$1
  tail -n 60 "$log" >&2
  fail "La construction a échoué ; le journal entier est dans $log." \
    "The build failed; the whole log is in $log."
}
