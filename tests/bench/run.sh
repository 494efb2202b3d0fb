#!/usr/bin/env bash
# Benches against the limits of the engines, on servers of their own that are started and removed.
# Usage: tests/bench/run.sh [messaging [ROUNDS [BACKLOG]] | gateway [ROUNDS [SECONDS]] | topics [ROUNDS [REQUESTS]] | supervisors [ROUNDS [REQUESTS]]
#   | notifications [ROUNDS] | assessment [ROUNDS] | scorecards [ROUNDS]]
set -euo pipefail
cd "$(dirname "$0")"
dotnet build -c Release -v quiet -nologo
[ $# -gt 0 ] || set -- messaging
exec dotnet bin/Release/net10.0/Supervision.Bench.dll "$@"
