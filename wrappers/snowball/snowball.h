/* SPDX-License-Identifier: GPL-2.0-or-later */
/* snowball.h - libstemmer, as it is; out of memory is fatal, as in wrappers/libc/mem.h. */
#ifndef MF_SNOWBALL_H
#define MF_SNOWBALL_H

#include <stddef.h>

struct mf_snowball;                                        /* one thread at a time; free accepts NULL */
struct mf_snowball *mf_snowball_new(const char *language); /* "arabic", "english", "russian" */
void mf_snowball_free(struct mf_snowball *snowball);

/* The stem of a UTF-8 word; borrowed until the next call, with a NUL after it. */
const char *mf_snowball_stem(struct mf_snowball *snowball, const char *word, size_t len, size_t *stem_len);

#endif
