# SPDX-License-Identifier: GPL-2.0-or-later
# mufahris.sh - the programs of this build (see ../run for what each function does).

mufahris_have()
{
	./mufahris-index --version | head -n 1
}

mufahris_prepare()
{
	mufahris_jsonl=${2%.tsv}.jsonl
}

mufahris_index()
{
	$measure ./mufahris-index -d "$1" --format=jsonl "$mufahris_jsonl"
}

mufahris_add()
{
	mufahris_index "$1"
}

mufahris_ids()
{
	$measure ./mufahris-search -d "$1" --format=trec "$2"
}

mufahris_snippets()
{
	$measure ./mufahris-search -d "$1" --format=json "$2"
}

mufahris_latency()
{
	tests/bench/latency "$1" "$2" "$3"
}
