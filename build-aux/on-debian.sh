#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# on-debian.sh demo|check - what `./autogen.sh --demo` and `--check` do on a fresh Debian machine: install
# the packages that are missing, bootstrap, configure and build in place, then show or test.
# Exit status: 0 done, 1 something failed, 2 the set-up is not possible here (a line says why).
set -e
cd "$(dirname "$0")/.."
mode=$1
jobs=$(nproc 2>/dev/null || echo 2)

say()
{
	printf '\n== %s\n' "$*"
}

stop()
{
	echo "autogen.sh: $*" >&2
	exit 2
}

### Packages.  Libraries are those that configure.ac asks for: one list, not two.
packages()
{
	printf '%s\n' autoconf automake pkg-config make gcc g++ xz-utils
	sed -nE 's/^MF_(NEED|WANT)_[A-Z]*\(.*\[([a-z0-9.+-]+)\]\)$/\2/p' configure.ac
}

missing_packages()
{
	for package in $(packages); do
		case $(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null) in
		ii*) ;;
		*) printf '%s ' "$package" ;;
		esac
	done
}

install_packages()
{
	if ! command -v dpkg-query >/dev/null; then
		for tool in autoreconf automake pkg-config make cc c++; do
			command -v $tool >/dev/null && continue
			stop "$tool is missing and this is not Debian: install what Debian calls" \
				"$(packages | tr '\n' ' ')and run this again"
		done
		return 0 # configure names the libraries that are missing
	fi
	missing=$(missing_packages)
	test -n "$missing" || return 0
	say "Installing $missing"
	as_root=
	if [ "$(id -u)" != 0 ]; then
		command -v sudo >/dev/null || stop "neither root nor sudo; as root: apt-get install $missing"
		as_root='sudo'
	fi
	command -v apt-get >/dev/null || stop "no apt-get here; install these packages and run this again: $missing"
	$as_root apt-get update -q || echo "autogen.sh: apt-get update failed, trying with the lists at hand" >&2
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing ||
		stop "installing failed; once it is possible: apt-get install $missing"
}

### Steps of the check: each adds to the two counts
passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# step NAME COMMAND...: one pass or one failure.
step()
{
	say "$1"
	name=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $name"
		return 1
	fi
}

# tests NAME FOLDER: runs `make check` there and adds the counts of its last line.
tests()
{
	say "$1"
	(cd "$2" && make -j"$jobs" check VERBOSE=1) 2>&1 | tee "$log"
	set -- "$1" $(sed -nE 's/^([0-9]+) passed, ([0-9]+) failed.*/\1 \2/p' "$log" | tail -n 1)
	passed=$((passed + ${2:-0}))
	failed=$((failed + ${3:-1}))
}

sanitizer_build()
{
	rm -rf build-asan && mkdir build-asan &&
		make -s distdir distdir=build-asan/source &&
		(cd build-asan && source/configure -q --enable-asan --enable-ubsan CFLAGS='-O1 -g' CXXFLAGS='-O1 -g' &&
			make -j"$jobs")
}

check()
{
	if step 'Configure and build, warnings are errors' build --enable-werror; then
		tests 'Unit, golden, command-line and lint tests, fuzz seeds' .
		# libxapian's own Database::check() frees an object by another size than it was made with
		export ASAN_OPTIONS="new_delete_type_mismatch=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}"
		export LSAN_OPTIONS="suppressions=$PWD/build-aux/lsan.supp:print_suppressions=0"
		if step 'Build with AddressSanitizer and UndefinedBehaviorSanitizer' sanitizer_build; then
			tests 'The same tests under the sanitizers' build-asan
		fi
		step 'Distribution: build, test, install and remove from a tarball' make -j"$jobs" distcheck || true
	fi
	echo
	echo "$passed passed, $failed failed"
	test $failed = 0
}

build()
{
	./configure -q "$@" && make -j"$jobs"
}

install_packages
say 'Bootstrapping'
./autogen.sh
case $mode in
demo)
	say 'Building'
	build || stop 'the build failed; its messages are above'
	make -s demo
	;;
check)
	check
	;;
esac
