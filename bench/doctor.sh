#!/usr/bin/env bash
# How long a base run of the doctor takes: at a healthy far end, through a chain of two stand-ins, and at a hop that never
# answers. The three take turns. What counts is the time beyond what the run is asked to wait.
set -eu
cd "$(dirname "$0")/.."
runs=${1:-5}
hold=${2:-5}      # seconds, as the default
timeout=5         # seconds, the default
./wayleave --version >/dev/null

dir=$(mktemp -d)
pids=()
stop() { kill "${pids[@]}" 2>/dev/null || true; rm -rf "$dir"; }
trap stop EXIT
start() { # NAME ARGUMENTS…: starts one of ours and sets $address when it listens
    local name=$1; shift
    ./wayleave "$@" >"$dir/$name" 2>&1 & pids+=($!)
    until address=$(grep -oE 'http://[0-9.]+:[0-9]+' "$dir/$name" 2>/dev/null | head -n 1) && [ -n "$address" ]; do sleep 0.1; done
}
start echo echo --listen 127.0.0.1:0; echo=$address
start chain lab cloudfront,nginx --to "$echo"; chain=$address
start silent lab proxy:blackhole --to "$echo"; silent=$address

now() { local t=$EPOCHREALTIME; echo $(( ${t%.*} * 1000000 + 10#${t#*.} )); }
declare -A times
measure() { # NAME URL WAITED
    local begin end
    begin=$(now); ./wayleave doctor "ws${2#http}/ws" --hold "${hold}s" >/dev/null 2>&1 || true; end=$(now)
    times[$1]+="$(( (end - begin) / 1000 - $3 * 1000 )) "
}
for (( i = 0; i < runs; i++ )); do
    measure "healthy, beyond the hold" "$echo" "$hold"
    measure "two hops, beyond the hold" "$chain" "$hold"
    measure "silent, beyond timeout and hold" "$silent" $(( timeout + hold ))
done
printf '%-34s %8s %8s %8s  (ms, %s runs, hold %s s, timeout %s s)\n' run min median max "$runs" "$hold" "$timeout"
for name in "healthy, beyond the hold" "two hops, beyond the hold" "silent, beyond timeout and hold"; do
    # shellcheck disable=SC2086 # the times are words
    printf '%s\n' ${times[$name]} | sort -n | awk -v n="$name" '{ t[NR] = $1 } END { printf "%-34s %8d %8d %8d\n", n, t[1], t[int((NR + 1) / 2)], t[NR] }'
done
