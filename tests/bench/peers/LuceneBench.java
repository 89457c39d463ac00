// SPDX-License-Identifier: GPL-2.0-or-later
// LuceneBench.java - Lucene at the same work: title and text in one field with positions, text stored.
//
//	LuceneBench index FOLDER TSV THREADS           adds the documents, commits
//	LuceneBench ids|snippets FOLDER WORDS          the first ten
//	LuceneBench latency FOLDER QUERIES PASSES      output as that of latency.c

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;

public final class LuceneBench {
	private static final Analyzer analyzer = new ArabicAnalyzer();

	private final IndexSearcher searcher;
	private final UnifiedHighlighter highlighter;

	private LuceneBench(Path folder) throws Exception {
		searcher = new IndexSearcher(DirectoryReader.open(FSDirectory.open(folder)));
		highlighter = new UnifiedHighlighter(searcher, analyzer);
	}

	private static void addLines(IndexWriter writer, BufferedReader in) throws Exception {
		while (true) {
			String line;
			synchronized (in) {
				line = in.readLine();
			}
			if (line == null)
				return;
			String[] field = line.split("\t", 4);
			Document document = new Document();
			document.add(new BinaryDocValuesField("id", new BytesRef(field[1])));
			document.add(new TextField("text", field[2] + "\n" + field[3], Field.Store.YES));
			writer.addDocument(document);
		}
	}

	private static void index(Path folder, Path tsv, int threads) throws Exception {
		AtomicReference<Exception> failed = new AtomicReference<>();
		try (IndexWriter writer = new IndexWriter(FSDirectory.open(folder), new IndexWriterConfig(analyzer));
		     BufferedReader in = Files.newBufferedReader(tsv, StandardCharsets.UTF_8)) {
			Thread[] thread = new Thread[threads];
			for (int i = 0; i < threads; i++) {
				thread[i] = new Thread(() -> {
					try {
						addLines(writer, in);
					} catch (Exception e) {
						failed.set(e);
					}
				});
				thread[i].start();
			}
			for (Thread t : thread)
				t.join();
			if (failed.get() != null)
				throw failed.get();
			writer.commit();
		}
	}

	private static Query query(String kind, String words) {
		QueryBuilder builder = new QueryBuilder(analyzer);
		if (kind.equals("phrase"))
			return builder.createPhraseQuery("text", words);
		if (!kind.equals("not"))
			return builder.createBooleanQuery("text", words);
		int last = words.lastIndexOf(' ');
		Query with = builder.createBooleanQuery("text", words.substring(0, last));
		Query without = builder.createBooleanQuery("text", words.substring(last + 1));
		if (with == null || without == null) // stop words
			return with;
		return new BooleanQuery.Builder().add(with, BooleanClause.Occur.MUST)
			.add(without, BooleanClause.Occur.MUST_NOT).build();
	}

	private String id(int document) throws Exception {
		List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
		LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
		BinaryDocValues ids = leaf.reader().getBinaryDocValues("id");
		ids.advanceExact(document - leaf.docBase);
		return ids.binaryValue().utf8ToString();
	}

	// The first ten; returns how many match, at least.
	private long ask(Query query, boolean snippets, StringBuilder out) throws Exception {
		if (query == null) // all of it stop words
			return 0;
		TopDocs top = searcher.search(query, 10);
		String[] snippet = snippets ? highlighter.highlight("text", query, top) : null;
		for (int i = 0; i < top.scoreDocs.length; i++) {
			out.append(id(top.scoreDocs[i].doc)).append('\n');
			if (snippets)
				out.append(snippet[i]).append('\n');
		}
		return top.totalHits.value;
	}

	private void latency(Path queries, int passes) throws Exception {
		List<String> lines = Files.readAllLines(queries, StandardCharsets.UTF_8);
		for (boolean snippets : new boolean[] { false, true }) {
			double[] least = new double[lines.size()];
			long[] total = new long[lines.size()];
			for (int pass = 0; pass < passes; pass++)
				for (int i = 0; i < least.length; i++) {
					String[] field = lines.get(i).split("\t", 2);
					long begin = System.nanoTime();
					total[i] = ask(query(field[0], field[1]), snippets, new StringBuilder());
					double took = (System.nanoTime() - begin) / 1e6;
					if (pass == 0 || took < least[i])
						least[i] = took;
				}
			for (int i = 0; i < least.length; i++)
				System.out.printf(Locale.ROOT, "%s\t%s\t%.4f\t%d%n", snippets ? "snippets" : "ids",
					lines.get(i).split("\t", 2)[0], least[i], total[i]);
		}
	}

	public static void main(String[] args) throws Exception {
		Path folder = Paths.get(args[1]);
		if (args[0].equals("index")) {
			index(folder, Paths.get(args[2]), Integer.parseInt(args[3]));
		} else if (args[0].equals("latency")) {
			new LuceneBench(folder).latency(Paths.get(args[2]), Integer.parseInt(args[3]));
		} else {
			StringBuilder out = new StringBuilder();
			new LuceneBench(folder).ask(query("words", args[2]), args[0].equals("snippets"), out);
			System.out.write(out.toString().getBytes(StandardCharsets.UTF_8));
			System.out.flush();
		}
	}
}
