package dev.countersign.policy.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.action.Place;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PatternLanguageTest {

    @ParameterizedTest
    @MethodSource
    void a_denied_pattern_and_an_allowed_one_share_this_path(
            String denied, String allowed, String folder, Optional<String> shared) {
        assertThat(
                        PatternLanguage.allowed(allowed, folder)
                                .shared(PatternLanguage.restricted(denied, "")))
                .isEqualTo(shared);
    }

    static Stream<Arguments> a_denied_pattern_and_an_allowed_one_share_this_path() {
        return Stream.of(
                argumentSet(
                        "an override opens a part of what the root denies",
                        "backend/secrets/**",
                        "secrets/test-fixtures/**",
                        "backend",
                        Optional.of("backend/secrets/test-fixtures/a")),
                argumentSet("other folders", "backend/secrets/**", "web/**", "", Optional.empty()),
                argumentSet(
                        "a name at any depth",
                        ".env*",
                        "src/**/*.ts",
                        "",
                        Optional.of("src/.env.ts")),
                argumentSet("letter case", "Secrets/**", "secrets/a", "", Optional.of("secrets/a")),
                argumentSet("classes", "a[0-4]", "x/a[3-9]", "", Optional.of("x/a3")),
                argumentSet("classes apart", "a[0-4]", "x/a[5-9]", "", Optional.empty()),
                argumentSet("braces", "*.{pem,key}", "etc/*.key", "", Optional.of("etc/.key")),
                argumentSet(
                        "a folder protects what is in it",
                        "lib",
                        "lib/a/b.ts",
                        "",
                        Optional.of("lib/a/b.ts")),
                argumentSet("the dots of folders are no names", "a/?", "a/.", "", Optional.empty()),
                argumentSet("absolute and relative", "/etc/**", "etc/passwd", "", Optional.empty()),
                argumentSet("absolute", "/etc/**", "/etc/pass*", "", Optional.of("/etc/pass")));
    }

    @ParameterizedTest
    @MethodSource
    void one_pattern_goes_beyond_another_with_this_path(
            String one, String other, Optional<String> beyond) {
        assertThat(PatternLanguage.allowed(one, "").beyond(PatternLanguage.allowed(other, "")))
                .isEqualTo(beyond);
    }

    static Stream<Arguments> one_pattern_goes_beyond_another_with_this_path() {
        return Stream.of(
                argumentSet("a part", "src/a/*.ts", "src/**", Optional.empty()),
                argumentSet("the same", "src/**/*.ts", "src/**/*.ts", Optional.empty()),
                argumentSet("more", "src/**", "src/*.ts", Optional.of("src/a")),
                argumentSet("deeper", "src/**/*.ts", "src/*.ts", Optional.of("src/a/.ts")),
                argumentSet("several together", "a/?", "a/{[a-m],[!a-m]}", Optional.empty()),
                argumentSet("nearly all together", "a/?", "a/{[a-m],[!a-n]}", Optional.of("a/n")));
    }

    @Test
    void what_it_says_of_random_patterns_agrees_with_matching() {
        var random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            String one = pattern(random);
            String other = pattern(random);
            PatternLanguage allowed = PatternLanguage.allowed(one, "");

            Optional<String> shared = allowed.shared(PatternLanguage.restricted(other, ""));
            Optional<String> beyond = allowed.beyond(PatternLanguage.allowed(other, ""));

            String both = "%s and %s: %s, %s".formatted(one, other, shared, beyond);
            assertThat(shared.stream())
                    .as(both)
                    .allMatch(path -> allows(one, path) && denies(other, path));
            assertThat(beyond.stream())
                    .as(both)
                    .allMatch(path -> allows(one, path) && !allows(other, path));
            for (int j = 0; j < 30; j++) {
                String path = path(random);
                if (allows(one, path)) {
                    assertThat(allows(other, path) ? shared : beyond).as(both).isPresent();
                }
            }
        }
    }

    @Test
    void patterns_that_would_take_too_long_are_refused() {
        String intricate = "**/*a" + "?".repeat(18);

        assertThatThrownBy(
                        () ->
                                PatternLanguage.allowed(intricate, "")
                                        .beyond(PatternLanguage.allowed(intricate, "")))
                .isInstanceOf(IllegalStateException.class);
    }

    private static boolean allows(String pattern, String path) {
        return new PathPattern(pattern).surelyMatches(Place.of(path, "/repo"), "/repo");
    }

    private static boolean denies(String pattern, String path) {
        return new PathPattern(pattern).couldMatch(Place.of(path, "/repo"), false, "/repo");
    }

    private static String pattern(Random random) {
        return joined(random, List.of("a", "b", "*", "**", "?", "a*", "*b", "[ab]", "[!a]c", "B"));
    }

    private static String path(Random random) {
        return joined(random, List.of("a", "b", "c", "ab", "bb", ".a", "bc", "B"));
    }

    private static String joined(Random random, List<String> segments) {
        return random.ints(1 + random.nextInt(4), 0, segments.size())
                .mapToObj(segments::get)
                .collect(java.util.stream.Collectors.joining("/"));
    }
}
