/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wrappers/libc/error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "wrappers/libc/message.h"
#include "wrappers/libc/utf8.h"

/* Removes a code point that vsnprintf cut at the end of its room. */
static void drop_cut_character(char *text)
{
	size_t bad;

	while (!mf_utf8_valid(text, strlen(text), &bad) && strlen(text) - bad < 4)
		text[bad] = '\0';
}

__attribute__((format(printf, 3, 0))) static void print_line(char *out, size_t room, const char *format,
							     va_list args)
{
	int len = vsnprintf(out, room, mf_message(format), args);

	if (len < 0)
		snprintf(out, room, "(message could not be formatted)");
	else if ((size_t)len >= room)
		drop_cut_character(out);
	for (unsigned char *c = (unsigned char *)out; *c; c++)
		if (*c < 0x20 || *c == 0x7f)
			*c = '?';
		else if (*c == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0) /* C1 controls, U+0080-9F */
			c[0] = c[1] = '?';
}

const char *mf_strerror(int number)
{
	static const struct {
		int number;
		const char *text;
	} common[] = {
		{ ENOENT, N_("No such file or directory") },
		{ EACCES, N_("Permission denied") },
		{ EPERM, N_("Operation not permitted") },
		{ EISDIR, N_("Is a directory") },
		{ ENOTDIR, N_("Not a directory") },
		{ EEXIST, N_("File exists") },
		{ ENOSPC, N_("No space left on device") },
		{ EDQUOT, N_("Disk quota exceeded") },
		{ EROFS, N_("Read-only file system") },
		{ EIO, N_("Input/output error") },
		{ EMFILE, N_("Too many open files") },
		{ ENAMETOOLONG, N_("File name too long") },
		{ ELOOP, N_("Too many levels of symbolic links") },
		{ EADDRINUSE, N_("Address already in use") },
		{ EINVAL, N_("Invalid argument") },
	};

	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (common[i].number == number)
			return _(common[i].text);
	return strerror(number);
}

int mf_error_vset(struct mf_error *err, int code, const char *format, va_list args)
{
	if (!err)
		return code;
	err->code = code;
	err->offset = -1;
	err->line = 0;
	err->hint[0] = '\0';
	print_line(err->text, sizeof err->text, format, args);
	return code;
}

int mf_error_set(struct mf_error *err, int code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	mf_error_vset(err, code, format, args);
	va_end(args);
	return code;
}

void mf_error_hint(struct mf_error *err, const char *format, ...)
{
	va_list args;

	if (!err)
		return;
	va_start(args, format);
	print_line(err->hint, sizeof err->hint, format, args);
	va_end(args);
}
