#!/usr/bin/env bash
# Sets up and tests everything. The last line is "N passed, N failed"; the status is 0 only if nothing failed.
set -uo pipefail
cd "$(dirname "$0")"
# shellcheck source=.ci/tools.sh
source .ci/tools.sh

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# The line all else is read by, whatever happened before it.
finish() {
  say "$1 passed, $2 failed"
  (($2 == 0))
  exit
}

step() {
  say "== $1"
  shift
  "$@" || finish 0 1
}

# One compiler for all projects, which takes half the time of one each, and ends with the build.
build() {
  local status=0
  dotnet build platform.sln -c Release --no-restore -p:UseSharedCompilation=true -nodeReuse:false -v q -nologo || status=$?
  dotnet build-server shutdown --vbcscompiler >/dev/null
  return $status
}

# run PROJECT: one test program; a program that crashes, or that has no tests, counts as a failure.
run() {
  local name=$1 log="$results/$1.log" total failed skipped idle passed=0
  local program="tests/$name/bin/Release/net10.0/Supervision.$name"
  local begun=$SECONDS status=0
  timeout -k 10 900 "$program" -noColor >"$log" 2>&1 || status=$?
  read -r total failed skipped idle < <(
    sed -nE 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+), Not Run: ([0-9]+).*/\1 \2 \3 \4 \5/p' "$log" |
      tail -n 1 | awk '{ print $1, $2 + $3, $4, $5 }'
  ) || true
  if [[ -z ${total:-} ]]; then
    failed=1
  else
    passed=$((total - failed - skipped - idle))
    if ((failed == 0 && (passed == 0 || status != 0))); then failed=1; fi
  fi
  say "$passed $failed" >"$results/$name.count"
  if ((failed > 0)); then cat "$log"; fi
  say "$name: $passed passed, $failed failed, ${skipped:-0} skipped, status $status, $((SECONDS - begun)) s"
}

(need dotnet node postgres rabbitmq chromium cjk_fonts wrk) || finish 0 1
step 'restore' dotnet restore platform.sln --locked-mode --disable-build-servers -v q
step 'build, warnings are errors' build
step 'compile ahead' compile_ahead Release
step 'format' dotnet format platform.sln --verify-no-changes --no-restore

say '== tests'
# The longest first, so that none of them is left to run alone.
for project in tests/{EndToEnd,ClueTransfers.Tests,Topics.Tests,Supervisors.Tests,Assessment.Tests,Identity.Tests}/*.csproj \
  $(ls tests/*/*.csproj | grep -v -e EndToEnd -e ClueTransfers.Tests -e Topics.Tests -e Supervisors.Tests -e Assessment.Tests -e Identity.Tests); do
  grep -q 'Include="xunit.v3"' "$project" || continue
  while (($(jobs -rp | wc -l) >= 2)); do wait -n; done
  run "$(basename "$(dirname "$project")")" &
done
wait
read -r passed failed < <(cat "$results"/*.count | awk '{ passed += $1; failed += $2 } END { print passed + 0, failed + 0 }')
if ((passed == 0 && failed == 0)); then failed=1; fi
finish "$passed" "$failed"
