package dev.countersign.policy.oracle;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one line really did in a disposable root.
 *
 * @param output everything that was printed
 * @param left the files of the home and data folders that are still there
 */
record Execution(Set<Recorded> calls, String output, Set<String> left) {
    /** Reads the three parts that {@code isolate} writes, each after its length. */
    static Execution of(byte[] report) {
        var in = new ByteArrayInputStream(report);
        return new Execution(
                calls(part(in)), part(in), new LinkedHashSet<>(part(in).lines().toList()));
    }

    private static String part(ByteArrayInputStream in) {
        var length = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IllegalStateException("the report ends too early");
            }
            length.append((char) c);
        }
        byte[] bytes = new byte[Integer.parseInt(length.toString().trim())];
        int read = in.readNBytes(bytes, 0, bytes.length);
        return new String(bytes, 0, read, StandardCharsets.UTF_8);
    }

    /** Per call: how many arguments, the path of the program, the arguments. */
    private static Set<Recorded> calls(String log) {
        var calls = new LinkedHashSet<Recorded>();
        List<String> fields = Arrays.asList(log.split("\0", -1));
        int at = 0;
        while (at + 1 < fields.size()) {
            int count = Integer.parseInt(fields.get(at));
            int end = Math.min(at + 2 + count, fields.size());
            String path = fields.get(at + 1);
            calls.add(
                    new Recorded(
                            path.substring(path.lastIndexOf('/') + 1),
                            new ArrayList<>(fields.subList(at + 2, end))));
            at = end;
        }
        return calls;
    }
}
