/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/cluster/file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "wrappers/ini/ini.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

#define MS_MAX 600000 /* ten minutes */

static int number(const char *name, const char *value, unsigned least, unsigned *out, struct mf_error *err)
{
	char *end;
	unsigned long n = strtoul(value, &end, 10);

	if (isdigit((unsigned char)*value) && !*end && n >= least && n <= MS_MAX) {
		*out = (unsigned)n;
		return 0;
	}
	return mf_error_set(err, MF_E_INPUT, "%s does not accept '%.60s'; accepted: milliseconds, %u to %u",
			    name, value, least, (unsigned)MS_MAX);
}

static int take_name(struct mf_cluster_file *f, const char *value, struct mf_error *err)
{
	size_t len = strlen(value);

	for (size_t i = 0; i < len; i++)
		if (!isalnum((unsigned char)value[i]) && value[i] != '-' && value[i] != '_')
			len = 0;
	if (!len || len > 60)
		return mf_error_set(err, MF_E_INPUT,
				    "name does not accept '%.60s'; accepted: letters, digits, - and _",
				    value);
	free(f->name);
	f->name = mf_strdup(value);
	return 0;
}

static int take_pair(void *ctx, const char *section, const char *name, const char *value,
		     struct mf_error *err)
{
	struct mf_cluster_file *f = ctx;

	if (strcmp(section, "cluster") != 0) {
		mf_error_set(err, MF_E_INPUT, "there is no section [%s]", section);
		mf_error_hint(err, "[cluster] is the only one");
		return MF_E_INPUT;
	}
	if (!strcmp(name, "name"))
		return take_name(f, value, err);
	if (!strcmp(name, "deadline"))
		return number(name, value, 1, &f->deadline, err);
	if (!strcmp(name, "hedge"))
		return number(name, value, 0, &f->hedge, err);
	if (!strcmp(name, "archive") || !strcmp(name, "servers")) {
		char **to = *name == 'a' ? &f->archive : &f->servers;
		free(*to);
		*to = mf_strdup(value);
		return 0;
	}
	mf_error_set(err, MF_E_INPUT, "a cluster has no '%.60s'", name);
	mf_error_hint(err, "it has name, archive, servers, deadline and hedge");
	return MF_E_INPUT;
}

/* A path that does not begin at the root begins where the file lies. */
static void root_archive(struct mf_cluster_file *f, const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder, *whole;

	if (*f->archive == '/' || !slash)
		return;
	folder = mf_printf("%.*s", (int)(slash - path), path);
	whole = mf_path_join(*folder ? folder : "/", f->archive);
	free(folder);
	free(f->archive);
	f->archive = whole;
}

int mf_cluster_file_read(struct mf_cluster_file *f, const char *path, struct mf_error *err)
{
	const char *without = NULL;
	int rc;

	*f = (struct mf_cluster_file){ .deadline = 5000, .hedge = 100 };
	rc = mf_ini_read(path, take_pair, f, err);
	if (rc == 0)
		without = !f->name                      ? "name"
			  : !f->archive || !*f->archive ? "archive"
			  : !f->servers || !*f->servers ? "servers"
							: NULL;
	if (without) {
		rc = mf_error_set(err, MF_E_INPUT, "%s: the cluster has no %s", path, without);
		mf_error_hint(err, "write %s = ... below [cluster]", without);
	}
	if (rc == 0)
		root_archive(f, path);
	else
		mf_cluster_file_release(f);
	return rc;
}

void mf_cluster_file_release(struct mf_cluster_file *f)
{
	free(f->name);
	free(f->archive);
	free(f->servers);
	*f = (struct mf_cluster_file){ 0 };
}

char *mf_cluster_function(const struct mf_cluster_file *f, uint64_t generation, size_t member)
{
	return mf_printf("mufahris.%s.%016llx.%zu", f->name, (unsigned long long)generation, member + 1);
}
