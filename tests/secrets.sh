#!/usr/bin/env bash
# Looks for secrets in what a run of the tests wrote: outputs, errors and arguments of the programs that the tests started, the data
# that these kept, and what the test programs printed.
#
#   tests/secrets.sh PATH...   files and folders; prints each place and ends with 1 where there is one
#
# The passwords and client secrets of the tests, and by their form API keys, cookies and the page's tokens (both of ASP.NET Core's data
# protection), and JSON Web Tokens.
set -euo pipefail

readonly passwords='correct horse battery|Wet-Paper-Bridge|the secret of the (page|robot)'
readonly tokens='pom_[0-9a-f]{72}|CfDJ8[A-Za-z0-9_-]{32,}|eyJ[A-Za-z0-9_-]{16,}\.eyJ[A-Za-z0-9_-]{16,}\.'

[ "$#" -gt 0 ] || { echo "usage: tests/secrets.sh PATH..." >&2; exit 2; }
for path in "$@"; do
    [ -e "$path" ] || { echo "tests/secrets.sh: there is no $path" >&2; exit 2; }
done

if found=$(grep -rEnao -m 5 "$passwords|$tokens" "$@"); then
    echo "$found" | head -n 40
    exit 1
fi

echo "none in $(find "$@" -type f | wc -l) files"
