#!/usr/bin/env bash
# Benches against the limits of the engines, on temporary servers of their own. Exits with 1 if a figure misses its limit.
# Usage: tests/bench/run.sh [messaging [ROUNDS [BACKLOG]] | chaos [EVENTS] | gateway [ROUNDS [SECONDS]] | topics [ROUNDS [REQUESTS]]
#   | supervisors [ROUNDS [REQUESTS]] | notifications [ROUNDS] | assessment [ROUNDS] | scorecards [ROUNDS]
#   | lists [all|clues|topics|supervisors|assessment|notifications [ROUNDS [REQUESTS [ROWS]]]]]
set -euo pipefail
cd "$(dirname "$0")"
dotnet build -c Release -v quiet -nologo
[ $# -gt 0 ] || set -- messaging
exec dotnet bin/Release/net10.0/Supervision.Bench.dll "$@" # its status is ours
