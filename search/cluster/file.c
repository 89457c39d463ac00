/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/cluster/file.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "wrappers/ini/ini.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

#define MS_MAX 600000      /* ten minutes */
#define PATH_MAX_BYTES 180 /* of an archive: a line of the file has 198 */

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
	if (!strcmp(name, "archive") || !strcmp(name, "previous") || !strcmp(name, "servers")) {
		char **to = *name == 'a' ? &f->named : *name == 'p' ? &f->previous : &f->servers;
		free(*to);
		*to = mf_strdup(value);
		return 0;
	}
	mf_error_set(err, MF_E_INPUT, "a cluster has no '%.60s'", name);
	mf_error_hint(err, "it has name, archive, previous, servers, deadline and hedge");
	return MF_E_INPUT;
}

/* A path that does not begin at the root begins where the file lies. */
static char *root_archive(const char *archive, const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder, *whole;

	if (*archive == '/' || !slash)
		return mf_strdup(archive);
	folder = mf_printf("%.*s", (int)(slash - path), path);
	whole = mf_path_join(*folder ? folder : "/", archive);
	free(folder);
	return whole;
}

int mf_cluster_file_read(struct mf_cluster_file *f, const char *path, const char *archive,
			 struct mf_error *err)
{
	const char *without = NULL;
	int rc;

	*f = (struct mf_cluster_file){ .deadline = 5000, .hedge = 100 };
	rc = mf_ini_read(path, take_pair, f, err);
	if (rc == 0)
		without = !f->name                      ? "name"
			  : !f->named || !*f->named     ? "archive"
			  : !f->servers || !*f->servers ? "servers"
							: NULL;
	if (without) {
		rc = mf_error_set(err, MF_E_INPUT, "%s: the cluster has no %s", path, without);
		mf_error_hint(err, "write %s = ... below [cluster]", without);
	}
	if (rc == 0)
		f->archive = root_archive(archive ? archive : f->named, path);
	else
		mf_cluster_file_release(f);
	return rc;
}

/* Is a line of the file `name = ...`? */
static bool sets(const char *line, size_t len, const char *name)
{
	size_t n = strlen(name), at = 0;

	while (at < len && (line[at] == ' ' || line[at] == '\t'))
		at++;
	if (len - at < n || memcmp(line + at, name, n) != 0)
		return false;
	for (at += n; at < len && (line[at] == ' ' || line[at] == '\t'); at++)
		;
	return at < len && (line[at] == '=' || line[at] == ':');
}

static void rewrite(const struct mf_buf *text, const char *archive, const char *previous, struct mf_buf *out)
{
	for (size_t at = 0; at < text->len;) {
		const char *line = text->data + at, *end = memchr(line, '\n', text->len - at);
		size_t len = end ? (size_t)(end - line) : text->len - at;

		if (sets(line, len, "archive"))
			mf_buf_printf(out, "archive = %s\nprevious = %s\n", archive, previous);
		else if (!sets(line, len, "previous"))
			mf_buf_printf(out, "%.*s\n", (int)len, line);
		at += len + 1;
	}
}

int mf_cluster_file_switch(const char *path, const char *archive, struct mf_error *err)
{
	struct mf_buf text = MF_BUF_INIT, out = MF_BUF_INIT;
	struct mf_cluster_file now;
	int rc = mf_cluster_file_read(&now, path, NULL, err);

	if (rc < 0)
		return rc;
	if (strlen(archive) > PATH_MAX_BYTES || strpbrk(archive, "\n\r;#"))
		rc = mf_error_set(err, MF_E_INPUT, "%.60s: such a path cannot stand in the file of a cluster",
				  archive);
	else if (strcmp(archive, now.named) == 0)
		rc = mf_error_set(err, MF_E_INPUT, "%s: %s is published already", path, archive);
	if (rc == 0)
		rc = mf_file_read(path, MF_BUF_CEILING, &text, err);
	if (rc == 0) {
		rewrite(&text, archive, now.named, &out);
		rc = mf_file_replace(path, out.data, out.len, err);
	}
	mf_buf_release(&text);
	mf_buf_release(&out);
	mf_cluster_file_release(&now);
	return rc;
}

void mf_cluster_file_release(struct mf_cluster_file *f)
{
	free(f->name);
	free(f->archive);
	free(f->named);
	free(f->previous);
	free(f->servers);
	*f = (struct mf_cluster_file){ 0 };
}

char *mf_cluster_function(const struct mf_cluster_file *f, uint64_t generation, size_t member)
{
	return mf_printf("mufahris.%s.%016llx.%zu", f->name, (unsigned long long)generation, member + 1);
}
