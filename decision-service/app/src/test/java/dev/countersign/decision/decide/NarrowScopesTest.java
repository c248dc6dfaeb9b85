package dev.countersign.decision.decide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.api.BypassScope;
import dev.countersign.approval.api.scope.Breadth;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.history.History;
import dev.countersign.policy.match.HostPattern;
import dev.countersign.policy.match.PathPattern;
import dev.countersign.policy.match.ShownCommand;
import dev.countersign.policy.tool.Analyser;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What approval-service takes for narrow is read here by other code: it must be narrow here, too.
 */
class NarrowScopesTest {

    private static final String ROOT = "/srv/shop";
    private static final int TRIES = 10_000;

    private final Random random = new Random(20261121);

    @Test
    void paths_that_may_be_asked_for_cover_little() {
        List<String> pieces =
                List.of(
                        "*",
                        "**",
                        "?",
                        "/",
                        "/",
                        "[!~]",
                        "[a-z]",
                        "[^.]",
                        "[.]",
                        "{",
                        "}",
                        ",",
                        "{a,**}",
                        "{src,db}",
                        "\\",
                        "!",
                        "~",
                        ".",
                        "a",
                        "src",
                        "e",
                        "-",
                        "]",
                        "[");
        List<String> files = Breadth.unrelatedFiles();

        asked(() -> text(pieces, 7), path -> scope(List.of(path), List.of(), List.of()))
                .map(PathPattern::new)
                .forEach(
                        path ->
                                assertThat(files)
                                        .filteredOn(
                                                file ->
                                                        path.surelyMatches(
                                                                Place.of(file, ROOT), ROOT))
                                        .as(path.source())
                                        .hasSizeLessThanOrEqualTo(files.size() / 4));
    }

    @Test
    void commands_that_may_be_asked_for_cover_one_thing() {
        List<Fact.Invocation> unrelated = unrelated();
        List<String> words =
                Stream.concat(
                                Stream.of(
                                        "*", "?*", "-rf", "-n", "--force", "--x=*", "[!~]*", "*",
                                        "x*"),
                                unrelated.stream().flatMap(one -> Stream.of(one.show().split(" "))))
                        .distinct()
                        .toList();

        asked(
                        () ->
                                pick(unrelated).program()
                                        + " "
                                        + text(words.stream().map(word -> word + " ").toList(), 4)
                                                .strip(),
                        command -> scope(List.of(), List.of(command), List.of()))
                .forEach(
                        command ->
                                assertThat(unrelated)
                                        .filteredOn(new ShownCommand(command)::names)
                                        .as(command)
                                        .hasSizeLessThan(2));
    }

    @Test
    void hosts_that_may_be_asked_for_can_be_read() {
        List<String> pieces =
                List.of(
                        "*", "*.", ".", "a", "acme", "com", ":443", ":", "[::1]", "1", "@", "/",
                        "-");

        assertThat(asked(() -> text(pieces, 5), host -> scope(List.of(), List.of(), List.of(host))))
                .allSatisfy(host -> assertThat(new HostPattern(host).source()).isEqualTo(host));
    }

    private Stream<String> asked(
            Supplier<String> pattern, java.util.function.Function<String, BypassScope> scope) {
        List<String> fine =
                Stream.generate(pattern)
                        .limit(TRIES)
                        .filter(text -> !text.isBlank())
                        .filter(text -> Breadth.objection(scope.apply(text)).isEmpty())
                        .toList();
        assertThat(fine).hasSizeGreaterThan(TRIES / 100);
        return fine.stream();
    }

    private String text(List<String> pieces, int most) {
        return Stream.generate(() -> pick(pieces))
                .limit(1 + random.nextInt(most))
                .collect(Collectors.joining());
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static BypassScope scope(
            List<String> paths, List<String> commands, List<String> hosts) {
        return new BypassScope(paths, commands, hosts, List.of());
    }

    private static List<Fact.Invocation> unrelated() {
        try (var in = Breadth.class.getResourceAsStream("commands.txt")) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(NarrowScopesTest::invocation)
                    .toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Fact.Invocation invocation(String command) {
        return Analyser.analyse(
                        new Action("Bash", Map.of("command", command), ROOT, "s"), History.NONE)
                .all()
                .stream()
                .filter(Fact.Invocation.class::isInstance)
                .map(Fact.Invocation.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
