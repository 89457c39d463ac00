# SPDX-License-Identifier: GPL-2.0-or-later
# marks.awk - reads the marks of corpus/news; before strip.awk or check.awk.  In LC_ALL=C: offsets are bytes.
#
# marks_read(line): plain is the line without marks, mark_n the number of marks; of mark k mark_type[k]
# is p, g, o, n or x, mark_text[k] what it holds, mark_start[k] and mark_end[k] where that stands in plain
# (from 0, end after the last byte).  Returns what is wrong with the line, "" where nothing is.

function marks_read(line,    brace, inner, close_at, type, wrong) {
	plain = ""
	mark_n = 0
	while ((brace = match(line, /[{}]/)) > 0) {
		plain = plain substr(line, 1, brace - 1)
		line = substr(line, brace)
		close_at = index(line, "}")
		inner = substr(line, 2, close_at - 2)
		type = substr(inner, 1, 1)
		if (substr(line, 1, 1) == "}" || !close_at || index(inner, "{"))
			return wrong ? wrong : "a brace without its other"
		if (!index("pgonx", type) || substr(inner, 2, 1) != ":" || inner ~ /^.:( |$)/ || inner ~ / $/)
			wrong = "not a mark: {" inner "}"
		inner = substr(inner, 3)
		mark_n++
		mark_type[mark_n] = type
		mark_text[mark_n] = inner
		mark_start[mark_n] = length(plain)
		plain = plain inner
		mark_end[mark_n] = length(plain)
		line = substr(line, close_at + 1)
	}
	plain = plain line
	return wrong
}

# COUNTRY/NNN-slug.txt of a path.
function piece_of(path,    part, n) {
	n = split(path, part, "/")
	return part[n - 1] "/" part[n]
}
