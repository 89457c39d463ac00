/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xapian-c-status.h - the part of xapian-c.h that says what went wrong, and which library this is. */
#ifndef XC_XAPIAN_C_STATUS_H
#define XC_XAPIAN_C_STATUS_H

#ifdef __cplusplus
extern "C" {
#endif

/* Grows when the layout of a struct or the meaning of a call changes. */
#define XC_ABI 1

/* XC_ABI of the library that is linked. */
int xc_abi(void);

/* The version of libxapian that is linked, such as "1.4.22"; static. */
const char *xc_version(void);

enum xc_status {
	XC_OK = 0,
	XC_E_NOMEM = -1,        /* out of memory */
	XC_E_INVALID = -2,      /* a bad argument: empty or too long term, wrong operator, docid 0 */
	XC_E_OPERATION = -3,    /* not now: commit within a transaction, a NEAR without terms */
	XC_E_NOTFOUND = -4,     /* no such database (path), or no such document */
	XC_E_EXISTS = -5,       /* XC_CREATE and the database is there; or it cannot be created */
	XC_E_LOCKED = -6,       /* another writer has the database open */
	XC_E_MODIFIED = -7,     /* the writer has overtaken this reader: xc_db_reopen() and start again */
	XC_E_CORRUPT = -8,      /* the database is damaged; rebuild it */
	XC_E_VERSION = -9,      /* the database has a format this library does not read */
	XC_E_OPENING = -10,     /* the database cannot be opened, see sys_errno */
	XC_E_IO = -11,          /* reading or writing failed, no space left: see sys_errno */
	XC_E_NETWORK = -12,     /* a remote shard is not reachable; free the handle, open a new one */
	XC_E_TIMEOUT = -13,     /* a remote shard did not answer in time; the same */
	XC_E_CLOSED = -14,      /* the database handle was closed */
	XC_E_UNSUPPORTED = -15, /* not implemented, or not by this kind of database */
	XC_E_RANGE = -16,       /* a number is out of range */
	XC_E_QUERY = -17,       /* a query cannot be run so: a wildcard has more terms than its limit */
	XC_E_CALLBACK = -18,    /* a callback of the caller asked to stop */
	XC_E_INTERNAL = -19,    /* a bug of Xapian's or of this binding */
};

struct xc_error {
	int code;       /* enum xc_status */
	int sys_errno;  /* errno of the system call that failed, or 0 */
	char type[32];  /* the class of the C++ exception, such as "DatabaseLockError"; or "" */
	char text[464]; /* one line: what is wrong */
};

#define XC_ERROR_INIT                                                                                        \
	{                                                                                                    \
		0, 0, "", ""                                                                                 \
	}

/* The name of a status, "XC_E_LOCKED"; static, and "XC_E_?" for a number that is none. */
const char *xc_status_name(int status);

/* Frees a string that was returned as a copy.  NULL is accepted. */
void xc_free(void *copy);

#ifdef __cplusplus
}
#endif

#endif
