/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/ledger_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wrappers/libc/bitmap.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/hash.h"
#include "wrappers/libc/mem.h"

/* No file looks like this: one whose state it is will be read. */
static const struct mf_file_state unread = { UINT64_MAX, 0, 0 };

static int compare_known(const void *a, const void *b)
{
	const struct mf_ledger_path *x = a, *y = b;

	return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static int load_files(struct mf_ledger *l, struct mf_error *err)
{
	struct mf_files files;
	char *path = mf_path_join(l->index->dir, l->index->manifest.files);
	int rc = mf_files_open(&files, path, err), fresh;
	size_t cap = 0;

	for (uint32_t i = 0; rc == 0 && i < files.paths.n; i++) {
		size_t len;
		const char *text = mf_stringset_get(&files.paths, i, &len);
		uint32_t number = mf_pool_add(&l->paths, text, len, &fresh);
		l->file = mf_grow(l->file, &l->file_cap, number + (size_t)1, sizeof *l->file);
		l->file[number] = (struct mf_ledger_file){ .state = *mf_files_state(&files, i) };
		l->known = mf_grow(l->known, &cap, l->known_n + (size_t)1, sizeof *l->known);
		l->known[l->known_n++] = (struct mf_ledger_path){ mf_hash64(text, len), number };
	}
	if (rc == 0)
		rc = mf_sections_sound(&files.file, err);
	if (rc == 0)
		rc = mf_manifest_is_sealed(&l->index->manifest, l->index->manifest.files, files.file.seal,
					   err);
	if (l->known_n)
		qsort(l->known, l->known_n, sizeof *l->known, compare_known);
	mf_files_close(&files);
	free(path);
	return rc;
}

int mf_ledger_new(struct mf_ledger **out, const struct mf_index *index, const struct mf_index *past,
		  uint64_t options, struct mf_error *err)
{
	struct mf_ledger *l = mf_calloc(1, sizeof *l);
	int rc = 0;

	l->index = index;
	l->past = past;
	l->options = options;
	l->path = (struct mf_buf)MF_BUF_INIT;
	mf_pool_init(&l->paths);
	if (index) {
		l->segment = mf_calloc(index->segments + 1, sizeof *l->segment);
		for (size_t s = 0; s < index->segments; s++) {
			const struct mf_segment *seg = &index->segment[s];
			size_t bytes = mf_bitmap_bytes(seg->documents.n);
			l->segment[s].dead = mf_calloc(1, bytes);
			l->segment[s].met = mf_calloc(1, bytes);
			l->segment[s].lost = mf_calloc(1, bytes);
			l->segment[s].dead_n = seg->about->dead_n;
			if (seg->dead.len)
				memcpy(l->segment[s].dead, seg->dead.data, bytes);
		}
		rc = load_files(l, err);
	}
	if (rc < 0) {
		mf_ledger_free(l);
		l = NULL;
	}
	*out = l;
	return rc;
}

void mf_ledger_free(struct mf_ledger *l)
{
	if (!l)
		return;
	for (size_t s = 0; l->index && s < l->index->segments; s++) {
		free(l->segment[s].dead);
		free(l->segment[s].met);
		free(l->segment[s].lost);
	}
	free(l->segment);
	mf_pool_release(&l->paths);
	free(l->file);
	free(l->known);
	mf_buf_release(&l->path);
	free(l->root);
	free(l->real_root);
	free(l->ids);
	free(l->content);
	free(l);
}

/* ---- files ---- */

/* The real path of the folder that a file was reached through; folders are asked once each. */
static const char *real_root(struct mf_ledger *l, const char *root, size_t len)
{
	if (!l->root || strlen(l->root) != len || memcmp(l->root, root, len) != 0) {
		char *real;
		free(l->root);
		free(l->real_root);
		l->root = mf_strndup(root, len);
		real = realpath(len ? l->root : ".", NULL);
		l->real_root = mf_strdup(real ? real : l->root);
		free(real);
	}
	return l->real_root;
}

static void take_in_hand(struct mf_ledger *l, const char *path, const char *name)
{
	size_t len = strlen(path), tail = strlen(name), root = 0;

	mf_buf_reset(&l->path);
	if (len >= tail && strcmp(path + len - tail, name) == 0) {
		root = len - tail;
		while (root > 1 && path[root - 1] == '/')
			root--;
		mf_buf_printf(&l->path, "%s/%s", real_root(l, path, root), name);
	} else {
		mf_buf_addstr(&l->path, path);
	}
	l->path_hash = mf_hash64(l->path.data, l->path.len);
}

int mf_ledger_want(struct mf_ledger *l, const struct mf_file_stat *file)
{
	struct mf_ledger_file *f;
	uint32_t number;
	int fresh;

	take_in_hand(l, file->path, file->name);
	l->refused = false;
	number = mf_pool_add(&l->paths, l->path.data, l->path.len, &fresh);
	if (fresh) {
		l->file = mf_grow(l->file, &l->file_cap, number + (size_t)1, sizeof *l->file);
		l->file[number] = (struct mf_ledger_file){ .state = unread };
	}
	f = &l->file[number];
	f->met = true;
	f->cut = false;
	if (f->state.size == file->size && f->state.mtime_ns == file->mtime_ns &&
	    f->state.options == l->options) {
		l->counts.files_skipped++;
		return 0;
	}
	f->state = unread; /* until it has been read to its end */
	return 1;
}

void mf_ledger_each(struct mf_ledger *l, uint64_t path_hash,
		    void (*each)(struct mf_ledger *l, size_t segment, uint32_t document, void *ctx),
		    void *ctx)
{
	for (size_t s = 0; l->index && s < l->index->segments; s++) {
		const struct mf_documents *d = &l->index->segment[s].documents;
		for (uint32_t at = mf_documents_find_path(d, path_hash); at < d->n; at++) {
			uint32_t found = mf_documents_at(d, d->by_path, at);
			if (mf_documents_row(d, found)->path_hash != path_hash)
				break;
			if (!mf_bit_get(l->segment[s].dead, found))
				each(l, s, found, ctx);
		}
	}
}

static void kill_document(struct mf_ledger *l, size_t segment, uint32_t document)
{
	struct mf_ledger_segment *s = &l->segment[segment];

	if (mf_bit_get(s->dead, document))
		return;
	mf_bit_set(s->dead, document);
	s->dead_n++;
	s->changed = true;
}

void mf_ledger_remove(struct mf_ledger *l, size_t segment, uint32_t document)
{
	kill_document(l, segment, document);
	l->counts.deleted++;
}

static void note_unmet(struct mf_ledger *l, size_t segment, uint32_t document, void *file)
{
	if (mf_bit_get(l->segment[segment].met, document))
		return;
	mf_bit_set(l->segment[segment].lost, document);
	((struct mf_ledger_file *)file)->cut = true;
}

void mf_ledger_done(struct mf_ledger *l, const struct mf_file_stat *file, bool prune)
{
	int fresh;
	uint32_t number = mf_pool_add(&l->paths, l->path.data, l->path.len, &fresh);
	struct mf_ledger_file *f = &l->file[number];

	if (prune)
		mf_ledger_each(l, l->path_hash, note_unmet, f);
	if (!l->refused) {
		*(f->cut ? &f->after : &f->state) =
			(struct mf_file_state){ file->size, file->mtime_ns, l->options };
		l->files_changed = true;
	}
	l->counts.files_read++;
}

bool mf_ledger_is_gone(const char *path, size_t len)
{
	char *copy = mf_strndup(path, len);
	bool gone = access(copy, F_OK) < 0 && (errno == ENOENT || errno == ENOTDIR);

	free(copy);
	return gone;
}

bool mf_ledger_files_changed(const struct mf_ledger *l)
{
	return l->files_changed;
}

int mf_ledger_save_files(const struct mf_ledger *l, const char *path, struct mf_error *err)
{
	struct mf_pool living;
	struct mf_sorted sorted;
	struct mf_file_state *state = mf_calloc(l->paths.n + (size_t)1, sizeof *state);
	uint32_t *from = mf_calloc(l->paths.n + (size_t)1, sizeof *from);
	int rc, fresh;

	mf_pool_init(&living);
	for (uint32_t p = 0; p < l->paths.n; p++) {
		size_t len;
		const char *text = mf_pool_get(&l->paths, p, &len);
		if (!l->file[p].gone)
			from[mf_pool_add(&living, text, len, &fresh)] = p;
	}
	mf_sorted_make(&sorted, &living);
	for (uint32_t r = 0; r < living.n; r++)
		state[r] = l->file[from[sorted.number[r]]].state;
	rc = mf_files_write(&sorted.strings, state, path, err);
	mf_sorted_release(&sorted);
	mf_pool_release(&living);
	free(state);
	free(from);
	return rc;
}

/* ---- documents ---- */

static bool id_is_new(struct mf_ledger *l, uint64_t hash)
{
	size_t at;

	hash = hash ? hash : 1;
	if (l->ids_n * 2 >= l->ids_cap) {
		uint64_t *old = l->ids;
		size_t cap = l->ids_cap;
		l->ids_cap = cap ? cap * 2 : 1024;
		l->ids = mf_calloc(l->ids_cap, sizeof *l->ids);
		for (size_t i = 0; i < cap; i++) {
			if (!old[i])
				continue;
			for (at = old[i] & (l->ids_cap - 1); l->ids[at]; at = (at + 1) & (l->ids_cap - 1))
				;
			l->ids[at] = old[i];
		}
		free(old);
	}
	for (at = hash & (l->ids_cap - 1); l->ids[at]; at = (at + 1) & (l->ids_cap - 1))
		if (l->ids[at] == hash)
			return false;
	l->ids[at] = hash;
	l->ids_n++;
	return true;
}

static uint64_t hash_text(uint64_t seed, const char *text)
{
	return mf_hash64_seeded(text, strlen(text), seed);
}

static uint64_t hash_content(const struct mf_document *doc, uint64_t options)
{
	uint64_t h = mf_hash64_seeded(doc->text, doc->text_len, options);

	h = hash_text(h, doc->title);
	h = hash_text(h, doc->date);
	h = hash_text(h, doc->source);
	h = hash_text(h, doc->url);
	h = hash_text(h, doc->author);
	for (size_t i = 0; i < doc->extra_n; i++)
		h = hash_text(hash_text(h, doc->extra[i].name), doc->extra[i].value);
	for (size_t i = 0; i < doc->places_n; i++)
		h = hash_text(h ^ (doc->places[i].at * MF_PLACE_KINDS + doc->places[i].kind),
			      doc->places[i].value);
	return h;
}

/* Is a file that the index knows by this hash gone?  Then it is read again, should it come back. */
static bool file_is_gone(struct mf_ledger *l, uint64_t path_hash)
{
	struct mf_ledger_path key = { path_hash, 0 }, *found;
	const char *text;
	size_t len;

	found = l->known_n ? bsearch(&key, l->known, l->known_n, sizeof key, compare_known) : NULL;
	if (!found)
		return false;
	text = mf_pool_get(&l->paths, found->number, &len);
	if (!mf_ledger_is_gone(text, len))
		return false;
	l->file[found->number].state = unread;
	return true;
}

static int compare_contents(const void *a, const void *b)
{
	const struct mf_ledger_content *x = a, *y = b;

	return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static void list_contents(struct mf_ledger *l)
{
	size_t cap = 0;

	for (size_t s = 0; s < l->index->segments; s++)
		for (uint32_t d = 0; d < l->index->segment[s].documents.n; d++) {
			if (mf_bit_get(l->segment[s].dead, d))
				continue;
			l->content = mf_grow(l->content, &cap, l->contents + 1, sizeof *l->content);
			l->content[l->contents++] = (struct mf_ledger_content){
				mf_documents_row(&l->index->segment[s].documents, d)->content_hash,
				(uint32_t)s, d
			};
		}
	if (l->contents)
		qsort(l->content, l->contents, sizeof *l->content, compare_contents);
	else
		l->content = mf_grow(l->content, &cap, 1, sizeof *l->content);
}

/* A document with this very content, under another id, whose file is gone: it has moved. */
static bool retire_moved(struct mf_ledger *l, uint64_t content_hash, int64_t *added)
{
	size_t low = 0, high;

	if (!l->index)
		return false;
	if (!l->content)
		list_contents(l);
	for (high = l->contents; low < high;) {
		size_t mid = low + (high - low) / 2;
		if (l->content[mid].hash < content_hash)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < l->contents && l->content[low].hash == content_hash; low++) {
		const struct mf_ledger_content *c = &l->content[low];
		const struct mf_document_row *row =
			mf_documents_row(&l->index->segment[c->segment].documents, c->document);
		uint64_t file = row->path_hash;
		if (mf_bit_get(l->segment[c->segment].dead, c->document) ||
		    mf_bit_get(l->segment[c->segment].met, c->document) || file == l->path_hash ||
		    !file_is_gone(l, file))
			continue;
		*added = row->added;
		kill_document(l, c->segment, c->document);
		return true;
	}
	return false;
}

/* What is built anew was added when its content came, not now. */
static void take_past_time(struct mf_ledger *l, const struct mf_document *doc, struct mf_document_keys *keys)
{
	const struct mf_document_row *row;
	size_t segment;
	uint32_t document;

	if (!mf_index_find(l->past, doc->id, strlen(doc->id), &segment, &document))
		return;
	row = mf_documents_row(&l->past->segment[segment].documents, document);
	if (row->content_hash == keys->content && mf_index_sound(l->past, NULL) == 0)
		keys->added = row->added;
}

static enum mf_fate fate_of(struct mf_ledger *l, const struct mf_document *doc, struct mf_document_keys *keys)
{
	uint64_t id_hash = mf_hash64(doc->id, strlen(doc->id));
	size_t segment;
	uint32_t document;

	if (strcmp(doc->path, "-") == 0)
		take_in_hand(l, "-", "//");
	keys->file = l->path_hash;
	keys->content = hash_content(doc, l->options);
	if (!id_is_new(l, id_hash))
		return MF_FATE_REPEATED;
	if (l->index && mf_index_find(l->index, doc->id, strlen(doc->id), &segment, &document) &&
	    !mf_bit_get(l->segment[segment].dead, document)) {
		const struct mf_document_row *row =
			mf_documents_row(&l->index->segment[segment].documents, document);
		bool same_file = row->path_hash == l->path_hash;
		if (!same_file && row->path_hash != mf_hash64("-", 1) && !file_is_gone(l, row->path_hash))
			return MF_FATE_TAKEN;
		mf_bit_set(l->segment[segment].met, document);
		if (same_file && row->content_hash == keys->content) {
			l->counts.unchanged++;
			return MF_FATE_UNCHANGED;
		}
		if (row->content_hash == keys->content)
			keys->added = row->added;
		kill_document(l, segment, document);
		l->counts.changed++;
		return MF_FATE_CHANGED;
	}
	if (l->past)
		take_past_time(l, doc, keys);
	if (retire_moved(l, keys->content, &keys->added)) {
		l->counts.moved++;
		return MF_FATE_MOVED;
	}
	l->counts.added++;
	return MF_FATE_NEW;
}

void mf_ledger_replace(struct mf_ledger *l, size_t segment, uint32_t document)
{
	kill_document(l, segment, document);
}

enum mf_fate mf_ledger_document(struct mf_ledger *l, const struct mf_document *doc,
				struct mf_document_keys *keys)
{
	enum mf_fate fate = fate_of(l, doc, keys);

	l->refused |= fate == MF_FATE_TAKEN || fate == MF_FATE_REPEATED;
	return fate;
}

bool mf_ledger_delete(struct mf_ledger *l, const char *id)
{
	size_t segment;
	uint32_t document;

	if (!l->index || !mf_index_find(l->index, id, strlen(id), &segment, &document) ||
	    mf_bit_get(l->segment[segment].dead, document))
		return false;
	mf_ledger_remove(l, segment, document);
	return true;
}

const struct mf_ledger_counts *mf_ledger_counts(const struct mf_ledger *l)
{
	return &l->counts;
}

const unsigned char *mf_ledger_dead(const struct mf_ledger *l, size_t segment, uint32_t *n, bool *changed)
{
	*n = l->segment[segment].dead_n;
	*changed = l->segment[segment].changed;
	return l->segment[segment].dead;
}
