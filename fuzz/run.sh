#!/usr/bin/env bash
# Runs each fuzz target for a while (a minute), and fails at the first input that breaks one. Needs a nightly toolchain and cargo-fuzz:
# `rustup toolchain install nightly && cargo install cargo-fuzz`.
#
#   SECONDS_EACH  how long each target runs (60)
set -euo pipefail
cd "$(dirname "$0")/.."
for target in $(cargo +nightly fuzz list); do
    corpus=fuzz/corpus/$target
    mkdir -p "$corpus"
    # first inputs that the target can understand
    case $target in
    record_file | defaults) find records tests/formats/articles -name '*.toml' ;;
    load_file) find tests -name '*.jsonl' -o -path 'tests/*' -name '*.xml' ;;
    sidecar) find tests -name '*.xml' ;;
    *) true ;;
    esac | while read -r file; do cp -n "$file" "$corpus/$(echo "$file" | tr / _)"; done
    cargo +nightly fuzz run --sanitizer none "$target" -- -max_total_time="${SECONDS_EACH:-60}" -timeout=20 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1
done
