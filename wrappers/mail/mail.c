/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/mail/mail.h"

#include <gmime/gmime.h>
#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/mem.h"

#define PARTS_MAX 1000
#define DEPTH_MAX 20

struct mf_mail {
	GMimeMessage *message;
	struct mf_mail_head head;
	char *owned[4]; /* the strings of head */
	struct mf_mail_part *part;
	size_t parts, cap;
};

static char *utf8(const char *text)
{
	return mf_strdup(text && g_utf8_validate(text, -1, NULL) ? text : "");
}

static char *addresses(InternetAddressList *list)
{
	char *text = list ? internet_address_list_to_string(list, NULL, FALSE) : NULL, *copy = utf8(text);

	g_free(text);
	return copy;
}

static char *iso_date(GMimeMessage *message)
{
	GDateTime *date = g_mime_message_get_date(message);
	char *text = date ? g_date_time_format(date, "%Y-%m-%dT%H:%M:%S%z") : NULL, *copy = utf8(text);

	g_free(text);
	return copy;
}

static void read_head(struct mf_mail *m)
{
	m->owned[0] = utf8(g_mime_message_get_subject(m->message));
	m->owned[1] = addresses(g_mime_message_get_from(m->message));
	m->owned[2] = addresses(g_mime_message_get_to(m->message));
	m->owned[3] = iso_date(m->message);
	m->head = (struct mf_mail_head){ m->owned[0], m->owned[1], m->owned[2], m->owned[3] };
}

static char *type_of(GMimeObject *object)
{
	GMimeContentType *type = g_mime_object_get_content_type(object);
	char *text = type ? g_mime_content_type_get_mime_type(type) : NULL;
	char *lower = g_ascii_strdown(text ? text : "", -1), *copy = utf8(lower);

	g_free(lower);
	g_free(text);
	return copy;
}

static void decode(GMimeDataWrapper *content, struct mf_buf *out)
{
	GMimeStream *stream = g_mime_stream_mem_new();
	GByteArray *bytes;

	if (content)
		g_mime_data_wrapper_write_to_stream(content, stream);
	bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	mf_buf_add(out, bytes->data, bytes->len);
	mf_buf_reserve(out, 1);
	g_object_unref(stream);
}

static void add_part(struct mf_mail *m, GMimeObject *object)
{
	GMimePart *part = GMIME_PART(object);
	const char *charset = g_mime_object_get_content_type_parameter(object, "charset");
	struct mf_mail_part *to;

	if (m->parts == PARTS_MAX)
		return;
	m->part = mf_grow(m->part, &m->cap, m->parts + 1, sizeof *m->part);
	to = &m->part[m->parts++];
	*to = (struct mf_mail_part){ .type = type_of(object),
				     .charset = utf8(charset),
				     .name = utf8(g_mime_part_get_filename(part)),
				     .attached = g_mime_part_is_attachment(part) ||
						 g_mime_part_get_filename(part),
				     .bytes = MF_BUF_INIT };
	decode(g_mime_part_get_content(part), &to->bytes);
}

static void walk(struct mf_mail *m, GMimeObject *object, unsigned depth);

/* The plain text of alternatives; where there is none, the last of them, which is the fullest. */
static GMimeObject *choose(GMimeMultipart *parts)
{
	int n = g_mime_multipart_get_count(parts);

	for (int i = 0; i < n; i++) {
		GMimeObject *object = g_mime_multipart_get_part(parts, i);
		GMimeContentType *type = g_mime_object_get_content_type(object);
		if (type && g_mime_content_type_is_type(type, "text", "plain"))
			return object;
	}
	return n ? g_mime_multipart_get_part(parts, n - 1) : NULL;
}

static void walk_parts(struct mf_mail *m, GMimeMultipart *parts, unsigned depth)
{
	GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(parts));

	if (type && g_mime_content_type_is_type(type, "multipart", "alternative")) {
		walk(m, choose(parts), depth + 1);
		return;
	}
	for (int i = 0; i < g_mime_multipart_get_count(parts); i++)
		walk(m, g_mime_multipart_get_part(parts, i), depth + 1);
}

static void walk(struct mf_mail *m, GMimeObject *object, unsigned depth)
{
	if (!object || depth > DEPTH_MAX)
		return;
	if (GMIME_IS_MULTIPART(object)) {
		walk_parts(m, GMIME_MULTIPART(object), depth);
	} else if (GMIME_IS_MESSAGE_PART(object)) {
		GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
		if (inner)
			walk(m, g_mime_message_get_mime_part(inner), depth + 1);
	} else if (GMIME_IS_PART(object)) {
		add_part(m, object);
	}
}

int mf_mail_read(struct mf_mail **out, const char *bytes, size_t len, struct mf_error *err)
{
	struct mf_mail *m = mf_calloc(1, sizeof *m);
	GMimeStream *stream;
	GMimeParser *parser;

	*out = NULL;
	g_mime_init(); /* counts how often; only the first time does something */
	stream = g_mime_stream_mem_new_with_buffer(bytes, len);
	parser = g_mime_parser_new_with_stream(stream);
	g_object_unref(stream);
	m->message = g_mime_parser_construct_message(parser, NULL);
	g_object_unref(parser);
	if (!m->message) {
		mf_mail_close(m);
		mf_error_set(err, MF_E_INPUT, "not a message of e-mail");
		mf_error_hint(err, "save it from the mail program anew");
		return MF_E_INPUT;
	}
	read_head(m);
	walk(m, g_mime_message_get_mime_part(m->message), 0);
	*out = m;
	return MF_OK;
}

const struct mf_mail_head *mf_mail_head(const struct mf_mail *m)
{
	return &m->head;
}

size_t mf_mail_parts(const struct mf_mail *m)
{
	return m->parts;
}

struct mf_mail_part *mf_mail_part(struct mf_mail *m, size_t i)
{
	return &m->part[i];
}

void mf_mail_close(struct mf_mail *m)
{
	if (!m)
		return;
	for (size_t i = 0; i < m->parts; i++) {
		free((char *)(size_t)m->part[i].type);
		free((char *)(size_t)m->part[i].charset);
		free((char *)(size_t)m->part[i].name);
		mf_buf_release(&m->part[i].bytes);
	}
	free(m->part);
	for (size_t i = 0; i < sizeof m->owned / sizeof *m->owned; i++)
		free(m->owned[i]);
	if (m->message)
		g_object_unref(m->message);
	free(m);
}
