/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xml.c - XML read by its vocabulary: feeds, TEI, and any other as its text. */
#include "indexer/source/xml.h"

#include <string.h>
#include <strings.h>

#include "indexer/source/fields.h"
#include "indexer/source/readers.h"
#include "wrappers/html/html.h"
#include "wrappers/html/xml.h"

#define STEP ((size_t)256 << 10)
#define TEXT_MAX ((size_t)256 << 20) /* bytes of one document */
#define VALUE_MAX 1000
#define CHAPTER_MAX 200

static const struct mf_xml_vocabulary *vocabulary_of(const char *root)
{
	const struct mf_xml_vocabulary *v = mf_xml_vocabularies;

	while (v->root && strcmp(v->root, root) != 0)
		v++;
	return v;
}

static const char *parent_of(const struct mf_xml_text *x, unsigned depth)
{
	return depth > 1 && depth - 1 <= MF_XML_DEPTH ? x->name[depth - 2] : "";
}

static const struct mf_xml_row *row_of(const struct mf_xml_text *x, const char *name)
{
	const char *parent = parent_of(x, x->depth);
	const struct mf_xml_row *row = x->words->row;

	for (; row->name; row++) {
		const char *slash = strchr(row->name, '/');
		size_t n = slash ? (size_t)(slash - row->name) : 0;
		if (!strcmp(slash ? slash + 1 : row->name, name) &&
		    (!slash || (strlen(parent) == n && !memcmp(parent, row->name, n))))
			return row;
	}
	return row;
}

static bool is_one_of(const char *name, const char *names)
{
	size_t len = strlen(name);

	for (const char *at = names; len && (at = strstr(at, name)); at += len)
		if ((at == names || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

static const char *keep(struct mf_xml_text *x, const char *text, size_t len)
{
	while (len && (unsigned char)text[len - 1] <= ' ')
		len--;
	while (len && (unsigned char)*text <= ' ') {
		text++;
		len--;
	}
	return mf_arena_strndup(&x->r->arena, text, len);
}

/* The first value stays; of texts the longest; names are joined. */
static void set_field(struct mf_xml_text *x, enum mf_xml_act act, const char *text, size_t len)
{
	struct mf_document *doc = &x->doc;
	const char **slot = act == MF_XML_ID       ? &doc->id
			    : act == MF_XML_TITLE  ? &doc->title
			    : act == MF_XML_DATE   ? &doc->date
			    : act == MF_XML_SOURCE ? &x->source
			    : act == MF_XML_URL    ? &doc->url
			    : act == MF_XML_AUTHOR ? &doc->author
						   : &x->later;

	if (act == MF_XML_TEXT) {
		if (len > x->best.len) {
			mf_buf_reset(&x->best);
			mf_buf_add(&x->best, text, len);
		}
		return;
	}
	text = keep(x, text, len);
	if (!**slot)
		*slot = text;
	else if (act == MF_XML_AUTHOR && *text && !strstr(*slot, text))
		*slot = mf_arena_printf(&x->r->arena, "%s, %s", *slot, text);
}

static void new_page(struct mf_xml_text *x, const char *number)
{
	x->pages++;
	mf_compose_place(&x->out, MF_PLACE_PAGE,
			 *number ? mf_arena_strdup(&x->r->arena, number)
				 : mf_arena_printf(&x->r->arena, "%u", x->pages + 1));
	mf_compose_gap(&x->out, MF_BREAK_SPACE);
}

static void begin_item(struct mf_xml_text *x)
{
	struct mf_document blank = MF_DOCUMENT_BLANK;

	x->doc = blank;
	x->later = "";
	mf_buf_reset(&x->best);
}

static void begin_heading(struct mf_xml_text *x)
{
	mf_compose_gap(&x->out, MF_BREAK_BLOCK);
	x->heading = true;
	x->chapter_from = x->out.text.len;
}

static void act_on(struct mf_xml_text *x, const struct mf_xml_row *row,
		   const struct mf_xml_attributes *attributes)
{
	enum mf_xml_act act = row->name ? row->act : x->words->other;
	char value[VALUE_MAX] = "";
	bool has = row->attribute && mf_xml_attribute(attributes, row->attribute, value, sizeof value);

	switch (act) {
	case MF_XML_INLINE:
		if (x->ended && !x->words->root) /* side by side without a letter between */
			mf_compose_gap(&x->out, MF_BREAK_LINE);
		break;
	case MF_XML_SPACE:
		mf_compose_gap(&x->out, MF_BREAK_SPACE);
		break;
	case MF_XML_LINE:
		mf_compose_gap(&x->out, MF_BREAK_LINE);
		break;
	case MF_XML_BLOCK:
		mf_compose_gap(&x->out, MF_BREAK_BLOCK);
		break;
	case MF_XML_SKIP:
		x->skip = x->depth;
		break;
	case MF_XML_HEAD:
		begin_heading(x);
		break;
	case MF_XML_STYLE:
		if (!strncasecmp(value, "heading", 7) || !strncasecmp(value, "title", 5) ||
		    strstr(value, "عنوان"))
			begin_heading(x);
		break;
	case MF_XML_PAGE:
		new_page(x, value);
		break;
	case MF_XML_VERSE:
		mf_compose_gap(&x->out, MF_BREAK_LINE);
		if (*value)
			mf_compose_place(&x->out, MF_PLACE_VERSE, mf_arena_strdup(&x->r->arena, value));
		break;
	case MF_XML_ITEM:
		begin_item(x);
		break;
	default:
		if (has && *value) {
			set_field(x, act, value, strlen(value));
		} else if (!x->taking) {
			x->taking = x->depth;
			x->into = act;
			mf_buf_reset(&x->field);
		}
	}
}

/* TEI's header is left out but for what the rows name. */
static bool is_field(const struct mf_xml_row *row)
{
	return row->name && row->act >= MF_XML_ID;
}

static void begin(void *ctx, const char *name, const struct mf_xml_attributes *attributes)
{
	struct mf_xml_text *x = ctx;
	const struct mf_xml_row *row;

	if (x->status < 0)
		return;
	if (++x->depth <= MF_XML_DEPTH)
		x->name[x->depth - 1] = name;
	if (!x->words)
		x->words = vocabulary_of(name);
	if (x->taking) {
		mf_buf_addch(&x->field, x->into == MF_XML_TEXT ? '\n' : ' ');
		return;
	}
	row = row_of(x, name);
	if (!x->skip || is_field(row))
		act_on(x, row, attributes);
	if (x->words->text_in && is_one_of(name, x->words->text_in))
		x->counting++;
	x->ended = false;
}

static int hand_over_item(struct mf_xml_text *x)
{
	struct mf_draft record = { .doc = x->doc };
	int status;

	x->items++;
	if (!*record.doc.date)
		record.doc.date = x->later;
	record.doc.source = x->source;
	record.text = mf_arena_strndup(&x->r->arena, x->best.data, x->best.len);
	record.len = x->best.len;
	status = mf_draft_hand_over(x->r, &record, (long)x->items, x->err);
	return status;
}

static void end_heading(struct mf_xml_text *x)
{
	size_t from = x->chapter_from, len;

	x->heading = false;
	while (from < x->out.text.len && x->out.text.data[from] == '\n')
		from++;
	len = x->out.text.len - from;
	mf_compose_gap(&x->out, MF_BREAK_BLOCK);
	if (len && len <= CHAPTER_MAX)
		mf_compose_place_at(&x->out, from, MF_PLACE_CHAPTER,
				    mf_arena_strndup(&x->r->arena, x->out.text.data + from, len));
}

static void end(void *ctx, const char *name)
{
	struct mf_xml_text *x = ctx;
	const struct mf_xml_row *row;
	enum mf_xml_act act;

	if (x->status < 0 || !x->depth)
		return;
	if (x->taking && x->taking == x->depth) {
		set_field(x, x->into, x->field.data, x->field.len);
		x->taking = 0;
	}
	row = row_of(x, name);
	act = row->name ? row->act : x->words->other;
	if (!x->taking && act == MF_XML_ITEM)
		x->status = hand_over_item(x);
	else if (!x->taking && !x->skip && act == MF_XML_BLOCK)
		mf_compose_gap(&x->out, MF_BREAK_BLOCK);
	if (x->heading && (act == MF_XML_HEAD || act == MF_XML_BLOCK))
		end_heading(x);
	if (!x->taking && x->counting && x->words->text_in && is_one_of(name, x->words->text_in))
		x->counting--;
	if (x->skip == x->depth)
		x->skip = 0;
	x->depth--;
	x->ended = true;
}

static void text(void *ctx, const char *bytes, size_t len)
{
	struct mf_xml_text *x = ctx;

	x->ended = false;
	if (x->taking)
		mf_buf_add(&x->field, bytes, len);
	else if (x->words && !x->skip && (!x->words->text_in || x->counting) &&
		 x->out.text.len + len < TEXT_MAX)
		mf_compose_add(&x->out, bytes, len);
}

void mf_xml_text_open(struct mf_xml_text *x, struct mf_reading *r)
{
	struct mf_document blank = MF_DOCUMENT_BLANK;

	memset(x, 0, sizeof *x);
	x->r = r;
	x->doc = blank;
	x->later = x->source = "";
	x->out = (struct mf_compose)MF_COMPOSE_INIT;
	x->field = x->best = (struct mf_buf)MF_BUF_INIT;
}

int mf_xml_text_read(struct mf_xml_text *x, struct mf_stream *utf8, struct mf_error *err,
		     struct mf_error *problem)
{
	const struct mf_xml_calls calls = { begin, end, text, x };
	struct mf_xml *xml;
	const char *cut;
	int status = mf_xml_open(&xml, &calls, problem);

	x->err = err;
	x->words = NULL;
	x->depth = x->skip = x->taking = x->counting = 0;
	while (status == MF_OK && x->status == MF_OK) {
		size_t len;
		char *bytes;
		status = mf_stream_peek(utf8, STEP, &bytes, &len, problem);
		if (status < 0 || len == 0)
			break;
		mf_xml_feed(xml, bytes, len);
		mf_stream_skip(utf8, len);
	}
	cut = xml ? mf_xml_finish(xml) : "";
	if (*cut)
		mf_reading_warn(x->r, 0, "what stands before that is indexed", "%s", cut);
	mf_xml_close(xml);
	return status;
}

void mf_xml_text_finish(struct mf_xml_text *x)
{
	if (!*x->doc.date)
		x->doc.date = x->later;
	if (!*x->doc.source)
		x->doc.source = x->source;
}

void mf_xml_text_close(struct mf_xml_text *x)
{
	mf_compose_release(&x->out);
	mf_buf_release(&x->field);
	mf_buf_release(&x->best);
}

static bool is_feed(const struct mf_xml_text *x)
{
	return x->words && x->words->row->act == MF_XML_ITEM;
}

int mf_read_xml(struct mf_reading *r, struct mf_stream *raw, struct mf_error *err)
{
	struct mf_decoder decoder;
	struct mf_stream utf8 = { 0 };
	struct mf_xml_text x;
	struct mf_error problem;
	char *head, charset[64];
	size_t len;
	int status = mf_stream_peek(raw, 4096, &head, &len, &problem);

	if (status < 0)
		return mf_reading_failed(r, &problem);
	mf_html_charset(head, len, charset, sizeof charset);
	utf8 = mf_decoder_open(&decoder, raw, r->options->encoding, *charset ? charset : NULL);
	mf_xml_text_open(&x, r);
	status = mf_xml_text_read(&x, &utf8, err, &problem);
	if (status < 0) {
		status = mf_reading_failed(r, &problem);
	} else {
		status = x.status;
		mf_xml_text_finish(&x);
		if (status == MF_OK && !is_feed(&x))
			status = mf_compose_hand_over(r, &x.out, &x.doc, err);
		else if (status == MF_OK && !x.items)
			mf_reading_reject(r, MF_E_INPUT, 0, "index the pages that it points to",
					  "a feed without items, nothing to index");
	}
	if (status == MF_OK)
		mf_reading_decoded(r, &decoder);
	mf_xml_text_close(&x);
	mf_stream_release(&utf8);
	mf_decoder_release(&decoder);
	return status;
}
