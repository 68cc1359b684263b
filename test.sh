#!/usr/bin/env bash
# Runs everything that says whether this tree is good: installs what the tests need (Debian's packages, as root or
# with sudo), builds with warnings as errors, checks the formatting, and runs all tests.
# The last line counts them. A test that lacks its real part is skipped here, and fails where CI=true.
set -uo pipefail
cd "$(dirname "$0")"

say() { printf '\n== %s\n' "$*"; }

missing_packages() {
    local package
    while read -r package; do
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
    "${as_root[@]}" apt-get update -qq && DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -qq -y --no-install-recommends $missing
}

say "packages that the tests need"
if ! install_packages; then
    echo "could not install them"
    [ "${CI:-}" != true ] || exit 1
fi

say "build"
dotnet build PresenceOfMind.slnx -nologo -v quiet || { echo "the build failed"; exit 1; }

say "formatting"
dotnet format PresenceOfMind.slnx --no-restore --verify-no-changes || { echo "run: dotnet format PresenceOfMind.slnx"; exit 1; }

say "tests"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test --solution PresenceOfMind.slnx --no-build --max-parallel-test-modules 2 --no-progress "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

count() { awk -v name="$1:" '$1 == name { n = $2 } END { print n + 0 }' "$log"; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
if [ "$((passed + failed))" = 0 ]; then
    echo "no test ran"
    exit 1
fi
[ "$skipped" = 0 ] && echo "$passed passed, $failed failed" || echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
