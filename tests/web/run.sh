#!/usr/bin/env bash
# The HTML report, its links, and the pages of a record in a browser. Takes Chromium, Node and the npm packages that it lacks.
set -euo pipefail
cd "$(dirname "$0")"

install() {
  local sudo=()
  [ "$(id -u)" = 0 ] || sudo=(sudo)
  "${sudo[@]}" apt-get update -qq && "${sudo[@]}" apt-get install -y -qq "$@" >/dev/null
}

command -v npm >/dev/null || install nodejs npm
CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
if [ -z "$CHROMIUM" ]; then
  install chromium
  CHROMIUM=$(command -v chromium)
fi
if [ ! -d node_modules ] || [ package-lock.json -nt node_modules ]; then
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --silent --no-audit --no-fund
  touch node_modules
fi

root=$(cd ../.. && pwd)
cargo build --quiet --locked --manifest-path "$root/Cargo.toml" --bin onrecord
onrecord=${CARGO_TARGET_DIR:-$root/target}/debug/onrecord
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

check() { "$onrecord" check "$root/demo/reports" --record "$root/demo/record" --exit-zero "$@"; }
check --format json --output "$made/report.json"
node -e '
  const { readFileSync, writeFileSync } = require("node:fs");
  const [from, to] = process.argv.slice(1);
  const { reports } = JSON.parse(readFileSync(from, "utf8"));
  const answered = reports.flatMap((one) => one.findings).find((one) => one.differences.length > 0);
  const reply = (name, party, text) => JSON.stringify({
    finding: answered.id, name, party, text, verified_by: "domain of the office", date: "2026-05-20",
  });
  writeFileSync(to, [
    reply("Office of the Mayor", "representative", "The answer stands as it was given; read it to its end."),
    reply("Salter Courier", "outlet", "We have added the words to the online version."),
  ].join("\n"));
' "$made/report.json" "$made/replies.jsonl"
check --replies "$made/replies.jsonl" --format html --output "$made/report.html"

# The story as a record, with somebody who decides; a machine fills forms in faster than a person.
PASSWORD="nine boats in the bay"
printf '[reply]\nleast-seconds = 0\nper-hour = 1000\n' > "$made/onrecord.toml"
"$onrecord" add "$root/demo/record" "$root/demo/reports" --store "$made/store" --policy cleaned
printf '%s\n' "$PASSWORD" | "$onrecord" admin create mara --store "$made/store" --password-stdin

CHROMIUM=$CHROMIUM ONRECORD=$onrecord REPORT=$made/report.html STORE=$made/store PASSWORD=$PASSWORD node --test
