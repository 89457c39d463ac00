#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# mufahris-index keeps an index up to date: what is new, changed, moved, deleted; refusals; reports.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

MUFAHRIS_DB=$work/db
export MUFAHRIS_DB

# stat NAME: a figure of the last run's --stats=json; info NAME: of --info=json.
stat()
{
	printf '%s\n' "$out" | sed -nE "s/.*\"$1\":(\"([^\"]*)\"|([^,}]*)).*/\2\3/p"
}

info()
{
	mufahris-index --info=json | sed -nE "s/.*\"$1\":(\"([^\"]*)\"|([^,}]*)).*/\2\3/p"
}

index()
{
	run mufahris-index --stats=json "$@"
}

# found QUERY: the ids of the documents found, in order of id, on one line.
found()
{
	mufahris-search --format=jsonl --duplicates=show -n 50 "$@" | sed -nE 's/.*"document":"([^"]*)".*/\1/p' |
		LC_ALL=C sort -u | tr '\n' ' ' | sed 's/ $//'
}

# one_line NAME: standard error is one line that says something like REGEX.
one_line()
{
	is "$1: one line" "$(printf '%s\n' "$err" | wc -l | tr -d ' ')" 1
	like "$1" "$err" "$2"
}

mkdir docs
echo 'وصلت القافلة الأولى إلى الميناء صباح اليوم' >docs/a.txt
echo 'ناقش المجلس البلدي ميزانية المدارس' >docs/b.txt
echo 'افتتحت المكتبة الوطنية معرضا للمخطوطات' >docs/c.txt

### A first run, and a second that has nothing to do
index docs
is 'indexing works' "$status $err" '0 '
is 'all documents are new' "$(stat new) $(stat documents) $(stat rejected)" '3 3 0'
is 'they are found' "$(found القافلة) $(found المكتبة)" 'a.txt c.txt'
like 'statistics as JSON' "$out" '^\{"documents":3,.*"seconds":[0-9.]+\}$'
before=$(ls db db/seg-*/* | cksum)
index docs
is 'nothing to do the second time' "$status $(stat new) $(stat files_read) $(stat files_unchanged)" '0 0 0 3'
is 'and nothing was written' "$(ls db db/seg-*/* | cksum)" "$before"

### Changed, new, touched
echo 'ناقش المجلس البلدي ميزانية المستشفيات الجديدة' >docs/b.txt
echo 'هطلت أمطار غزيرة على الساحل الشمالي' >docs/d.txt
index docs
is 'changed and new' "$status $(stat changed) $(stat new) $(stat files_read)" '0 1 1 2'
is 'the old text is gone' "$(found المدارس)" ''
is 'the new one is there' "$(found المستشفيات) $(found أمطار)" 'b.txt d.txt'
touch -d '2020-01-01' docs/a.txt
index docs
is 'touched, but the same' "$status $(stat unchanged) $(stat changed)" '0 1 0'
index docs
is 'and then not read again' "$(stat files_read)" 0
is 'four documents' "$(info documents)" 4

### Deleted and moved
rm docs/d.txt
index docs
is 'without --prune a deleted source stays' "$status $(stat deleted) $(found أمطار)" '0 0 d.txt'
index --prune docs
is 'with --prune it goes' "$status $(stat deleted) $(found أمطار)" '0 1 '
mv docs/a.txt docs/moved.txt
index docs
is 'a moved file' "$status $(stat moved) $(stat new) $(found القافلة)" '0 1 0 moved.txt'
mv docs/moved.txt docs/a.txt
index docs
is 'moved back' "$status $(stat moved) $(found القافلة)" '0 1 a.txt'
index --prune docs
is 'nothing is lost by it' "$status $(stat deleted) $(found القافلة)" '0 0 a.txt'
index --delete=c.txt
is '--delete' "$status $(stat deleted) $(found المكتبة)" '0 1 '
index docs
is 'what was deleted stays so while its file is the same' "$(stat new) $(found المكتبة)" '0 '
index --delete=no.such
is '--delete of an unknown id: status' "$status" 1
one_line '--delete of an unknown id' '--delete=no\.such: no document has this id \('

### JSONL: ids, fields, broken lines, standard input
cat >news.jsonl <<'END'
{"id":"n1","title":"عنوان أول","text":"تجري المفاوضات في العاصمة","date":"2022-01-09","source":"وكالة","section":"سياسة"}
{"id":"n2","headline":"زلزال","text":"ضرب زلزال قوي المنطقة الجبلية","date":"ليس تاريخا"}
{"id":"n3","text":"broken
{"id":"n4","text":"أعلنت الشركة أرباحها السنوية"}
{"id":"n1","text":"رقم مكرر"}
END
index --field=title=headline news.jsonl
is 'broken JSONL: status' "$status" 1
like 'the broken line is named' "$err" '^mufahris-index: news\.jsonl:3: .*\(.*\)$'
like 'the repeated id is named' "$err" '^mufahris-index: news\.jsonl:5: the id n1 came already .*\(.*\)$'
is 'everything else is indexed' "$(stat new) $(stat rejected) $(found المفاوضات) $(found زلزال) $(found أرباحها)" '3 2 n1 n2 n4'
like 'a date that cannot be read is told' "$err" 'warning: 1 documents? ha(ve|s) a date that could not be read'
like 'field and date are kept' "$(mufahris-search --format=json المفاوضات)" '"date":"2022-01-09"'
like '--field' "$(mufahris-search --format=json الجبلية)" '"title":"زلزال"'
index --field=title=headline news.jsonl
is 'again: the id is refused as before, nothing is changed' "$status $(stat unchanged) $(stat changed)" '1 3 0'
echo '{"id":"n4","text":"نص في ملف آخر"}' >other.jsonl
index other.jsonl
is 'an id that is taken: status' "$status" 1
one_line 'an id that is taken' 'other\.jsonl:1: the id n4 belongs to a document of another file \('
is 'the document that had it stays' "$(found أرباحها)" n4
rm news.jsonl
index other.jsonl
is 'once that file is gone the id is free' "$status $(stat changed) $(found أرباحها)" '0 1 '
echo '{"id":"s1","text":"وثيقة من الدخل القياسي"}' | mufahris-index - 2>.err
is 'standard input is JSONL' "$? $(found القياسي)" '0 s1'
echo 'نص حر من الدخل القياسي' | mufahris-index --format=text - 2>.err
is 'or text' "$? $(found حر)" '0 -'

### Dates and encodings
echo 'تقرير بلا تاريخ عن الصيد البحري' >undated.txt
index --date=2021-05-04 undated.txt
is '--date' "$(found --date=2021-05-04 الصيد)" undated.txt
echo 'مقال عن الزراعة المطرية' | iconv -t windows-1256 >arabic.txt
index --encoding=windows-1256 arabic.txt
is '--encoding' "$status $(found المطرية)" '0 arabic.txt'
printf 'نص طويل سليم كله إلا موضعا واحدا هو هذا \377 ثم تأتي بعده كلمات فاسدة وغيرها' >bad.txt
index bad.txt
is 'invalid UTF-8 is mended and told' "$status $(found فاسدة)" '0 bad.txt'
like 'with a warning' "$err" 'bad\.txt'

### What cannot be read
index nowhere docs
is 'a path that is not there: status' "$status" 1
one_line 'a path that is not there' '^mufahris-index: nowhere: .*\(.*\)$'
: >empty.txt
index empty.txt
is 'an empty file: status' "$status" 1
one_line 'an empty file' '^mufahris-index: empty\.txt: .*\(.*\)$'
if [ "$(id -u)" = 0 ]; then
	skip 'a file that may not be read' 'root may read everything'
else
	echo 'سر' >secret.txt
	chmod 0 secret.txt
	index secret.txt docs
	one_line 'a file that may not be read' '^mufahris-index: secret\.txt: .*\(.*\)$'
fi

### Refused words: one line, status 2, the index as it was
documents=$(info documents)
for refused in --format=ocr --date=soon --field=title --field=nope=x --jobs=many --memory=1 --no-such --dump=all \
	--encoding=klingon; do
	run mufahris-index $refused docs
	is "$refused: status" "$status" 2
	one_line "$refused" '^mufahris-index: .*--'
done
run mufahris-index
is 'no PATH: status' "$status" 2
one_line 'no PATH' 'no PATH was given \('
run mufahris-index --gazetteer=nowhere.ttl docs
is 'a gazetteer that is not there: status' "$status" 2
one_line 'a gazetteer that is not there' 'nowhere\.ttl'
is 'the index is as it was' "$(info documents)" "$documents"

### Reports are JSON whatever they hold
mufahris-index --info=json >.json
is '--info=json is one line' "$(wc -l <.json | tr -d ' ')" 1
like '--info=json has what it should' "$(cat .json)" \
	'^\{"schema":[0-9]+,"analyser":"[0-9a-f]{16}","stemmer":"snowball\+",.*"shards":[0-9]+,"layers":[0-9]+,"statistics":[0-9]+,"bytes":[0-9]+\}$'
like '--info as text' "$(mufahris-index --info)" '^documents +[0-9]+$'

### Dumps
echo 'زار وزير الخارجية المصري سامح شكري باريس يوم الأحد 9 يناير 2022' >d.txt
run mufahris-index --dump=tokens d.txt
like '--dump=tokens' "$out" '^d\.txt	0	6	زار	arabic	زار	'
run mufahris-index --dump=terms d.txt
like '--dump=terms' "$out" '^d\.txt	0	[^	]+	[0-9]+$'
run mufahris-index --dump=entities d.txt
like '--dump=entities' "$out" '^d\.txt	[0-9]+	[0-9]+	باريس	place	paris	'
run mufahris-index --dump=dates d.txt
like '--dump=dates' "$out" '	2022-01-09	2022-01-09$'
run mufahris-index --dump=passages d.txt
like '--dump=passages' "$out" '^d\.txt	0	0	[0-9]+	[0-9]+$'
is 'dumping indexes nothing' "$(info documents)" "$documents"

### Rebuild: swapped in at the end, the files of the generation before stay for readers
generation=$(info generation)
segment=$(ls -d db/seg-* | head -n 1)
index --rebuild docs
is '--rebuild' "$status $(info documents) $(info shards)" '0 3 1'
ok 'it is a new generation' test "$(info generation)" -gt "$generation"
ok 'what readers of the old one have open is still there' test -d "$segment"
is 'what is not under the PATHs is gone' "$(found زلزال)" ''
is 'and what is, is there' "$(found القافلة)" a.txt

### Names: a changed gazetteer, without the sources
run mufahris-index --retag
is '--retag with nothing to do' "$status $err" '0 '
run mufahris-index --no-default-gazetteer docs
like 'another gazetteer: --retag is named' "$err" 'tagged with another gazetteer \(--retag'
mv docs hidden
generation=$(info generation)
run mufahris-index --no-default-gazetteer --retag --stats=json
is '--retag needs no sources' "$status $(stat documents) $(info retag_due) $(info documents)" '0 3 no 3'
is 'and keeps the texts' "$(found القافلة)" a.txt
mv hidden docs
index --no-default-gazetteer docs
is 'after it the sources are as known as before' "$(stat files_unchanged) $(stat new)" '3 0'

### Names that rules find and no gazetteer lists, as rows of one
mkdir named
for i in 1 2 3; do
	printf 'خبر رقم %d\n\nوقال الجنرال ضرغام القرنفلي إن "القوات" \\ جاهزة في الموقع %d.\n' $i $i >named/$i.txt
done
run mufahris-index --suggest-entities named
is '--suggest-entities' "$status $err" '0 '
like 'says how often' "$out" '^# in 3 documents, 3 times$'
is 'with contexts' "$(printf '%s\n' "$out" | grep -c '^#   [123]\.txt: ')" 3
like 'as Turtle' "$out" '^	skos:prefLabel "ضرغام القرنفلي"@ar \.$'
printf '%s\n' "$out" >new.ttl
like 'which --gazetteer reads' "$(mufahris-index --gazetteer=new.ttl --dump=entities named/1.txt)" \
	'	ضرغام القرنفلي	person	new-[0-9a-f]{8}	ضرغام القرنفلي$'
index named
from_index=$(mufahris-index --suggest-entities)
like 'the same from the texts of the index' "$from_index" 'ضرغام القرنفلي'
run mufahris-index --gazetteer=new.ttl --retag
is 'once listed, --retag finds them as entities' "$status$err $(found --person='ضرغام القرنفلي')" '0 1.txt 2.txt 3.txt'
index --retag --delete=1.txt --delete=2.txt --delete=3.txt
unlike 'but not from deleted ones' "$(mufahris-index --suggest-entities)" 'ضرغام'

### Where many documents are deleted, the rest is written anew from the stored texts
for i in 0 1 2 3 4 5 6 7 8 9; do
	printf '{"id":"r%d","title":"عنوان %d","text":"بند قصير عن الأسواق","source":"صحيفة","page":"%d"}\n' $i $i $i
done >ten.jsonl
run mufahris-index -d ten --date=2021-05-04 ten.jsonl
figures()
{
	mufahris-index -d ten --info | sed -nE 's/^(documents|deleted|passages) +//p' | tr '\n' ' '
}
is 'ten documents and passages' "$(figures)" '10 0 10 '
run mufahris-index -d ten --delete=r0 --delete=r1 --delete=r2
is 'three deleted are only marked' "$status $(figures)" '0 7 3 7 '
run mufahris-index -d ten --delete=r3
is 'with the fourth the rest is written anew' "$status $(figures)" '0 6 0 6 '
run mufahris-search -d ten --format=json --date=2021-05-04 عنوان 7
like 'with its date, title, source and other fields' "$out" '"title":"عنوان 7".*"source":"صحيفة".*"page":"7"'
run mufahris-index -d ten --date=2021-05-04 --stats=json ten.jsonl
is 'and its file is known as before' "$(stat files_unchanged) $(stat new)" '1 0'
ok 'the index is sound' mufahris-index -d ten --check

### One writer at a time
if command -v flock >/dev/null; then
	run flock db/lock mufahris-index docs
	is 'a locked index: status' "$status" 2
	one_line 'a locked index' 'another process is writing this index .*\(.*\)$'
else
	skip 'a locked index' 'there is no flock here'
fi

### Damage
ok '--check of a sound index' mufahris-index --check
live=$(sed -n '1s/.*manifest: \([^ ]*\).*/\1/p' db/XAPIANDB)
for name in XAPIANDB "$live" $(sed -n 's/^file \([^ ]*\) .*/\1/p' "db/$live"); do
	cp "db/$name" saved
	middle=$(($(wc -c <saved) / 2))
	dd if=/dev/zero of="db/$name" bs=1 count=1 seek=$middle conv=notrunc 2>/dev/null
	cmp -s saved "db/$name" && printf '\377' | dd of="db/$name" bs=1 count=1 seek=$middle conv=notrunc 2>/dev/null
	run mufahris-index --check
	case $status$err in
	2*'(rebuild the index: '*) result 0 "a changed byte in $name is found, and what to do is said" ;;
	*) is "a changed byte in $name is found, and what to do is said" "$status $err" '2 ... (rebuild the index: ...)' ;;
	esac
	cp saved "db/$name"
done
ok 'the index is sound again' mufahris-index --check
live=$(sed -nE '2s/auto (.*)\/db/\1/p' db/XAPIANDB)
for file in db/$live/columns db/$live/db/postlist.glass; do
	cp "$file" saved
	dd if=saved of="$file" bs=1 count=100 2>/dev/null
	run mufahris-search القافلة
	is "${file#db/*/} cut short: status" "$status" 2
	one_line "${file#db/*/} cut short" 'has 100 bytes, should have .*\(rebuild the index: .*--rebuild'
	cp saved "$file"
done
rm "db/$live/texts"
run mufahris-index docs
is 'a missing file: status' "$status" 2
index --rebuild docs
is '--rebuild mends it' "$status $(found القافلة)" '0 a.txt'
ok 'and all is sound' mufahris-index --check
done_testing
