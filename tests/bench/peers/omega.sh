# SPDX-License-Identifier: GPL-2.0-or-later
# omega.sh - Xapian's own tools: scriptindex builds, quest asks (see ../run for what each function does).

omega_have()
{
	command -v scriptindex >/dev/null && command -v quest >/dev/null ||
		{ echo 'install xapian-omega and xapian-tools'; return 1; }
	scriptindex --version | head -n 1
}

omega_dump()
{
	awk -F '\t' '{ print "id=" $2; if ($3 != "") print "title=" $3; print "text=" $4; print "" }' "$1"
}

omega_prepare()
{
	omega_dump "$2" >"$1.dump"
	printf '%s\n' 'id : boolean=Q unique=Q field=id' 'title : field index=S index' 'text : field index' >"$1.script"
}

omega_index()
{
	$measure scriptindex --stemmer=arabic --overwrite "$1" "$1.script" "$1.dump"
}

omega_add()
{
	$measure scriptindex --stemmer=arabic "$1" "$1.script" "$1.dump"
}

omega_ids()
{
	$measure quest -d "$1" -s arabic -m 10 "$2"
}
