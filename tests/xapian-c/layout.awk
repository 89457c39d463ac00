# SPDX-License-Identifier: GPL-2.0-or-later
# layout.awk - makes of xapian-c.h a program that prints what compiled programs rely on: the number of each
# constant, the size of each struct and of each field, and where the field lies.
BEGIN {
	print "#include <stdio.h>\n#include <xapian-c.h>\nint main(void)\n{"
}
{
	gsub(/\/\*[^*]*\*\//, "")
	sub(/\/\*.*/, "")
}
/^ \*|^\t+ \*/ { next }
/^struct xc_[a-z_]+ \{/ {
	type = $2
	printf "\tprintf(\"struct %s %%zu\\n\", sizeof(struct %s));\n", type, type
	next
}
/^enum xc_[a-z_]+ \{/ { constants = 1 }
/^\};/ {
	type = ""
	constants = 0
}
type != "" && /;/ {
	sub(/;.*/, "")
	n = split($0, part, ",")
	for (i = 1; i <= n; i++) {
		sub(/\[.*/, "", part[i])
		match(part[i], /[a-z_0-9]+$/)
		field = substr(part[i], RSTART)
		printf "\tprintf(\"%s.%s %%zu %%zu\\n\", offsetof(struct %s, %s), sizeof((struct %s *)0)->%s);\n",
			type, field, type, field, type, field
	}
}
constants {
	text = $0
	while (match(text, /XC_[A-Z_0-9]+/)) {
		name = substr(text, RSTART, RLENGTH)
		text = substr(text, RSTART + RLENGTH)
		printf "\tprintf(\"%s %%d\\n\", %s);\n", name, name
	}
}
END {
	print "\tprintf(\"XC_TERM_MAX %d\\n\", XC_TERM_MAX);"
	print "\tprintf(\"XC_NO_SLOT %u\\n\", XC_NO_SLOT);"
	print "\treturn 0;\n}"
}
