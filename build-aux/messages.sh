#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# messages.sh extract|update SOURCE-FOLDER - the messages of the programs, from their sources.
#   extract   prints them as a template (.pot)
#   update    merges them into every catalogue of wrappers/messages/po; new ones are empty there
set -e
cd "$2"

extract()
{
	find indexer search wrappers -name '*.c' | LC_ALL=C sort |
		xgettext --files-from=- --output=- --from-code=UTF-8 --language=C --omit-header --sort-by-file \
			--no-location --keyword --keyword=_ --keyword=N_ --keyword=mf_message_count:1,2 \
			--keyword=mf_error_set:3 --keyword=mf_error_hint:2 --keyword=mf_store_damaged:2 \
			--keyword=mf_reading_reject:4 --keyword=mf_reading_warn:4 \
			--flag=mf_error_set:3:c-format --flag=mf_error_hint:2:c-format
}

case $1 in
extract) extract ;;
update)
	template=$(mktemp)
	trap 'rm -f "$template"' EXIT
	extract >"$template"
	for catalogue in wrappers/messages/po/*.po; do
		msgmerge --quiet --update --backup=none --no-fuzzy-matching --no-location --sort-output \
			"$catalogue" "$template"
	done
	;;
*)
	echo "messages.sh: extract or update, not '$1'" >&2
	exit 2
	;;
esac
