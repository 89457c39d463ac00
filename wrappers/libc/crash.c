/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/libc/crash.h"

#include "wrappers/libc/mem.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static void on_fault(int number)
{
	static const char line[] =
		"mufahris: stopped by a fault: the index is damaged (see mufahris-index --check), "
		"or the program is wrong\n";

	if (errno == ENOMEM)
		mf_out_of_memory();
	if (write(STDERR_FILENO, line, strlen(line)) < 0)
		_exit(128 + number);
	_exit(2);
}

void mf_crash_catch(void)
{
	static const int faults[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP };
	struct sigaction old, action = { .sa_handler = on_fault };

	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		if (sigaction(faults[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			sigaction(faults[i], &action, NULL);
}
