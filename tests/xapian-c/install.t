#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# xapian-c as a stranger uses it: installed, found by pkg-config, and nothing of this tree in sight.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

room=$top_srcdir/wrappers/xapian
stage=$work/stage
unset MAKEFLAGS MFLAGS MAKEOVERRIDES MAKELEVEL GNUMAKEFLAGS
run make -C "$top_builddir" install-xapian-c DESTDIR="$stage"
is 'make install-xapian-c' "$status" 0 || diag 'it said:' "$out$err"

pc=$(find "$stage" -name xapian-c.pc)
libdir=$(dirname "$(dirname "$pc")")
PKG_CONFIG_PATH=$(dirname "$pc")
PKG_CONFIG_SYSROOT_DIR=$stage
LD_LIBRARY_PATH=$libdir${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR LD_LIBRARY_PATH
flags=$(pkg-config --cflags --libs xapian-c)
header=$(find "$stage" -name xapian-c.h)
is 'the library is there, shared and static' "$(cd "$libdir" && ls libxapian-c.*)" "$(
	printf '%s\n' libxapian-c.a libxapian-c.so libxapian-c.so.1 "libxapian-c.so.$(pkg-config --modversion xapian-c)")"
is 'so are its manual page and its examples' "$(find "$stage" -name '*.[3c]' | sed 's,.*/,,' | LC_ALL=C sort)" \
	"$(printf '%s\n' index.c search.c spelling.c xapian-c.3)"
is 'and that is all' "$(find "$stage" ! -type d | wc -l)" 10
is 'the header includes nothing but the language' "$(sed -n 's/^#include //p' "$header" | sort)" \
	"$(printf '%s\n' '<stddef.h>' '<stdint.h>')"

### The header in every language that may include it
echo '#include <xapian-c.h>' >include.c
for standard in c99 c11 gnu17; do
	ok "it compiles in $standard" ${CC:-cc} -std=$standard -Wall -Wextra -Wpedantic -Werror -fsyntax-only $flags include.c
done
cp include.c include.cc
for standard in c++11 c++17; do
	ok "it compiles in $standard" ${CXX:-c++} -std=$standard -Wall -Wextra -Wpedantic -Werror -fsyntax-only $flags include.cc
done

### The three examples
# compile PROGRAM SOURCE
compile()
{
	ok "$1 compiles" ${CC:-cc} ${MF_SAN_FLAGS-} -Wall -Wextra -Werror -o "$1" "$2" $flags
}
for example in index search spelling; do
	compile $example "$(find "$stage" -name $example.c)"
done
printf '%s\t%s\t%s\n' a1 fruit 'apple, pear and plum' a2 fruit 'an apple, a cherry, an apple' a3 tool 'a hammer' \
	a4 tool 'a pear to be replaced' >articles.tsv
run sh -c './index db <articles.tsv'
is 'index fills a database' "$status$out$err" 0
run sh -c 'printf "a4\ttool\tan apple peeler\nnonsense\n" | ./index db'
is 'it replaces what is there already, and says what it cannot read' "$status$out$err" \
	'0index: not id, category and text: nonsense'
run ./search db apple pear
is 'search finds, the best first, and counts categories' "$status
$out$err" "0
3 documents
1. a1	fruit	apple, pear and plum
2. a2	fruit	an apple, a cherry, an apple
3. a4	tool	an apple peeler
      2 fruit
      1 tool"
run ./search -c tool db apple pear
is 'search in one category' "$out$err" '1 documents
1. a4	tool	an apple peeler
      1 tool'
run ./spelling db aple hamer apple xyzxyz
is 'spelling says which word was meant' "$out$err" 'aple	0	apple
hamer	0	hammer
apple	3	-
xyzxyz	0	-'
for example in 'search none apple' 'spelling none apple'; do
	run ./$example
	like "an error ends ${example%% *} with a line that says it" "$status $err" "^1 ${example%% *}: .*none"
done

### The program of the manual page
sed -n '/^\.EX/,/^\.EE/p' "$room/xapian-c.3" | sed -e '/^\.E/d' -e 's/\\e/\\/g' -e 's/\\-/-/g' >stranger.c
ok 'the program of the manual page is one of 30 lines at most' test "$(wc -l <stranger.c)" -gt 20 -a "$(wc -l <stranger.c)" -le 30
compile stranger stranger.c
run ./stranger db apple
like 'it searches' "$status$out$err" '^02 [0-9]\.[0-9]{3}$'
is 'and finds three' "$(wc -l <.out)" 3
run ./stranger none apple
like 'its errors come from a C++ exception in another library' "$status $err" '^1 XC_E_NOTFOUND: .*none'
ok 'an index of mufahris is made' mufahris-index -d news "$top_srcdir/corpus/articles/kazakhstan/gas-prices.txt"
run ./stranger news Qgas-prices.txt
like 'it searches that too' "$status$out$err" '^01 '

### The same with the archive
ok 'it links with the archive' ${CC:-cc} ${MF_SAN_FLAGS-} -o static $(pkg-config --cflags xapian-c) stranger.c \
	"$libdir/libxapian-c.a" $(env -u PKG_CONFIG_SYSROOT_DIR pkg-config --libs xapian-core) -lstdc++ -lm
run env -u LD_LIBRARY_PATH ./static db apple
is 'and finds the same' "$status $(wc -l <.out)$err" '0 3'
like 'pkg-config --static names what that needs' "$(pkg-config --static --libs xapian-c)" '-lxapian-c .*-lstdc\+\+.* -lxapian( |$)'

### The lines of README.md
{
	printf '#include <err.h>\n#include <stdio.h>\n#include <xapian-c.h>\nint main(void)\n{\n'
	sed -n '/^```c$/,/^```$/p' "$top_srcdir/README.md" | grep -v '^```'
	printf 'return 0;\n}\n'
} | sed 's/"index"/"db"/; s/"word", 4/"apple", 5/' >lines.c
compile lines lines.c
run ./lines
is 'the lines of README.md search' "$status $(wc -l <.out)$err" '0 3'
done_testing
