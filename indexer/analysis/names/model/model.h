/* SPDX-License-Identifier: GPL-2.0-or-later */
/* model.h - the tagger whose model was trained when mufahris was built. */
#ifndef MF_NAMES_MODEL_H
#define MF_NAMES_MODEL_H

#include "indexer/analysis/names/tagger.h"

const struct mf_tagger *mf_tagger_built_in(void);

#endif
