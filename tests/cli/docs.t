#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What the documentation says is so: examples run and print what stands below them; --help, man pages and
# completions list the same options; the man pages are clean.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB

### README.md and ARCHITECTURE.md, from the top of the project; scores may differ
for file in README.md ARCHITECTURE.md; do
	sed -E 's/[0-9]+\.[0-9]+/N.N/g' "$top_srcdir/$file" >shown
	(cd "$top_srcdir" && sh build-aux/refresh-examples.sh $file) | sed -E 's/[0-9]+\.[0-9]+/N.N/g' >printed
	ok "the examples of $file print what it shows (else: make docs)" diff -u shown printed
done

links=$(sed -nE 's/.*[^]:]\]\(([^):#]+)\).*/\1/p' "$top_srcdir/README.md" "$top_srcdir/ARCHITECTURE.md")
is 'what they link to is there' "$(cd "$top_srcdir" && for file in $links; do test -e "$file" || echo "$file"; done)" ''

for room in indexer indexer/analysis indexer/store indexer/source search search/query search/engine \
	search/output search/study search/serve wrappers corpus tests; do
	ok "ARCHITECTURE.md tells of $room" grep -qF "\`$room/\`" "$top_srcdir/ARCHITECTURE.md"
done

### Examples of the man pages, which must find something, and of --help, in a folder that has what they name
cp -R "$top_srcdir/corpus/articles" "$HOME/articles"
chmod -R u+w "$HOME/articles"
cp "$HOME/articles/agency.jsonl" archive.jsonl
sed 's/"title":/"headline":/g' archive.jsonl | gzip -c >archive.jsonl.gz # the examples say --field=title=headline
cp "$HOME/articles/kazakhstan/gas-prices.txt" article.txt

# man_examples PAGE: the commands of its examples, unescaped.
man_examples()
{
	sed -nE '/^\.SH EXAMPLES/,$ {
		/^[a-z]/!d
		s/\\\(ti/~/g
		s/\\\(aq/'\''/g
		s/\\\(dq/"/g
		/mufahris-/p
	}' "$1"
}

# examples WHERE FILE [EMPTY]: runs each line of the file; EMPTY: it may find nothing.
examples()
{
	while IFS= read -r command; do
		run timeout 120 sh -c "$command" # one that never ends is a fault too
		test "$status$3" != 1EMPTY || status=0
		is "$1: $command" "$status$err" 0
	done <"$2"
}

unset MUFAHRIS_DB
for program in index search; do
	page=$(ls "$top_srcdir"/*/mufahris-$program.1)
	run mufahris-$program --help
	printf '%s\n' "$out" | sed -n "s/^  \(mufahris-$program .*\)/\1/p" >from-help
	man_examples "$page" >from-page
	ok "mufahris-$program has examples in both places" test -s from-help -a -s from-page
	examples "mufahris-$program(1)" from-page
	examples "mufahris-$program --help" from-help EMPTY
done

### The same options everywhere
for program in index search serve; do
	page=$(find "$top_srcdir/indexer" "$top_srcdir/search" -name mufahris-$program.1)
	names=$(mufahris-$program --print-completion=names | LC_ALL=C sort)
	run mufahris-$program --help
	is "mufahris-$program --help lists every option" \
		"$(printf '%s\n' "$out" | sed -nE 's/^  (-., |    )--([a-z-]+).*/\2/p' | LC_ALL=C sort)" "$names"
	is "mufahris-$program(1) lists every option" \
		"$(sed -nE '/^\.SH OPTIONS/,/^\.SH [^O]/ { /^\\fB\\-/ { s/\\f[A-Z]//g; s/\\-/-/g; p; }; }' "$page" |
			grep -oE -e '--[a-z-]+' | sed 's/^--//' | LC_ALL=C sort -u)" "$names"
	for shell in bash zsh fish; do
		run mufahris-$program --print-completion=$shell
		is "completion for $shell of mufahris-$program offers every option" "$(
			case $shell in
			fish) printf '%s\n' "$out" | sed -nE 's/.* -l ([a-z-]+).*/\1/p' ;;
			bash) printf '%s\n' "$out" | grep -- '--help ' | grep -oE -- '--[a-z-]+' | sed 's/^--//' ;;
			zsh) printf '%s\n' "$out" | sed -nE "s/^[[:space:]]*'\*?--([a-z-]+).*/\1/p" ;;
			esac | LC_ALL=C sort -u)" "$names"
	done
	is "mufahris-$program(1) is of this version" "$(sed -nE 's/^\.TH .* "mufahris ([0-9.]+)".*/\1/p' "$page")" \
		"$(mufahris-$program --version | sed 's/.* //')"
	if command -v man >/dev/null && command -v groff >/dev/null; then
		is "mufahris-$program(1) is clean" "$(man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)" ''
	else
		skip "mufahris-$program(1) is clean" 'no man or no groff here'
	fi
done

### Completions are scripts that their shells accept
for program in index search serve; do
	for shell in bash zsh fish; do
		if command -v $shell >/dev/null; then
			mufahris-$program --print-completion=$shell >completion
			ok "$shell accepts the completion of mufahris-$program" $shell -n completion
		else
			skip "$shell accepts the completion of mufahris-$program" "no $shell here"
		fi
	done
done

done_testing
