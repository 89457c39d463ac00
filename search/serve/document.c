/* SPDX-License-Identifier: GPL-2.0-or-later */
/* document.c - /document: a whole text with every word of the query marked, and ways from mark to mark. */
#include <string.h>

#include "search/output/markup.h"
#include "search/output/render.h"
#include "search/serve/page.h"
#include "wrappers/libc/message.h"

struct text {
	struct mf_serving *s;
	const struct mf_fragment *f;
	size_t mark;    /* the next one */
	size_t numbers; /* so many are put */
};

static void put_mark(struct text *t, const struct mf_mark *m, size_t end)
{
	struct mf_buf *out = &t->s->reply->body;

	mf_buf_printf(out, "<mark id=\"hit-%zu\" title=\"%s\">", ++t->numbers, _(mf_match_names[m->how]));
	mf_markup_put(out, t->f->text + m->begin, end - m->begin);
	mf_buf_addstr(out, "</mark>");
}

/* Bytes [at, end), which are one line. */
static void put_line(struct text *t, size_t at, size_t end)
{
	struct mf_buf *out = &t->s->reply->body;

	if (at == end)
		return;
	mf_markup_open(out, "p", t->f->text + at, end - at);
	for (; t->mark < t->f->marks && t->f->mark[t->mark].begin < end; t->mark++) {
		const struct mf_mark *m = &t->f->mark[t->mark];
		size_t stop = m->end < end ? m->end : end;
		if (m->begin < at)
			continue;
		mf_markup_put(out, t->f->text + at, m->begin - at);
		put_mark(t, m, stop);
		at = stop;
	}
	mf_markup_put(out, t->f->text + at, end - at);
	mf_buf_addstr(out, "</p>\n");
}

static void put_text(struct mf_serving *s, const struct mf_fragment *f)
{
	struct text t = { .s = s, .f = f };

	for (size_t at = 0; at < f->len;) {
		const char *newline = memchr(f->text + at, '\n', f->len - at);
		size_t end = newline ? (size_t)(newline - f->text) : f->len;
		put_line(&t, at, end);
		at = end + 1;
	}
}

static void put_path(struct mf_serving *s, const char *path)
{
	struct mf_buf *out = &s->reply->body, address = MF_BUF_INIT;

	if (!*path || !s->server->o.file_links)
		return;
	if (*path == '/') {
		for (const char *at = path; *at;) {
			size_t len = strcspn(at, "/");
			char *part = mf_arena_strndup(s->ask.arena, at, len);
			mf_link_escape(&address, part);
			mf_buf_addstr(&address, at[len] ? "/" : "");
			at += len + (at[len] == '/');
		}
		mf_buf_printf(out, " · <a href=\"file://%s\">", address.data);
	}
	mf_buf_addstr(out, *path == '/' ? "" : " · <span>");
	mf_page_bdi(out, path);
	mf_buf_addstr(out, *path == '/' ? "</a>" : "</span>");
	mf_buf_release(&address);
}

/* A line to quote the document by, and the address of this page. */
static void put_citation(struct mf_serving *s, const struct mf_hit *hit)
{
	struct mf_buf *out = &s->reply->body;
	struct mf_buf text = MF_BUF_INIT;
	const char *const part[] = { hit->author, hit->title, hit->source,
				     mf_page_date(s->ask.arena, hit->date), hit->url };

	for (size_t i = 0; i < sizeof part / sizeof *part; i++)
		if (*part[i])
			mf_buf_printf(&text, "%s%s", text.len ? (s->ask.arabic ? "، " : ", ") : "", part[i]);
	mf_buf_printf(
		out,
		"<details class=\"cite\"><summary>%s</summary><p id=\"citation\" data-copy=\"%s\" data-copied=\"%s\">",
		_("Cite"), _("Copy"), _("Copied"));
	mf_page_bdi(out, text.data);
	mf_buf_addstr(out, "</p></details>\n");
	mf_buf_release(&text);
}

static void put_steps(struct mf_serving *s, uint64_t marks)
{
	struct mf_buf *out = &s->reply->body;

	if (!marks)
		return;
	mf_buf_printf(
		out,
		"<nav class=\"steps\" id=\"steps\" aria-label=\"%s\" data-previous=\"%s\" data-next=\"%s\">",
		_("Places marked"), _("Previous"), _("Next"));
	mf_buf_printf(out, "<a href=\"#hit-1\">%s</a></nav>\n",
		      mf_arena_printf(s->ask.arena,
				      mf_message_count("%s place marked", "%s places marked", marks),
				      mf_page_number(s->ask.arena, marks)));
}

static void put_document(struct mf_serving *s, const struct mf_hit *hit)
{
	struct mf_buf *out = &s->reply->body;
	struct mf_fragment title = { .text = hit->title, .len = strlen(hit->title) };
	const struct mf_link back = { .path = "/" };
	const struct mf_link spread = { .path = "/study/dispersion",
					.name = "dispersion",
					.value = hit->document };

	mf_buf_addstr(out, "<main id=\"main\" class=\"single document\">\n<p class=\"back\">");
	mf_page_link(s, &back, _("Back to the results"));
	if (*s->ask.query) {
		mf_buf_addstr(out, " · ");
		mf_page_link(s, &spread, _("Dispersion"));
	}
	mf_buf_addstr(out, "</p>\n<article>\n");
	if (title.len && !mf_begins_with_title(hit)) {
		mf_markup_open(out, "h1", title.text, title.len);
		mf_pieces_each(hit->title_marks ? hit->title_marks : &title, 1, mf_markup_put_piece, out);
		mf_buf_addstr(out, "</h1>\n");
	}
	mf_buf_addstr(out, "<p class=\"about\">");
	mf_page_about(s, hit);
	put_path(s, hit->path);
	mf_buf_addstr(out, "</p>\n");
	put_steps(s, hit->fragment->marks);
	mf_buf_addstr(out, "<div class=\"text\">\n");
	put_text(s, hit->fragment);
	mf_buf_addstr(out, "</div>\n");
	mf_page_names(s, hit, SIZE_MAX);
	put_citation(s, hit);
	mf_buf_addstr(out, "</article></main>\n");
}

int mf_page_document(struct mf_serving *s, struct mf_error *err)
{
	const char *id = mf_http_parameter(s->ask.http, "id");
	struct mf_results *r = &s->worker->results;
	int rc = mf_ask_read(&s->ask, NULL, true, err);

	if (rc < 0 || mf_reply_unchanged(s, s->ask.http))
		return rc;
	if (!id || !*id)
		return mf_error_set(err, MF_E_USAGE, "id is missing: the document that is wanted");
	s->ask.request.facets = 0;
	rc = mf_engine_document(s->worker->engine, &s->ask.request, id, r, err);
	if (rc < 0)
		return rc;
	mf_page_begin(s, *r->hit->title ? r->hit->title : id);
	put_document(s, r->hit);
	mf_page_end(s);
	return 0;
}
