# SPDX-License-Identifier: GPL-2.0-or-later
# annotations.awk - how well names or dates are found, against annotated articles.
#
#	mufahris-index --dump=entities corpus/articles | awk -f annotations.awk corpus/annotations/names.tsv -
#	mufahris-index --dump=dates corpus/articles | awk -f annotations.awk corpus/annotations/dates.tsv -
#
# First the annotation, then the dump; which of the two layers it is shows in the fifth column.  A mention
# counts when document, span and type (of a date: its days) are the same.  Documents without annotation
# are left out, and so are country adjectives inside the name of an organisation, which are found, but
# not annotated.  Output, tab-separated: a line for each type and for all names (country adjectives
# aside) or all dates: type, precision, recall, F1 in percent, right, wrong, missed; then "link", the
# share of annotated mentions that were found with the right id, and "overlap", the share of annotated
# dates whose days are right though the span may differ.
#	-v show=1	each wrong and missed mention as well
#	-v f1=97 -v link=95 -v recall=90	exit status 1 below these figures (of "all")

BEGIN { FS = OFS = "\t" }

function percent(part, whole) { return whole ? 100 * part / whole : 0 }

# Types whose figures make up "all".
function counted(type) { return type != "nisba" }

function value(field) { return field == "" ? "-" : field }

function print_scores(label, right, wrong, missed,    p, r, f) {
	p = percent(right, right + wrong)
	r = percent(right, right + missed)
	f = p + r ? 2 * p * r / (p + r) : 0
	printf "%s\t%.1f\t%.1f\t%.1f\t%d\t%d\t%d\n", label, p, r, f, right, wrong, missed
	last_recall = r
	return f
}

/^#/ { next }

NR == FNR {
	if (FNR == 1 && $5 ~ /^([0-9][0-9][0-9][0-9]-|-$)/)
		dates = 1
	annotated[$1] = 1
	gold_n++
	gold_doc[gold_n] = $1
	gold_start[gold_n] = $2 + 0
	gold_end[gold_n] = $3 + 0
	gold_text[gold_n] = $4
	gold_type[gold_n] = dates ? "date" : $5
	gold_value[gold_n] = dates ? value($5) ".." value($6) : value($6)
	gold_at[$1, $2 + 0, $3 + 0, dates ? gold_value[gold_n] : $5] = gold_n
	of_doc[$1] = of_doc[$1] " " gold_n
	if (!dates && $5 == "org")
		orgs[$1] = orgs[$1] " " $2 ":" $3
	next
}

!($1 in annotated) { next }

{
	found_n++
	found_doc[found_n] = $1
	found_start[found_n] = $2 + 0
	found_end[found_n] = $3 + 0
	found_text[found_n] = $4
	found_type[found_n] = dates ? "date" : $5
	found_value[found_n] = dates ? value($5) ".." value($6) : value($6)
	if (!dates && $5 == "org")
		orgs[$1] = orgs[$1] " " $2 ":" $3
}

function inside_org(k,    spans, n, j, ends) {
	n = split(orgs[found_doc[k]], spans, " ")
	for (j = 1; j <= n; j++) {
		split(spans[j], ends, ":")
		if (ends[1] + 0 <= found_start[k] && found_end[k] <= ends[2] + 0)
			return 1
	}
	return 0
}

# Marks the annotated date whose days this one has and whose span it touches.
function mark_overlap(k,    list, n, j, g) {
	n = split(of_doc[found_doc[k]], list, " ")
	for (j = 1; j <= n; j++) {
		g = list[j]
		if (gold_start[g] < found_end[k] && found_start[k] < gold_end[g] && gold_value[g] == found_value[k])
			overlapped[g] = 1
	}
}

END {
	for (k = 1; k <= found_n; k++) {
		type = found_type[k]
		if (type == "nisba" && inside_org(k))
			continue
		key = found_doc[k] SUBSEP found_start[k] SUBSEP found_end[k] SUBSEP (dates ? found_value[k] : type)
		if (dates)
			mark_overlap(k)
		types[type] = 1
		if (key in gold_at && !(gold_at[key] in met)) {
			g = gold_at[key]
			met[g] = 1
			right[type]++
			if (gold_value[g] == found_value[k])
				linked += gold_value[g] != "-"
			else if (show)
				print "id", found_doc[k], found_start[k], found_text[k], found_value[k], gold_value[g]
		} else {
			wrong[type]++
			if (show)
				print "wrong", found_doc[k], found_start[k], found_text[k], type, found_value[k]
		}
	}
	for (g = 1; g <= gold_n; g++) {
		types[gold_type[g]] = 1
		linkable += gold_value[g] != "-"
		if (g in overlapped)
			overlap++
		if (g in met)
			continue
		missed[gold_type[g]]++
		if (show)
			print "missed", gold_doc[g], gold_start[g], gold_text[g], gold_type[g], gold_value[g]
	}
	for (type in types)
		if (counted(type)) {
			all_right += right[type]
			all_wrong += wrong[type]
			all_missed += missed[type]
		}
	n = split("person org place nisba", order, " ")
	for (j = 1; j <= n; j++)
		if (order[j] in types)
			print_scores(order[j], right[order[j]], wrong[order[j]], missed[order[j]])
	all_f1 = print_scores("all", all_right, all_wrong, all_missed)
	all_link = dates ? percent(overlap, gold_n) : percent(linked, linkable)
	printf "%s\t%.1f\n", dates ? "overlap" : "link", all_link
	exit all_f1 < f1 + 0 || last_recall < recall + 0 || all_link < link + 0
}
