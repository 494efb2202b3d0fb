# What start.sh and idle.sh share: a built platform on a data folder of its own, and what its processes use. Sourced from the root, not run.

# shellcheck source=../../.ci/tools.sh
source .ci/tools.sh

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

# Every process of the platform as "NAME SECONDS MEGABYTES SECONDS_OF_ENDED_CHILDREN": those with a marker in their environment, and
# PostgreSQL's children, which write over theirs.
processes() {
  local process name marked=() server names='Supervision\.[A-Za-z]+|Aspire\.Dashboard|/dcp |beam\.smp|postgres|epmd'
  for process in /proc/[0-9]*; do
    grep -qzx "SUPERVISION_BENCH=$data" "$process/environ" 2>/dev/null && marked+=("${process#/proc/}")
  done
  server=$(head -n 1 "$data/postgres/cluster/postmaster.pid")
  for process in "${marked[@]}" $(pgrep -P "$server"); do
    [[ $process == "$$" || $process == "$BASHPID" ]] && continue
    name=$(tr '\0' ' ' <"/proc/$process/cmdline" | grep -oE "$names" | head -n 1 | tr -d '/ ') || continue
    [[ $name != Supervision.bench ]] || continue
    awk -v name="$name" -v ticks="$(getconf CLK_TCK)" '
      FILENAME ~ /stat$/ { sub(/^.*\) /, ""); cpu = ($12 + $13) / ticks; ended = ($14 + $15) / ticks }
      /^Pss:/ { pss = $2 / 1024 }
      END { printf "%s %.2f %.1f %.2f\n", name, cpu, pss, ended }' "/proc/$process/stat" "/proc/$process/smaps_rollup" 2>/dev/null || true
  done
}
