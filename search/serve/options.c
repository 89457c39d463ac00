/* SPDX-License-Identifier: GPL-2.0-or-later */
/* options.c - the options of mufahris-serve. */
#include "search/serve/options.h"

#include <stddef.h>

#include "wrappers/libc/message.h"

/* clang-format off */
#define AT(field) .at = offsetof(struct mf_serve_arguments, field)
#define GROUP(text) { .kind = MF_OPTION_GROUP, .help = text }

static const struct mf_option options[] = {
	GROUP(N_("What to serve")),
	{ .name = "db", .letter = 'd', .kind = MF_OPTION_TEXT, AT(db), .arg = "DIR", .empty = true,
	  .help = N_("the index; default: $MUFAHRIS_DB, else ~/.local/share/mufahris/default") },
	{ .name = "cluster", .kind = MF_OPTION_TEXT, AT(cluster), .arg = "FILE",
	  .help = N_("the archive that FILE describes, on several machines; see mufahris-cluster(7)") },
	{ .name = "file-links", .kind = MF_OPTION_FLAG, AT(file_links),
	  .help = N_("show where on this machine the file of a document lies, as a link") },

	GROUP(N_("To whom")),
	{ .name = "listen", .kind = MF_OPTION_TEXT, AT(listen), .arg = "ADDR:PORT",
	  .help = N_("where to listen; port 0: any free one; default: 127.0.0.1:7474") },
	{ .name = "host", .kind = MF_OPTION_LIST, AT(host), .arg = "NAME",
	  .help = N_("another name that this machine is asked by; others are refused") },
	{ .name = "token-file", .kind = MF_OPTION_TEXT, AT(token_file), .arg = "FILE",
	  .help = N_("whoever asks must know the first line of FILE; needed for any address but loopback") },
	{ .name = "open", .kind = MF_OPTION_FLAG, AT(open),
	  .help = N_("show the page in the browser, with xdg-open") },

	GROUP(N_("How much")),
	{ .name = "workers", .kind = MF_OPTION_NUMBER, AT(workers), .arg = "N", .max = 256,
	  .help = N_("searches at the same time; default: a worker for each processor, at least 4") },
	{ .name = "time-limit", .kind = MF_OPTION_NUMBER, AT(time_limit), .arg = "SECONDS", .max = 86400,
	  .help = N_("how long an answer may take; then it is of what was found so far, and says so; 0: as long as "
		  "it takes; default: 30") },
	{ .name = "log", .kind = MF_OPTION_FLAG, AT(log),
	  .help = N_("a line on standard error for each request") },

	GROUP(N_("Other work")),
	{ .name = "help", .letter = 'h', .kind = MF_OPTION_FLAG, AT(help), .last = true,
	  .help = N_("this text") },
	{ .name = "version", .letter = 'V', .kind = MF_OPTION_FLAG, AT(version), .last = true,
	  .help = N_("the version of the program") },
	{ .name = "print-completion", .kind = MF_OPTION_TEXT, AT(print_completion), .arg = "SHELL",
	  .last = true },
	{ .kind = MF_OPTION_END },
};
/* clang-format on */

static const char *const usage[] = { "[-d DIR] [OPTION]...", NULL };
static const struct mf_example examples[] = {
	{ "mufahris-serve --open", N_("the archive as a page, for this machine alone") },
	{ "mufahris-serve -d archive --listen=0.0.0.0:7474 --host=news.example.org --token-file=token",
	  N_("for others too, who know the token") },
	{ NULL, NULL },
};

const struct mf_program mf_serve_program = {
	"mufahris-serve",
	N_("Shows an index of Arabic texts as a page in the browser, and to programs as JSON."),
	usage,
	examples,
	options,
	N_("The address is printed once the server is ready. It follows the index as it changes, and ends with\n"
	   "what it was asked on SIGINT or SIGTERM. A socket that systemd hands over is taken instead of --listen.\n"
	   "\n"
	   "Exit status: 0 stopped as asked, 2 error.\n"),
};

int mf_serve_arguments_parse(int argc, char **argv, struct mf_arena *arena, struct mf_serve_arguments *out,
			     struct mf_error *err)
{
	struct mf_strings operands;
	int rc;

	*out = (struct mf_serve_arguments){ .listen = "127.0.0.1:7474", .time_limit = 30 };
	rc = mf_options_parse(&mf_serve_program, argc, argv, arena, out, &operands, err);
	if (rc == 0 && operands.n)
		rc = mf_error_set(err, MF_E_USAGE,
				  "'%.60s' is no option; mufahris-serve takes no other arguments",
				  operands.item[0]);
	return rc;
}
