# What the two measures share. To source, from bash.
# shellcheck shell=bash

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

say() { printf '%s\n' "$*" >&2; }

need() {
  local name
  for name in "$@"; do
    command -v "$name" >/dev/null || fail "This measure needs $name."
  done
}

# A copy of the program: a build that ends meanwhile does not change what is measured.
take_program() {
  local built=${PACTE_PROGRAM:-$ROOT/build/release/pacte}
  [[ -x "$built" ]] || fail "Pacte is not built: run ./run first, or name the program in PACTE_PROGRAM."
  cp "$built" "$WORK/pacte"
  if [[ -x "$built-site" ]]; then cp "$built-site" "$WORK/pacte-site"; fi
}

load_all() {
  local data=$1
  "$WORK/pacte" import corpus "$ROOT/data/occitanie" --data "$data" >/dev/null
  "$WORK/pacte" import territories "$ROOT/data/territory" --data "$data" >/dev/null
  "$WORK/pacte" search rebuild --data "$data" >/dev/null
}

free_port() {
  node -e 'const s = require("net").createServer(); s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# Waits until an address answers 200, for at most 20 seconds.
wait_for() {
  local url=$1 tries
  for ((tries = 0; tries < 400; ++tries)); do
    if curl -fso /dev/null --max-time 5 "$url"; then return 0; fi
    sleep 0.05
  done
  return 1
}

SERVER=""

# start LOG COMMAND…: only one server runs at a time.
start() {
  local log=$1
  shift
  "$@" >"$log" 2>&1 &
  SERVER=$!
}

stop() {
  [[ -n "$SERVER" ]] || return 0
  kill "$SERVER" 2>/dev/null || true
  wait "$SERVER" 2>/dev/null || true
  SERVER=""
}

# The processor time of the server and of its workers, in clock ticks.
ticks() {
  local pid
  for pid in "$SERVER" $(pgrep -P "$SERVER"); do
    sed 's/.*) //' "/proc/$pid/stat"
  done | awk '{ sum += $12 + $13 } END { print sum }'
}

# Serves the data until the server has nothing left to do: an import leaves work to the first start.
settle() {
  local data=$1 port before=-1 after=0 tries
  port=$(free_port)
  start "$WORK/pacte.log" "$WORK/pacte" serve --data "$data" --port "$port"
  wait_for "http://127.0.0.1:$port/" || fail "Pacte does not answer: $(tail -n 5 "$WORK/pacte.log")"
  for ((tries = 0; tries < 60 && after > before + 1; ++tries)); do
    before=$after
    sleep 2
    after=$(ticks)
  done
  stop
}

median() {
  printf '%s\n' "$@" | sort -g | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf(b > 0 ? "%.2f" : "-", b > 0 ? a / b : 0) }'; }

# The machine, the program and the command, which every result goes with.
conditions() {
  local model commit
  model=$(awk -F': *' '/^model name/ { print $2; exit }' /proc/cpuinfo)
  commit=$(git -C "$ROOT" rev-parse --short HEAD 2>/dev/null || echo unknown)
  if ! git -C "$ROOT" diff --quiet HEAD 2>/dev/null; then commit+=" (with changes)"; fi
  printf '| | |\n| --- | --- |\n'
  printf '| processor | %s, %s cores |\n' "${model:-$(uname -m)}" "$(nproc)"
  printf '| memory | %s MiB |\n' "$(awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo)"
  printf '| kernel | %s |\n' "$(uname -sr)"
  printf '| load average before | %s |\n' "$LOAD_BEFORE"
  printf '| Pacte | %s, commit %s |\n' "$("$WORK/pacte" --version | head -n 1)" "$commit"
  # shellcheck disable=SC2016 # Markdown
  printf '| command | `%s` |\n' "$COMMAND"
  printf '| date | %s |\n' "$(date -u +%Y-%m-%dT%H:%MZ)"
}

# A temporary folder, removed at the end with whatever still runs.
begin() {
  COMMAND=$1
  LOAD_BEFORE=$(cut -d' ' -f1-3 /proc/loadavg)
  WORK=$(mktemp -d)
  trap 'stop; rm -rf "$WORK"' EXIT
  trap 'exit 130' INT TERM
  unset PACTE_DATABASE PACTE_DATA
}

# measure_anew DATA SCRIPT: the script is given the origin of a Pacte that remembers no page.
measure_anew() {
  local data=$1 script=$2 port
  settle "$data"
  printf 'page_memory = 0\n' >"$WORK/anew.toml"
  port=$(free_port)
  start "$WORK/pacte.log" "$WORK/pacte" serve --data "$data" --port "$port" --config "$WORK/anew.toml"
  wait_for "http://127.0.0.1:$port/" || fail "Pacte does not answer: $(tail -n 5 "$WORK/pacte.log")"
  node "$script" "http://127.0.0.1:$port"
  stop
}
