#!/usr/bin/env bash
# Opens report.html in a real browser, on a telephone, at a desk and on paper, in both languages:
# scripts/browser.sh. Installs Chromium and its driver where they are missing and the user is root on Debian.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v chromium >/dev/null || ! command -v chromedriver >/dev/null; then
    if [[ $(id -u) -ne 0 ]] || ! command -v apt-get >/dev/null; then
        printf 'chromium or chromedriver is missing: install the packages chromium and chromium-driver\n' >&2
        exit 1
    fi
    apt-get update --quiet --quiet
    # The font is for Chinese, where a machine has none.
    DEBIAN_FRONTEND=noninteractive apt-get install --quiet --quiet --yes --no-install-recommends \
        chromium chromium-driver fonts-wqy-zenhei >/dev/null
fi

pages=target/pages
rm -rf "$pages"
mkdir -p "$pages"
cargo build --locked --release --quiet
for language in en zh; do
    out="$pages/run-$language"
    target/release/springtide run scenarios/07-special-days.toml --quiet --replications 20 \
        --lang "$language" --out "$out" >/dev/null
    cp "$out/report.html" "$pages/run-$language.html"
    out="$pages/compare-$language"
    target/release/springtide compare scenarios/10-plans.toml --quiet --replications 20 \
        --lang "$language" --out "$out" >/dev/null
    cp "$out/report.html" "$pages/compare-$language.html"
done

# The browser's profile and its like are left nowhere.
SPRINGTIDE_PAGES="$PWD/$pages" cargo test --locked --manifest-path tests/browser/Cargo.toml \
    --target-dir target/browser -- --test-threads 1
