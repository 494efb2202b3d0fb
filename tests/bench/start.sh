#!/usr/bin/env bash
# Warm start (built, data present) to all healthy, and the idle memory of the .NET processes together, against their limits.
# Ends with 1 if one of them is missed.
# usage: tests/bench/start.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=${1:-5}
start_limit=15 memory_limit=900
host=AppHost/bin/Native/Release/net10.0/Supervision.AppHost.dll
[[ -f $host ]] || {
  echo "error: build first: Orchestrator=Native dotnet build AppHost -c Release" >&2
  exit 1
}

data=$(mktemp -d)
export Native__DataFolder=$data GATEWAY_PORT=${GATEWAY_PORT:-18099}
pid=''
trap 'stop; rm -rf "$data"' EXIT

stop() {
  [[ -n $pid ]] || return 0
  kill -TERM "$pid" 2>/dev/null || true
  wait "$pid" || true
  pid=''
}

# start: prints seconds from launch to all healthy
start() {
  rm -f "$data/ready"
  local begun=$EPOCHREALTIME
  env "Parameters__sample-accounts-file=$data/accounts.json" dotnet $host >"$data/host.log" 2>&1 &
  pid=$!
  until [[ -e $data/ready ]]; do
    kill -0 $pid 2>/dev/null || {
      tail -n 20 "$data/host.log" >&2
      exit 1
    }
    sleep 0.05
  done
  seconds=$(awk -v a="$begun" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.2f", b - a }')
}

# The host and every .NET process it started, as "PROCESS RESIDENT OWN" in KB: OWN counts a page that several processes share once for all of them.
memory() {
  local process
  for process in /proc/[0-9]*; do
    [[ "$(cat "$process/comm" 2>/dev/null)" == dotnet ]] || continue
    if [[ ${process#/proc/} == "$pid" ]] || grep -qz "^SUPERVISION_DATA_FOLDER=$data\$" "$process/environ" 2>/dev/null; then
      printf '%s %s\n' "$(tr '\0' '\n' <"$process/cmdline" | grep -om1 'Supervision\.[A-Za-z]*\.dll')" \
        "$(awk '/^Rss/ { rss = $2 } /^Pss:/ { pss = $2 } END { print rss, pss }' "$process/smaps_rollup")"
    fi
  done
}

# megabytes COLUMN [PATTERN]: the sum of a column of what memory printed, for the processes named by the pattern.
megabytes() { awk -v column="$1" -v pattern="${2:-.}" '$1 ~ pattern { total += $column } END { printf "%d\n", total / 1024 }'; }

# The processes the bar was set for, when the platform had no others.
foundation='AppHost|Identity|ClueTransfers|Notifications|Gateway'

report() {
  sort -n | awk -v name="$1" -v limit="$2" -v unit="$3" '
    { values[NR] = $1 }
    END {
      median = NR % 2 ? values[(NR + 1) / 2] : (values[NR / 2] + values[NR / 2 + 1]) / 2
      printf "%-28s median %7.1f %s (%.1f to %.1f), limit %d %s, ratio %.2f: %s\n",
        name, median, unit, values[1], values[NR], limit, unit, median / limit, median <= limit ? "met" : "MISSED"
      exit median > limit
    }'
}

start # makes the data; not measured
stop
times=() memories=() foundations=()
for ((round = 1; round <= rounds; round++)); do
  start
  times+=("$seconds")
  sleep 10 # until idle
  found=$(memory)
  memories+=("$(megabytes 3 <<<"$found")")
  foundations+=("$(megabytes 2 "$foundation" <<<"$found")")
  stop
done
status=0
printf '%s\n' "${times[@]}" | report 'warm start to all healthy' $start_limit s || status=1
printf '%s\n' "${memories[@]}" | report 'idle, all, shared pages once' $memory_limit MB || status=1
printf '%s\n' "${foundations[@]}" | report 'idle, foundation, resident' $memory_limit MB || status=1
printf 'last round, process by process (resident, own share, MB):\n'
sort <<<"$found" | awk '{ printf "  %-32s %5d %5d\n", $1, $2 / 1024, $3 / 1024 }'
exit $status
