#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# autogen.sh - from a fresh checkout to a ./configure script.
#
#   ./autogen.sh           bootstrap only; then ./configure && make
#   ./autogen.sh --demo    install what is missing (Debian), build, index the corpus, search it
#   ./autogen.sh --check   the same set-up, then every test, sanitizers and distcheck
set -e
cd "$(dirname "$0")"

case "${1-}" in
--demo | --check)
	exec sh build-aux/on-debian.sh "${1#--}" ;;
'') ;;
*)
	echo "autogen.sh: unknown option '$1' (accepted: --demo, --check, or none)" >&2
	exit 2 ;;
esac

for tool in autoreconf automake pkg-config; do
	command -v $tool >/dev/null && continue
	echo "autogen.sh: $tool is missing: apt-get install autoconf automake pkg-config" >&2
	exit 2
done
autoreconf -fi
echo "Now: ./configure && make"
