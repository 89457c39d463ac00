/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/pack.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

static uint32_t crc32_of(const char *bytes, size_t len)
{
	uint32_t crc = ~0u;

	for (size_t i = 0; i < len; i++) {
		crc ^= (unsigned char)bytes[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
	}
	return ~crc;
}

/* Little-endian numbers, each of the given number of bytes: "4 2 ..." in `sizes`. */
static void add_numbers(struct mf_buf *out, const char *sizes, const uint32_t *number)
{
	for (; *sizes; sizes++, number++)
		for (int i = 0; i < *sizes - '0'; i++)
			mf_buf_addch(out, (char)(*number >> 8 * i));
}

void pack_zip(struct mf_buf *out, struct mf_buf *folder, const char *name, const char *bytes, size_t size)
{
	uint32_t crc = crc32_of(bytes, size), n = (uint32_t)size, at = (uint32_t)out->len;
	uint32_t len = (uint32_t)strlen(name);

	add_numbers(out, "42222244422", (uint32_t[]){ 0x04034b50, 20, 0x800, 0, 0, 33, crc, n, n, len, 0 });
	mf_buf_addstr(out, name);
	mf_buf_add(out, bytes, size);
	add_numbers(folder, "42222224442222244",
		    (uint32_t[]){ 0x02014b50, 20, 20, 0x800, 0, 0, 33, crc, n, n, len, 0, 0, 0, 0, 0, at });
	mf_buf_addstr(folder, name);
}

void pack_tar(struct mf_buf *out, const char *name, const char *bytes, size_t size)
{
	char head[512] = "";
	unsigned sum = 0;

	snprintf(head, 100, "%s", name);
	snprintf(head + 100, 40, "0000600%c0000000%c0000000%c%011zo", 0, 0, 0, size);
	snprintf(head + 136, 12, "00000000000");
	memset(head + 148, ' ', 8);
	memcpy(head + 156, "0", 1);
	memcpy(head + 257, "ustar\00000", 8);
	for (size_t i = 0; i < sizeof head; i++)
		sum += (unsigned char)head[i];
	snprintf(head + 148, 8, "%06o", sum);
	mf_buf_add(out, head, sizeof head);
	mf_buf_add(out, bytes, size);
	while (out->len % 512)
		mf_buf_addch(out, '\0');
}

void pack_zip_end(struct mf_buf *out, const struct mf_buf *folder, size_t members)
{
	uint32_t at = (uint32_t)out->len, n = (uint32_t)members, len = (uint32_t)folder->len;

	mf_buf_add(out, folder->data, folder->len);
	add_numbers(out, "42222442", (uint32_t[]){ 0x06054b50, 0, 0, n, n, len, at, 0 });
}

void pack_tar_end(struct mf_buf *out)
{
	static const char end[1024];

	mf_buf_add(out, end, sizeof end);
}
