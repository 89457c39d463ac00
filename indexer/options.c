/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/options.h"

#include <string.h>

#include "indexer/analysis/words/stem.h"
#include "indexer/source/source.h"
#include "wrappers/libc/message.h"

/* clang-format off */
#define AT(field) offsetof(struct mf_index_options, field)

static const char *const dumps[] = { "none", "tokens", "terms", "entities", "dates", "passages", NULL };
static const char *const whens[] = { "auto", "always", "never", NULL };
static const char *const reports[] = { "none", "text", "json", NULL };

static const char *const prunes[] = { "none", "gone", "all", NULL }; /* enum mf_prune */
static const char *const exports[] = { "none", "csv", "jsonl", NULL };

static const struct mf_option options[] = {
	{ .kind = MF_OPTION_GROUP, .help = N_("The index") },
	{ .name = "db", .letter = 'd', .kind = MF_OPTION_TEXT, .at = AT(db), .arg = "DIR", .empty = true,
	  .help = N_("the index; default: $MUFAHRIS_DB, else ~/.local/share/mufahris/default") },
	{ .name = "rebuild", .kind = MF_OPTION_FLAG, .at = AT(rebuild),
	  .help = N_("build it from nothing beside the live one, then put it in its place") },
	{ .name = "reanalyse", .kind = MF_OPTION_FLAG, .at = AT(reanalyse),
	  .help = N_("bring an index that another analyser made up to this one, from the texts that it "
	          "stores; PATHs are not needed") },
	{ .name = "retag", .kind = MF_OPTION_FLAG, .at = AT(retag),
	  .help = N_("bring entities up to date with a changed gazetteer, from the texts that the index "
	          "stores; PATHs are not needed") },
	{ .name = "prune", .kind = MF_OPTION_CHOICE, .at = AT(prune), .arg = "HOW", .values = prunes, .bare = "gone",
	  .help = N_("also remove documents whose source under the given PATHs is gone, unless that is "
	          "all that a PATH had, or much of it; all: whatever it is") },
	{ .name = "delete", .kind = MF_OPTION_LIST, .at = AT(delete_ids), .arg = "ID",
	  .help = N_("remove the document with this id (repeatable)") },
	{ .name = "statistics", .kind = MF_OPTION_TEXT, .at = AT(statistics), .arg = "DIR",
	  .help = N_("gather the indexes that the PATHs name into an archive, DIR, which is searched as "
	          "one index; no PATHs: those that it gathers already, as they are by now") },

	{ .kind = MF_OPTION_GROUP, .help = N_("Reading") },
	{ .name = "format", .kind = MF_OPTION_CHOICE, .at = AT(format), .arg = "FORMAT", .values = mf_format_names,
	  .help = N_("how to read the input; auto goes by content, then by name") },
	{ .name = "encoding", .kind = MF_OPTION_TEXT, .at = AT(encoding), .arg = "NAME",
	  .help = N_("auto: byte order mark, declared charset, valid UTF-8, then detection; "
	          "or a name such as windows-1256") },
	{ .name = "field", .kind = MF_OPTION_LIST, .at = AT(fields), .arg = "OURS=THEIRS",
	  .help = N_("read a field of records under another name: title=headline, text=data.body "
	          "(repeatable)") },
	{ .name = "files-from", .kind = MF_OPTION_TEXT, .at = AT(files_from), .arg = "FILE",
	  .help = N_("also read the paths that FILE lists, one a line or each with a NUL after it; "
	          "-: standard input") },
	{ .name = "whole-page", .kind = MF_OPTION_FLAG, .at = AT(whole_page),
	  .help = N_("of a web page, index menus, footers, comments and the like too; default: the "
	          "article alone") },
	{ .name = "date", .kind = MF_OPTION_TEXT, .at = AT(date), .arg = "DATE",
	  .help = N_("publication date of the documents given, where they have none") },
	{ .name = "correct-dates", .kind = MF_OPTION_FLAG, .at = AT(correct_dates),
	  .help = N_("where \"today Thursday\" in a text contradicts its stated date, take the day "
	          "that fits; both are kept; default: the stated date stands") },

	{ .name = "stemmer", .kind = MF_OPTION_CHOICE, .at = AT(stemmer), .arg = "NAME", .values = mf_stemming_names,
	  .help = N_("how the words of a new index are stemmed: snowball+ (default), Snowball with "
	          "rules before it; snowball alone; none. For comparison; an index keeps its own") },

	{ .kind = MF_OPTION_GROUP, .help = N_("Names") },
	{ .name = "gazetteer", .kind = MF_OPTION_LIST, .at = AT(gazetteers), .arg = "FILE",
	  .help = N_("more entities, SKOS in Turtle (repeatable)") },
	{ .name = "no-default-gazetteer", .kind = MF_OPTION_FLAG, .at = AT(no_default_gazetteer),
	  .help = N_("leave out the entities that come with mufahris") },

	{ .name = "suggest-entities", .kind = MF_OPTION_FLAG, .at = AT(suggest_entities),
	  .help = N_("index nothing: print names that no gazetteer lists, in the PATHs or in the index, "
	          "as Turtle to confirm, the most frequent first") },
	{ .name = "import-gazetteer", .kind = MF_OPTION_TEXT, .at = AT(import_gazetteer), .arg = "FILE",
	  .help = N_("index nothing: print a list of names (CSV, Wikidata's JSON, spaCy's patterns) "
	          "as Turtle for --gazetteer") },
	{ .name = "export-gazetteer", .kind = MF_OPTION_CHOICE, .at = AT(export_gazetteer), .arg = "FORMAT",
	  .values = exports, .bare = "csv", .help = N_("index nothing: print all entities that are loaded") },

	{ .kind = MF_OPTION_GROUP, .help = N_("Work") },
	{ .name = "watch", .kind = MF_OPTION_FLAG, .at = AT(watch),
	  .help = N_("then wait, and bring the index up to date whenever something below the PATHs\n"
	          "changes, until SIGINT or SIGTERM") },
	{ .name = "jobs", .letter = 'j', .kind = MF_OPTION_NUMBER, .at = AT(jobs), .arg = "N", .min = 0, .max = 256,
	  .help = N_("worker threads; default: 0, one for each processor, as far as "
	          "the memory allows") },
	{ .name = "memory", .kind = MF_OPTION_SIZE, .at = AT(memory), .arg = "SIZE", .min = 128 << 20,
	  .help = N_("ceiling for memory, such as 512M; default: 256M") },
	{ .name = "shards", .kind = MF_OPTION_NUMBER, .at = AT(shards), .arg = "N", .min = 0, .max = 1000,
	  .help = N_("merge segments until at most N are left, as far as the memory allows; default: "
	          "0, as far as it pays; PATHs are not needed") },
	{ .name = "progress", .kind = MF_OPTION_CHOICE, .at = AT(progress), .arg = "WHEN", .values = whens,
	  .help = N_("a progress line on standard error; auto: on a terminal") },
	{ .name = "stats", .kind = MF_OPTION_CHOICE, .at = AT(stats), .arg = "FORMAT", .values = reports, .bare = "text",
	  .help = N_("at the end, say what was done") },
	{ .name = "report", .kind = MF_OPTION_TEXT, .at = AT(report), .arg = "FILE",
	  .help = N_("also write what was rejected or is doubtful to FILE, one JSON object a line, and "
	          "at its end what was done") },

	{ .kind = MF_OPTION_GROUP, .help = N_("Looking inside") },
	{ .name = "dump", .kind = MF_OPTION_CHOICE, .at = AT(dump), .arg = "WHAT", .values = dumps,
	  .help = N_("index nothing: print what the analysis sees in the PATHs, one record a line, "
	          "tab-separated, with byte offsets") },
	{ .name = "info", .kind = MF_OPTION_CHOICE, .at = AT(info), .arg = "FORMAT", .values = reports, .bare = "text",
	  .help = N_("describe the index") },
	{ .name = "check", .kind = MF_OPTION_FLAG, .at = AT(check), .help = N_("verify every byte of the index") },

	{ .kind = MF_OPTION_GROUP, .help = N_("Help") },
	{ .name = "help", .letter = 'h', .kind = MF_OPTION_FLAG, .at = AT(help), .last = true, .help = N_("print this") },
	{ .name = "version", .letter = 'V', .kind = MF_OPTION_FLAG, .at = AT(version), .last = true,
	  .help = N_("print the version") },
	{ .name = "print-completion", .kind = MF_OPTION_TEXT, .at = AT(completion), .arg = "SHELL", .last = true },
	{ .kind = MF_OPTION_END },
};
/* clang-format on */

static const char *const usage[] = {
	"[-d DIR] [OPTION]... [PATH | -]...",
	NULL,
};

static const struct mf_example examples[] = {
	{ "mufahris-index ~/articles", N_("index a folder, or bring its index up to date") },
	{ "mufahris-index -d news.idx --stats archive.jsonl.gz", N_("index a file of JSON records") },
	{ "mufahris-index --rebuild ~/articles", N_("build the index anew; searches go on meanwhile") },
	{ "mufahris-index --dump=entities article.txt", N_("see which names are found in a text") },
	{ NULL, NULL },
};

const struct mf_program mf_index_program = {
	.name = "mufahris-index",
	.summary = N_("Index Arabic texts for mufahris-search."),
	.usage = usage,
	.examples = examples,
	.options = options,
	.notes = N_(
		"A PATH is a file or a folder; - is standard input (JSONL). Unchanged files are not read again.\n"
		"Exit status: 0 done; 1 done, but some input was rejected; 2 error or stopped, what was\n"
		"published before is kept."),
};

void mf_index_options_init(struct mf_index_options *o)
{
	memset(o, 0, sizeof *o);
	o->encoding = "auto";
	o->stemmer = MF_STEMMINGS;
	o->memory = 256 << 20;
}
