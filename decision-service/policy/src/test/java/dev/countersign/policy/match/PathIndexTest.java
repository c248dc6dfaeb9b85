package dev.countersign.policy.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Wild;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The index may name too many patterns, but never too few. */
class PathIndexTest {
    private static final String ROOT = "/home/dave/app";

    private static final List<String> PATTERNS =
            List.of(
                    ".env*",
                    "*.pem",
                    "**/*.pem",
                    "secrets/**",
                    "**/secrets/**",
                    "src/**/*.ts",
                    "src/*/test.[jt]s",
                    "a?c/d",
                    "**",
                    "*",
                    "/etc/**",
                    "/etc/{passwd,shadow}",
                    "{/srv/x,y}",
                    "~/.ssh/**",
                    "~",
                    "config/\\*.yml",
                    "**/a/**/b/**",
                    "docs/",
                    "./build/**",
                    "Ümlaut/**");

    private static final List<String> PATHS =
            List.of(
                    ".env",
                    ".ENV.local",
                    "a/b/.env",
                    "key.pem",
                    "secrets",
                    "secrets/db/key",
                    "x/secrets/y",
                    "src/a/b/c.ts",
                    "src/x.ts",
                    "src/q/test.js",
                    "abc/d",
                    "/etc/passwd",
                    "/srv/x",
                    "/srv/x/z",
                    "y",
                    "/home/dave/.ssh/id_rsa",
                    "~/.ssh/config",
                    "~",
                    "/",
                    ".",
                    "..",
                    "config/*.yml",
                    "z/a/q/b/c",
                    "docs",
                    "docs/index.md",
                    "build/x",
                    "ümlaut/x",
                    "U\u0308mlaut/x",
                    "s" + Wild.ANYTHING,
                    Wild.ANYTHING + "",
                    Wild.TAME + "/key.pem",
                    Wild.STAR + "",
                    Wild.STAR + ".pem",
                    "src/" + Wild.STAR + "/test.ts",
                    "." + Wild.STAR,
                    ".e" + Wild.ONE + "v",
                    "a" + Wild.ONE + "c/" + Wild.STAR,
                    "secrets/" + Wild.STAR);

    static Stream<String> paths() {
        return PATHS.stream();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void what_a_pattern_could_match_is_found(String path) {
        List<PathPattern> patterns = PATTERNS.stream().map(PathPattern::new).toList();
        var index = new PathIndex(patterns.stream().map(List::of).toList());
        Place place = Place.of(path, ROOT);

        for (boolean wholeTree : new boolean[] {false, true}) {
            for (String root : List.of(ROOT, "", "/")) {
                var found = index.couldSpeakOf(new Spellings(place, root), wholeTree);
                for (int i = 0; i < patterns.size(); i++) {
                    if (patterns.get(i).couldMatch(place, wholeTree, root)
                            || patterns.get(i).surelyMatches(place, root)) {
                        assertThat(found.get(i))
                                .as("%s for %s, root %s", PATTERNS.get(i), place.show(), root)
                                .isTrue();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_known_path_alone_finds_nothing_but_what_matches(String path) {
        if (!Wild.isLiteral(path)) {
            return;
        }
        List<PathPattern> patterns = PATTERNS.stream().map(PathPattern::new).toList();
        var index = new PathIndex(patterns.stream().map(List::of).toList());
        Place place = Place.of(path, ROOT);

        var found = index.couldSpeakOf(new Spellings(place, ROOT), false);

        for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
            assertThat(patterns.get(i).couldMatch(place, false, ROOT))
                    .as("%s for %s", PATTERNS.get(i), path)
                    .isTrue();
        }
    }
}
