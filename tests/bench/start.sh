#!/usr/bin/env bash
# Warm start (built, data present) to all healthy with the dashboard, the processor time it takes, and idle memory, against their limits. Shared
# pages count once. Exits with status 1 if a limit is missed.
# usage: tests/bench/start.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=platform.sh
source tests/bench/platform.sh

rounds=${1:-5}
start_limit=15 own_limit=900 all_limit=1500 dashboard_limit=250

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
