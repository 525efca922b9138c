#!/usr/bin/env bash
# Labels the moves of a short conversation, offline.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/in.jsonl" <<'LINES'
{"dialogue":"d1","turn":1,"speaker":"customer","text":"my flight tonight says delayed but not till when and i'm really worried"}
{"dialogue":"d1","turn":2,"speaker":"agent","text":"that's a worrying wait"}
{"dialogue":"d1","turn":3,"speaker":"agent","text":"let me pull up the flight so i can tell you exactly what we know"}
{"dialogue":"d1","turn":4,"speaker":"agent","text":"what is your booking reference"}
LINES
bin/beforehand moves --in "$folder/in.jsonl" --out "$folder/out.jsonl"
node -e 'for (const line of require("node:fs").readFileSync(process.argv[1], "utf8").trim().split("\n")) { const { text, move, mood } = JSON.parse(line); console.log((move ?? mood).padEnd(12), text); }' "$folder/out.jsonl" | tee "$folder/table"
for move in acknowledge signpost question; do grep -q "^$move" "$folder/table"; done
