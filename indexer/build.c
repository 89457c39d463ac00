/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/build.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "wrappers/libc/arena.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"

/* A batch on its way: documents copied into one arena. */
struct job {
	struct job *next;
	struct mf_arena arena;
	struct mf_document *doc;
	struct mf_document_keys *keys;
	size_t n, doc_cap, keys_cap, bytes; /* bytes: of all its strings */
	unsigned number;                    /* its place in the input */
};

struct worker {
	struct mf_build *build;
	unsigned number;
	pthread_t thread;
	bool started;
	struct mf_words *words;
	size_t words_bytes; /* after its last job */
	struct mf_ingest *ingest;
};

struct mf_build {
	struct mf_build_options options;
	char *scratch;
	bool made; /* the scratch folder, by this build */
	struct worker *worker;
	struct job *filling;
	unsigned jobs_made;
	char **words;       /* folders, when closed */
	uint64_t forms;     /* in all of them */
	unsigned *words_of; /* batch -> worker that wrote it */
	size_t words_cap;
	uint64_t documents, bytes;
	size_t batch_text; /* bytes of a batch */
	struct mf_ingest_stats stats;

	pthread_mutex_t mutex; /* guards what follows, and words_of */
	pthread_cond_t changed;
	struct job *queue, **tail;
	unsigned waiting, working; /* jobs in the queue, and in the hands of workers */
	size_t bytes_ahead;        /* of text in both */
	size_t words_bytes;        /* memory that the words of all workers take */
	double growth; /* of them, for each byte of text, as seen lately, or the most before that */
	bool measured;
	bool closed, full; /* full: the words need their share of memory */
	int rc;            /* of the first worker that failed */
	struct mf_error error;
};

#define WORDS_SHARE 4          /* the words of all workers may take a quarter of the memory allowed, */
#define WORKER_BYTES (8 << 20) /* less so many bytes for every worker but the first, */
#define MODEL_BYTES (12 << 20) /* and so many for the tagger's model, */
#define BATCH_SHARE 96         /* and a batch of text so much of it, */
#define BATCHES_AT_ONCE 4      /* a batch is this part of all that came before it, if not larger than that */
#define GROWTH_AT_MOST 10      /* where every word is new, a byte of text becomes so many bytes of words */

/* ---- jobs ---- */

static struct job *job_new(unsigned number)
{
	struct job *j = mf_calloc(1, sizeof *j);

	j->number = number;
	return j;
}

static void job_free(struct job *j)
{
	if (!j)
		return;
	mf_arena_release(&j->arena);
	free(j->doc);
	free(j->keys);
	free(j);
}

static char *copy(struct job *j, const char *text, size_t len)
{
	j->bytes += len;
	return mf_arena_strndup(&j->arena, text, len);
}

static char *copy_string(struct job *j, const char *text)
{
	return copy(j, text, strlen(text));
}

static const struct mf_place *copy_places(struct job *j, const struct mf_document *doc)
{
	struct mf_place *place = mf_arena_alloc(&j->arena, (doc->places_n + 1) * sizeof *place);

	for (size_t i = 0; i < doc->places_n; i++) {
		place[i] = doc->places[i];
		place[i].value = copy_string(j, doc->places[i].value);
	}
	j->bytes += doc->places_n * sizeof *place;
	return place;
}

static void job_add(struct job *j, const struct mf_document *doc, struct mf_document_keys keys)
{
	struct mf_field *extra = mf_arena_alloc(&j->arena, (doc->extra_n + 1) * sizeof *extra);
	struct mf_document *to;

	j->doc = mf_grow(j->doc, &j->doc_cap, j->n + 1, sizeof *j->doc);
	j->keys = mf_grow(j->keys, &j->keys_cap, j->n + 1, sizeof *j->keys);
	j->keys[j->n] = keys;
	to = &j->doc[j->n++];
	*to = *doc;
	to->id = copy_string(j, doc->id);
	to->title = copy_string(j, doc->title);
	to->text = copy(j, doc->text, doc->text_len);
	to->date = copy_string(j, doc->date);
	to->source = copy_string(j, doc->source);
	to->url = copy_string(j, doc->url);
	to->author = copy_string(j, doc->author);
	to->name = copy_string(j, doc->name);
	to->path = copy_string(j, doc->path);
	for (size_t i = 0; i < doc->extra_n; i++) {
		extra[i].name = copy_string(j, doc->extra[i].name);
		extra[i].value = copy_string(j, doc->extra[i].value);
	}
	to->extra = extra;
	to->places = copy_places(j, doc);
}

/* ---- workers ---- */

static char *batch_folder(const struct mf_build *b, unsigned number)
{
	return mf_printf("%s/batch-%06u", b->scratch, number);
}

static int run_job(struct worker *w, const struct job *j, struct mf_error *err)
{
	struct mf_batch *batch;
	char *folder = batch_folder(w->build, j->number);
	int rc = mf_batch_open(&batch, folder, err), rc2;

	for (size_t i = 0; rc == 0 && i < j->n; i++)
		rc = mf_ingest_document(w->ingest, batch, &j->doc[i], j->keys[i], err);
	if (batch && (rc2 = mf_batch_close(batch, rc == 0 ? err : NULL)) < 0 && rc == 0)
		rc = rc2;
	free(folder);
	return rc;
}

static struct job *take_job(struct mf_build *b, const struct worker *w)
{
	struct job *j;

	pthread_mutex_lock(&b->mutex);
	while (!b->queue && !b->closed)
		pthread_cond_wait(&b->changed, &b->mutex);
	j = b->rc == 0 ? b->queue : NULL;
	if (j) {
		b->queue = j->next;
		if (!b->queue)
			b->tail = &b->queue;
		b->waiting--;
		b->working++;
		b->words_of[j->number] = w->number;
		pthread_cond_broadcast(&b->changed);
	}
	pthread_mutex_unlock(&b->mutex);
	return j;
}

/* What the words of a worker grew by with a job, and what is to be expected of the next ones. */
static void count_words(struct mf_build *b, struct worker *w, size_t job_bytes)
{
	size_t now = mf_words_memory(w->words);
	double growth = (double)(now - w->words_bytes) / (double)(job_bytes + 1);

	b->words_bytes += now - w->words_bytes;
	b->growth = growth > b->growth / 2 || !b->measured ? growth : b->growth / 2;
	b->measured = true;
	w->words_bytes = now;
}

/* Would the words stay within their share with all text that is ahead and `more` bytes of it? */
static bool words_fit(const struct mf_build *b, size_t more)
{
	double share = (double)b->options.memory / WORDS_SHARE;

	share -= MODEL_BYTES +
		 (double)WORKER_BYTES * (b->options.jobs - 1); /* main.c keeps jobs so low that half stays */
	return (double)b->words_bytes + b->growth * (double)(b->bytes_ahead + more) <= share;
}

static void *work(void *ctx)
{
	struct worker *w = ctx;
	struct mf_build *b = w->build;

	for (struct job *j; (j = take_job(b, w));) {
		struct mf_error e = MF_ERROR_INIT;
		int rc = run_job(w, j, &e);
		size_t bytes = j->bytes;
		job_free(j);
		pthread_mutex_lock(&b->mutex);
		b->working--;
		b->bytes_ahead -= bytes;
		count_words(b, w, bytes);
		if (rc < 0 && b->rc == 0) {
			b->rc = rc;
			b->error = e;
		}
		pthread_cond_broadcast(&b->changed);
		pthread_mutex_unlock(&b->mutex);
	}
	return NULL;
}

static int give_job(struct mf_build *b, struct mf_error *err)
{
	struct job *j = b->filling;
	int rc;

	b->filling = NULL;
	pthread_mutex_lock(&b->mutex);
	while ((b->waiting >= b->options.jobs || (!words_fit(b, j->bytes) && (b->waiting || b->working))) &&
	       b->rc == 0)
		pthread_cond_wait(&b->changed, &b->mutex);
	rc = b->rc;
	b->full = b->measured && !words_fit(b, j->bytes);
	if (rc == 0) {
		b->bytes_ahead += j->bytes;
		b->words_of = mf_grow(b->words_of, &b->words_cap, j->number + (size_t)1, sizeof *b->words_of);
		*b->tail = j;
		b->tail = &j->next;
		b->waiting++;
		j = NULL;
		pthread_cond_broadcast(&b->changed);
	} else if (err) {
		*err = b->error;
	}
	pthread_mutex_unlock(&b->mutex);
	job_free(j);
	return rc;
}

static void stop_workers(struct mf_build *b)
{
	pthread_mutex_lock(&b->mutex);
	b->closed = true;
	pthread_cond_broadcast(&b->changed);
	pthread_mutex_unlock(&b->mutex);
	for (unsigned i = 0; i < b->options.jobs; i++)
		if (b->worker[i].started) {
			pthread_join(b->worker[i].thread, NULL);
			b->worker[i].started = false;
		}
}

/* ---- from outside ---- */

int mf_build_open(struct mf_build **out, const char *scratch, const struct mf_build_options *options,
		  struct mf_error *err)
{
	struct mf_build *b = mf_calloc(1, sizeof *b);
	int rc;

	b->options = *options;
	b->scratch = mf_strdup(scratch);
	b->worker = mf_calloc(options->jobs, sizeof *b->worker);
	b->tail = &b->queue;
	b->growth = GROWTH_AT_MOST;
	b->batch_text =
		options->memory / BATCH_SHARE < MF_BATCH_TEXT ? options->memory / BATCH_SHARE : MF_BATCH_TEXT;
	pthread_mutex_init(&b->mutex, NULL);
	pthread_cond_init(&b->changed, NULL);
	rc = mf_mkdir(scratch, err);
	b->made = rc == 0;
	for (unsigned i = 0; rc == 0 && i < options->jobs; i++) {
		struct worker *w = &b->worker[i];
		w->build = b;
		w->number = i;
		w->words = mf_words_new(options->stemmer);
		w->ingest = mf_ingest_new(options->gazetteer, w->words);
		if (pthread_create(&w->thread, NULL, work, w) != 0)
			rc = mf_error_set(err, MF_E_IO, "cannot start a worker thread");
		w->started = rc == 0;
	}
	if (rc < 0) {
		mf_build_free(b);
		b = NULL;
	}
	*out = b;
	return rc;
}

int mf_build_room(struct mf_build *b, size_t len, bool *full, struct mf_error *err)
{
	bool large = len > b->batch_text;
	int rc = large && b->filling ? give_job(b, err) : 0;

	pthread_mutex_lock(&b->mutex);
	while (large && (b->waiting || b->working) && b->rc == 0)
		pthread_cond_wait(&b->changed, &b->mutex);
	*full = b->bytes >= MF_SEGMENT_TEXT || (large ? b->measured && !words_fit(b, len) : b->full);
	pthread_mutex_unlock(&b->mutex);
	return rc;
}

/* Batches grow with the build: many for the workers of a small one, few and large in the end. */
static size_t batch_room(const struct mf_build *b)
{
	uint64_t room =
		b->bytes / BATCHES_AT_ONCE > MF_BATCH_LEAST ? b->bytes / BATCHES_AT_ONCE : MF_BATCH_LEAST;

	return room < b->batch_text ? (size_t)room : b->batch_text;
}

int mf_build_add(struct mf_build *b, const struct mf_document *doc, struct mf_document_keys keys,
		 struct mf_error *err)
{
	if (!b->filling)
		b->filling = job_new(b->jobs_made++);
	job_add(b->filling, doc, keys);
	b->documents++;
	b->bytes += doc->text_len;
	if (b->filling->bytes < batch_room(b) && b->filling->n < MF_BATCH_DOCUMENTS)
		return 0;
	return give_job(b, err);
}

uint64_t mf_build_documents(const struct mf_build *b)
{
	return b->documents;
}

uint64_t mf_build_bytes(const struct mf_build *b)
{
	return b->bytes;
}

static int save_words(struct mf_build *b, char **words, struct mf_error *err)
{
	int rc = 0;

	for (unsigned i = 0; rc == 0 && i < b->options.jobs; i++) {
		words[i] = mf_printf("%s/words-%u", b->scratch, i);
		mf_ingest_stats_add(&b->stats, mf_ingest_stats(b->worker[i].ingest));
		b->forms += mf_lexicon_forms(b->worker[i].words->lexicon);
		rc = mf_words_save(b->worker[i].words, words[i], err);
		mf_ingest_free(b->worker[i].ingest);
		mf_words_free(b->worker[i].words);
		b->worker[i].ingest = NULL;
		b->worker[i].words = NULL;
	}
	mf_mem_trim();
	return rc;
}

int mf_build_close(struct mf_build *b, struct mf_error *err)
{
	int rc = b->filling ? give_job(b, err) : 0;

	stop_workers(b);
	if (rc == 0 && b->rc < 0) {
		rc = b->rc;
		if (err)
			*err = b->error;
	}
	b->words = mf_calloc(b->options.jobs + (size_t)1, sizeof *b->words);
	return rc == 0 ? save_words(b, b->words, err) : rc;
}

uint64_t mf_build_forms(const struct mf_build *b)
{
	return b->forms;
}

const char *const *mf_build_words(const struct mf_build *b, size_t *n)
{
	*n = b->options.jobs;
	return (const char *const *)b->words;
}

int mf_build_merge(struct mf_build *b, const struct mf_merge_input *older, size_t n, const char *out,
		   struct mf_merge_result *result, struct mf_error *err)
{
	struct mf_merge_input *input = mf_calloc(n + b->jobs_made + 1, sizeof *input);
	const char **words = mf_calloc(n + b->options.jobs + 1, sizeof *words);
	char **folder = mf_calloc(b->jobs_made + (size_t)1, sizeof *folder);
	int rc;

	for (size_t i = 0; i < b->options.jobs; i++)
		words[i] = b->words[i];
	for (size_t i = 0; i < n; i++) {
		words[b->options.jobs + i] = older[i].folder;
		input[i] = (struct mf_merge_input){ older[i].folder, b->options.jobs + i, older[i].dead };
	}
	for (unsigned i = 0; i < b->jobs_made; i++) {
		folder[i] = batch_folder(b, i);
		input[n + i] = (struct mf_merge_input){ folder[i], b->words_of[i], NULL };
	}
	rc = mf_merge(input, n + b->jobs_made, words, n + b->options.jobs, out, b->scratch, result, err);
	for (unsigned i = 0; i < b->jobs_made; i++)
		free(folder[i]);
	free(folder);
	free(words);
	free(input);
	return rc;
}

const struct mf_ingest_stats *mf_build_stats(struct mf_build *b)
{
	return &b->stats;
}

void mf_build_free(struct mf_build *b)
{
	if (!b)
		return;
	stop_workers(b);
	for (unsigned i = 0; i < b->options.jobs; i++) {
		mf_ingest_free(b->worker[i].ingest);
		mf_words_free(b->worker[i].words);
	}
	while (b->queue) {
		struct job *j = b->queue;
		b->queue = j->next;
		job_free(j);
	}
	for (unsigned i = 0; b->words && i < b->options.jobs; i++)
		free(b->words[i]);
	free(b->words);
	job_free(b->filling);
	if (b->made)
		mf_remove_tree(b->scratch, NULL);
	pthread_mutex_destroy(&b->mutex);
	pthread_cond_destroy(&b->changed);
	free(b->worker);
	free(b->words_of);
	free(b->scratch);
	free(b);
}
