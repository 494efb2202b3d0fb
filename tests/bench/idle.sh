#!/usr/bin/env bash
# Processor time of a platform that nobody uses, over a minute, in percent of one core; what is ours (services and AppHost) against its
# limit. Exits with status 1 if the limit is missed.
# usage: tests/bench/idle.sh [MINUTES]     how long to wait after the start; 10 without it
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=platform.sh
source tests/bench/platform.sh

minutes=${1:-10} limit=3 measured=60
start
sleep "$(awk -v minutes="$minutes" 'BEGIN { print minutes * 60 }')"
before=$(processes)
sleep $measured
after=$(processes)
printf '%s minutes after the start, percent of one core over %d s:\n' "$minutes" $measured
# Both columns together, so that what a process used that has ended meanwhile counts as well.
awk -v seconds=$measured -v limit=$limit '
  { sign = FILENAME == ARGV[1] ? -1 : 1; used[$1] += sign * ($2 + $4) }
  sign == 1 { count[$1]++ }
  END {
    for (name in count) {
      percent = 100 * used[name] / seconds
      printf "  %-28s %2d × %6.2f %%\n", name, count[name], percent | "sort"
      all += percent
      if (name ~ /^Supervision/) own += percent
    }
    close("sort")
    printf "all, dashboard and servers too: %.2f %%\n", all
    printf "ours: %.2f %%, limit %g %%, ratio %.2f: %s\n", own, limit, own / limit, own <= limit ? "met" : "MISSED"
    exit own > limit
  }' <(printf '%s\n' "$before") <(printf '%s\n' "$after")
