#!/usr/bin/env bash
# The smallest whole story: a customer, a flight, a delay; the message goes out an hour before the new departure, and
# the call that comes all the same is greeted with the likely reason. Runs in the sandbox: nobody is reached.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
BEFOREHAND_CLOCK=manual bin/beforehand start --sandbox --data "$folder" --port 4179 2>"$folder/log" &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$folder"' EXIT
base=http://127.0.0.1:4179
for _ in $(seq 100); do curl -sf "$base/readyz" >/dev/null && break; sleep 0.3; done

send() { curl -sf -u sandbox: -H 'content-type: application/json' "$base$1" -d "$2" >/dev/null; }
send /v1/clock    '{"now":"2026-03-01T12:00:00Z"}'
send /v1/identify '{"userId":"ashley","messageId":"1","timestamp":"2026-02-01T00:00:00Z","traits":{"firstName":"Ashley","phone":"+15125550123","timezone":"America/Chicago"}}'
send /v1/track    '{"userId":"ashley","messageId":"2","event":"Flight Booked","timestamp":"2026-02-20T00:00:00Z","properties":{"tripId":"T1","flight":"BA101","destinationCity":"Denver","destination":"DEN","departsAt":"2026-03-01T18:05:00Z"}}'
send /v1/track    '{"userId":"ashley","messageId":"3","event":"Flight Delayed","timestamp":"2026-03-01T12:00:00Z","properties":{"tripId":"T1","departsAt":"2026-03-01T18:50:00Z"}}'
send /v1/clock    '{"now":"2026-03-01T17:50:00Z"}'

echo 'The message that went out:'
outbox=$(curl -sf -u sandbox: "$base/v1/sandbox/outbox")
echo "  $outbox"
grep -q '12:50 PM CST, 45 minutes later than first planned' <<<"$outbox"

echo 'The greeting of a call from her number:'
call=$(curl -sf "$base/voice/twiml" -d CallSid=CA1 -d CallStatus=ringing --data-urlencode From=+15125550123 --data-urlencode To=+15125550100)
echo "  $call"
grep -q 'Hello Ashley. I see that we texted you about your flight to Denver this afternoon. Is it about that?' <<<"$call"
