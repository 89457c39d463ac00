/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/pager.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "search/output/render.h"
#include "wrappers/icu/bidi.h"

#define NOT_FOUND 127 /* what sh says of a command that is not there */

/* Columns of a line on the terminal: escape sequences have none. */
static size_t columns_of(const char *line, size_t len)
{
	size_t columns = 0, at = 0;

	while (at < len) {
		size_t run = at;
		while (run < len && line[run] != '\033')
			run++;
		columns += mf_icu_text_columns(line + at, run - at);
		for (at = run; at < len && line[at] != 'm'; at++)
			;
		at += at < len;
	}
	return columns;
}

bool mf_pager_wanted(const char *text, size_t len)
{
	struct winsize size;
	size_t rows = 0;

	if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_row ||
	    !size.ws_col)
		return false;
	for (size_t at = 0; at < len && rows < size.ws_row;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t line = end ? (size_t)(end - text) - at : len - at,
		       columns = columns_of(text + at, line);
		rows += columns ? (columns + size.ws_col - 1) / size.ws_col : 1;
		at += line + 1;
	}
	return rows >= size.ws_row; /* the prompt has the last row */
}

static const char *command(void)
{
	static const char *const names[] = { "MUFAHRIS_PAGER", "PAGER" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value)
			return strcmp(value, "cat") == 0 ? "" : value;
	}
	return "less -R";
}

/* A reader may leave before the end. */
static void write_all(int fd, const char *text, size_t len)
{
	while (len) {
		ssize_t n = write(fd, text, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		text += n;
		len -= (size_t)n;
	}
}

bool mf_pager_show(const char *text, size_t len)
{
	const char *pager = command();
	int pipes[2], status = 0;
	pid_t child;

	if (!*pager || pipe(pipes) != 0)
		return false;
	child = fork();
	if (child == 0) {
		dup2(pipes[0], STDIN_FILENO);
		close(pipes[0]);
		close(pipes[1]);
		setenv("LESS", "FRX",
		       0); /* end at once where it fits, keep colours, leave the screen as it is */
		setenv("LV", "-c", 0);
		setenv("LESSCHARSET", "utf-8", 0);
		execl("/bin/sh", "sh", "-c", pager, (char *)NULL);
		_exit(NOT_FOUND);
	}
	close(pipes[0]);
	if (child > 0)
		write_all(pipes[1], text, len);
	close(pipes[1]);
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return child > 0 && !(WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND);
}
