#!/usr/bin/env bash
# Opens report.html in a real browser, on a telephone, at a desk and on paper, in both languages:
# scripts/browser.sh. Where Chromium or its driver is missing, it is installed first, on Debian, by root or
# with sudo.
set -euo pipefail
cd "$(dirname "$0")/.."

refuse() {
    printf 'no page is opened: %s\n' "$*" >&2
    exit 1
}

# Of the system's Chinese fonts any will do; without one, Chinese pages would be boxes.
has_chinese_font() {
    ! command -v fc-list >/dev/null || [[ -n "$(fc-list :lang=zh-cn family)" ]]
}

wanted=()
command -v chromium >/dev/null || wanted+=(chromium)
command -v chromedriver >/dev/null || wanted+=(chromium-driver)
if [[ ${#wanted[@]} -gt 0 ]] || ! has_chinese_font; then
    wanted+=(fonts-wqy-zenhei)
fi
if [[ ${#wanted[@]} -gt 0 ]]; then
    command -v apt-get >/dev/null || refuse "${wanted[*]} missing, and this is no Debian to install it on"
    as_root=()
    if [[ $(id -u) -ne 0 ]]; then
        command -v sudo >/dev/null ||
            refuse "${wanted[*]} missing; run this as root, or first: apt-get install ${wanted[*]}"
        as_root=(sudo)
    fi
    printf 'installing %s\n' "${wanted[*]}"
    "${as_root[@]}" apt-get update --quiet --quiet
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --quiet --quiet --yes \
        --no-install-recommends "${wanted[@]}" >/dev/null
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

# What is built for it, too, stays below target/.
browser=(--locked --manifest-path tests/browser/Cargo.toml --target-dir target/browser)
cargo fmt --manifest-path tests/browser/Cargo.toml --check
cargo clippy "${browser[@]}" --quiet --all-targets -- --deny warnings
# One after the other: each starts a browser of its own.
SPRINGTIDE_PAGES="$PWD/$pages" cargo test "${browser[@]}" -- --test-threads 1
