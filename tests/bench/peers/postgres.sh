# SPDX-License-Identifier: GPL-2.0-or-later
# postgres.sh - PostgreSQL's text search with a GIN index (see ../run for what each function does).  The server
# runs for one user only, so that what it costs is what the process costs; its initdb is not counted.

postgres_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
postgres_as=
test "$(id -u)" != 0 || postgres_as='setpriv --reuid=postgres --regid=postgres --clear-groups'

postgres_have()
{
	test -x "$postgres_bin/initdb" || { echo 'install postgresql'; return 1; }
	test -z "$postgres_as" || $postgres_as true 2>/dev/null ||
		{ echo 'it refuses to run as root, and there is no user postgres'; return 1; }
	"$postgres_bin/postgres" --version
}

postgres_prepare()
{
	rm -f "$1.sql"
	if [ ! -d "$1" ]; then
		mkdir "$1"
		test -z "$postgres_as" || { chown postgres "$1"; chmod a+x "$work"; }
		$postgres_as sh -c 'cd "$1" && "$2"/initdb -D "$1" -E UTF8 --locale=C.UTF-8 -A trust >/dev/null' \
			sh "$1" "$postgres_bin" || return
		du -sb "$1/base" | cut -f 1 >"$1.empty"
		echo 'CREATE TABLE docs (number int, id text, title text, text text)' >"$1.sql"
	fi
	echo "COPY docs FROM '$2'" >>"$1.sql"
	test -f "$1.indexed" ||
		echo "CREATE INDEX ON docs USING gin (to_tsvector('arabic', title || ' ' || text))" >>"$1.sql"
	echo CHECKPOINT >>"$1.sql"
	touch "$1.indexed"
}

postgres_index()
{
	$measure $postgres_as sh -c 'cd "$1" && "$2"/postgres --single -D "$1" postgres <"$1.sql" >/dev/null' \
		sh "$1" "$postgres_bin"
}

postgres_add()
{
	postgres_index "$1"
}

postgres_bytes()
{
	expr "$(du -sb "$1/base" | cut -f 1)" - "$(cat "$1.empty")"
}
