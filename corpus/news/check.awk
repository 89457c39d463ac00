# SPDX-License-Identifier: GPL-2.0-or-later
# check.awk - what the annotation of corpus/news breaks: a line `file:line: text` each, none where it is sound.
#
#	LC_ALL=C awk -f corpus/news/marks.awk -f corpus/news/check.awk corpus/news/*/*.txt
#	-v stats=1	instead of all that: pieces, held-out pieces, countries, words and mentions of each type
#
# The rules are in corpus/README.md.  Which words are names is learnt from the marks themselves: what is
# marked in one place and stands bare in another is reported, in the same piece always, in other pieces
# where it has two words or is marked often.  {x:...} says that a word is no name where it stands.

BEGIN {
	often = 5    # marked in so many pieces, a single word is a name everywhere
	longest = 8  # words of a name that is looked for
	split("و ف ب ل ك", letter, " ")
	for (i in letter)
		clitic[letter[i]] = 1
	titles = "^(الرئيس|الملك|الأمير|الأميرة|الشيخ|الشيخة|السلطان|الدكتور|الدكتورة|د[.]|المهندس|السيدة|الحاجة|" \
		"الفريق|اللواء|العميد|العقيد|البابا|البطريرك|الأنبا|الوزير|السفير|الفنان|الفنانة|الحاج|القاضي|النائب|المستشار) "
	places = "^(مدينة|محافظة|بلدة|قرية|ولاية|منطقة|إقليم|اقليم|قضاء|ناحية|مخيم|مقاطعة|مديرية|حي|دولة) "
	papers = "^(صحيفة|جريدة|مجلة|وكالة أنباء|شركة الاتصالات) "
	# Without its class word these would be no name of a place.
	whole = "^(مدينة نصر|مدينة الصدر|مدينة الملك |مدينة الإنتاج|مدينة زايد|حي السفارات|دولة الإمارات|مدينة السادس من أكتوبر|مدينة 6 أكتوبر)"
	kept = "^(والي|وال[^ا]|بالا|باليه|بالي|فالن|فالي|فالد|فالح|كالي|كالد|كالين|بال شم|بالمر$|لل)"
}

function complain(piece_line, text) { if (!stats) print piece_line ": " text }

# Quotation marks and punctuation, of whatever length, as one sign that ends a name.
function split_marks(text) {
	gsub(/[][().,:;!?"'\/*+=<>|\\-]|«|»|“|”|‘|’|،|؛|؟|…|–|—/, " | ", text)
	gsub(/ـ/, "", text)
	return text
}

# Letters that stand immediately before position at of text.
function letters_before(text, at) {
	text = substr(text, 1, at)
	gsub(/ـ|«|"|“|[(]/, "", text)
	sub(/^.*[ \t]/, "", text)
	text = split_marks(text)
	sub(/^.*[| ]/, "", text)
	return text
}

function proclitics(word) {
	while (word != "") {
		if (!(substr(word, 1, 2) in clitic))
			return 0
		word = substr(word, 3)
	}
	return 1
}

function check_mark(k, at,    text, before, after, type) {
	text = mark_text[k]
	type = mark_type[k]
	before = letters_before(plain, mark_start[k])
	after = substr(plain, mark_end[k] + 1, 2)
	if (before != "" && !proclitics(before))
		complain(at, "letters before a mark that are no proclitics: " before "{" text "}")
	if (after ~ /^[0-9A-Za-z\330-\333]/ && after != "؛" && after != "،" && after != "؟" && after != "ـ")
		complain(at, "letters after the mark of " text)
	if (type != "x" && text ~ /^لل/)
		complain(at, "the first ل of لل is a proclitic: " text)
	if (type == "p" && text ~ titles)
		complain(at, "a title in the mark: " text)
	if (type == "g" && text ~ places && text !~ whole)
		complain(at, "a class word in the mark: " text)
	if (type == "o" && text ~ papers)
		complain(at, "a class word in the mark: " text)
	if (type != "x" && text ~ /([":()]|«|»|“|”|،|؛)$/)
		complain(at, "punctuation at the end of the mark: " text)
}

# Remembers a marked name for the checks over pieces.
function learn(k, at,    text, type) {
	text = mark_text[k]
	type = mark_type[k]
	mentions[type]++
	place_of[++mention_n] = at
	mention_text[mention_n] = text
	mention_type[mention_n] = type
	if (type == "x")
		return
	if (!(piece SUBSEP text in type_in)) {
		type_in[piece, text] = type
		pieces_with[text]++
	} else if (type_in[piece, text] != type && !(piece SUBSEP text in both)) {
		complain(at, text " is " type_in[piece, text] " and " type " in one piece; list it in Both:")
	}
	known[text] = type
	known_as[text, type] = 1
}

# Keeps what stands outside the marks, a bar for each of them.
function keep_rest(at,    rest, k, last) {
	last = 0
	for (k = 1; k <= mark_n; k++) {
		rest = rest substr(plain, last + 1, mark_start[k] - last) " | "
		last = mark_end[k]
	}
	rest = rest substr(plain, last + 1)
	rest_text[++rest_n] = split_marks(rest)
	rest_at[rest_n] = at
	rest_piece[rest_n] = piece
}

function check_header() {
	if (!("Title" in header) || header["Title"] == "")
		complain(FILENAME, "no Title:")
	if (header["Date"] !~ /^(199[5-9]|200[0-9]|201[0-9]|202[0-6])-[01][0-9]-[0-3][0-9]$/)
		complain(FILENAME, "no Date: of 1995 to 2026 as 2014-03-09")
	if (!("Source" in header) || header["Source"] == "")
		complain(FILENAME, "no Source:")
	if (header["Invented"] != "نص مختلق كُتب لهذا المشروع")
		complain(FILENAME, "no Invented: line, or other words in it")
}

function begin_piece(    slash, number, list, n, i) {
	piece = piece_of(FILENAME)
	piece_n++
	slash = index(piece, "/")
	countries[substr(piece, 1, slash - 1)]++
	number = substr(piece, slash + 1, 3)
	if (substr(piece, slash + 1) !~ /^[0-9][0-9][0-9]-[a-z0-9-]+[.]txt$/)
		complain(FILENAME, "not named NNN-slug.txt")
	if (substr(piece, 1, slash) number in numbers)
		complain(FILENAME, "the number is that of " numbers[substr(piece, 1, slash) number])
	numbers[substr(piece, 1, slash) number] = piece
	if (number ~ /0$/)
		held_n++
	in_text = 0
	split("", header)
}

FNR == 1 { begin_piece() }

{
	at = FILENAME ":" FNR
	trouble = marks_read($0)
	if (trouble) {
		complain(at, trouble)
		next
	}
	if ($0 ~ /[ \t]$|  |\r/)
		complain(at, "a space too many")
}

!in_text && /^$/ {
	in_text = 1
	check_header()
	n = split(header["Both"], list, /، |, /)
	for (i = 1; i <= n; i++)
		both[piece, list[i]] = 1
	marks_read(title_line)
	for (k = 1; k <= mark_n; k++) {
		check_mark(k, FILENAME ":1")
		learn(k, FILENAME ":1")
	}
	keep_rest(FILENAME ":1")
	next
}

!in_text {
	colon = index($0, ": ")
	header[substr($0, 1, colon - 1)] = substr($0, colon + 2)
	if ($0 ~ /^Title: /)
		title_line = substr($0, 8)
	else if (mark_n)
		complain(at, "a mark in the header block")
	if ($0 !~ /^(Title|Date|Source|Invented|Both): /)
		complain(at, "not a header of a piece, or no blank line before the text")
	next
}

{
	words += split(plain, part, /[ \t]+/)
	words_in[piece] += split(plain, part, /[ \t]+/)
	for (k = 1; k <= mark_n; k++) {
		check_mark(k, at)
		learn(k, at)
	}
	keep_rest(at)
}

# Whether a proclitic stands in a mark: what follows the letter is a name of the same type elsewhere.
function check_proclitic(m,    text, rest) {
	text = mention_text[m]
	if (mention_type[m] == "x" || !(substr(text, 1, 2) in clitic) || length(text) < 10)
		return
	rest = substr(text, 3)
	if ((rest SUBSEP mention_type[m]) in known_as && length(rest) >= 8)
		complain(place_of[m], "a proclitic in the mark: " text)
	else if (rest ~ /^ال/ && text !~ kept)
		complain(place_of[m], "a proclitic in the mark: " text)
}

# Whether name, bare in a piece, is one that is marked.
function is_name(name, in_piece) {
	if (!(name in known))
		return 0
	if (length(name) >= 6 && (in_piece SUBSEP name) in type_in)
		return 1
	return index(name, " ") || (pieces_with[name] >= often)
}

# Reports names that stand bare in the stretch r of text outside marks.
function check_rest(r,    word, n, i, j, first, name, tries, try) {
	n = split(rest_text[r], word, " ")
	for (i = 1; i <= n; i++) {
		first = word[i]
		for (tries = 0; tries < 3; tries++) {
			name = ""
			for (j = i; j <= n && j < i + longest && word[j] != "|"; j++) {
				name = j == i ? first : name " " word[j]
				if (is_name(name, rest_piece[r]))
					complain(rest_at[r], "marked elsewhere, bare here: " name)
			}
			if (!(substr(first, 1, 2) in clitic))
				break
			first = substr(first, 3)
		}
	}
}

END {
	if (stats) {
		for (country in countries)
			country_n++
		print "pieces", piece_n + 0
		print "held-out", held_n + 0
		print "countries", country_n + 0
		print "words", words + 0
		print "persons", mentions["p"] + 0
		print "places", mentions["g"] + 0
		print "organisations", mentions["o"] + 0
		print "adjectives", mentions["n"] + 0
		exit
	}
	for (country in countries)
		for (i = 1; i <= countries[country]; i++)
			if (!((country "/" sprintf("%03d", i)) in numbers))
				complain(country, "no piece " i ", but " countries[country] " pieces; number them without a gap")
	for (p in words_in)
		if (words_in[p] < 80)
			complain(p, "only " words_in[p] " words")
	for (m = 1; m <= mention_n; m++)
		check_proclitic(m)
	for (r = 1; r <= rest_n; r++)
		check_rest(r)
}
