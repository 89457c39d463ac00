/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/settings.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "indexer/analysis/dates/date.h"
#include "wrappers/icu/charset.h"
#include "wrappers/libc/buf.h"

static int read_field(const char *given, struct mf_arena *arena, struct mf_field *field, struct mf_error *err)
{
	char *text = mf_arena_strdup(arena, given), *equals = strchr(text, '=');
	size_t k = 0;

	if (equals)
		*equals = '\0';
	while (mf_field_names[k] && strcmp(mf_field_names[k], text) != 0)
		k++;
	if (!equals || !mf_field_names[k] || !equals[1]) {
		mf_error_set(err, MF_E_USAGE, "--field=%s: not of the form OURS=THEIRS", given);
		mf_error_hint(err, "OURS is id, title, text, date, source, url or author");
		return MF_E_USAGE;
	}
	*field = (struct mf_field){ text, equals + 1 };
	return 0;
}

static int check_encoding(const char *name, struct mf_error *err)
{
	struct mf_buf out = MF_BUF_INIT;
	int rc = mf_to_utf8("-", 1, NULL, name, &out, NULL, NULL);

	mf_buf_release(&out);
	if (rc >= 0)
		return 0;
	mf_error_set(err, MF_E_USAGE, "--encoding=%s: no encoding has this name", name);
	mf_error_hint(err, "auto, or a name such as UTF-8, windows-1256 or ISO-8859-6");
	return MF_E_USAGE;
}

static int read_day(const char *date, int32_t *day, struct mf_error *err)
{
	*day = MF_NO_DAY;
	if (!date || (*day = mf_day_parse(date, strlen(date))) != MF_NO_DAY)
		return 0;
	mf_error_set(err, MF_E_USAGE, "--date=%s: not a date", date);
	mf_error_hint(err, "write it like 2022-01-09");
	return MF_E_USAGE;
}

int mf_settings_source(const struct mf_index_options *o, struct mf_arena *arena,
		       struct mf_source_options *source, int32_t *day, struct mf_error *err)
{
	struct mf_field *field = mf_arena_alloc(arena, (o->fields.n + 1) * sizeof *field);
	int rc = 0;

	for (size_t i = 0; i < o->fields.n && rc == 0; i++)
		rc = read_field(o->fields.item[i], arena, &field[i], err);
	if (rc == 0)
		rc = check_encoding(o->encoding, err);
	*source = (struct mf_source_options){ .format = (enum mf_format)o->format,
					      .encoding = o->encoding,
					      .fields = field,
					      .fields_n = o->fields.n,
					      .whole_page = o->whole_page };
	return rc == 0 ? read_day(o->date, day, err) : rc;
}

int64_t mf_settings_now(void)
{
	const char *fixed = getenv("SOURCE_DATE_EPOCH");
	char *end;
	long long seconds = fixed ? strtoll(fixed, &end, 10) : 0;

	return fixed && *fixed && !*end && seconds >= 0 ? (int64_t)seconds : (int64_t)time(NULL);
}
