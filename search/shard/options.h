/* SPDX-License-Identifier: GPL-2.0-or-later */
/* options.h - the options of mufahris-shard and mufahris-cluster. */
#ifndef MF_SHARD_OPTIONS_H
#define MF_SHARD_OPTIONS_H

#include "wrappers/libc/options.h"

struct mf_shard_options {
	const char *cluster, *archive;
	struct mf_strings index;
	const char *dictionary, *print_completion;
	bool help, version;
};

enum mf_cluster_command { MF_CLUSTER_STATUS, MF_CLUSTER_PUBLISH, MF_CLUSTER_ROLLBACK };

struct mf_cluster_options {
	const char *cluster, *archive, *print_completion;
	enum mf_cluster_command command;
	unsigned format; /* 0 text, 1 JSON */
	bool help, version;
};

extern const struct mf_program mf_shard_program, mf_cluster_program;

/* MF_E_USAGE: one line that names the option. */
int mf_shard_options_parse(int argc, char **argv, struct mf_arena *arena, struct mf_shard_options *out,
			   struct mf_error *err);
int mf_cluster_options_parse(int argc, char **argv, struct mf_arena *arena, struct mf_cluster_options *out,
			     struct mf_error *err);

#endif
