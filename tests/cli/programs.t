#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Files as the programs of users write them (tests/formats/make-real made them): one article in every format is
# found by its words in each, with the title, date, author and place that the program gave it.  With MUFAHRIS_LONG
# they are made once more by the programs of this machine.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

if ! command -v jq >/dev/null; then
	skip 'files of real programs' 'jq is not installed'
	done_testing
	exit
fi

# seen FOLDER: file|title|date|author|place, of the second part of the article
seen()
{
	rm -rf db
	run mufahris-index -d db "$1"
	mufahris-search -d db --duplicates=show --limit=100 --format=jsonl --no-expand 'الطواحين' |
		jq -r '[.document, .title, .date, .author, .place] | map(. // "-") | join("|")' | LC_ALL=C sort
}

# The dates of 2026 are those of the files themselves, which these programs write down as the document's.
cat >wanted <<'END'
7z.7z/inside/page.html|ترميم القناطر|2014-03-09|نجوى الصائغ|-
chromium.pdf|ترميم القناطر|2026-11-27|-|p. 1
git.mbox#1|[PATCH] ترميم القناطر|2014-03-09|نجوى الصائغ <najwa@example.org>|-
iconv.CP1256.txt|ترميم القناطر|2014-03-09|-|-
iconv.ISO-8859-6.txt|ترميم القناطر|2014-03-09|-|-
iconv.UTF-16BE.txt|ترميم القناطر|2014-03-09|-|-
iconv.UTF-16LE.txt|ترميم القناطر|2014-03-09|-|-
lz4.html.lz4|ترميم القناطر|2014-03-09|نجوى الصائغ|-
pandoc.docx|ترميم القناطر|2026-11-27|نجوى الصائغ|القنطرة الثانية
pandoc.epub|ترميم القناطر|2014-03-09|نجوى الصائغ|القنطرة الثانية
pandoc.html|ترميم القناطر|2014-03-09|نجوى الصائغ|-
pandoc.md|ترميم القناطر|2014-03-09|نجوى الصائغ|-
pandoc.odt|ترميم القناطر|2026-11-27|نجوى الصائغ|القنطرة الثانية
pandoc.rtf|ترميم القناطر|2014-03-09|-|-
pandoc.xml|ترميم القناطر|2014-03-09|نجوى الصائغ|القنطرة الثانية
tar.tar.bz2/inside/page.html|ترميم القناطر|2014-03-09|نجوى الصائغ|-
tar.tar.gz/inside/page.html|ترميم القناطر|2014-03-09|نجوى الصائغ|-
tar.tar.xz/inside/page.html|ترميم القناطر|2014-03-09|نجوى الصائغ|-
tar.tar.zst/inside/page.html|ترميم القناطر|2014-03-09|نجوى الصائغ|-
wget.warc.gz/3|ترميم القناطر|2014-03-09|نجوى الصائغ|-
writer.docx|ترميم القناطر|2026-11-27|نجوى الصائغ|القنطرة الثانية
writer.epub|ترميم القناطر|2014-03-09|نجوى الصائغ|-
writer.html|ترميم القناطر|2014-03-09|نجوى الصائغ|-
writer.odt|ترميم القناطر|2026-11-27|نجوى الصائغ|القنطرة الثانية
writer.pdf|ترميم القناطر|2026-11-27|نجوى الصائغ|p. 1
writer.rtf|ترميم القناطر|2026-11-27|نجوى الصائغ|-
writer.txt|ترميم القناطر|2014-03-09|-|-
zip.zip/inside/page.html|ترميم القناطر|2014-03-09|نجوى الصائغ|-
END

cp -R "$top_srcdir/tests/formats/real" here
chmod -R u+w here
if ! command -v pdftotext >/dev/null; then
	skip 'PDF' 'pdftotext is not installed'
	rm here/*.pdf
	grep -v '\.pdf|' wanted >without && mv without wanted
fi
seen here >got
is 'all files are read' "$status $err" '0 '
is 'each with what its program gave it' "$(diff wanted got)" ''
is 'no part of a file is lost' "$(mufahris-search -d db --duplicates=show --limit=100 --format=jsonl --no-expand 'الشمالية' |
	jq -r .document | sort -u | wc -l)" "$(($(wc -l <wanted)))"
if test -f here/writer.pdf; then
	like 'a PDF, its stops where they belong' "$(mufahris-search -d db --show=writer.pdf)" '^بعد آخر\.$'
	like 'and its commas' "$(mufahris-search -d db --show=writer.pdf)" 'الشمالية، ثم'
	like 'a phrase whose لا came out swapped' \
		"$(mufahris-search -d db --duplicates=show --limit=100 --format=jsonl '"الفلاحون القنطرة"' | jq -r .document)" \
		'^chromium.pdf$'
fi

if test -z "${MUFAHRIS_LONG-}"; then
	skip 'made once more by the programs here' 'set MUFAHRIS_LONG'
elif ! command -v pandoc soffice chromium wget git 7z zip zstd lz4 pdftotext >/dev/null; then
	skip 'made once more by the programs here' 'the head of tests/formats/make-real names what is missing'
else
	run "$top_srcdir/tests/formats/make-real" again
	is 'made once more by the programs here' "$status" 0
	seen again | sed "s/$(date -u +%Y)-[0-9][0-9]-[0-9][0-9]/DAY/" >got
	is 'with the same answers' "$(sed 's/2026-11-27/DAY/' wanted | diff - got)" ''
fi
done_testing
