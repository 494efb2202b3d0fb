#!/usr/bin/env bash
# Warm start (built, data present) to all healthy, and the idle memory of the .NET processes together, against their limits.
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

# MB of resident memory of the host and every .NET process it started
memory() {
  local process total=0
  for process in /proc/[0-9]*; do
    [[ "$(cat "$process/comm" 2>/dev/null)" == dotnet ]] || continue
    if [[ ${process#/proc/} == "$pid" ]] || grep -qz "^SUPERVISION_DATA_FOLDER=$data\$" "$process/environ" 2>/dev/null; then
      total=$((total + $(awk '/^VmRSS/ { print $2 }' "$process/status")))
    fi
  done
  echo $((total / 1024))
}

report() {
  sort -n | awk -v name="$1" -v limit="$2" -v unit="$3" '
    { values[NR] = $1 }
    END {
      median = NR % 2 ? values[(NR + 1) / 2] : (values[NR / 2] + values[NR / 2 + 1]) / 2
      printf "%-28s median %7.1f %s (%.1f to %.1f), limit %d %s, ratio %.2f: %s\n",
        name, median, unit, values[1], values[NR], limit, unit, median / limit, median <= limit ? "met" : "MISSED"
    }'
}

start # makes the data; not measured
stop
times=() memories=()
for ((round = 1; round <= rounds; round++)); do
  start
  times+=("$seconds")
  sleep 10 # until idle
  memories+=("$(memory)")
  stop
done
printf '%s\n' "${times[@]}" | report 'warm start to all healthy' $start_limit s
printf '%s\n' "${memories[@]}" | report 'idle memory, .NET processes' $memory_limit MB
