#!/usr/bin/env bash
# Scores conversations exported in six forms, then practises one with a simulated customer, offline.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
bin/beforehand score examples/transcripts --html "$folder/scores.html"
test -s "$folder/scores.html"
printf '%s\n' 'Hello, this is Dana at Hawk Air. How can I help you today?' \
  "That's worrying so close to your trip. Let me find your booking first, so that I can tell you what we know. What is the booking reference?" |
  bin/beforehand coach --scenario 1 --seed 1
