/* SPDX-License-Identifier: GPL-2.0-or-later */
/* turtle.c - libserd behind one function.
 *
 * Serd 0.30 gives no place for a statement, only for an error.  So the text is handed to it byte by
 * byte, and lines are counted as it asks for them: serd looks one byte ahead, never more.
 */
#include "wrappers/serd/mf_turtle.h"

#include <errno.h>
#include <serd/serd.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "wrappers/libc/mem.h"

struct reading {
	const struct mf_turtle_sink *sink;
	SerdEnv *env;
	const char *text;
	size_t len, at;    /* at: the next byte to hand out */
	size_t line_start; /* offset of the line that holds byte at - 1 */
	long line;         /* number of that line */
	size_t problems;
};

/* Serd's fread. */
static size_t give_bytes(void *buf, size_t size, size_t count, void *stream)
{
	struct reading *r = stream;
	size_t given = 0;

	for (char *out = buf; given < size * count && r->at < r->len; given++) {
		if (r->at > 0 && r->text[r->at - 1] == '\n') {
			r->line++;
			r->line_start = r->at;
		}
		*out++ = r->text[r->at++];
	}
	return given / size;
}

static int no_stream_error(void *stream)
{
	(void)stream;
	return 0;
}

static SerdStatus on_base(void *handle, const SerdNode *uri)
{
	struct reading *r = handle;

	return serd_env_set_base_uri(r->env, uri);
}

static SerdStatus on_prefix(void *handle, const SerdNode *name, const SerdNode *uri)
{
	struct reading *r = handle;

	return serd_env_set_prefix(r->env, name, uri);
}

static void tell(struct reading *r, const char *what)
{
	r->problems++;
	if (r->sink->problem)
		r->sink->problem(r->sink->ctx, r->line, (long)(r->at - r->line_start), what);
}

static SerdStatus on_error(void *handle, const SerdError *error)
{
	struct reading *r = handle;
	char what[300];
	va_list args;
	size_t n;

	va_copy(args, *error->args);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	vsnprintf(what, sizeof what, error->fmt, args);
#pragma GCC diagnostic pop
	va_end(args);
	n = strlen(what);
	while (n > 0 && what[n - 1] == '\n')
		what[--n] = '\0';
	tell(r, what);
	return SERD_SUCCESS;
}

static SerdStatus on_statement(void *handle, SerdStatementFlags flags, const SerdNode *graph,
			       const SerdNode *subject, const SerdNode *predicate, const SerdNode *object,
			       const SerdNode *datatype, const SerdNode *language)
{
	struct reading *r = handle;
	SerdNode s = serd_env_expand_node(r->env, subject);
	SerdNode p = serd_env_expand_node(r->env, predicate);
	SerdNode o = object->type == SERD_LITERAL ? SERD_NODE_NULL : serd_env_expand_node(r->env, object);
	bool literal = object->type == SERD_LITERAL;

	(void)flags, (void)graph, (void)datatype;
	if (!s.buf && subject->type != SERD_BLANK)
		tell(r, "the subject's prefix is not declared");
	else if (!p.buf)
		tell(r, "the property's prefix is not declared");
	else if (!literal && !o.buf && object->type != SERD_BLANK)
		tell(r, "the value's prefix is not declared");
	else {
		struct mf_statement st = {
			.subject = (const char *)(s.buf ? s.buf : subject->buf),
			.predicate = (const char *)p.buf,
			.object = (const char *)(o.buf ? o.buf : object->buf),
			.object_len = o.buf ? o.n_bytes : object->n_bytes,
			.language = language && language->buf ? (const char *)language->buf : "",
			.literal = literal,
			.blank = subject->type == SERD_BLANK,
			.line = r->line,
		};
		r->sink->statement(r->sink->ctx, &st);
	}
	serd_node_free(&s);
	serd_node_free(&p);
	serd_node_free(&o);
	return SERD_SUCCESS;
}

/* Moves after the broken description: to the next line that does not begin with white space, a
 * comment or punctuation.  Returns false at the end of the text. */
static bool skip_description(struct reading *r)
{
	for (size_t i = r->at; i < r->len; i++) {
		if (i > 0 && r->text[i - 1] == '\n' && !strchr(" \t\r\n#.;,\"]", r->text[i])) {
			for (size_t k = r->at > 0 ? r->at : 1; k <= i; k++)
				r->line += r->text[k - 1] == '\n';
			/* that line feed is counted: give_bytes must not see it */
			r->text += i;
			r->len -= i;
			r->at = r->line_start = 0;
			return true;
		}
	}
	return false;
}

size_t mf_turtle_read(const char *text, size_t len, const struct mf_turtle_sink *sink)
{
	struct reading r = { sink, serd_env_new(NULL), text, len, 0, 0, 1, 0 };
	bool more = len > 0;

	errno = 0;
	while (more) {
		size_t before = r.problems;
		SerdReader *reader =
			serd_reader_new(SERD_TURTLE, &r, NULL, on_base, on_prefix, on_statement, NULL);
		SerdStatus status = SERD_SUCCESS;

		serd_reader_set_error_sink(reader, on_error, &r);
		serd_reader_set_strict(reader, true);
		serd_reader_start_source_stream(reader, give_bytes, no_stream_error, &r, NULL, 1);
		while (status == SERD_SUCCESS)
			status = serd_reader_read_chunk(reader);
		serd_reader_end_stream(reader);
		serd_reader_free(reader);
		if (status > SERD_FAILURE && r.problems == before)
			tell(&r, (const char *)serd_strerror(status));
		more = status > SERD_FAILURE && skip_description(&r);
	}
	serd_env_free(r.env);
	if (errno == ENOMEM) /* Serd goes on with less */
		mf_out_of_memory();
	return r.problems;
}
