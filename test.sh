#!/usr/bin/env bash
# Runs everything that says whether this tree is good: installs what the tests need (Debian's packages, as root or
# with sudo), builds with warnings as errors, checks the formatting, and runs all tests.
# A test that lacks its real part is skipped here, and fails where CI=true.
#
#   ./test.sh         all of it; the commit that passed is written into .last-green
#   ./test.sh fast    builds, and runs the tests that need no packages, processes or browsers and take no long time
#
# A test that failed is run once more, alone. Where it passes then it is flaky, and listed; more than two flaky tests, or one
# that fails twice, fail the run. The last line counts the tests.
set -uo pipefail
cd "$(dirname "$0")"

readonly max_flaky=2

say() { printf '\n== %s\n' "$*"; }

missing_packages() {
    local package
    while read -r package; do
        # Node may come from elsewhere, and then Debian's would conflict with it.
        [ "$package" = nodejs ] && command -v node >/dev/null && continue
        [ "$package" = npm ] && command -v npm >/dev/null && continue
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || echo "$package"
    done < tests/debian-packages.txt
}

install_packages() {
    command -v apt-get >/dev/null || { echo "no apt-get here: tests that need these packages will be skipped"; return; }
    local missing as_root=()
    missing=$(missing_packages)
    [ -n "$missing" ] || { echo "all there"; return; }
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    # shellcheck disable=SC2086 # one word a package
    "${as_root[@]}" apt-get update -qq && \
        DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -qq -y --no-install-recommends $missing
}

# What others wrote and tests run, from npm, as the lock files say; anew only where such a file changed.
install_npm_packages() {
    local lock
    command -v npm >/dev/null || { echo "no npm here: tests that need its packages will be skipped"; return; }
    for lock in tests/*/package-lock.json; do
        if [ -f "${lock%/*}/node_modules/.installed" ] && cmp -s "$lock" "${lock%/*}/node_modules/.installed"; then
            echo "${lock%/*}: all there"
        else
            (cd "${lock%/*}" && npm ci && cp package-lock.json node_modules/.installed) || return
        fi
    done
}

# Reads what the test programs print, and names each test that failed with the program that it is in. A theory's cases are one test.
failed_tests() {
    awk '$1 == "failed" && $NF ~ /\)$/ { name = $2; sub(/\(.*/, "", name); next }
         name != "" && $1 == "from" { print $2, name }
         { name = "" }' "$log" | sort -u
}

# What else failed: a program that ended without saying which test did.
broken_programs() {
    awk '$1 == "failed" && $NF ~ /\)$/ { next }
         $1 == "from" { said[$2] = 1 }
         / failed with / { program[$1] = 1 }
         END { for (p in program) if (!(p in said)) print p }' "$log"
}

# Runs each test that failed once more, alone.
run_again() {
    local program name
    while read -r program name; do
        if dotnet "$program" --filter-method "$name" --no-progress </dev/null; then
            flaky+=("$name")
        else
            broken+=("$name")
        fi
    done < <(failed_tests)
    while read -r program; do
        broken+=("$program, which ended without naming a test")
    done < <(broken_programs)
}

is_fast=false filter=()
if [ "${1:-}" = fast ]; then
    is_fast=true filter=(--filter-not-trait Needs=processes --filter-not-trait Takes=long --ignore-exit-code 8)
    shift
fi

if ! $is_fast; then
    say "packages that the tests need"
    if ! install_packages; then
        echo "could not install them"
        [ "${CI:-}" != true ] || exit 1
    fi
fi

if ! $is_fast; then
    say "npm packages that the tests need"
    if ! install_npm_packages; then
        echo "could not install it"
        [ "${CI:-}" != true ] || exit 1
    fi
fi

say "build"
dotnet build PresenceOfMind.slnx -nologo -v quiet || { echo "the build failed"; exit 1; }

if ! $is_fast; then
    say "formatting"
    # The build has checked the style of the code; this checks its layout, also of what no rule of the build reads.
    dotnet format whitespace PresenceOfMind.slnx --no-restore --verify-no-changes \
        || { echo "run: dotnet format PresenceOfMind.slnx"; exit 1; }
fi

say "tests"
log=$(mktemp)
TESTS_WRITTEN=$(mktemp -d) # where the tests keep what their programs wrote
export TESTS_WRITTEN
trap 'rm -rf "$log" "$TESTS_WRITTEN"' EXIT
dotnet test --solution PresenceOfMind.slnx --no-build --max-parallel-test-modules 2 --no-progress "${filter[@]}" "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

count() { awk -v name="$1:" '$1 == name { n = $2 } END { print n + 0 }' "$log"; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
if [ "$((passed + failed))" = 0 ]; then
    echo "no test ran"
    exit 1
fi

flaky=() broken=()
if [ "$status" != 0 ]; then
    say "tests that failed, once more, each alone"
    run_again
    say "tests that failed"
    [ "${#broken[@]}" = 0 ] || printf 'failed twice: %s\n' "${broken[@]}"
    [ "${#flaky[@]}" = 0 ] || printf 'flaky, passed alone: %s\n' "${flaky[@]}"
    status=1
    if [ "${#broken[@]}" = 0 ] && [ "${#flaky[@]}" -gt 0 ]; then
        if [ "${#flaky[@]}" -le "$max_flaky" ]; then
            passed=$((passed + failed)) failed=0 status=0
        else
            echo "${#flaky[@]} tests are flaky; at most $max_flaky may be"
        fi
    fi
fi

if ! $is_fast; then
    say "secrets in what the tests wrote"
    if ! tests/secrets.sh "$TESTS_WRITTEN" "$log"; then
        echo "secrets stand in what the tests wrote"
        failed=$((failed + 1)) status=1
    fi
fi

if [ "$status" = 0 ] && ! $is_fast && [ $# = 0 ] && [ -z "$(git status --porcelain 2>/dev/null)" ]; then
    git rev-parse HEAD > .last-green 2>/dev/null || rm -f .last-green
fi

[ "$skipped" = 0 ] && echo "$passed passed, $failed failed" || echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
