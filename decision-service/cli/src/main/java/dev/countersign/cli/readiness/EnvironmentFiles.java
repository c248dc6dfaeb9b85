package dev.countersign.cli.readiness;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The variables that a repository's {@code .env} files and their templates speak of. */
final class EnvironmentFiles {
    private static final Pattern NAME =
            Pattern.compile("(^|.*/)(\\.env(\\.[^/]+)?|[^/]*\\.env|\\.envrc)");
    private static final Pattern LINE =
            Pattern.compile("\\s{0,20}(?:export\\s{1,20})?([A-Za-z_][A-Za-z0-9_]*)\\s{0,20}=(.*)");

    /**
     * One line.
     *
     * @param place {@code file:line}
     */
    record Variable(String name, String value, String place) {}

    private final Repository repository;
    private final Evidence evidence;

    /**
     * @param evidence where files that cannot be read are told
     */
    EnvironmentFiles(Repository repository, Evidence evidence) {
        this.repository = repository;
        this.evidence = evidence;
    }

    Stream<Variable> variables() {
        return repository.files().stream()
                .filter(path -> NAME.matcher(path).matches())
                .flatMap(this::variables);
    }

    private Stream<Variable> variables(String path) {
        return switch (repository.text(path)) {
            case Repository.Text.Read read -> variables(path, read.text().lines().toList());
            case Repository.Text.Unread unread -> {
                evidence.open(unread.why());
                yield Stream.empty();
            }
        };
    }

    private static Stream<Variable> variables(String path, List<String> lines) {
        return IntStream.range(0, lines.size())
                .boxed()
                .flatMap(
                        line -> {
                            Matcher matcher = LINE.matcher(lines.get(line));
                            return matcher.matches()
                                    ? Stream.of(
                                            new Variable(
                                                    matcher.group(1),
                                                    unquoted(matcher.group(2)),
                                                    path + ":" + (line + 1)))
                                    : Stream.empty();
                        });
    }

    private static String unquoted(String value) {
        return value.strip().replaceAll("^[\"']|[\"']$", "");
    }
}
