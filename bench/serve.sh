#!/usr/bin/env bash
# serve.sh [ROUNDS]: `wayleave serve` beside YARP (and, with PEERS="nginx haproxy", others), in turn, and the ratios of the medians.
#
# Needs the load tools: a folder with wsload.c, wsecho.c, cpu.sh and compare.sh, and peers.sh for other peers, in WSBENCH. They are
# programs of their own, in C, and know nothing of Wayleave. SECS (5) is the length of each run, IDLE (4000) the number of idle sockets.
set -euo pipefail
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
rounds=${1:-5}
tools=${WSBENCH:?the folder with wsload.c, wsecho.c, cpu.sh and compare.sh}
work=$(mktemp -d)
export WSLOAD=$work/wsload
idle=${IDLE:-4000}
ulimit -n "$(ulimit -Hn)"

gcc -O2 -w -o "$WSLOAD" "$tools/wsload.c"
gcc -O2 -w -o "$work/wsecho" "$tools/wsecho.c"
./wayleave --version >/dev/null
dotnet publish bench/Wayleave.YarpPeer -c Release -o "$work/yarp" -v quiet --nologo -p:ArtifactsPath="$PWD/artifacts/bench" --use-current-runtime \
    --self-contained false -p:LocksBeside=true >"$work/publish.log" 2>&1 || { cat "$work/publish.log"; exit 2; }

pids=()
cleanup() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    for peer in ${PEERS:-}; do PEERS_DIR=$work "$tools/peers.sh" stop "$peer" || true; done
    rm -rf "$work"
}
trap cleanup EXIT

# start LABEL PORT: a fresh process, which listens when this returns; its id is in $started.
start() {
    case $1 in
    wayleave) dotnet artifacts/run/current/wayleave.dll serve --to "http://127.0.0.1:$app" --listen "http://127.0.0.1:$2" --admin off >/dev/null 2>>"$work/wayleave.log" & ;;
    yarp) dotnet "$work/yarp/Wayleave.YarpPeer.dll" "http://127.0.0.1:$2" "http://127.0.0.1:$app" >/dev/null 2>&1 & ;;
    esac
    started=$!
    pids+=("$started")
    until (exec 3<>"/dev/tcp/127.0.0.1/$2") 2>/dev/null; do sleep 0.1; done
}

# idle_memory LABEL PORT: KiB for each of $idle silent sockets of a fresh process. Memory that grew for other reasons would hide them.
idle_memory() {
    local before after
    start "$1" "$2"
    "$WSLOAD" idle "$2" 200 1 >/dev/null
    read -r _ before < <("$tools/cpu.sh" "$started")
    "$WSLOAD" idle "$2" "$idle" 4 >"$work/idle" &
    local load=$!
    until grep -q opened "$work/idle"; do sleep 0.2; done
    sleep 1
    read -r _ after < <("$tools/cpu.sh" "$started")
    wait "$load"
    kill "$started"
    awk -v l="$1" -v a="$before" -v b="$after" -v n="$idle" 'BEGIN { printf "%s idle-fresh KiB_per_conn=%.1f\n", l, (b - a) / n }'
}

app=19001
"$work/wsecho" $app >/dev/null 2>&1 & pids+=($!)
until (exec 3<>/dev/tcp/127.0.0.1/$app) 2>/dev/null; do sleep 0.1; done
start wayleave 19150; wayleave=$started
start yarp 19151; yarp=$started
candidates=("wayleave 19150 $wayleave" "yarp 19151 $yarp")
port=19152
for peer in ${PEERS:-}; do
    candidates+=("$peer $port $(PEERS_DIR=$work "$tools/peers.sh" start "$peer" $app $port)")
    port=$((port + 1))
done

# The first round warms up: the code of both is compiled again as it gets hot.
for ((round = 0; round <= rounds; round++)); do
    for candidate in "${candidates[@]}"; do
        read -r label at pid <<<"$candidate"
        out=$work/warm-up
        if ((round > 0)); then out=$work/figures; fi
        IDLE=1 "$tools/compare.sh" "$at" "$pid" "$label" | grep -v ' idle ' | tee -a "$out"
    done
    for label in wayleave yarp; do
        if ((round > 0)); then idle_memory "$label" 19160 | tee -a "$out"; fi
    done
done

# scenario, figure, label → the median; then each label's ratio to YARP's.
awk '
{ figure = ""; value = ""
  for (i = 3; i <= NF; i++) {
    if ($i ~ /^cpu_us_per_op=/ || $i ~ /^KiB_per_conn=/) { split($i, part, "="); figure = part[1]; value = part[2] } }
  if (figure == "") next
  key = $2 SUBSEP figure; keys[key] = 1; labels[$1] = 1
  values[$1, key] = values[$1, key] " " value }
function median(list,   parts, n, i, j, swap) {
  n = split(list, parts, " ")
  for (i = 1; i < n; i++) for (j = i + 1; j <= n; j++) if (parts[j] + 0 < parts[i] + 0) { swap = parts[i]; parts[i] = parts[j]; parts[j] = swap }
  return n % 2 ? parts[(n + 1) / 2] : (parts[n / 2] + parts[n / 2 + 1]) / 2 }
END {
  for (key in keys) { split(key, name, SUBSEP); base = median(values["yarp", key])
    for (label in labels) { m = median(values[label, key]); printf "%-12s %-14s %-10s median=%.2f ratio_to_yarp=%.2f\n", name[1], name[2], label, m, base ? m / base : 0 } } }
' "$work/figures" | sort
