/* SPDX-License-Identifier: GPL-2.0-or-later */
/* options.h - what mufahris-index can be told. */
#ifndef MF_INDEXER_OPTIONS_H
#define MF_INDEXER_OPTIONS_H

#include "wrappers/libc/options.h"

enum mf_dump {
	MF_DUMP_NONE,
	MF_DUMP_TOKENS,
	MF_DUMP_TERMS,
	MF_DUMP_ENTITIES,
	MF_DUMP_DATES,
	MF_DUMP_PASSAGES
};
enum mf_when { MF_WHEN_AUTO, MF_WHEN_ALWAYS, MF_WHEN_NEVER };
enum mf_export { MF_EXPORT_NONE, MF_EXPORT_CSV, MF_EXPORT_JSONL };
enum mf_report { MF_REPORT_NONE, MF_REPORT_TEXT, MF_REPORT_JSON };

struct mf_index_options {
	const char *db;
	bool rebuild, reanalyse, retag, check, correct_dates, suggest_entities, no_default_gazetteer,
		whole_page, watch, help, version;
	struct mf_strings delete_ids, gazetteers, fields;
	unsigned prune, format, dump, progress, stats, info;
	unsigned stemmer;          /* enum mf_stemming; MF_STEMMINGS: not given */
	unsigned export_gazetteer; /* enum mf_export */
	const char *encoding, *date, *completion, *import_gazetteer, *files_from, *report, *statistics;
	uint64_t jobs, memory, shards;
};

extern const struct mf_program mf_index_program;
void mf_index_options_init(struct mf_index_options *options); /* the defaults */

#endif
