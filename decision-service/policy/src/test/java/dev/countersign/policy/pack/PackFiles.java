package dev.countersign.policy.pack;

import dev.countersign.policy.language.Cases;
import dev.countersign.policy.language.Packs;
import dev.countersign.policy.language.TestFile;
import dev.countersign.policy.suite.Case;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The shipped packs with what they promise. */
final class PackFiles {
    private PackFiles() {}

    /** Their names, for example {@code builtin/baseline}. */
    static Stream<String> names() {
        return Packs.KNOWN.stream().map(pack -> pack.substring(0, pack.indexOf('@')));
    }

    /** The examples in a pack, then the tests beside it. */
    static List<Case> cases(String name) {
        var cases = new ArrayList<>(Case.in(Packs.read(name).cases()));
        cases.addAll(Case.in(new Cases(tests(name).tests(), List.of())));
        return cases;
    }

    private static TestFile tests(String name) {
        String file = name.substring(name.indexOf('/') + 1) + "_test.yml";
        try (InputStream in =
                Packs.class.getResourceAsStream("/dev/countersign/policy/packs/" + file)) {
            return TestFile.read(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
