package dev.countersign.policy.shell;

import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The files that a statement names: the database's client opens them, or a database without a
 * server.
 */
record SqlFiles(List<String> words) {
    /** Words before the name of a file that is read. */
    private static final Set<String> READING =
            Set.of("from", "infile", "attach", "database", "import");

    private static final Set<String> OPENING_FILES =
            Set.of(
                    "readfile",
                    "read_text",
                    "read_blob",
                    "read_csv",
                    "read_csv_auto",
                    "read_json",
                    "read_json_auto",
                    "read_json_objects",
                    "read_ndjson",
                    "read_parquet",
                    "parquet_scan",
                    "load_file",
                    "pg_read_file",
                    "pg_read_binary_file",
                    "lo_import",
                    "file",
                    "glob",
                    "fsdir",
                    "csv");

    List<String> read() {
        return texts(
                i ->
                        READING.contains(word(i - 1))
                                || word(i - 1).equals("(") && OPENING_FILES.contains(word(i - 2)));
    }

    List<String> written() {
        return texts(
                i ->
                        word(i - 1).equals("to") && words.contains("copy")
                                || word(i - 1).equals("(") && word(i - 2).equals("writefile"));
    }

    private List<String> texts(IntPredicate at) {
        return IntStream.range(0, words.size())
                .filter(i -> word(i).startsWith("'") && at.test(i))
                .mapToObj(i -> word(i).substring(1))
                .toList();
    }

    private String word(int index) {
        return index >= 0 && index < words.size() ? words.get(index) : "";
    }
}
