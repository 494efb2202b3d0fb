#!/usr/bin/env bash
# Warm start (built, data present) to all healthy with the dashboard, the processor time it takes, and idle memory, against their limits. Shared
# pages count once. Exits with status 1 if a limit is missed.
# usage: tests/bench/start.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=../../.ci/tools.sh
source .ci/tools.sh

rounds=${1:-5}
start_limit=15 own_limit=900 all_limit=1500 dashboard_limit=250
host=$PWD/AppHost/bin/Release/net10.0/Supervision.AppHost.dll
[[ -f $host ]] || fail "build first: dotnet build AppHost -c Release"
compile_ahead Release

data=$(mktemp -d)
export DataFolder=$data GATEWAY_PORT=${GATEWAY_PORT:-18099} SUPERVISION_BENCH=$data
pid=''
trap 'stop; rm -rf "$data"' EXIT

stop() {
  [[ -n $pid ]] || return 0
  kill -TERM "$pid" 2>/dev/null || true
  wait "$pid" || true
  pid=''
}

# start: seconds from launch to all healthy
start() {
  rm -f "$data/ready"
  local begun=$EPOCHREALTIME
  (cd AppHost && exec dotnet "$host") >"$data/host.log" 2>&1 &
  pid=$!
  until [[ -s $data/ready ]]; do
    kill -0 $pid 2>/dev/null || {
      tail -n 20 "$data/host.log" >&2
      exit 1
    }
    sleep 0.05
  done
  seconds=$(awk -v a="$begun" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.2f", b - a }')
}

# Every process of the platform, found by a marker in its environment, as "NAME SECONDS MEGABYTES".
processes() {
  local process name
  for process in /proc/[0-9]*; do
    grep -qzx "SUPERVISION_BENCH=$data" "$process/environ" 2>/dev/null || continue
    [[ ${process#/proc/} == "$$" || ${process#/proc/} == "$BASHPID" ]] && continue
    name=$(tr '\0' ' ' <"$process/cmdline" | grep -oE 'Supervision\.[A-Za-z]+|Aspire\.Dashboard|/dcp |beam\.smp|postgres|epmd' | head -n 1 | tr -d '/ ') || continue
    [[ -n $name && $name != Supervision.bench ]] || continue
    awk -v name="$name" -v ticks="$(getconf CLK_TCK)" '
      FILENAME ~ /stat$/ { sub(/^.*\) /, ""); cpu = ($12 + $13) / ticks }
      /^Pss:/ { pss = $2 / 1024 }
      END { printf "%s %.2f %.1f\n", name, cpu, pss }' "$process/stat" "$process/smaps_rollup" 2>/dev/null || true
  done
}

# total COLUMN [PATTERN]
total() { awk -v column="$1" -v pattern="${2:-.}" '$1 ~ pattern { sum += $column } END { printf "%.1f\n", sum }'; }

missed=0
# report NAME LIMIT UNIT <values: the median against its limit; without a limit only the figure
report() {
  sort -n | awk -v name="$1" -v limit="$2" -v unit="$3" '
    { values[NR] = $1 }
    END {
      median = NR % 2 ? values[(NR + 1) / 2] : (values[NR / 2] + values[NR / 2 + 1]) / 2
      printf "%-40s median %7.1f %s (%.1f to %.1f)", name, median, unit, values[1], values[NR]
      if (limit == "") { print ""; exit }
      printf ", limit %d %s, ratio %.2f: %s\n", limit, unit, median / limit, median <= limit ? "met" : "MISSED"
      exit median > limit
    }' || missed=1
}

start # makes the data; not measured
stop
times=() cpus=() owns=() alls=() dashboards=()
for ((round = 1; round <= rounds; round++)); do
  start
  times+=("$seconds")
  cpus+=("$(processes | total 2)")
  sleep 10 # until idle
  found=$(processes)
  owns+=("$(total 3 '^Supervision' <<<"$found")")
  alls+=("$(total 3 <<<"$found")")
  dashboards+=("$(total 3 Dashboard <<<"$found")")
  stop
done
printf '%s\n' "${times[@]}" | report 'warm start to all healthy' $start_limit s
printf '%s\n' "${cpus[@]}" | report 'processor time of a start' '' s
printf '%s\n' "${owns[@]}" | report 'idle, services and AppHost' $own_limit MB
printf '%s\n' "${alls[@]}" | report 'idle, all, dashboard and servers too' $all_limit MB
printf '%s\n' "${dashboards[@]}" | report 'idle, the dashboard' $dashboard_limit MB
printf 'last round, process by process (processor s, own share MB):\n'
awk '{ n[$1]++; cpu[$1] += $2; mb[$1] += $3 } END { for (name in n) printf "  %-28s %2d × %7.1f s %6.0f MB\n", name, n[name], cpu[name], mb[name] }' <<<"$found" | sort
exit $missed
