#!/usr/bin/env bash
# The main job as curl steps, against a running platform: samples/curl/main-job.sh [ADDRESS] [ACCOUNTS]
set -euo pipefail
base=${1:-http://localhost:8080}
accounts=${2:-.data/accounts.json}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

json() { node -pe "JSON.parse(require('fs').readFileSync(0, 'utf8'))$1"; }
account() { json ".accounts.find(a => a.username === '$1').$2" <"$accounts"; }

# A browser's sign-in: the gateway leads to the sign-in page, the page's form leads back with a session cookie.
sign_in() {
  local jar="$work/$1" page form
  page=$(curl -fsSL -c "$jar" -b "$jar" -w '%{url_effective}' -o "$work/page" "$base/bff/login?returnUrl=/")
  form=$(sed -nE 's/.*name="__RequestVerificationToken"[^>]*value="([^"]+)".*/\1/p' "$work/page" | head -n 1)
  curl -fsSL -c "$jar" -b "$jar" -o /dev/null "$page" --data-urlencode "username=$1" \
    --data-urlencode "password=$(account "$1" password)" --data-urlencode "__RequestVerificationToken=$form"
}

# as USER METHOD PATH [JSON]
as() {
  curl -fsS -b "$work/$1" -H 'X-Supervision-Csrf: 1' -H 'Content-Type: application/json' -X "$2" "$base$3" ${4:+-d "$4"}
}

for user in 330305-cppcc-office 330305-cppcc-office-2 330305-cppcc-secretary 330305-cppcc-chair \
  330305-discipline-intake 330305-discipline-handler 330305-discipline-leader; do
  sign_in "$user"
done

# The office registers a clue, collates it, and submits it to the chain of approval.
id=$(as 330305-cppcc-office POST /api/clues '{
  "title": "社区助餐点补贴资金使用不透明",
  "account": "走访中群众反映，某社区助餐点月度就餐人数与申报补贴人数差距较大，食材采购未公示。",
  "units": [{ "code": null, "name": "示例街道社区服务中心" }], "persons": [],
  "source": "finding", "field": "publicService" }' | json .id)
as 330305-cppcc-office POST "/api/clues/$id/collate" >/dev/null
hash=$(as 330305-cppcc-office POST "/api/clues/$id/submit" | json .contentHash)

# Office head, secretary and chair approve what they have read, named by its hash.
for approver in office-2 secretary chair; do
  as "330305-cppcc-$approver" POST "/api/clues/$id/approve" "{ \"contentHash\": \"$hash\" }" | json .status
done

# The office transfers it under the next letter number; the commission receives it and gives it to a handler.
as 330305-cppcc-office POST "/api/clues/$id/transfer" | json .letterNumber
as 330305-discipline-intake POST "/api/clues/$id/receive" | json .status
handler=$(account 330305-discipline-handler userId)
as 330305-discipline-intake POST "/api/clues/$id/accept" "{ \"handler\": \"$handler\" }" | json .status

# The handler proposes a disposal, the leader approves it.
as 330305-discipline-handler POST "/api/clues/$id/disposal" '{
  "measure": "preliminaryVerification", "grounds": "反映的问题具有可查性。",
  "outcomeSummary": "已初步核实，相关单位已着手整改。" }' >/dev/null
as 330305-discipline-leader POST "/api/clues/$id/disposal/approve" '{}' | json .status

# The office reads the outcome summary, and finds what happened in its inbox.
as 330305-cppcc-office GET "/api/clues/$id" | json .outcomeSummary
as 330305-cppcc-office GET "/api/notifications?limit=3" | json '.items.map(n => n.title).join("\n")'
