package dev.countersign.policy.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PatternsTest {
    private static final String ROOT = "/home/dave/app";

    static Stream<Arguments> paths() {
        return Stream.of(
                argumentSet("within a segment", "src/*.ts", "src/a.ts", true, true),
                argumentSet("not across segments", "src/*.ts", "src/a/b.ts", false, false),
                argumentSet("across segments", "src/**/*.ts", "src/a/b.ts", true, true),
                argumentSet("across no segment", "src/**/*.ts", "src/a.ts", true, true),
                argumentSet("a longer name", "src/**/a.ts", "src/xa.ts", false, false),
                argumentSet("choices", "src/*.{ts,js}", "src/a.js", true, true),
                argumentSet("a class", "src/[a-c].ts", "src/b.ts", true, true),
                argumentSet("a negated class", "src/[!a-c].ts", "src/b.ts", false, false),
                argumentSet("letter case", "src/a.ts", "SRC/A.TS", true, false),
                argumentSet("at any depth", "a.ts", "x/y/a.ts", true, false),
                argumentSet("in its place", "a.ts", "a.ts", true, true),
                argumentSet("what lies beneath", "closed", "closed/x/y", true, false),
                argumentSet("the folder itself", "closed/**", "closed", true, false),
                argumentSet("names with a dot", "src/*", "src/.x", true, true),
                argumentSet("folded", "src/**", "src/../x", false, false),
                argumentSet("out of the root", "**/a.ts", "/etc/a.ts", true, false),
                argumentSet("absolute", "/etc/**", "/etc/a/b", true, true),
                argumentSet("home", "~/.ssh/**", "/home/dave/.ssh/x", true, true),
                argumentSet("home as written", "~/.ssh/**", "~/.ssh/x", true, true),
                argumentSet(
                        "a glob that could match",
                        "src/a.ts",
                        "src/" + Wild.STAR + ".ts",
                        true,
                        false),
                argumentSet(
                        "a glob that surely matches",
                        "src/**",
                        "src/" + Wild.STAR + ".ts",
                        true,
                        true),
                argumentSet(
                        "a glob that cannot match",
                        "src/a.ts",
                        "src/" + Wild.STAR + ".js",
                        false,
                        false),
                argumentSet("a glob and a leading dot", ".env", Wild.STAR + "", false, false),
                argumentSet("a glob after the dot", ".env", "." + Wild.STAR, true, false),
                argumentSet("unknown text", "closed/x", Wild.ANYTHING + "/x", true, false),
                argumentSet(
                        "unknown text that may lie beneath",
                        "closed/x",
                        Wild.ANYTHING + "/y",
                        true,
                        false),
                argumentSet("invisible characters", "src/ab", "src/a\u200bb", true, false));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_path_is_read_generously_and_exactly(
            String pattern, String path, boolean could, boolean surely) {
        var place = Place.of(path, ROOT);
        var compiled = new PathPattern(pattern);

        assertThat(compiled.couldMatch(place, false, ROOT)).as("could").isEqualTo(could);
        assertThat(compiled.surelyMatches(place, ROOT)).as("surely").isEqualTo(surely);
    }

    static Stream<Arguments> hosts() {
        return Stream.of(
                argumentSet("itself", "example.org", "EXAMPLE.org.", true),
                argumentSet("no subdomain", "example.org", "a.example.org", false),
                argumentSet("a subdomain", "*.example.org", "a.b.example.org", true),
                argumentSet("subdomains only", "*.example.org", "example.org", false),
                argumentSet("labels, not letters", "*.example.org", "badexample.org", false),
                argumentSet("not the beginning", "example.org", "example.org.evil.test", false),
                argumentSet("its port", "example.org:443", "example.org", true),
                argumentSet("another port", "example.org:80", "example.org", false),
                argumentSet("a number", "127.0.0.1", "2130706433", true),
                argumentSet("hexadecimal", "127.0.0.1", "0x7f.1", true),
                argumentSet("international", "xn--bcher-kva.example", "Bücher.example", true));
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void a_host_is_compared_by_labels(String pattern, String host, boolean expected) {
        var egress =
                new Fact.Egress(
                        "https",
                        Hosts.normalise(host),
                        OptionalInt.of(443),
                        Optional.empty(),
                        Reach.DIRECT);

        assertThat(new HostPattern(pattern).surelyMatches(egress)).isEqualTo(expected);
    }
}
