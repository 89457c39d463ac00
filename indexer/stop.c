/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/stop.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LEFT_NS 900000000 /* of the second, for what looks at the flag */

static volatile sig_atomic_t asked;
static char last_line[512];
static int last_status;
static timer_t timer;

static void on_signal(int number)
{
	static const struct itimerspec left = { .it_value = { 0, LEFT_NS } };

	asked = 1;
	if (number == SIGTERM)
		timer_settime(timer, 0, &left, NULL);
}

static void on_time(int number)
{
	_exit(write(STDERR_FILENO, last_line, strlen(last_line)) < 0 ? 128 + number : last_status);
}

const volatile sig_atomic_t *mf_stop_catch(const char *line, int status)
{
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND };
	struct sigaction time_is_up = { .sa_handler = on_time };
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM };

	snprintf(last_line, sizeof last_line, "%s", line);
	last_status = status;
	sigaction(SIGINT, &action, NULL);
	if (timer_create(CLOCK_MONOTONIC, &event, &timer) < 0) /* SIGTERM stays what it is: it kills */
		return &asked;
	sigaction(SIGALRM, &time_is_up, NULL);
	sigaction(SIGTERM, &action, NULL);
	return &asked;
}
