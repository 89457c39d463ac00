/* SPDX-License-Identifier: GPL-2.0-or-later */
/* main.c - mufahris-serve: options, messages, signals, exit status.  The only file of the server that
 * prints; what it prints of requests has been through mf_sanitize. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "indexer/store/location.h"
#include "search/cluster/file.h"
#include "search/serve/listen.h"
#include "search/serve/options.h"
#include "search/serve/server.h"
#include "wrappers/icu/memory.h"
#include "wrappers/libc/crash.h"
#include "wrappers/libc/file.h"
#include "wrappers/libc/mem.h"
#include "wrappers/libc/sanitize.h"
#include "wrappers/messages/messages.h"
#include "wrappers/libc/error.h"

#define CONNECTIONS 1000
#define FILES (CONNECTIONS + 1000) /* that may be open: connections, and the index once a worker */
#define PER_CLIENT 16              /* requests at once, from elsewhere */
#define TOKEN_BYTES 16             /* at least */

static int fail(const struct mf_error *e)
{
	struct mf_buf line = MF_BUF_INIT;

	mf_sanitize_error(&line, "mufahris-serve", e);
	fputs(line.data, stderr);
	mf_buf_release(&line);
	return 2;
}

/* One line: when, from where, what, status, bytes, milliseconds.  No parameter: what people look for is
 * theirs. */
static void log_request(void *ctx, const struct mf_http_request *r, unsigned status, size_t bytes, double ms)
{
	struct mf_buf path = MF_BUF_INIT;
	time_t t = time(NULL);
	struct tm now;
	char stamp[32];

	(void)ctx;
	gmtime_r(&t, &now);
	strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%SZ", &now);
	mf_sanitize(&path, r->path, strlen(r->path), false);
	fprintf(stderr, "%s %s %s %.200s %u %zu %.1f\n", stamp, r->client, r->method, path.data, status,
		bytes, ms);
	mf_buf_release(&path);
}

/* ---- what it needs ---- */

/* The first line of the token's file. */
static int read_token(const char *path, char **out, struct mf_error *err)
{
	struct mf_buf text = MF_BUF_INIT;
	int rc = mf_file_read(path, 4096, &text, err);
	size_t len = rc < 0 ? 0 : strcspn(text.data, "\r\n");

	*out = NULL;
	for (size_t i = 0; rc == 0 && i < len; i++)
		if (text.data[i] <= ' ' || text.data[i] > '~' || strchr("\"\\,;", text.data[i]))
			rc = mf_error_set(err, MF_E_USAGE,
					  "%s: a token has visible ASCII characters, without \" \\ , ;",
					  path);
	if (rc == 0 && len < TOKEN_BYTES) {
		rc = mf_error_set(err, MF_E_USAGE, "%s: a token has at least %d characters", path,
				  TOKEN_BYTES);
		mf_error_hint(err, "openssl rand -hex 16 >%s", path);
	}
	if (rc == 0)
		*out = mf_strndup(text.data, len);
	mf_buf_release(&text);
	return rc;
}

/* What Host may say: the address itself, the names of loopback, those of --host. */
static const char *const *host_names(const struct mf_serve_arguments *a, const struct mf_listening *l,
				     struct mf_arena *arena)
{
	const char **list = mf_arena_alloc(arena, (a->host.n + 5) * sizeof *list);
	size_t n = 0;

	list[n++] = l->address;
	list[n++] = "localhost";
	list[n++] = "127.0.0.1";
	list[n++] = "[::1]";
	for (size_t i = 0; i < a->host.n; i++)
		list[n++] = a->host.item[i];
	list[n] = NULL;
	return list;
}

static void raise_files(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < FILES) {
		limit.rlim_cur = limit.rlim_max < FILES ? limit.rlim_max : FILES;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
}

static unsigned worker_count(const struct mf_serve_arguments *a)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	if (a->workers)
		return (unsigned)a->workers;
	return processors > 4 ? (unsigned)(processors < 64 ? processors : 64) : 4;
}

/* The browser of the desktop; it may take as long as it likes. */
static void open_browser(const char *url)
{
	pid_t pid = fork();

	if (pid == 0) {
		if (fork() == 0) {
			execlp("xdg-open", "xdg-open", url, (char *)NULL);
			fprintf(stderr, "mufahris-serve: xdg-open: %s\n", mf_strerror(errno));
		}
		_exit(0);
	}
	if (pid > 0)
		waitpid(pid, NULL, 0);
}

/* ---- at work ---- */

/* Until SIGINT or SIGTERM comes. */
static void wait_for_end(struct mf_http *http, int signals)
{
	struct pollfd p = { .fd = signals, .events = POLLIN };

	while (poll(&p, 1, 1000) == 0)
		mf_http_tick(http);
}

static void tell(const struct mf_serve_arguments *a, const struct mf_listening *l, const char *token)
{
	char *url =
		mf_printf("http://%s:%u/", a->host.n && !l->loopback ? a->host.item[0] : l->address, l->port);
	char *with = token ? mf_printf("%s?token=%s", url, token) : mf_strdup(url);

	printf("%s\n", url);
	fflush(stdout);
	if (a->open)
		open_browser(with);
	free(with);
	free(url);
}

static int run(const struct mf_serve_arguments *a, struct mf_serve_options *o, struct mf_listening *l,
	       int signals, struct mf_error *err)
{
	struct mf_server *server;
	struct mf_http *http;
	struct mf_http_options h = { .listen = l->socket,
				     .workers = o->workers,
				     .slow_workers = o->workers > 1 ? o->workers / 2 : 1,
				     .waiting = 512,
				     .connections = CONNECTIONS,
				     .per_client = l->loopback ? 0 : PER_CLIENT,
				     .request_seconds = 15,
				     .idle_seconds = 30,
				     .head = 32768,
				     .body = 65536,
				     .look = mf_server_look,
				     .answer = mf_server_answer,
				     .refuse = mf_server_refuse,
				     .log = a->log ? log_request : NULL };
	int rc = mf_server_new(&server, o, err);

	if (rc < 0)
		return rc;
	h.ctx = server;
	rc = mf_http_start(&http, &h, err);
	if (rc == 0) {
		server->http = http;
		tell(a, l, o->token);
		wait_for_end(http, signals);
		mf_http_stop(http);
	}
	mf_server_free(server);
	return rc;
}

static int serve(const struct mf_serve_arguments *a, struct mf_arena *arena)
{
	struct mf_serve_options o = { .file_links = a->file_links,
				      .workers = worker_count(a),
				      .seconds = (double)a->time_limit };
	struct mf_error e = MF_ERROR_INIT;
	struct mf_listening l;
	sigset_t stop;
	char *dir = NULL, *token = NULL;
	struct mf_cluster_file cluster = { 0 };
	int rc, signals;

	sigemptyset(&stop);
	sigaddset(&stop, SIGINT);
	sigaddset(&stop, SIGTERM);
	sigprocmask(SIG_BLOCK, &stop, NULL);
	signals = signalfd(-1, &stop, SFD_CLOEXEC);
	raise_files();
	rc = a->cluster ? mf_cluster_file_read(&cluster, a->cluster, NULL, &e)
			: mf_index_location(a->db, &dir, &e);
	if (rc == 0 && a->token_file)
		rc = read_token(a->token_file, &token, &e);
	if (rc == 0)
		rc = mf_listen(&l, a->listen, &e);
	if (rc == 0 && !l.loopback && !token) {
		rc = mf_error_set(&e, MF_E_USAGE, "others can reach %s, so a token is needed", l.address);
		mf_error_hint(&e, "openssl rand -hex 16 >token, and --token-file=token");
	}
	if (rc == 0) {
		o.dir = a->cluster ? cluster.archive : dir;
		o.cluster = a->cluster;
		o.token = token;
		o.host = host_names(a, &l, arena);
		rc = run(a, &o, &l, signals, &e);
	}
	close(signals);
	free(dir);
	free(token);
	mf_cluster_file_release(&cluster);
	return rc < 0 ? fail(&e) : 0;
}

static int put(struct mf_buf *out)
{
	size_t done = fwrite(out->data, 1, out->len, stdout);
	int ok = done == out->len && fflush(stdout) == 0;

	mf_buf_release(out);
	return ok || errno == EPIPE ? 0 : 2;
}

int main(int argc, char **argv)
{
	struct mf_arena arena = MF_ARENA_INIT;
	struct mf_error e = MF_ERROR_INIT;
	struct mf_serve_arguments a;
	struct mf_buf out = MF_BUF_INIT;
	int status;

	mf_crash_catch();
	mf_icu_memory();
	mf_messages_default(mf_messages_catalogue(mf_messages_language()));
	signal(SIGPIPE, SIG_IGN);
	if (mf_serve_arguments_parse(argc, argv, &arena, &a, &e) < 0) {
		status = fail(&e);
	} else if (a.help) {
		mf_options_help(&mf_serve_program, &out);
		status = put(&out);
	} else if (a.version) {
		mf_buf_addstr(&out, "mufahris-serve " PACKAGE_VERSION "\n");
		status = put(&out);
	} else if (a.print_completion) {
		status = mf_options_completion(&mf_serve_program, a.print_completion, &out, &e) < 0
				 ? fail(&e)
				 : put(&out);
	} else {
		status = serve(&a, &arena);
	}
	mf_arena_release(&arena);
	return status;
}
