/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mail.c - e-mail: single messages (eml) and mailboxes (mbox).  What is attached is read as a member of the
 * message, like a file in an archive. */
#include "wrappers/mail/mail.h"

#include <string.h>

#include "indexer/source/fields.h"
#include "indexer/source/readers.h"
#include "wrappers/icu/charset.h"

#define MESSAGE_MAX ((size_t)64 << 20)
#define MESSAGE_STEP ((size_t)256 << 10)
#define DEPTH_MAX 3

static bool is_text(const struct mf_mail_part *part)
{
	return !part->attached && !strncmp(part->type, "text/", 5);
}

/* Adds the part's text, from a page without its markup. */
static void add_text(struct mf_reading *r, const struct mf_mail_part *part, struct mf_buf *text)
{
	struct mf_buf utf8 = MF_BUF_INIT, plain = MF_BUF_INIT;
	const struct mf_buf *from = &utf8;

	if (mf_to_utf8(part->bytes.data, part->bytes.len, *part->charset ? part->charset : NULL,
		       r->options->encoding, &utf8, NULL, NULL) < 0)
		mf_to_utf8(part->bytes.data, part->bytes.len, NULL, "auto", &utf8, NULL, NULL);
	if (!strcmp(part->type, "text/html") && mf_reading_unmark(utf8.data, utf8.len, &plain))
		from = &plain;
	if (text->len && from->len)
		mf_buf_addstr(text, "\n\n");
	for (size_t i = 0; i < from->len; i++) {
		bool quoted = !strncmp(from->data + i, ">From ", 6) && (i == 0 || from->data[i - 1] == '\n');
		if (from->data[i] != '\r' && !quoted)
			mf_buf_addch(text, from->data[i]);
	}
	mf_buf_release(&utf8);
	mf_buf_release(&plain);
}

/* Pictures, recordings and signatures hold no text. */
static bool is_readable(const struct mf_mail_part *part)
{
	static const char *const other[] = { "image/",
					     "audio/",
					     "video/",
					     "application/pkcs7",
					     "application/x-pkcs7",
					     "application/pgp",
					     "application/ms-tnef",
					     "text/calendar" };

	for (size_t i = 0; i < sizeof other / sizeof *other; i++)
		if (!strncmp(part->type, other[i], strlen(other[i])))
			return false;
	return part->bytes.len > 0;
}

static int read_attachments(struct mf_reading *r, struct mf_mail *mail, struct mf_error *err)
{
	int status = MF_OK;

	for (size_t i = 0; i < mf_mail_parts(mail) && status == MF_OK; i++) {
		struct mf_mail_part *part = mf_mail_part(mail, i);
		if (is_text(part) || !is_readable(part))
			continue;
		if (r->depth >= DEPTH_MAX) {
			mf_reading_warn(r, 0, "save it as a file of its own",
					"attachments inside attachments, skipped");
			break;
		}
		status = mf_reading_member(
			r, *part->name ? part->name : mf_arena_printf(&r->arena, "part-%zu", i + 1),
			part->bytes.data, part->bytes.len, err);
	}
	return status;
}

static int take_message(struct mf_reading *r, const char *bytes, size_t len, const char *id, long line,
			struct mf_error *err)
{
	struct mf_draft record = MF_DRAFT_BLANK;
	struct mf_buf text = MF_BUF_INIT;
	const struct mf_mail_head *head;
	struct mf_mail *mail;
	struct mf_error problem;
	int status;

	if (mf_mail_read(&mail, bytes, len, &problem) < 0) {
		mf_reading_reject(r, MF_E_INPUT, line, problem.hint, "%s", problem.text);
		return MF_OK;
	}
	head = mf_mail_head(mail);
	record.doc.id = id;
	record.doc.title = mf_arena_strdup(&r->arena, head->subject);
	record.doc.author = mf_arena_strdup(&r->arena, head->from);
	record.doc.date = mf_arena_strdup(&r->arena, head->date);
	if (*head->to)
		mf_draft_extra(r, &record, "to", mf_arena_strdup(&r->arena, head->to));
	for (size_t i = 0; i < mf_mail_parts(mail); i++)
		if (is_text(mf_mail_part(mail, i)))
			add_text(r, mf_mail_part(mail, i), &text);
	record.text = mf_arena_strndup(&r->arena, text.data, text.len);
	record.len = text.len;
	mf_buf_release(&text);
	status = mf_draft_hand_over(r, &record, line, err);
	if (status == MF_OK)
		status = read_attachments(r, mail, err);
	mf_mail_close(mail);
	mf_arena_reset(&r->arena);
	return status;
}

int mf_read_mail(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	struct mf_buf bytes = MF_BUF_INIT;
	int status;

	if (mf_reading_raw(r, raw, MESSAGE_MAX, &bytes, &status))
		status = take_message(r, bytes.data, bytes.len, r->name, 1, err);
	mf_buf_release(&bytes);
	return status;
}

/* "From a@b Thu Jan  6 10:00:00 2022": in a text, "From here on" may begin a line too. */
static bool is_from_line(const char *line, size_t len)
{
	size_t digits = 0;
	bool clock = false, year = false;

	for (size_t i = 5; i < len && line[i] != '\n'; i++) {
		bool digit = line[i] >= '0' && line[i] <= '9';
		digits = digit ? digits + 1 : 0;
		clock |= i > 6 && i + 2 < len && line[i] == ':' && line[i - 1] >= '0' && line[i - 1] <= '9' &&
			 line[i + 1] >= '0' && line[i + 1] <= '9';
		year |= digits == 4;
	}
	return clock && year;
}

/* Where the next message begins: a line "From " after an empty one. */
static const char *next_from(const char *bytes, size_t len, size_t *seen)
{
	for (size_t at = *seen; at < len; at++) {
		const char *stop = memchr(bytes + at, '\n', len - at), *line = NULL;
		if (!stop)
			break;
		at = (size_t)(stop - bytes);
		if (len - at < 200 && !memchr(stop + 3, '\n', len - at > 3 ? len - at - 3 : 0))
			break; /* the line may not be whole */
		*seen = at;
		if (!strncmp(stop, "\n\nFrom ", 7))
			line = stop + 2;
		else if (!strncmp(stop, "\n\r\nFrom ", 8))
			line = stop + 3;
		if (line && is_from_line(line, len - (size_t)(line - bytes)))
			return line;
	}
	return NULL;
}

static long count_lines(const char *bytes, size_t len)
{
	long n = 0;

	for (size_t i = 0; i < len; i++)
		n += bytes[i] == '\n';
	return n;
}

/* Makes one message available with its "From " line; *len 0 at the end. */
static int next_message(struct mf_stream *s, char **bytes, size_t *len, struct mf_error *problem)
{
	size_t need = MESSAGE_STEP, seen = 0;

	for (;;) {
		const char *stop;
		int status = mf_stream_peek(s, need, bytes, len, problem);
		if (status < 0 || *len == 0)
			return status;
		stop = next_from(*bytes, *len, &seen);
		if (stop)
			*len = (size_t)(stop - *bytes);
		if (stop || s->end || *len > MESSAGE_MAX)
			return MF_OK;
		need = *len + *len / 2;
	}
}

int mf_read_mbox(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	long line = 1;

	for (;;) {
		struct mf_error problem;
		const char *head;
		size_t len;
		char *bytes;
		int status;

		if (next_message(raw, &bytes, &len, &problem) < 0)
			return mf_reading_failed(r, &problem);
		if (len == 0)
			return MF_OK;
		head = !strncmp(bytes, "From ", 5) ? memchr(bytes, '\n', len) : bytes - 1;
		if (head && len > 1) {
			size_t skip = (size_t)(head + 1 - bytes);
			status = take_message(r, head + 1, len - skip,
					      mf_arena_printf(&r->arena, "%s#%ld", r->name, line), line, err);
			if (status < 0)
				return status;
		}
		line += count_lines(bytes, len);
		mf_stream_skip(raw, len);
	}
}
