# SPDX-License-Identifier: GPL-2.0-or-later
# strip.awk - pieces of corpus/news as plain text, and their names as a table.
#
#	LC_ALL=C awk -f corpus/news/marks.awk -f corpus/news/strip.awk -v out=DIR corpus/news/*/*.txt >names.tsv
#
# Writes DIR/COUNTRY/NNN-slug.txt (header block without marks, then the text; DIR/COUNTRY must be there)
# and prints `document⇥start⇥end⇥surface⇥type⇥-` for every name of the text, as annotations/names.tsv
# and --dump=entities do: bytes from the end of the header block.  Names in titles are printed with
# -v titles=1 only: then the title is the first paragraph of the text, and stands in no header.
# Without out nothing but the table is written.

BEGIN {
	OFS = "\t"
	name["p"] = "person"
	name["g"] = "place"
	name["o"] = "org"
	name["n"] = "nisba"
}

function put(line) {
	if (out != "")
		print line > file
}

function put_text(line,    k) {
	for (k = 1; k <= mark_n; k++)
		if (mark_type[k] in name)
			print piece, offset + mark_start[k], offset + mark_end[k], mark_text[k], name[mark_type[k]], "-"
	offset += length(line) + 1
	put(line)
}

FNR == 1 {
	if (file)
		close(file)
	piece = piece_of(FILENAME)
	file = out "/" piece
	in_text = offset = 0
	title = ""
}

{
	trouble = marks_read($0)
	if (trouble) {
		print FILENAME ":" FNR ": " trouble > "/dev/stderr"
		failed = 1
	}
}

in_text {
	put_text(plain)
	next
}

titles && /^Title: / {
	title = $0
	next
}

{ put(plain) }

/^$/ {
	in_text = 1
	if (title != "") {
		marks_read(substr(title, 8))
		put_text(plain)
		mark_n = 0
		put_text("")
	}
}

END { exit failed }
