#!/usr/bin/env bash
# carry.sh [ROUNDS]: carried sockets beside plainly relayed ones of the same gateway, in turn, and the ratios of the medians: CPU of the gateway for each echoed
# message, bytes on the page's connection, the time from a message to its echo in each way, and memory for each idle socket. The load is our own
# (Wayleave.CarryLoad): an app that echoes, and pages that speak what the page's script speaks.
#
# SLICES (10) is how often plain and carried sockets take turns of 0.4 s in each round, IDLE (2000) the number of idle sockets, COUNT (2000) the messages whose echo is timed, SIZES (64 16384) the bytes of a message.
set -euo pipefail
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
rounds=${1:-5}
slices=${SLICES:-10}
idle=${IDLE:-2000}
count=${COUNT:-2000}
work=$(mktemp -d)
ulimit -n "$(ulimit -Hn)"

./wayleave --version >/dev/null
dotnet publish bench/Wayleave.CarryLoad -c Release -o "$work/load" -v quiet --nologo -p:ArtifactsPath="$PWD/artifacts/bench" --use-current-runtime \
    --self-contained false -p:LocksBeside=true >"$work/publish.log" 2>&1 || { cat "$work/publish.log"; exit 2; }
load() { dotnet "$work/load/Wayleave.CarryLoad.dll" "$@"; }

pids=()
cleanup() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap cleanup EXIT

await() { until (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do sleep 0.1; done }

# start PORT: a fresh gateway, which listens when this returns; its id is in $started. Its admin endpoint is one port further.
start() {
    dotnet artifacts/run/current/wayleave.dll serve --to "http://127.0.0.1:$app" --listen "http://127.0.0.1:$1" --carry script --admin "127.0.0.1:$(($1 + 1))" \
        >/dev/null 2>>"$work/wayleave.log" &
    started=$!
    pids+=("$started")
    await "$1"
}

# held PORT: KiB (PSS) of the gateway behind it once nothing is left to collect.
held() {
    curl -fsS -X POST "http://127.0.0.1:$(($1 + 1))/collect" >/dev/null
    awk '/^Pss:/ { print $2 }' "/proc/$started/smaps_rollup"
}

# idle_memory HOW PORT: KiB for each of $idle sockets of a fresh gateway that have said a little, been acknowledged, and fallen silent.
idle_memory() {
    local before after
    start "$2"
    load idle "$1" "$2" 200 </dev/null >/dev/null
    before=$(held "$2")
    mkfifo "$work/hold"
    load idle "$1" "$2" "$idle" <"$work/hold" >"$work/idle" &
    local page=$!
    exec 4>"$work/hold"
    until grep -q opened "$work/idle"; do sleep 0.2; done
    sleep 2
    after=$(held "$2")
    exec 4>&-
    wait "$page"
    kill "$started"
    wait "$started" || true
    rm "$work/hold"
    awk -v l="$1" -v a="$before" -v b="$after" -v n="$idle" 'BEGIN { printf "idle %s kib=%.2f\n", l, (b - a) / n }'
}

app=19401
dotnet "$work/load/Wayleave.CarryLoad.dll" app "$app" & pids+=($!)
await "$app"
start 19410; gateway=$started

# The first round warms up: code is compiled again as it gets hot.
for ((round = 0; round <= rounds; round++)); do
    out=$work/warm-up
    if ((round > 0)); then out=$work/figures; fi
    for bytes in ${SIZES:-64 16384}; do load load plain,websocket 19410 "$bytes" 100 "$slices" "$gateway" | tee -a "$out"; done
    for how in plain websocket stream sse poll; do load latency "$how" 19410 64 "$count" | tee -a "$out"; done
    for how in plain websocket; do
        if ((round > 0 && idle > 0)); then idle_memory "$how" 19420 | tee -a "$out"; fi
    done
done

# scenario, figure, way → the median; then each way's ratio to, and difference from, that of the plain relay.
awk '
{ for (i = 3; i <= NF; i++) { split($i, part, "="); if (part[1] == "messages") continue
    key = $1 SUBSEP part[1]; keys[key] = 1; hows[$2] = 1; values[$2, key] = values[$2, key] " " part[2] } }
function median(list,   parts, n, i, j, swap) {
  n = split(list, parts, " ")
  for (i = 1; i < n; i++) for (j = i + 1; j <= n; j++) if (parts[j] + 0 < parts[i] + 0) { swap = parts[i]; parts[i] = parts[j]; parts[j] = swap }
  return n % 2 ? parts[(n + 1) / 2] : (parts[n / 2] + parts[n / 2 + 1]) / 2 }
END {
  for (key in keys) { split(key, name, SUBSEP); base = median(values["plain", key])
    for (how in hows) { if (!((how, key) in values)) continue; m = median(values[how, key])
      printf "%-12s %-10s %-10s median=%.2f ratio_to_plain=%.2f beyond_plain=%.2f\n", name[1], name[2], how, m, base ? m / base : 0, m - base } } }
' "$work/figures" | sort
