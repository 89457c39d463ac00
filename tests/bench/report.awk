# SPDX-License-Identifier: GPL-2.0-or-later
# report.awk - the tables of run: slices.tsv, engines, costs, latencies (files in this order, tab-separated).

FNR == 1 { file++ }

# slices.tsv: name, documents, bytes
file == 1 { text[$1] = $3; documents[$1] = $2 }

# engines: name, version
file == 2 { engine[++engines] = $1; version[$1] = $2 }

# costs: ENGINE,WHAT with seconds, CPU seconds, KiB, status; or ENGINE,WHAT,bytes with bytes
file == 3 && $1 ~ /,bytes$/ { bytes[substr($1, 1, length($1) - 6)] = $2 }
file == 3 && $1 !~ /,bytes$/ && $5 == 0 {
	n[$1]++
	wall[$1, n[$1]] = $2
	cpu[$1, n[$1]] = $3
	memory[$1] = $4 > memory[$1] ? $4 : memory[$1]
}

# latencies: engine, mode, kind, milliseconds, matches
file == 4 {
	took[$1, $2, ++asked[$1, $2]] = $4
	took[$1, $2 "," $3, ++asked[$1, $2 "," $3]] = $4
}

# The q-quantile of values[name, 1..count]: the smallest that has at least that share below or at it.
function quantile(values, name, count, q,    i, j, v, sorted, at) {
	for (i = 1; i <= count; i++) {
		v = values[name, i] + 0
		for (j = i - 1; j >= 1 && sorted[j] > v; j--)
			sorted[j + 1] = sorted[j]
		sorted[j + 1] = v
	}
	at = int(count * q)
	if (at < count * q)
		at++
	return sorted[at < 1 ? 1 : at]
}

function shown(count, format, value) { return count ? sprintf(format, value) : "-" }
function median(values, name) { return quantile(values, name, n[name], 0.5) }

function seconds(values, name) { return shown(n[name], "%.2f", median(values, name)) }

# How often as much CPU as mufahris needs.
function ratio(name, what) {
	return shown(n[name] && n["mufahris," what] && median(cpu, "mufahris," what) > 0, "%.2f",
		median(cpu, name) / (median(cpu, "mufahris," what) + 1e-9))
}

function pair(e, mode) {
	return asked[e, mode] ? sprintf("%.3f/%.3f", quantile(took, e SUBSEP mode, asked[e, mode], 0.5),
		quantile(took, e SUBSEP mode, asked[e, mode], 0.95)) : "-"
}

END {
	for (i = 1; i <= engines; i++)
		printf "  %-9s %s\n", engine[i], version[engine[i]]

	print "\nBuilding: CPU seconds and their ratio to mufahris, seconds by the clock, MB/s of CPU, peak MB, index/text;"
	print "adding " documents["more"] " documents; CPU seconds with 10 %, 30 % and 100 % of the corpus"
	printf "%-9s %8s %6s %8s %7s %7s %6s %9s %8s %8s %8s %8s\n", "", "cpu", "ratio", "wall", "MB/s", "peak", "size", \
		"add cpu", "wall", "10 %", "30 %", "100 %"
	for (i = 1; i <= engines; i++) {
		e = engine[i]
		all = e ",all"
		printf "%-9s %8s %6s %8s %7s %7s %6s %9s %8s %8s %8s %8s\n", e, seconds(cpu, all), ratio(all, "all"), \
			seconds(wall, all), shown(n[all], "%.2f", text["all"] / 1e6 / (median(cpu, all) + 1e-9)), \
			shown(n[all], "%.0f", memory[all] / 1024), shown(bytes[all], "%.2f", bytes[all] / text["all"]), \
			seconds(cpu, e ",more"), seconds(wall, e ",more"), seconds(cpu, e ",tenth"), \
			seconds(cpu, e ",third"), seconds(cpu, all)
	}

	print "\nA query of two words from the shell: milliseconds (median), peak MB"
	printf "%-9s %10s %10s %10s %10s\n", "", "ids", "peak", "snippets", "peak"
	for (i = 1; i <= engines; i++) {
		e = engine[i]
		printf "%-9s", e
		for (m = 1; m <= 2; m++) {
			name = e "," (m == 1 ? "ids" : "snippets")
			printf " %10s %10s", shown(n[name], "%.1f", 1000 * median(wall, name)), \
				shown(n[name], "%.0f", memory[name] / 1024)
		}
		print ""
	}

	print "\nQueries inside a process, milliseconds: p50/p95 of the least time of each; ids also by kind of query"
	printf "%-9s %14s %14s %14s %14s", "", "plan", "ids", "snippets", "3 facets"
	split("frequent rare words phrase not", kind, " ")
	for (k = 1; k <= 5; k++)
		printf " %14s", kind[k]
	print ""
	for (i = 1; i <= engines; i++) {
		e = engine[i]
		if (!asked[e, "ids"])
			continue
		printf "%-9s %14s %14s %14s %14s", e, pair(e, "plan"), pair(e, "ids"), pair(e, "snippets"), pair(e, "facets")
		for (k = 1; k <= 5; k++)
			printf " %14s", pair(e, "ids," kind[k])
		print ""
	}
}
