#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# mufahris-search on a terminal: nothing that a document, a file name or a query says steers it.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
MUFAHRIS_PAGER=cat
export MUFAHRIS_DB MUFAHRIS_PAGER

# hostile WORD: sequences that terminals act on, the word between them.
hostile()
{
	# CSI, OSC 0, 8 and 52, DCS, APC, PM, SOS, C1 in UTF-8 and as a lone byte, \r, \b, bell, DEL
	printf 'قبل \033[2J%s\033[31m \033]0;pwned\007 \033]8;;http://x\033\\ \033]52;c;cHduZWQ=\007' "$1"
	printf '\033Pq#0\033\\ \033_x\033\\ \033^x\033\\ \033Xx\033\\ \302\2332J \302\235 \233 \b\b\r\007\177\v\f'
	# overrides, embeddings, isolates without their ends, marks, line and paragraph separators, tags
	printf ' \342\200\256RLO \342\200\255LRO \342\200\252\342\200\253 \342\201\246\342\201\247\342\201\250'
	printf ' \342\200\216\342\200\217\330\234 \342\200\250 \342\200\251 \363\240\201\201 بعد'
}

mkdir docs
name=$(printf 'docs/evil\033[31m\302\233\342\200\256\rname\b.txt')
{
	printf 'Title: '
	hostile مفهرس | tr -d '\r\n\v\f'
	printf '\nSource: '
	hostile مصدر | tr -d '\r\n\v\f'
	printf '\nAuthor: '
	hostile كاتب | tr -d '\r\n\v\f'
	printf '\nUrl: http://example.org/\033[31m\nDate: 2022-01-06\n\n'
	hostile مفهرس
	printf '\n'
	hostile ثان
	printf '\n'
} >"$name"
mufahris-index docs >"$work/.index" 2>&1
[ $? -le 1 ] || { cat "$work/.index"; exit 99; }

command -v script >/dev/null || { skip 'terminal safety' 'no script(1)'; done_testing; exit 0; }

# on_terminal COMMAND: its output on a pseudo-terminal, in $work/pty; $size is the terminal's.
on_terminal()
{
	cat >"$work/.command" <<EOF
stty rows ${rows:-40} cols ${cols:-80} 2>/dev/null
$1
EOF
	script -qec "sh '$work/.command'" "$work/.typescript" </dev/null >/dev/null 2>&1
	# script's own first and last line, the terminal's \r before \n and that of csv
	sed -e '1{/^Script started/d;}' -e '/^Script done/d' -e 's/\r*$//' "$work/.typescript" >"$work/pty"
}

# What must not be there: C0 but newline and tab, DEL, C1, bidi controls.  Colour and the isolates that the
# program itself writes, each on its own line, are taken out first where they are whole.
bad_bytes()
{
	sed -E -e 's/\x1b\[(0|1;31|35)m//g' "$work/pty" >"$work/uncoloured"
	LC_ALL=C grep -anoP '.{0,9}([\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|(?<![\xc2-\xf4\x80-\xbf])[\x80-\xbf])' "$work/uncoloured"
	LC_ALL=C grep -anoP '\xe2\x80[\xaa-\xae\xa8\xa9\x8f]|\xd8\x9c|\xf3\xa0\x81' "$work/uncoloured"
	awk '{
		n = gsub(/\342\201\247|\342\201\250|\342\201\246/, "")
		if (n != gsub(/\342\201\251/, ""))
			print "isolates that do not match, line " NR
	}' "$work/uncoloured"
}

safe()
{
	on_terminal "$2"
	is "$1: no control reaches the terminal" "$(bad_bytes | od -An -c | head -5)" ''
	ok "$1: and there is something" [ -s "$work/pty" ]
}
for format in text json jsonl csv html kwic trec; do
	safe "--format=$format" "mufahris-search --format=$format --explain --facets مفهرس"
done
safe '--snippet=0' "mufahris-search --snippet=0 مفهرس"
safe '--bidi=visual' "mufahris-search --bidi=visual مفهرس"
safe '--color=never' "mufahris-search --color=never مفهرس"
for format in text json jsonl csv; do
	for study in --freq=stems --ngrams=2 '--collocates مفهرس' --timeline=day '--concordance مفهرس'; do
		safe "$study --format=$format" "mufahris-search --format=$format --context=100 $study"
	done
done
safe '--concordance --bidi=visual' "mufahris-search --bidi=visual --concordance --context=100 مفهرس"
safe '--show' "mufahris-search --show='$(mufahris-search --format=trec مفهرس | cut -d' ' -f3)' --explain مفهرس"
safe '--suggest' 'mufahris-search --suggest=مف'
hostile مفهرس >"$work/query"
for option in --explain --strict --format=json; do
	safe "a hostile query, $option" "mufahris-search $option -- \"\$(cat '$work/query')\""
done
for option in person date db ranking limit nonesuch facets batch suggest; do
	safe "a hostile --$option" "mufahris-search \"--$option=\$(cat '$work/query')\" x; mufahris-search \"--$option\$(cat '$work/query')\""
done

### How a terminal is treated
on_terminal 'mufahris-search مفهرس'
esc=$(printf '\033')
like 'colour on a terminal' "$(cat "$work/pty")" "$esc\[1;31mمفهرس$esc\[0m"
on_terminal 'NO_COLOR=1 mufahris-search مفهرس'
unlike 'NO_COLOR is obeyed' "$(cat "$work/pty")" "$esc"
on_terminal 'TERM=dumb mufahris-search مفهرس'
unlike 'TERM=dumb too' "$(cat "$work/pty")" "$esc"
on_terminal 'NO_COLOR=1 mufahris-search --color=always مفهرس'
like '--color=always wins' "$(cat "$work/pty")" "$esc\[1;31m"
cols=40 on_terminal 'mufahris-search --color=never --bidi=none --snippet=0 مفهرس'
is 'snippets are as wide as the terminal' "$(sed -n '/^   /p' "$work/pty" | sed 1d | grep -Ec '^.{41}')" 0
is 'every line of text is isolated' "$(on_terminal 'mufahris-search مفهرس'; LC_ALL=C grep -aP '[\xd8-\xdb]' "$work/pty" |
	LC_ALL=C grep -avcP '\xe2\x81[\xa6-\xa8]')" 0

### What a narrow terminal shows is not cut inside words
mkdir -p plain/folder-of-the-year-2022/monthly-and-weekly
echo 'اجتمع المجلس البلدي لمدينة ألماتي في كازاخستان صباحا ثم زار منظمة معاهدة الأمن الجماعي وعاد مساء' \
	>plain/folder-of-the-year-2022/monthly-and-weekly/first.txt
mufahris-index -d plain.idx plain >"$work/.index" 2>&1
cols=60 on_terminal 'mufahris-search -d plain.idx --color=never --bidi=none --facets -n 0 المجلس'
is 'rows of facets are as wide as the terminal' "$(grep -Ec '^.{61}' "$work/pty")" 0
like 'what is too long has its own row' "$(cat "$work/pty")" '^ +Collective Security Treaty Organization$'
cols=80 on_terminal 'mufahris-search -d plain.idx --color=never --bidi=none --concordance لمدينة'
like 'a concordance cuts between words, and of an id the beginning' "$(sed -n 2p "$work/pty")" \
	'^…[a-z/-]*eekly/first\.txt +(اجتمع )?المجلس البلدي +لمدينة +ألماتي في كازاخستان( صباحا)?$'
done_testing
