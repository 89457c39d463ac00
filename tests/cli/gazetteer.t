#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Lists of names: converted to Turtle, loaded, given out again; each bad row is named with its line.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/cli/lib.sh"

import()
{
	run mufahris-index --import-gazetteer="$1"
}

# entity FILE TEXT: what a text's names are by that gazetteer alone.
entity()
{
	printf '%s\n' "$2" >text.txt
	mufahris-index --no-default-gazetteer --gazetteer="$1" --dump=entities text.txt 2>/dev/null | cut -f4-6
}

tab=$(printf '\t')

# ---- CSV ----
cat >names.csv <<'END'
id,type,ar,en,ru,aliases,hidden,broader,match
zarnuq,city,زرنوق,Zarnuq,Зарнук,"زرنوق العليا|Upper Zarnuq",زرنوك,eg,Q999999901
shayboub,person,راغد شيبوب,"Raghed ""R"" Shayboub",,,,,
,org,هيئة الملح,Salt Board,,,,zarnuq,
END
import names.csv
is "CSV: status" "$status" 0
is "CSV: nothing on standard error" "$err" ""
like "CSV: type and labels" "$out" '^:zarnuq a skos:Concept, schema:City ;$'
like "CSV: languages" "$out" 'prefLabel "زرنوق"@ar, "Zarnuq"@en, "Зарнук"@ru'
like "CSV: aliases by script" "$out" 'altLabel "زرنوق العليا"@ar, "Upper Zarnuq"@en'
like "CSV: hidden labels" "$out" 'hiddenLabel "زرنوك"@ar'
like "CSV: a Wikidata id becomes an IRI" "$out" 'exactMatch <http://www.wikidata.org/entity/Q999999901>'
like "CSV: quotes are escaped" "$out" '"Raghed \\"R\\" Shayboub"@en'
like "CSV: an id is made of the English name" "$out" '^:salt-board a .*Organization'
printf '%s\n' "$out" >names.ttl
run mufahris-index --no-default-gazetteer --gazetteer=names.ttl --dump=entities text.txt
is "the Turtle loads without a warning" "$(mufahris-index --no-default-gazetteer --gazetteer=names.ttl \
	--export-gazetteer 2>&1 | grep -c names.ttl)" 0
is "the Turtle finds names" "$(entity names.ttl 'زار راغد شيبوب زرنوق العليا مع هيئة الملح')" \
	"راغد شيبوب${tab}person${tab}shayboub
زرنوق العليا${tab}place${tab}zarnuq
هيئة الملح${tab}org${tab}salt-board"

cat >bad.csv <<'END'
id,type,ar,en
good,place,زرنوق,Zarnuq

Bad Id,place,سهلون,Sahlun
other,planet,مرجون,Marjun
short,place,دارون
,place,عيرون,
nameless,place,,
"open,place,بيرون,Birun
END
import bad.csv
is "bad rows: status" "$status" 1
like "bad rows: id" "$err" "bad.csv:4: 'Bad Id' is no id"
like "bad rows: type" "$err" "bad.csv:5: type 'planet'"
like "bad rows: too few fields" "$err" 'bad.csv:6: 3 fields, where the first row has 4'
like "bad rows: nothing to make an id of" "$err" 'bad.csv:7: neither an id nor an English name'
like "bad rows: no name" "$err" "bad.csv:8: 'nameless' has no name"
like "bad rows: open quote" "$err" 'bad.csv:9: a quote is not closed'
is "bad rows: each is said once" "$(printf '%s\n' "$err" | wc -l | tr -d ' ')" 6
is "bad rows: the rest is there" "$(printf '%s\n' "$out" | grep -c '^:')" 1

printf 'id;ar\nzarnuq;زرنوق\n' >semicolons.csv
import semicolons.csv
like "semicolons" "$out" '^:zarnuq '
printf 'name,place\nx,y\n' >headless.csv
import headless.csv
is "no header: status" "$status" 2
like "no header: what is wanted" "$err" 'headless.csv:1: the first row names no language.*columns are id, type'
: >empty.csv
import empty.csv
like "an empty file is said to be one" "$err" 'empty.csv: the file is empty'
printf 'id,ar\nx,\377\n' >bytes.csv
import bytes.csv
like "bad UTF-8 is said with its place" "$err" 'bytes.csv: not UTF-8 at byte 8'
import nowhere.csv
is "no file: status" "$status" 2
like "no file: its name" "$err" 'nowhere.csv'

# ---- Wikidata ----
cat >items.json <<'END'
[
{"type":"item","id":"Q900000001","labels":{"ar":{"language":"ar","value":"زرنوق"},"en":{"language":"en","value":"Zarnuq"}},"aliases":{"ar":[{"language":"ar","value":"زرنوق العليا"}]},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q43229"}}}},{"mainsnak":{"datavalue":{"value":{"id":"Q515"}}}}]}},
{"type":"item","id":"Q900000002","labels":{"ar":{"language":"ar","value":"زرنوق الأب"},"en":{"language":"en","value":"Zarnuq"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}]}},
{"type":"item","id":"Q900000003","labels":{"en":{"language":"en","value":"Nowhere"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}]}},
{"type":"item","id":"Q900000004","labels":{"ar":{"language":"ar","value":"شيء"}},"claims":{}},
{"type":"item","id":
]
END
import items.json
is "Wikidata: status" "$status" 1
like "Wikidata: the better class counts" "$out" '^:zarnuq a skos:Concept, schema:City'
like "Wikidata: one name, two items, two ids" "$out" '^:zarnuq-q900000002 a skos:Concept, schema:Person'
like "Wikidata: aliases" "$out" 'altLabel "زرنوق العليا"@ar'
like "Wikidata: the item" "$out" 'exactMatch <http://www.wikidata.org/entity/Q900000001>'
like "Wikidata: no Arabic name" "$err" 'items.json:4: Q900000003 has no Arabic name'
like "Wikidata: no class" "$err" 'items.json:5: Q900000004 has no class'
like "Wikidata: bad JSON" "$err" 'items.json:6: '

# What an item is, when its classes are of no use, and where it belongs.
cat >more.json <<'END'
{"type":"item","id":"Q900000011","labels":{"ar":{"language":"ar","value":"راغد شيبوب"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q999999"}}}}],"P569":[{}],"P27":[{"mainsnak":{"datavalue":{"value":{"id":"Q79"}}}}]}}
{"type":"item","id":"Q900000012","labels":{"ar":{"language":"ar","value":"زرنوق"},"en":{"language":"en","value":"Zarnuq"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q1093829"}}}}],"P17":[{"mainsnak":{"datavalue":{"value":{"id":"Q30"}}}}]}}
{"type":"item","id":"Q900000013","labels":{"ar":{"language":"ar","value":"هيئة الملح"},"en":{"language":"en","value":"Salt Board"}},"claims":{"P159":[{}]}}
END
import more.json
is "Wikidata: properties tell too: status" "$status$err" 0
like "Wikidata: who is born is a person, named by its item" "$out" '^:q900000011 a skos:Concept, schema:Person'
like "Wikidata: nationality" "$out" 'skos:broader :eg'
like "Wikidata: a city of the United States" "$out" '^:zarnuq a skos:Concept, schema:City'
like "Wikidata: its country" "$out" 'skos:broader :us'
like "Wikidata: a head office" "$out" '^:salt-board a skos:Concept, schema:Organization'

cat >answer.json <<'END'
{
  "entities": {
    "Q900000021": {
      "type": "item", "id": "Q900000021",
      "labels": { "ar": { "language": "ar", "value": "سهلون" }, "en": { "language": "en", "value": "Sahlun" } },
      "claims": { "P31": [ { "mainsnak": { "datavalue": { "value": { "id": "Q532" } } } } ] }
    }
  },
  "success": 1
}
END
import answer.json
is "wbgetentities: status" "$status$err" 0
like "wbgetentities: its items" "$out" '^:sahlun a skos:Concept, schema:Place'

cat >query.json <<'END'
{
  "head": { "vars": [ "item", "itemLabel", "class", "country", "itemAltLabel" ] },
  "results": { "bindings": [
    { "item": { "type": "uri", "value": "http://www.wikidata.org/entity/Q900000031" },
      "itemLabel": { "xml:lang": "ar", "type": "literal", "value": "دارون" },
      "class": { "type": "uri", "value": "http://www.wikidata.org/entity/Q515" },
      "country": { "type": "uri", "value": "http://www.wikidata.org/entity/Q822" },
      "itemAltLabel": { "xml:lang": "ar", "type": "literal", "value": "دارون العليا, دارون الكبرى" } },
    { "item": { "type": "uri", "value": "http://www.wikidata.org/entity/Q900000032" },
      "itemLabel": { "xml:lang": "en", "type": "literal", "value": "Nowhere" } }
  ] }
}
END
import query.json
is "query service, JSON: status" "$status" 1
like "query service, JSON: class" "$out" '^:q900000031 a skos:Concept, schema:City'
like "query service, JSON: names" "$out" 'altLabel "دارون العليا"@ar, "دارون الكبرى"@ar'
like "query service, JSON: country" "$out" 'skos:broader :lb'
like "query service, JSON: a row that says too little" "$err" 'query.json:2: Q900000032 has no class'

printf '%s\n' 'item,itemLabel,class,country,itemAltLabel' \
	'http://www.wikidata.org/entity/Q900000041,عيرون,http://www.wikidata.org/entity/Q5,http://www.wikidata.org/entity/Q148,"عيرون الأب, Ayrun"' \
	>query.csv
import query.csv
is "query service, CSV: status" "$status$err" 0
like "query service, CSV: class" "$out" '^:ayrun a skos:Concept, schema:Person'
like "query service, CSV: names by script" "$out" 'altLabel "عيرون الأب"@ar, "Ayrun"@en'
like "query service, CSV: country and item" "$out" 'broader :cn'
like "query service, CSV: the item" "$out" 'exactMatch <http://www.wikidata.org/entity/Q900000041>'

# ---- spaCy ----
cat >patterns.jsonl <<'END'
{"label":"GPE","pattern":"زرنوق","id":"zarnuq"}
{"label":"PERSON","pattern":[{"LOWER":"راغد"},{"TEXT":"شيبوب"}],"id":"shayboub"}
{"label":"GPE","pattern":"زرنوق العليا","id":"zarnuq"}
{"label":"DATE","pattern":"اليوم","id":"today"}
{"label":"ORG","pattern":[{"POS":"NOUN"}],"id":"any"}
END
import patterns.jsonl
is "spaCy: status" "$status" 1
like "spaCy: tokens are a name" "$out" 'prefLabel "راغد شيبوب"@ar'
like "spaCy: patterns of one id are one entity" "$out" 'altLabel "زرنوق العليا"@ar'
is "spaCy: entities" "$(printf '%s\n' "$out" | grep -c '^:')" 2
like "spaCy: label" "$err" "patterns.jsonl:4: label 'DATE'"
like "spaCy: a pattern without text" "$err" 'patterns.jsonl:5: the pattern is no text'
printf '{"a":1}\n' >other.json
import other.json
is "other JSON: status" "$status" 2
like "other JSON: what is wanted" "$err" 'other.json: no line of it could be used'

# ---- export ----
run mufahris-index --no-default-gazetteer --gazetteer=names.ttl --export-gazetteer
is "export: status" "$status" 0
is "export: the columns" "$(printf '%s\n' "$out" | head -n 1)" id,type,ar,en,aliases,broader,match
like "export: a row" "$out" '^zarnuq,place,زرنوق,Zarnuq,.*زرنوق العليا.*,eg,http://www.wikidata.org/entity/Q999999901$'
like "export: quotes" "$out" '^shayboub,person,راغد شيبوب,"Raghed ""R"" Shayboub"'
printf '%s\n' "$out" >all.csv
import all.csv
is "export: what it wrote is read again" "$status/$err" 0/
printf '%s\n' "$out" >all.ttl
is "export: the same names are found" "$(entity all.ttl 'زار راغد شيبوب زرنوق العليا')" \
	"راغد شيبوب${tab}person${tab}shayboub
زرنوق العليا${tab}place${tab}zarnuq"
run mufahris-index --no-default-gazetteer --gazetteer=names.ttl --export-gazetteer=jsonl
like "export: JSON" "$out" '^\{"id":"zarnuq","type":"place","label":"زرنوق","label_en":"Zarnuq","aliases":\['

# ---- the names that come with mufahris ----
run mufahris-index --export-gazetteer
is "the gazetteer loads without a warning: no name is that of two" "$status/$err" 0/
cat >new.txt <<'END'
زيارة

في المدينة العديد من الأسواق، والعديد منها مغلق في قطر. حَمِدْتُ اللهَ كَثِيرًا عَلَى ذَلِكَ. وتنشط الوحدة الوطنية.
هبطت الطائرة في قاعدة العديد، وأعلن بنك عودة وحزب التقدم والاشتراكية موقفيهما.
END
is "banks and parties are known; ordinary words and spelled out verses are no names" \
	"$(mufahris-index --dump=entities new.txt | cut -f4,6)" "قطر${tab}qa
قاعدة العديد${tab}al-udeid
بنك عودة${tab}bank-audi
حزب التقدم والاشتراكية${tab}party-of-progress-and-socialism"
is "no id stands in it twice" "$(sed -n 's/^\(:[a-z0-9-]*\) a .*/\1/p' "$top_srcdir"/corpus/gazetteer/*.ttl |
	LC_ALL=C sort | uniq -d)" ''

done_testing
