#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# messages.sh extract|update SOURCE-FOLDER - the messages of the programs, from their sources.
#   extract   prints them as a template (.pot)
#   update    merges them into every catalogue of wrappers/messages/po; new ones are empty there
set -e
cd "$2"

# messages_of KEYWORD...: of calls in which the message is that argument.
messages_of()
{
	find indexer search wrappers -name '*.c' | LC_ALL=C sort |
		xgettext --files-from=- --output=- --from-code=UTF-8 --language=C --sort-by-file --no-location \
			--flag=mf_error_set:3:c-format --flag=mf_error_hint:2:c-format --keyword \
			$(printf -- "--keyword=%s " "$@") | sed "s/charset=CHARSET/charset=UTF-8/"
}

# The readers of files give a message and a remedy: two runs, since a keyword names one argument.
extract()
{
	first=$(mktemp)
	second=$(mktemp)
	messages_of _ N_ mf_message_count:1,2 mf_error_set:3 mf_error_hint:2 mf_store_damaged:2 \
		mf_reading_reject:5 mf_reading_warn:4 \
		complain:3 fail:2 refused:3 cannot:2 COUNTED:2,3 mf_labelled_put:3 put_block:3 put_count:3 put_aside:3 put_detail_number:3 >"$first"
	messages_of mf_reading_reject:4 mf_reading_warn:3 >"$second"
	msgcat --use-first --no-location "$first" "$second"
	rm -f "$first" "$second"
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
