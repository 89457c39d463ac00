#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What the compiled rooms show: no variable that changes, and an analysis that asks nobody.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/lint/lib.sh"

cd "$top_builddir" || exit 99
instrumented=$(nm libmf-libc.a 2>/dev/null | grep -cE '__asan_|__tsan_|__gcov_|__sanitizer_|__ubsan_')

if [ "$instrumented" -gt 0 ]; then
	skip 'no variables that change outside functions' 'instrumented objects carry their own'
else
	# mf_buf_empty is the NUL that every empty buffer points to: nobody writes there.  What is made once
	# and then only read is x, with a pthread_once_t x_once beside it.  language and
	# thread_language say what a process and its threads speak (message.c): like errno, no call could
	# carry them along.
	clean 'no variables that change outside functions' "$(
		for archive in libmf-*.a libxapian-c.a; do
			test -f "$archive" || continue
			objdump -t "$archive" | awk -v archive="$archive" '
			/file format/ { object = $1 }
			/ O \.(data|bss|tbss|tdata)[ \t]/ && !/\.rel\.ro/ && $NF !~ /^(mf_buf_empty|(thread_)?language)$/ { found[object " " $NF] }
			END {
				for (name in found)
					if (name !~ /_once$/ && !(name "_once" in found))
						print archive ": " name
			}'
		done)"
fi

# What libmf-analysis.a and what it is built on need from outside.
analysis='libmf-analysis.a libmf-icu.a libmf-serd.a libmf-snowball.a'
wanted=$(for archive in $analysis; do
	test -f $archive && nm -u $archive | awk -v archive=$archive 'NF == 2 { print archive ": " $2 }'
done | sort -u)
unlike 'the analysis opens no file and reads no clock' "$wanted" \
	': (f?open|open64|fopen64|read|mmap|stat|time|clock|clock_gettime|gettimeofday|localtime(_r)?|getenv|rand)$'
unlike 'the analysis needs neither Xapian nor C++' "$wanted" ': (xc_|_Z|__cxa|__gxx)'
done_testing
