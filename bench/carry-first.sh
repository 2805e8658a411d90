#!/usr/bin/env bash
# carry-first.sh [RUNS]: how long a page in Chromium waits for the first message on a carried socket, and on its next one: behind a hop that passes all, one that
# never answers handshakes, and one that holds streams back besides. Medians and the worst. Needs Node.js, Chromium (CHROMIUM) and, in artifacts/npm, the packages
# ws and playwright-core (`./test` puts them there).
set -euo pipefail
cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
export RUNS=${1:-5} NODE_PATH=${WAYLEAVE_NODE_MODULES:-$PWD/artifacts/npm/node_modules}
./wayleave --version >/dev/null
dotnet artifacts/run/current/wayleave.dll serve --to http://127.0.0.1:19430 --listen http://127.0.0.1:19431 --carry script --admin off >/dev/null 2>&1 &
trap 'kill $!' EXIT
until (exec 3<>/dev/tcp/127.0.0.1/19431) 2>/dev/null; do sleep 0.1; done
node bench/carry/first.js 19431 19430 | tee /dev/stderr | awk '
{ split($4, one, "="); split($5, next_, "="); first[$2] = first[$2] " " one[2]; later[$2] = later[$2] " " next_[2]; way[$2] = $3 }
function sorted(list, parts,   n, i, j, swap) {
  n = split(list, parts, " ")
  for (i = 1; i < n; i++) for (j = i + 1; j <= n; j++) if (parts[j] + 0 < parts[i] + 0) { swap = parts[i]; parts[i] = parts[j]; parts[j] = swap }
  return n }
END {
  for (kind in first) {
    n = sorted(first[kind], a); sorted(later[kind], b)
    printf "%-8s %-22s first median=%d worst=%d   next median=%d worst=%d\n", kind, way[kind], a[int((n + 1) / 2)], a[n], b[int((n + 1) / 2)], b[n] } }
' | sort
