/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/libc/top.h"

#include <stdlib.h>
#include <string.h>

static char *item_at(const struct mf_top *t, size_t i)
{
	return (char *)t->v + i * t->size;
}

static bool is_worse(const struct mf_top *t, const void *a, const void *b)
{
	return t->compare(a, b) > 0;
}

/* Puts an item, which stands nowhere in the heap, where it belongs at or above place `i`. */
static void rise(struct mf_top *t, size_t i, const void *item)
{
	for (; i && is_worse(t, item, item_at(t, (i - 1) / 2)); i = (i - 1) / 2)
		memcpy(item_at(t, i), item_at(t, (i - 1) / 2), t->size);
	memcpy(item_at(t, i), item, t->size);
}

/* The same at or below place `i`. */
static void sink(struct mf_top *t, size_t i, const void *item)
{
	for (size_t child; (child = 2 * i + 1) < t->n; i = child) {
		if (child + 1 < t->n && is_worse(t, item_at(t, child + 1), item_at(t, child)))
			child++;
		if (!is_worse(t, item_at(t, child), item))
			break;
		memcpy(item_at(t, i), item_at(t, child), t->size);
	}
	memcpy(item_at(t, i), item, t->size);
}

bool mf_top_offer(struct mf_top *t, const void *item)
{
	if (t->n < t->max) {
		rise(t, t->n++, item);
		return true;
	}
	if (!t->max || !is_worse(t, item_at(t, 0), item))
		return false;
	sink(t, 0, item);
	return true;
}

void mf_top_remove(struct mf_top *t, size_t i)
{
	const char *last = item_at(t, --t->n);

	if (i == t->n)
		return;
	if (i && is_worse(t, last, item_at(t, (i - 1) / 2)))
		rise(t, i, last);
	else
		sink(t, i, last);
}

void mf_top_sort(struct mf_top *t)
{
	if (t->n)
		qsort(t->v, t->n, t->size, t->compare);
}
