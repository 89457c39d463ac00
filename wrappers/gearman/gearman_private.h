/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gearman_private.h - what asking and looking share. */
#ifndef MF_GEARMAN_PRIVATE_H
#define MF_GEARMAN_PRIVATE_H

#include <stdbool.h>

#include "wrappers/gearman/gearman.h"

/* "HOST:PORT", "HOST" or "[ADDRESS]:PORT"; false where it is none. */
bool mf_gear_split(const char *server, char *host, size_t size, const char **port);
/* A connected socket, or -1. */
int mf_gear_connect(const char *server);
/* Sends a command and reads lines up to the one with a full stop; -1 where the server falls silent. */
int mf_gear_command(int fd, const char *command, struct mf_buf *answer);
/* Reads an answer to "status", which is cut up. */
void mf_gear_each_function(char *answer, mf_gear_function *function, void *ctx);

/* The servers of a list, NULL at the end, all in one allocation that starts at the result; NULL and an error
 * where one is none. */
char **mf_gear_servers(const char *list, struct mf_error *err);

#endif
