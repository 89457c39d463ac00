#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# count-tests.sh STATUS TRS-FILE... - the last line of `make check`: how many tests passed and failed.
# STATUS is how the test run ended.  A run that failed without a failed test (it did not compile, or
# a program was not started) counts as one failure, so that the line never looks better than the run.
status=$1
shift
cat "$@" /dev/null 2>/dev/null | awk -v status="$status" '
/^:test-result: (PASS|XFAIL)/ { passed++ }
/^:test-result: (FAIL|XPASS|ERROR)/ { failed++ }
/^:test-result: SKIP/ { skipped++ }
END {
	if (status != 0 && !failed)
		failed = 1
	printf "%d passed, %d failed%s\n", passed, failed, skipped ? ", " skipped " skipped" : ""
	exit failed != 0
}'
