/* SPDX-License-Identifier: GPL-2.0-or-later */
/* trec.c - collections of TREC: <DOC> with DOCNO, a headline and TEXT, one after the other in a file that is
 * no XML. */
#include <string.h>
#include <strings.h>

#include "indexer/source/fields.h"
#include "indexer/source/readers.h"

#define DOC_MAX ((size_t)64 << 20)
#define DOC_STEP ((size_t)256 << 10)

static const char *find_tag(const char *p, const char *end, const char *tag)
{
	size_t len = strlen(tag);

	while ((p = memchr(p, '<', (size_t)(end - p)))) {
		if ((size_t)(end - p) >= len && !strncasecmp(p, tag, len))
			return p;
		p++;
	}
	return NULL;
}

/* What stands between <NAME ...> and </NAME>, from *p on, which moves after it; false where none does. */
static bool next_element(const char **p, const char *end, const char *name, const char **text, size_t *len)
{
	char open[24] = "<", close[24] = "</";
	const char *from = *p, *stop;

	strcat(open, name);
	strcat(close, name);
	for (; (from = find_tag(from, end, open)); from++) {
		char after = from + strlen(open) < end ? from[strlen(open)] : ' ';
		if (after == '>' || after == ' ')
			break;
	}
	if (from)
		from = memchr(from, '>', (size_t)(end - from));
	if (!from || !(stop = find_tag(++from, end, close)))
		return false;
	*text = from;
	*len = (size_t)(stop - from);
	*p = stop;
	return true;
}

/* Tags of any kind become line feeds, references characters. */
static char *plain(struct mf_reading *r, const char *text, size_t len, size_t *out_len)
{
	struct mf_buf cut = MF_BUF_INIT, out = MF_BUF_INIT;
	char *copy;

	for (size_t i = 0; i < len;) {
		const char *stop = text[i] == '<' ? memchr(text + i, '>', len - i) : NULL;
		if (stop && i + 1 < len &&
		    (text[i + 1] == '/' || ((text[i + 1] | 32) >= 'a' && (text[i + 1] | 32) <= 'z'))) {
			if (cut.len && cut.data[cut.len - 1] != '\n')
				mf_buf_addch(&cut, '\n');
			i = (size_t)(stop - text) + 1;
		} else {
			mf_buf_addch(&cut, text[i++]);
		}
	}
	if (memchr(cut.data, '&', cut.len)) {
		mf_buf_addstr(&out, "<pre>");
		mf_buf_add(&out, cut.data, cut.len);
		mf_buf_reset(&cut);
		if (!mf_reading_unmark(out.data, out.len, &cut))
			mf_buf_add(&cut, out.data + 5, out.len - 5);
	}
	while (cut.len && strchr(" \t\r\n", cut.data[cut.len - 1]))
		cut.len--;
	copy = cut.data;
	*out_len = cut.len;
	while (*out_len && strchr(" \t\r\n", *copy)) {
		copy++;
		--*out_len;
	}
	copy = mf_arena_strndup(&r->arena, copy, *out_len);
	mf_buf_release(&cut);
	mf_buf_release(&out);
	return copy;
}

static void put_first(struct mf_reading *r, struct mf_draft *record, const char *bytes, const char *end,
		      const char *const *names, const char *as)
{
	for (; *names; names++) {
		const char *p = bytes, *text;
		size_t len;
		if (next_element(&p, end, *names, &text, &len)) {
			char *value = plain(r, text, len, &len);
			if (len) {
				mf_draft_put(r, record, as, value, len);
				return;
			}
		}
	}
}

/* All TEXT elements; where there is none, all that no other element has taken is not known, and so the
 * whole is the text. */
static void put_text(struct mf_reading *r, struct mf_draft *record, const char *bytes, const char *end)
{
	struct mf_buf all = MF_BUF_INIT;
	const char *p = bytes, *text;
	size_t len;
	char *value;

	while (next_element(&p, end, "TEXT", &text, &len)) {
		if (all.len)
			mf_buf_addstr(&all, "\n\n");
		mf_buf_add(&all, text, len);
	}
	if (!all.len && (p = find_tag(bytes, end, "</DOCNO>")))
		mf_buf_add(&all, p + 8, (size_t)(end - p) - 8);
	value = plain(r, all.data, all.len, &len);
	mf_draft_put(r, record, "text", value, len);
	mf_buf_release(&all);
}

static int take_doc(struct mf_reading *r, const char *bytes, size_t len, long line, struct mf_error *err)
{
	static const char *const id[] = { "DOCNO", "DOCID", NULL };
	static const char *const title[] = { "HEADLINE", "TITLE", "HEAD", "HL", "TTL", NULL };
	static const char *const date[] = { "DATE_TIME", "DATE", "DATELINE", NULL };
	static const char *const author[] = { "BYLINE", "AUTHOR", NULL };
	static const char *const source[] = { "SOURCE", NULL };
	static const char *const url[] = { "URL", NULL };
	struct mf_draft record = MF_DRAFT_BLANK;
	const char *end = bytes + len;
	int status;

	put_first(r, &record, bytes, end, id, "id");
	put_first(r, &record, bytes, end, title, "title");
	put_first(r, &record, bytes, end, date, "date");
	put_first(r, &record, bytes, end, author, "author");
	put_first(r, &record, bytes, end, source, "source");
	put_first(r, &record, bytes, end, url, "url");
	put_text(r, &record, bytes, end);
	status = mf_draft_hand_over(r, &record, line, err);
	mf_arena_reset(&r->arena);
	return status;
}

static long count_lines(const char *bytes, size_t len)
{
	long n = 0;

	for (size_t i = 0; i < len; i++)
		n += bytes[i] == '\n';
	return n;
}

/* Makes one <DOC> ... </DOC> available, or what is left; *len 0 at the end. */
static int next_doc(struct mf_stream *s, char **bytes, size_t *len, struct mf_error *problem)
{
	size_t need = DOC_STEP;

	for (;;) {
		const char *stop;
		int status = mf_stream_peek(s, need, bytes, len, problem);
		if (status < 0 || *len == 0)
			return status;
		stop = find_tag(*bytes, *bytes + *len, "</DOC>");
		if (stop)
			*len = (size_t)(stop - *bytes) + 6;
		if (stop || s->end || *len > DOC_MAX)
			return MF_OK;
		need = *len + *len / 2;
	}
}

static int read_docs(struct mf_reading *r, struct mf_stream *s, struct mf_error *err)
{
	long line = 1;

	for (;;) {
		struct mf_error problem;
		const char *doc;
		size_t len;
		char *bytes;
		int status = MF_OK;

		if (next_doc(s, &bytes, &len, &problem) < 0)
			return mf_reading_failed(r, &problem);
		if (len == 0)
			return MF_OK;
		doc = find_tag(bytes, bytes + len, "<DOC");
		if (doc && len > DOC_MAX)
			mf_reading_reject(r, MF_E_LIMIT, line, "split it", "a <DOC> of more than %zu MiB",
					  DOC_MAX >> 20);
		else if (doc)
			status = take_doc(r, doc, len - (size_t)(doc - bytes),
					  line + count_lines(bytes, (size_t)(doc - bytes)), err);
		if (status < 0)
			return status;
		line += count_lines(bytes, len);
		mf_stream_skip(s, len);
	}
}

int mf_read_trec(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	struct mf_decoder decoder;
	struct mf_stream text = mf_decoder_open(&decoder, raw, r->options->encoding, NULL);
	int status = read_docs(r, &text, err);

	if (status == MF_OK)
		mf_reading_decoded(r, &decoder);
	mf_stream_release(&text);
	mf_decoder_release(&decoder);
	return status;
}
