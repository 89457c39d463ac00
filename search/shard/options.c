/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/shard/options.h"

#include <stddef.h>
#include <string.h>

#include "wrappers/libc/message.h"

static const char *const format_values[] = { "text", "json", NULL };

/* clang-format off */
#define GROUP(text) { .kind = MF_OPTION_GROUP, .help = text }
#define LAST(type) \
	GROUP(N_("Other work")), \
	{ .name = "help", .letter = 'h', .kind = MF_OPTION_FLAG, .at = offsetof(type, help), .last = true, \
	  .help = N_("this text") }, \
	{ .name = "version", .letter = 'V', .kind = MF_OPTION_FLAG, .at = offsetof(type, version), .last = true, \
	  .help = N_("the version of the program") }, \
	{ .name = "print-completion", .kind = MF_OPTION_TEXT, .at = offsetof(type, print_completion), \
	  .arg = "SHELL", .last = true }, \
	{ .kind = MF_OPTION_END }

#define AT(field) .at = offsetof(struct mf_shard_options, field)
static const struct mf_option shard_options[] = {
	GROUP(N_("What to serve")),
	{ .name = "cluster", .kind = MF_OPTION_TEXT, AT(cluster), .arg = "FILE",
	  .help = N_("the file that describes the cluster; see mufahris-cluster(7)") },
	{ .name = "archive", .kind = MF_OPTION_TEXT, AT(archive), .arg = "DIR",
	  .help = N_("another archive than that of FILE: the next generation") },
	{ .name = "db", .letter = 'd', .kind = MF_OPTION_LIST, AT(index), .arg = "INDEX",
	  .help = N_("the folder of a member of its archive, where it lies on this machine; repeated: several") },
	{ .name = "dictionary", .kind = MF_OPTION_TEXT, AT(dictionary), .arg = "FILE",
	  .help = N_("another English dictionary, the same as whoever asks has") },
	LAST(struct mf_shard_options),
};
#undef AT
#define AT(field) .at = offsetof(struct mf_cluster_options, field)
static const struct mf_option cluster_options[] = {
	GROUP(N_("What to look at")),
	{ .name = "cluster", .kind = MF_OPTION_TEXT, AT(cluster), .arg = "FILE",
	  .help = N_("the file that describes the cluster; see mufahris-cluster(7)") },
	{ .name = "archive", .kind = MF_OPTION_TEXT, AT(archive), .arg = "DIR",
	  .help = N_("another archive than that of FILE: the next generation") },
	{ .name = "format", .letter = 'f', .kind = MF_OPTION_CHOICE, AT(format), .values = format_values,
	  .help = N_("text for people or json for programs (default: text)") },
	LAST(struct mf_cluster_options),
};
/* clang-format on */

static const char *const shard_usage[] = { "--cluster=FILE -d INDEX...", NULL };
static const struct mf_example shard_examples[] = {
	{ "mufahris-shard --cluster=news.cluster -d /srv/news/2021 -d /srv/news/2022",
	  N_("two indexes of the archive, from this machine") },
	{ NULL, NULL },
};
const struct mf_program mf_shard_program = {
	"mufahris-shard",
	N_("Answers for a part of an archive that several machines search together."),
	shard_usage,
	shard_examples,
	shard_options,
	N_("A line is printed once the shards are offered. On SIGINT or SIGTERM the question in hand is answered\n"
	   "first. More processes for the same INDEX, on any machine, answer in each other's place.\n"
	   "\n"
	   "Exit status: 0 stopped as asked, 2 error.\n"),
};

static const char *const cluster_usage[] = { "status --cluster=FILE", "publish --cluster=FILE --archive=DIR",
					     "rollback --cluster=FILE", NULL };
static const struct mf_example cluster_examples[] = {
	{ "mufahris-cluster status --cluster=news.cluster", N_("which shards have workers, and where") },
	{ "mufahris-cluster publish --cluster=news.cluster --archive=archive.2",
	  N_("the next generation, once all its shards answer") },
	{ NULL, NULL },
};
const struct mf_program mf_cluster_program = {
	"mufahris-cluster", N_("Says what of a cluster is up, and publishes generations."),
	cluster_usage,      cluster_examples,
	cluster_options,    N_("Exit status: 0 every shard has a worker, 1 some have none, 2 error.\n"),
};

static int needs_file(const char *cluster, struct mf_error *err)
{
	if (cluster && *cluster)
		return 0;
	mf_error_set(err, MF_E_USAGE, "no cluster is named");
	mf_error_hint(err, "--cluster=FILE");
	return MF_E_USAGE;
}

int mf_shard_options_parse(int argc, char **argv, struct mf_arena *arena, struct mf_shard_options *out,
			   struct mf_error *err)
{
	struct mf_strings operands;
	int rc;

	memset(out, 0, sizeof *out);
	rc = mf_options_parse(&mf_shard_program, argc, argv, arena, out, &operands, err);
	if (rc < 0 || out->help || out->version || out->print_completion)
		return rc;
	if (operands.n)
		return mf_error_set(err, MF_E_USAGE, "'%.60s' is no option; an index goes after -d",
				    operands.item[0]);
	rc = needs_file(out->cluster, err);
	if (rc == 0 && !out->index.n)
		rc = mf_error_set(err, MF_E_USAGE, "no index is named; -d INDEX");
	return rc;
}

static int take_command(const struct mf_strings *operands, enum mf_cluster_command *out, struct mf_error *err)
{
	static const char *const names[] = { "status", "publish", "rollback" };

	for (int i = 0; operands->n == 1 && i < 3; i++)
		if (strcmp(operands->item[0], names[i]) == 0) {
			*out = (enum mf_cluster_command)i;
			return 0;
		}
	return mf_error_set(err, MF_E_USAGE,
			    "what to do? mufahris-cluster status, publish or rollback, with --cluster=FILE");
}

int mf_cluster_options_parse(int argc, char **argv, struct mf_arena *arena, struct mf_cluster_options *out,
			     struct mf_error *err)
{
	struct mf_strings operands;
	int rc;

	memset(out, 0, sizeof *out);
	rc = mf_options_parse(&mf_cluster_program, argc, argv, arena, out, &operands, err);
	if (rc < 0 || out->help || out->version || out->print_completion)
		return rc;
	rc = take_command(&operands, &out->command, err);
	if (rc == 0 && (out->command == MF_CLUSTER_PUBLISH) > (out->archive != NULL))
		rc = mf_error_set(err, MF_E_USAGE, "what to publish? --archive=DIR");
	if (rc == 0 && out->command == MF_CLUSTER_ROLLBACK && out->archive)
		rc = mf_error_set(err, MF_E_USAGE,
				  "rollback takes no archive: the file names the previous one");
	return rc < 0 ? rc : needs_file(out->cluster, err);
}
