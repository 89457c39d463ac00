/* SPDX-License-Identifier: GPL-2.0-or-later */
/* packing.h - a text with one byte for a letter of the Arabic block instead of two.
 *
 *	0x00-0x7f        as they are
 *	0x82-0xfd        U+0602 to U+067D
 *	0x81 b, 0xfe b   any other byte b: below, and above, those letters
 *
 * Packed texts are in the same order as the texts, as far as these are UTF-8; any bytes come back as they
 * were.
 */
#ifndef MF_STORE_PACKING_H
#define MF_STORE_PACKING_H

#include <stddef.h>

/* Both write at most twice as many bytes as they read, and return how many. */
size_t mf_pack(const char *text, size_t len, char *out);
size_t mf_unpack(const char *packed, size_t len, char *out);

#endif
