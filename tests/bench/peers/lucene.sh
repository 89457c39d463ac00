# SPDX-License-Identifier: GPL-2.0-or-later
# lucene.sh - Lucene with its ArabicAnalyzer and BM25, through LuceneBench.java, with as many threads as
# there are processors (see ../run for what each function does).

lucene_jars()
{
	for part in core analyzers-common analysis-common queries highlighter memory; do
		ls /usr/share/java/lucene-$part-[0-9]*.jar 2>/dev/null | sort -V | tail -n 1
	done | paste -s -d :
}

lucene_have()
{
	command -v javac >/dev/null || { echo 'install default-jdk-headless'; return 1; }
	lucene_path=$(lucene_jars)
	case $lucene_path in
	*core*highlighter*) ;;
	*) echo 'install liblucene8-java'; return 1 ;;
	esac
	mkdir -p "$work/lucene-classes"
	javac -nowarn -cp "$lucene_path" -d "$work/lucene-classes" "$peers/LuceneBench.java" >&2 ||
		{ echo 'LuceneBench.java does not compile with these jars'; return 1; }
	basename "$(lucene_jars | cut -d : -f 1)" .jar
}

lucene_prepare()
{
	lucene_tsv=$2
}

lucene_java()
{
	$measure java -cp "$(lucene_jars):$work/lucene-classes" LuceneBench "$@"
}

lucene_index()
{
	lucene_java index "$1" "$lucene_tsv" "$(nproc)"
}

lucene_add()
{
	lucene_index "$1"
}

lucene_ids()
{
	lucene_java ids "$1" "$2"
}

lucene_snippets()
{
	lucene_java snippets "$1" "$2"
}

lucene_latency()
{
	test "$3" -ge 20 || set -- "$1" "$2" 20 # the virtual machine has to warm up
	measure= lucene_java latency "$@"
}
