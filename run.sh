#!/usr/bin/env bash
# Sets up and runs the platform. See --help.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=.ci/tools.sh
source .ci/tools.sh

usage() {
  cat <<'TEXT'
usage: ./run.sh [--port N] [--fresh] [--demo]

Installs what is missing, builds, and runs the platform until Ctrl-C. The dashboard's address is printed. PostgreSQL and RabbitMQ run in
containers where there is a container engine, and from the machine's own programs, under .data, elsewhere.

  --port N   the gateway's port; 8080 without it
  --fresh    starts empty: removes all data of earlier runs first
  --demo     drives a clue's way and a district's whole loop, 征题 to 结题, through the gateway and prints each step; starts the platform
             if it is not running, and stops what it started. Ends with "demo: passed" and status 0, or the failing step and another status
TEXT
}

port=8080 fresh=false demo=false
while (($# > 0)); do
  case "$1" in
    --port)
      [[ "${2:-}" =~ ^[0-9]{1,5}$ ]] && ((10#$2 >= 1 && 10#$2 <= 65535)) || fail "--port needs a number from 1 to 65535"
      port=$((10#$2))
      shift
      ;;
    --fresh) fresh=true ;;
    --demo) demo=true ;;
    -h | --help)
      usage
      exit
      ;;
    *) fail "unknown option $1 (see ./run.sh --help)" ;;
  esac
  shift
done

build() {
  say "Building ${1%/*}"
  dotnet restore "$1" --locked-mode --disable-build-servers -v q
  dotnet build "$1" -c Release --no-restore --disable-build-servers -v q -nologo -clp:NoSummary
}

is_running() { [[ -e .data/lock ]] && ! flock -n .data/lock true; }

app_host() {
  cd AppHost
  Fresh=$fresh GATEWAY_PORT=$port exec dotnet bin/Release/net10.0/Supervision.AppHost.dll
}

start_for_demo() {
  rm -f .data/ready
  log=$(mktemp -t supervision-demo.XXXXXX)
  app_host >"$log" 2>&1 &
  platform=$!
  trap 'stop_platform; exit 130' INT TERM
  say "Starting the platform (log: $log)"
  while [[ ! -e .data/ready ]]; do
    if ! kill -0 $platform 2>/dev/null; then
      tail -n 20 "$log" >&2
      exit 1
    fi
    sleep 0.2
  done
}

stop_platform() {
  [[ -n $platform ]] || return 0
  kill -TERM "$platform" 2>/dev/null || true
  wait "$platform" || true
  platform=''
}

run_demo() {
  platform='' log=''
  if is_running; then
    until [[ -e .data/ready ]]; do
      is_running || fail "the platform that was starting has ended"
      sleep 0.2
    done
  else
    start_for_demo
  fi
  local status=0
  dotnet tests/Demo/bin/Release/net10.0/Supervision.Demo.dll --address "$(head -n 1 .data/ready)" --accounts .data/accounts.json || status=$?
  stop_platform
  if ((status == 0)) && [[ -n $log ]]; then rm -f "$log"; fi
  exit $status
}

if $fresh && is_running; then fail "the platform is running: stop it before starting afresh"; fi
need dotnet node
has_containers || need postgres rabbitmq
if ! is_running; then
  build AppHost/AppHost.csproj
  compile_ahead Release
fi
if $demo; then
  build tests/Demo/Demo.csproj
  run_demo
fi
app_host
