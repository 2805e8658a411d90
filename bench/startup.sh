#!/usr/bin/env bash
# Wall time of a whole process, in milliseconds: min, median, max. The commands take turns, so that a busy machine hits all alike.
set -eu
cd "$(dirname "$0")/.."
runs=${1:-15}
./wayleave --version >/dev/null   # builds, if anything changed

now() { local t=$EPOCHREALTIME; echo $(( ${t%.*} * 1000000 + 10#${t#*.} )); }
declare -A times
measure() { # NAME COMMAND…
    local name=$1 begin end; shift
    begin=$(now); "$@" >/dev/null; end=$(now)
    times[$name]+="$(( (end - begin) / 100 )) "
}
for (( i = 0; i < runs; i++ )); do
    measure "./wayleave --version" ./wayleave --version
    measure "dotnet --version" dotnet --version
    measure "bash -c :" bash -c :
done
printf '%-24s %8s %8s %8s  (ms, %s runs)\n' command min median max "$runs"
for name in "./wayleave --version" "dotnet --version" "bash -c :"; do
    # shellcheck disable=SC2086 # the times are words
    printf '%s\n' ${times[$name]} | sort -n | awk -v n="$name" '{ t[NR] = $1 / 10 } END { printf "%-24s %8.1f %8.1f %8.1f\n", n, t[1], t[int((NR + 1) / 2)], t[NR] }'
done
