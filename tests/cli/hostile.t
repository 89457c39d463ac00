#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Files made to do harm: nothing hangs, nothing is written beside the index, nothing outside is read, and the
# good files around are found.  Limits of processor time and memory are given to the shell, not measured.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

if ! command -v python3 >/dev/null; then
	skip 'hostile input' 'python3, which writes it, is not installed'
	done_testing
	exit
fi
MUFAHRIS_DB=$work/db
export MUFAHRIS_DB
echo 'لا يقرأ هذا السر' >secret
mkdir in
python3 - <<'END'
import io, os, tarfile, zipfile
text = "انتظر الصيادون على الرصيف حتى هدأ الموج. "


def put(name, data):
    with open(b"in/" + (name if isinstance(name, bytes) else name.encode()), "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode())


put("attributes.html", "<html><body><p " + " ".join("a%d=1" % i for i in range(100000)) + ">" + text + "سنارة</p></body></html>")
put("attribute.html", '<html><body><p a="' + "x" * 8000000 + '">' + text + "شبكة</p></body></html>")
put("deep.html", "<html><body><p>" + text + "قارب</p>" + "<div>" * 200000)
put("comments.html", "<html><body><p>" + text + "مجداف</p>" + "<!--" * 200000)
put("closing.html", "<html><body><p>" + text + "مرساة</p>" + "</b>" * 200000)
bomb = '<!ENTITY a "سسسسسسسسسس">' + "".join(
    '<!ENTITY a%d "%s">' % (i, ("&a%s;" % ("" if i == 0 else i - 1)) * 10) for i in range(12))
item = "<rss><channel><item><title>خبر</title><description>%s</description></item></channel></rss>"
put("bomb.rss", '<?xml version="1.0"?><!DOCTYPE x [' + bomb + "]>" + item % (text + "صدفة &a11;"))
outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file://' + os.getcwd() + '/secret">]>'
put("outside.rss", '<?xml version="1.0"?>' + outside + item % (text + "لؤلؤة &e;"))
with zipfile.ZipFile("in/outside.docx", "w") as z:
    z.writestr("word/document.xml", '<?xml version="1.0"?>' + outside + '<w:document xmlns:w="u"><w:body><w:p><w:r><w:t>'
               + text + "منارة &e;</w:t></w:r></w:p></w:body></w:document>")
with zipfile.ZipFile("in/bomb.zip", "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("a.txt", "ا" * 20000000)
with zipfile.ZipFile("in/above.zip", "w") as z:
    z.writestr("../../above.txt", text + "بوصلة")
    z.writestr("/top.txt", text + "شراع")
nested = (text + "دفة").encode()
for level in range(6):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as z:
        z.writestr("x.zip" if level else "x.txt", nested)
    nested = packed.getvalue()
put("nested.zip", nested)
with tarfile.open("in/links.tar", "w") as t:
    for name, kind in (("soft", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("device", tarfile.CHRTYPE), ("pipe", tarfile.FIFOTYPE)):
        info = tarfile.TarInfo(name)
        info.type = kind
        info.linkname = os.getcwd() + "/secret"
        t.addfile(info)
    data = (text + "حبل").encode()
    info = tarfile.TarInfo("file.txt")
    info.size = len(data)
    t.addfile(info, io.BytesIO(data))
put("deep.jsonl", '{"text":"' + text + 'طحلب"}\n' + '{"a":' * 100000 + "\n")
put("deep.rtf", "{\\rtf1 before \\par " + "{" * 200000)
put(b"\xd3\xe1\xc7\xe3.txt", text + "نورس")
put("line\nand \x1b[31m.txt", text + "محارة")
put("loop.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
    b"trailer<</Root 1 0 R/Size 3>>\n")
os.mkfifo("in/pipe")
os.symlink("..", "in/loop")
os.symlink("/dev/zero", "in/zero")
os.symlink("../secret", "in/link.txt")
END
# All files but the index and what the test itself writes.
tree()
{
	find . -path ./.home -prune -o -path ./db -prune -o -print | grep -avxE '\./(\.out|\.err|before|after)' | sort
}
tree >before

run sh -c 'ulimit -t 30 -v 1500000; exec mufahris-index in'
is 'what can be read is read, the rest is refused' "$status" 1
tree >after
ok 'nothing is written but the index' cmp before after
found()
{
	mufahris-search --format=jsonl --no-expand --duplicates=show "=$1" | wc -l | tr -d ' '
}
while IFS='#' read -r word name; do
	is "$name" "$(found "$word")" 1
done <<'END'
سنارة#a flood of attributes
شبكة#an endless attribute
قارب#elements without end in one another
مجداف#comments that nobody closes
مرساة#end tags without a start
صدفة#an entity that multiplies itself
لؤلؤة#an entity that names another file
منارة#the same in a DOCX
بوصلة#a member of an archive above its folder
شراع#one at the top of the disk
حبل#a file between links and devices
طحلب#a record before one nested without end
نورس#a name that is no UTF-8
محارة#a name with a line feed
END
is 'no file outside is read' "$(found السر)" 0
like 'a bomb is named' "$err" '^mufahris-index: in/bomb\.zip/a\.txt: unpacks to more than 200 times its size'
like 'archives in archives are named' "$err" 'nested\.zip/.*: an archive in an archive'
like 'JSON without end is named, with its line' "$err" 'deep\.jsonl:2: not valid JSON'
is 'a name that is no UTF-8 is given exactly' \
	"$(mufahris-search --format=jsonl =نورس | sed -E 's/.*"path_b64":"([^"]*)".*/\1/' | base64 -d)" "$(printf 'in/\323\341\307\343.txt')"

### Pipes that nobody writes to
mkfifo pipe
for what in "MUFAHRIS_CONFIG=pipe mufahris-search نورس" "mufahris-search --batch=pipe" "mufahris-index --files-from=pipe" \
	"mufahris-index --gazetteer=pipe in/above.zip"; do
	run timeout 20 sh -c "$what"
	is "not waited for: $what" "$(test "$status" = 124 && echo waits)" ''
done
printf '1\tنورس\n' >pipe &
run mufahris-search --batch=pipe --no-expand --format=jsonl
wait $!
is 'one that somebody writes to is read' "$status $(printf '%s\n' "$out" | wc -l | tr -d ' ')" '0 1'
done_testing
