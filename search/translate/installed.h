/* SPDX-License-Identifier: GPL-2.0-or-later */
/* installed.h - the dictionary that was compiled with mufahris. */
#ifndef MF_TRANSLATE_INSTALLED_H
#define MF_TRANSLATE_INSTALLED_H

#include "search/translate/dictionary.h"

/* MF_E_NOTFOUND, and which package to build with, where mufahris was built without one. */
int mf_dictionary_installed(struct mf_dictionary **out, struct mf_error *err);

#endif
