/* SPDX-License-Identifier: GPL-2.0-or-later */
/* measure.c - what a command costs.
 *
 *	measure FILE LABEL COMMAND [ARGUMENT]...
 *
 * Runs the command and appends a line to FILE, tab-separated: label, seconds by the clock, CPU seconds of
 * the process and of the children that it waited for, largest resident set of any of them in KiB, exit
 * status.  Exits as the command does.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
	struct rusage used;
	double begin, wall;
	int status;
	pid_t child;
	FILE *out;

	if (argc < 4) {
		fprintf(stderr, "usage: measure FILE LABEL COMMAND [ARGUMENT]...\n");
		return 2;
	}
	begin = now();
	child = fork();
	if (!child) {
		execvp(argv[3], argv + 3);
		fprintf(stderr, "measure: %s: %s\n", argv[3], strerror(errno));
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &used) < 0) {
		perror("measure");
		return 2;
	}
	wall = now() - begin;
	status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);

	out = fopen(argv[1], "a");
	if (!out) {
		fprintf(stderr, "measure: %s: %s\n", argv[1], strerror(errno));
		return 2;
	}
	fprintf(out, "%s\t%.4f\t%.4f\t%ld\t%d\n", argv[2], wall,
		seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss, status);
	if (fclose(out)) {
		perror("measure");
		return 2;
	}
	return status;
}
