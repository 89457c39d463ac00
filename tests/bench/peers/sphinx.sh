# SPDX-License-Identifier: GPL-2.0-or-later
# sphinx.sh - Sphinx: indexer builds, a delta merged in adds (see ../run for what each function does).
# It answers through a server only, so no query of it is timed here.

sphinx_have()
{
	command -v indexer >/dev/null && command -v searchd >/dev/null || { echo 'install sphinxsearch'; return 1; }
	indexer 2>&1 | head -n 1
}

# sphinx_source NAME TSV
sphinx_source()
{
	printf '%s\n' "source $1" '{' 'type = tsvpipe' "tsvpipe_command = cat '$2'" 'tsvpipe_attr_string = name' \
		'tsvpipe_field_string = title' 'tsvpipe_field_string = text' '}' \
		"index $1" '{' "source = $1" "path = $sphinx_folder/$1" 'morphology = stem_ar' \
		'charset_table = 0..9, a..z, A..Z->a..z, U+621..U+63A, U+641..U+64A, U+660..U+669->0..9' '}'
}

sphinx_prepare()
{
	sphinx_folder=$1
	mkdir -p "$1"
	test -f "$1.conf" || sphinx_source docs "$2" >"$1.conf"
	test ! -f "$1/docs.spd" || sphinx_source more "$2" >>"$1.conf"
}

sphinx_index()
{
	$measure indexer --quiet --config "$1.conf" docs
}

sphinx_add()
{
	$measure sh -c 'indexer --quiet --config "$1" more && indexer --quiet --config "$1" --merge docs more' sh "$1.conf"
	rm -f "$1"/more.*
}
