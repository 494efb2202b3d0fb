#!/usr/bin/env bash
# Sets up and runs the platform. See --help.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=.ci/tools.sh
source .ci/tools.sh

usage() {
  cat <<'TEXT'
usage: ./run.sh [--port N] [--fresh] [--demo] [--aspire | --native]

Installs what is missing, builds, and runs the platform until Ctrl-C.

  --port N   the gateway's port; 8080 without it
  --fresh    starts empty: removes all data of earlier runs first
  --demo     drives a clue's way and a district's whole loop, 征题 to 结题, through the gateway and prints each step; starts the platform
             if it is not running, and stops what it started. Ends with "demo: passed" and status 0, or the failing step and another status
  --aspire   runs PostgreSQL and RabbitMQ in containers, with the Aspire dashboard; the default where there is a container engine
  --native   runs the machine's own PostgreSQL and RabbitMQ as private instances under .data; the default elsewhere
TEXT
}

port=8080 fresh=false demo=false host=''
while (($# > 0)); do
  case "$1" in
    --port)
      [[ "${2:-}" =~ ^[0-9]{1,5}$ ]] && ((10#$2 >= 1 && 10#$2 <= 65535)) || fail "--port needs a number from 1 to 65535"
      port=$((10#$2))
      shift
      ;;
    --fresh) fresh=true ;;
    --demo) demo=true ;;
    --aspire) host=Aspire ;;
    --native) host=Native ;;
    -h | --help)
      usage
      exit
      ;;
    *) fail "unknown option $1 (see ./run.sh --help)" ;;
  esac
  shift
done

has_containers() {
  [[ -S /var/run/docker.sock || -S /run/podman/podman.sock || -S "${XDG_RUNTIME_DIR:-/none}/podman/podman.sock" || "$(uname)" == Darwin ]]
}

if [[ -z $host ]]; then host=$(has_containers && echo Aspire || echo Native); fi
export Orchestrator=$host GATEWAY_PORT=$port

build() {
  local locked=()
  # Aspire's packages are outside the lock file.
  if [[ $host == Native ]]; then locked=(--locked-mode); fi
  say "Building ${1%/*}"
  dotnet restore "$1" "${locked[@]}" --disable-build-servers -v q
  dotnet build "$1" -c Release --no-restore --disable-build-servers -v q -nologo -clp:NoSummary
}

# Aspire asks for secrets that have no value; ours are made once and kept, as Native does: those AppHost.cs names, and the two servers' own.
aspire_secrets() {
  local file=.data/aspire-secrets name
  mkdir -p .data
  touch $file
  chmod 600 $file
  for name in postgres-password rabbitmq-password $(sed -nE 's/.*AddParameter\("([^"]+)", secret: true\).*/\1/p' AppHost/AppHost.cs); do
    local parameter="Parameters__$name"
    grep -q "^$parameter=" $file || printf '%s=%s\n' "$parameter" "$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')" >>$file
  done
  mapfile -t secrets <$file
}

announce() {
  until curl -fs -o /dev/null "http://localhost:$port/health"; do sleep 1; done
  printf '\nThe platform is running.\n  Address            http://localhost:%s\n  Sample accounts    .data/accounts.json\n  API documentation  http://localhost:%s/docs\n\n' \
    "$port" "$port"
}

run_aspire() {
  if $fresh; then
    docker volume rm -f supervision-postgres supervision-rabbitmq >/dev/null
    rm -rf .data
  fi
  aspire_secrets
  announce &
  local announcer=$!
  trap 'kill $announcer 2>/dev/null || true' EXIT
  env "${secrets[@]}" dotnet run --project AppHost --no-build -c Release
}

native_host() { Native__Fresh=$fresh exec dotnet AppHost/bin/Native/Release/net10.0/Supervision.AppHost.dll; }

is_running() { [[ -e .data/lock ]] && ! flock -n .data/lock true; }

start_for_demo() {
  mkdir -p .data
  rm -f .data/ready
  log=$(mktemp -t supervision-demo.XXXXXX)
  native_host >"$log" 2>&1 &
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
    $fresh && fail "the platform is running: stop it before starting afresh"
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

need dotnet node
if $demo && [[ $host == Aspire ]]; then fail "--demo needs the native host: add --native"; fi
if [[ $host == Native ]]; then need postgres rabbitmq; fi
if ! { $demo && is_running; }; then build AppHost/AppHost.csproj; fi
if $demo; then
  build tests/Demo/Demo.csproj
  run_demo
elif [[ $host == Aspire ]]; then
  run_aspire
else
  native_host
fi
