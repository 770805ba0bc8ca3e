#!/usr/bin/env bash
# The interface for programs against its own description: requests made from schema/openapi.v1.json, sound and
# unsound, to a record of the demo's story. No fault of the server and no answer that is not described. About a minute;
# takes the Python package schemathesis into .venv.
set -euo pipefail
cd "$(dirname "$0")/.."

install() {
  local sudo=()
  [ "$(id -u)" = 0 ] || sudo=(sudo)
  "${sudo[@]}" apt-get update -qq && "${sudo[@]}" apt-get install -y -qq "$@" >/dev/null
}
[ -x .venv/bin/pip ] || python3 -m venv .venv 2>/dev/null || { install python3-venv && python3 -m venv .venv; }
.venv/bin/pip install -qq --disable-pip-version-check schemathesis==4.32.5
cargo build --quiet --locked --bin onrecord
onrecord=$PWD/${CARGO_TARGET_DIR:-target}/debug/onrecord
made=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$made"' EXIT

# Every reply is taken in: a refusal for their number would hide what comes after it.
printf '[reply]\nper-hour = 100000\n' > "$made/onrecord.toml"
"$onrecord" add demo/record demo/reports --store "$made/store" --policy cleaned
echo "nine boats in the bay" | "$onrecord" admin create mara --store "$made/store" --password-stdin
token=$("$onrecord" admin token mara --label test --scope queue --scope decide --store "$made/store")
port=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
(cd "$made" && exec "$onrecord" serve --store store --bind "127.0.0.1:$port" 2> "$made/log") &
server=$!
address=http://127.0.0.1:$port
.venv/bin/python - "$address" <<'PYTHON'
import sys, time, urllib.request
for _ in range(100):
    try:
        sys.exit(urllib.request.urlopen(sys.argv[1] + "/help").status != 200)
    except OSError:
        time.sleep(0.1)
sys.exit("the server does not answer")
PYTHON

# The second run asks for what is held.
.venv/bin/python - "$address" > "$made/held.toml" <<'PYTHON'
import json, sys, urllib.request
read = lambda path: json.load(urllib.request.urlopen(sys.argv[1] + "/api/v1" + path))
statement = read("/statements/" + read("/search?q=ferry")["statements"][0]["id"])
report = statement["reports"][0]
for operation, id in [
    ("statement", statement["id"]), ("finding", report["id"]), ("person", statement["person"]),
    ("document", report["document"]), ("occasion", statement["occasion"]),
]:
    print(f'[[operations]]\ninclude-operation-id = "{operation}"\nparameters = {{ id = "{id}" }}\n')
PYTHON

checks=not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance
checks=$checks,response_schema_conformance,unsupported_method,ignored_auth
# What schemathesis keeps lies in the folder that goes.
schemathesis() {
  (cd "$made" && "$OLDPWD/.venv/bin/st" --no-color "$@")
}
ask=(run "$address/api/v1/openapi.json" --checks "$checks" --header "Authorization: Bearer $token" --seed 7
  --request-timeout 20)
schemathesis "${ask[@]}" --max-time 40
schemathesis --config-file held.toml "${ask[@]}" --include-tag reading --max-time 15
kill -0 "$server"
grep -i "fault\|panic" "$made/log" && { echo "the server complained" >&2; exit 1; } || true
