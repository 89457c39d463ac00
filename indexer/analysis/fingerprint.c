/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fingerprint.c - which analyser this is.  A library of its own, since what it holds of the names' model is
 * there only when the rest of the analysis has trained it. */
#include <string.h>

#include "indexer/analysis/schema.h"
#include "indexer/analysis/words/chars.h"
#include "indexer/analysis/words/token.h"
#include "wrappers/icu/letters.h"
#include "wrappers/libc/hash.h"

/* Words that meet every rule of the algorithms, so that another version of libstemmer, which cannot be
 * asked for its number, shows by its answers. */
static const char words[] =
	"القوات بالمدينة كالأطفال للسكان أأكل وزارة فريق بنك ككل سيكتب ستكتب سنكتب يستخدم نستخدم تستخدم "
	"كتابي كتابك كتابه كتابنا كتابكم كتابها كتابهن كتابهم كتابكما كتابهما كتبني يكتبكن ضربكمو "
	"طائرات مدينة مواطن مواطنين معلمون وزيران كتبت كتبا كتبن كتبنا كتبتا كتبتن كتبتما كتبتم كتبوا كتبتمو "
	"إيراني كثيرا ملعبو على مسؤول مسئول مبدأ شاطئ قوة سماء "
	"caresses ponies feed agreed plastered motoring happy rational conditional formalize electrical hopeful "
	"goodness revival adjustable effective rate controlled skies dying news generally arsenal "
	"министра министрами прочитав прочитавшись красивейший красивая книгами пишут говорила смеющийся "
	"важность лучший";

/* Cut and folded by ICU, on the other hand. */
static const char sentence[] = "والمتظاهرون في ألما\u200cآتا يستخدمون ٤٬٢٦٦ قطعةً، و62شخصاً بـ«المدينة» "
			       "للبنان أ.ف.ب ﷲ ﻻ Straße ภาษาไทย 日本語を話す";

static uint64_t probe_text(const char *text, struct mf_stemmer *stemmer, uint64_t seed)
{
	struct mf_tokens tokens = MF_TOKENS_INIT;
	char stem[MF_STEM_MAX];

	mf_segment(&tokens, text, strlen(text));
	for (size_t i = 0; i < tokens.n; i++) {
		const char *form = mf_form(&tokens, i);
		size_t len = tokens.v[i].form_len;

		seed = mf_hash64_seeded(form, len, seed + tokens.v[i].gap);
		seed = mf_hash64_seeded(stem, mf_stem(stemmer, form, len, stem), seed);
	}
	mf_tokens_release(&tokens);
	return seed;
}

uint64_t mf_analysis_fingerprint(enum mf_stemming stemming)
{
	const unsigned long long own[] = { mf_analysis_sources, MF_SCHEMA_VERSION, stemming };
	struct mf_stemmer *stemmer = mf_stemmer_new(stemming);
	uint64_t hash = mf_hash64(own, sizeof own);
	char icu[MF_ICU_VERSION_MAX];

	mf_icu_version(icu);
	hash = mf_hash64_seeded(icu, strlen(icu), hash);
	hash = mf_hash64_seeded(mf_chars(), sizeof *mf_chars(), hash);
	hash = probe_text(words, stemmer, hash);
	hash = probe_text(sentence, stemmer, hash);
	mf_stemmer_free(stemmer);
	return hash;
}
