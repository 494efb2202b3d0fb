#!/usr/bin/env bash
# Writes the databases of a platform on which the demonstration has run, so that later versions can be tested to upgrade them:
#   PGHOST=… PGPORT=… PGUSER=… PGPASSWORD=… tests/EndToEnd/Upgrade/dump.sh
# Leaves out what is secret (accounts keep their ids and get new passwords), what is sealed with the platform's own key, and what only
# matters for days.
set -euo pipefail
cd "$(dirname "$0")"

dump() { # dump DATABASE NAME [OPTION...]
  pg_dump --no-owner --no-privileges --inserts --rows-per-insert=500 --exclude-table-data='inbox_2*' --exclude-table-data=idempotent_requests \
    --exclude-table-data=sealed_cases "${@:3}" "$1" | grep -vE '^\\(un)?restrict ' | gzip -9n >"$2.sql.gz"
}

for service in clues topics supervisors assessment notifications; do dump ${service}db ${service}db; done
dump gatewaydb gatewaydb --exclude-table-data=data_protection_keys --exclude-table-data=sessions --exclude-table-data=used_logout_tokens

dropdb --if-exists without_secrets
createdb without_secrets
pg_dump --no-owner --no-privileges --exclude-table-data='*_keys' --exclude-table-data='client_*' --exclude-table-data='*session*' \
  --exclude-table-data=logout_deliveries --exclude-table-data=sign_in_failures identitydb | psql -qd without_secrets >/dev/null
psql -qd without_secrets -c 'update users set password_hash = null, security_stamp = null, concurrency_stamp = null'
dump without_secrets identitydb
dropdb without_secrets
