/* SPDX-License-Identifier: GPL-2.0-or-later */
/* verify.h - a server's knowledge of whether the tables that it reads are sound; shared by all workers. */
#ifndef MF_SERVE_VERIFY_H
#define MF_SERVE_VERIFY_H

#include <pthread.h>
#include <stdatomic.h>

#include "indexer/store/manifest.h"
#include "wrappers/libc/error.h"

struct mf_verify;

/* Generations count from 1. */
struct mf_serve_verify {
	pthread_mutex_t busy;           /* who steps */
	_Atomic unsigned done, damaged; /* the generation that is read to its end; that is not sound */
	struct mf_error what;           /* of the damaged one; set before `damaged` */
	struct mf_manifest manifest;    /* of what is being read */
	struct mf_verify *steps;
};

void mf_serve_verify_init(struct mf_serve_verify *v);
void mf_serve_verify_release(struct mf_serve_verify *v);
/* Reads on, unless another worker does just now. */
void mf_serve_verify_step(struct mf_serve_verify *v, const char *dir, unsigned generation);
/* 0, or MF_E_CORRUPT with the file and the remedy where the generation was found damaged. */
int mf_serve_verify_ask(struct mf_serve_verify *v, unsigned generation, struct mf_error *err);

#endif
