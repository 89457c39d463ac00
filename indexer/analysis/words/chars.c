/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/analysis/words/chars.h"

#include <pthread.h>
#include <stdbool.h>

#include "indexer/analysis/words/uthmani.h"
#include "wrappers/icu/letters.h"
#include "wrappers/libc/utf8.h"

#define TATWEEL 0x0640u

/* Letters of one sound or one shape to a reader of Arabic.  The neighbours' alphabets (Persian, Urdu,
 * Kurdish, Maghrebi) fall on the letter that Arabic newspapers write for them. */
static uint32_t arabic_letter(uint32_t c)
{
	switch (c) {
	case 0x0622:           /* آ */
	case 0x0623:           /* أ */
	case 0x0625:           /* إ */
	case 0x0671:           /* ٱ */
	case 0x0672:           /* ٲ */
	case 0x0673:           /* ٳ */
		return 0x0627; /* ا */
	case 0x0649:           /* ى */
	case 0x0620:           /* ؠ */
	case 0x063d:           /* ؽ */
	case 0x06cc:           /* ی */
	case 0x06cd:           /* ۍ */
	case 0x06ce:           /* ێ */
	case 0x06d0:           /* ې */
	case 0x06d1:           /* ۑ */
	case 0x06d2:           /* ے */
	case 0x06d3:           /* ۓ */
		return 0x064a; /* ي */
	case 0x0629:           /* ة */
	case 0x06be:           /* ھ */
	case 0x06c0:           /* ۀ */
	case 0x06c1:           /* ہ */
	case 0x06c2:           /* ۂ */
	case 0x06c3:           /* ۃ */
	case 0x06d5:           /* ە */
	case 0x06ff:           /* ۿ */
		return 0x0647; /* ه */
	case 0x06a9:           /* ک */
	case 0x06aa:           /* ڪ */
	case 0x06ab:           /* ګ */
	case 0x06ad:           /* ڭ */
	case 0x06af:           /* گ */
	case 0x0763:           /* ݣ */
		return 0x0643; /* ك */
	case 0x067e:           /* پ */
		return 0x0628; /* ب */
	case 0x0679:           /* ٹ */
		return 0x062a; /* ت */
	case 0x0686:           /* چ */
		return 0x062c; /* ج */
	case 0x0688:           /* ڈ */
		return 0x062f; /* د */
	case 0x0691:           /* ڑ */
	case 0x0695:           /* ڕ */
		return 0x0631; /* ر */
	case 0x0698:           /* ژ */
		return 0x0632; /* ز */
	case 0x06a4:           /* ڤ */
	case 0x06a5:           /* ڥ */
		return 0x0641; /* ف */
	case 0x06a8:           /* ڨ */
		return 0x0642; /* ق */
	case 0x06b5:           /* ڵ */
		return 0x0644; /* ل */
	case 0x06ba:           /* ں */
		return 0x0646; /* ن */
	case 0x06c6:           /* ۆ */
	case 0x06c7:           /* ۇ */
	case 0x06c8:           /* ۈ */
	case 0x06cb:           /* ۋ */
		return 0x0648; /* و */
	default:
		return c;
	}
}

/* A Latin letter without its accents: readers type cafe for café, sabsi for Sabsī.  These have no
 * decomposition in Unicode. */
static uint32_t latin_letter(uint32_t c)
{
	switch (c) {
	case 0x00f8: /* ø */
		return 'o';
	case 0x0111: /* đ */
		return 'd';
	case 0x0127: /* ħ */
		return 'h';
	case 0x0131: /* ı */
		return 'i';
	case 0x0142: /* ł */
		return 'l';
	default:
		return mf_icu_base(c);
	}
}

/* Apostrophes and half rings that stand for hamza and ain in transcriptions (ʿAbd al-Raʾūf). */
static bool is_ring(uint32_t c)
{
	return c >= 0x02b9 && c <= 0x02bf;
}

uint32_t mf_char_letter(uint32_t c)
{
	if (c < 0x80)
		return c;
	if (c == 0x2019) /* the right quote is the apostrophe of d’Ivoire */
		return '\'';
	if (c == 0x066b) /* ARABIC DECIMAL SEPARATOR */
		return '.';
	if (c == 0x066c) /* ARABIC THOUSANDS SEPARATOR */
		return ',';
	if (c < 0x0250 || (c >= 0x1e00 && c < 0x1f00))
		return latin_letter(c);
	if (c < 0x0300)
		return is_ring(c) ? MF_FOLD_DROP : c;
	if (c < 0x0370) /* accents that no letter took in */
		return MF_FOLD_DROP;
	if (c == TATWEEL || c == 0x0674 /* HIGH HAMZA */ || c == 0x06e5 ||
	    c == 0x06e6 /* SMALL WAW, SMALL YEH */)
		return MF_FOLD_DROP;
	switch (mf_icu_category(c)) {
	case MF_ICU_DIGIT:
		return '0' + (uint32_t)mf_icu_digit(c);
	case MF_ICU_FORMAT:
		return MF_FOLD_DROP;
	case MF_ICU_MARK:
		/* Vowel signs that may be left out: Hebrew, Syriac and all of the Arabic blocks. */
		return (c >= 0x0591 && c <= 0x074a) || (c >= 0x0890 && c <= 0x08ff) ? MF_FOLD_DROP : c;
	default:
		return arabic_letter(c);
	}
}

static uint8_t class_of(uint32_t c)
{
	switch (c) {
	case '.':
	case '!':
	case '?':
	case 0x061f: /* ؟ */
	case 0x06d4: /* ۔ */
	case 0x2026: /* … */
	case 0x203c: /* ‼ */
	case 0x3002: /* 。 */
		return MF_CHAR_STOP;
	case '/':
	case '_':
	case 0x2212: /* − */
		return MF_CHAR_JOINER;
	case '`':
	case 0x00b4: /* ´ */
		return MF_CHAR_QUOTE;
	case TATWEEL:
		return MF_CHAR_MARK;
	}
	switch (mf_icu_category(c)) {
	case MF_ICU_DASH:
		return MF_CHAR_JOINER;
	case MF_ICU_QUOTE:
		return MF_CHAR_QUOTE;
	case MF_ICU_OPEN:
		return MF_CHAR_OPEN;
	case MF_ICU_SPACE:
		return MF_CHAR_SPACE;
	case MF_ICU_LINE:
		return MF_CHAR_LINE;
	case MF_ICU_FORMAT:
		return MF_CHAR_IGNORE;
	case MF_ICU_LETTER:
		return MF_CHAR_LETTER;
	case MF_ICU_MARK:
		return MF_CHAR_MARK;
	case MF_ICU_DIGIT:
		return MF_CHAR_DIGIT;
	case MF_ICU_PUNCT:
	case MF_ICU_OTHER:
		break;
	}
	return MF_CHAR_OTHER;
}

/* Spacing forms of vowel signs, which PDF files use inside words. */
static bool isolated_mark(uint32_t c)
{
	return (c >= 0xfc5e && c <= 0xfc63) || (c >= 0xfe70 && c <= 0xfe7f);
}

/* Sets the folding of a letter, mark or digit; what stands for several words (U+FDFA) is no letter. */
static void set_fold(struct mf_char *out, uint32_t c, struct mf_buf *scratch)
{
	uint32_t result = MF_FOLD_DROP;
	unsigned results = 0;
	char bytes[4];
	size_t at = 0;

	mf_buf_reset(scratch);
	mf_icu_nfkc_casefold(scratch, bytes, mf_utf8_put(bytes, c));
	while (at < scratch->len) {
		uint32_t part = mf_utf8_next(scratch->data, scratch->len, &at);

		if (part == ' ') {
			out->cls = MF_CHAR_OTHER;
			out->fold = MF_FOLD_SLOW;
			return;
		}
		part = mf_char_letter(part);
		results += part != MF_FOLD_DROP;
		result = part != MF_FOLD_DROP ? part : result;
	}
	if (results == 0)
		out->cls = MF_CHAR_MARK; /* a letter that is dropped makes no word */
	if (results > 1 || result >= MF_FOLD_SLOW || mf_icu_combines(c))
		result = MF_FOLD_SLOW;
	out->fold = (uint16_t)result;
}

static struct mf_char describe(uint32_t c, struct mf_buf *scratch)
{
	struct mf_char out = { MF_FOLD_SLOW, class_of(c), mf_icu_script(c) };

	if (isolated_mark(c)) {
		out.cls = MF_CHAR_MARK;
		out.fold = MF_FOLD_DROP;
	} else if (out.cls >= MF_CHAR_MARK) {
		set_fold(&out, c, scratch);
		if (mf_uthmani_sign(c)) /* what it stands for depends on its neighbours */
			out.fold = MF_FOLD_SLOW;
	} else if (out.cls == MF_CHAR_IGNORE) {
		out.fold = MF_FOLD_DROP;
	} else if (c) {
		out.fold = (uint16_t)mf_char_letter(c);
	}
	return out;
}

struct mf_char mf_char_slow(uint32_t c)
{
	struct mf_char out = { MF_FOLD_SLOW, class_of(c), mf_icu_script(c) };

	if (out.cls == MF_CHAR_IGNORE)
		out.fold = MF_FOLD_DROP;
	return out;
}

static struct mf_chars table;
static pthread_once_t table_once = PTHREAD_ONCE_INIT;

static void build_table(void)
{
	struct mf_buf scratch = MF_BUF_INIT;

	for (uint32_t c = 0; c < MF_CHARS_LOW; c++)
		table.low[c] = describe(c, &scratch);
	for (uint32_t c = MF_CHARS_PUNCT; c < MF_CHARS_PUNCT_END; c++)
		table.punct[c - MF_CHARS_PUNCT] = describe(c, &scratch);
	for (uint32_t c = MF_CHARS_FORMS; c < MF_CHARS_FORMS_END; c++)
		table.forms[c - MF_CHARS_FORMS] = describe(c, &scratch);
	mf_buf_release(&scratch);
}

const struct mf_chars *mf_chars(void)
{
	pthread_once(&table_once, build_table);
	return &table;
}
