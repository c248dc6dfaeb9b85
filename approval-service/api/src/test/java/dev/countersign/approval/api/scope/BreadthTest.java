package dev.countersign.approval.api.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.approval.api.BypassScope;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BreadthTest {

    static Stream<Arguments> narrow() {
        return Stream.of(
                argumentSet("a file", paths("backend/auth/config.yml")),
                argumentSet("a file from here", paths("./backend/auth/config.yml")),
                argumentSet("a folder", paths("backend/auth/**")),
                argumentSet("a folder of the project", paths("src/**")),
                argumentSet("one ending in a folder", paths("src/**/*.ts")),
                argumentSet("one ending anywhere", paths("**/*.ts")),
                argumentSet("a name anywhere", paths("**/config.yml")),
                argumentSet("one ending at the top", paths("*.md")),
                argumentSet("choices", paths("backend/{auth,billing}/config.yml")),
                argumentSet("a class", paths("db/migrations/004[0-9]_*.sql")),
                argumentSet("a file of the machine", paths("/etc/nginx/nginx.conf")),
                argumentSet("a folder of the machine", paths("/etc/nginx/**")),
                argumentSet("a folder of a project in a home", paths("/home/dave/app/src/**")),
                argumentSet("a file of a home", paths("~/.kube/config")),
                argumentSet("a closed folder of a home", paths("~/.aws/**")),
                argumentSet("a name in another script", paths("docs/résumé.md")),
                argumentSet(
                        "several folders", paths("backend/auth/**", "docs/auth/**", "k8s/auth/*")),
                argumentSet("a command", commands("make deploy")),
                argumentSet(
                        "a command with options", commands("kubectl -n prod delete pod auth-1")),
                argumentSet("the rest of a word", commands("npm run migrate*")),
                argumentSet("more words", commands("kubectl rollout restart *")),
                argumentSet("one script with any words", commands("./scripts/fix.sh *")),
                argumentSet("a name of files", commands("rm -rf bypassed*")),
                argumentSet("one container", commands("docker exec -it auth-1 *")),
                argumentSet("the domain of one owner", hosts("*.acme.internal")),
                argumentSet("a host", hosts("api.acme.internal")),
                argumentSet("a host and its port", hosts("api.acme.internal:8443")),
                argumentSet("an address", hosts("192.0.2.7")),
                argumentSet("a new address", hosts("[2001:db8::7]:443")));
    }

    @ParameterizedTest
    @MethodSource("narrow")
    void is_fine(BypassScope scope) {
        assertThat(Breadth.objection(scope)).isEmpty();
    }

    static Stream<Arguments> wide() {
        return Stream.of(
                argumentSet("everything", paths("**")),
                argumentSet("everything from here", paths("./**")),
                argumentSet("everything twice", paths("**/**")),
                argumentSet("everything at any depth", paths("**/*")),
                argumentSet("everything below", paths("*/**")),
                argumentSet("everything one below", paths("*/*/*")),
                argumentSet("everything at the top", paths("*")),
                argumentSet("every longer name", paths("?*")),
                argumentSet("every name without a tilde", paths("[!~]*")),
                argumentSet("every name in letters", paths("[a-zA-Z]*/**")),
                argumentSet("every name with a dot", paths("**/*.*")),
                argumentSet("choices with everything", paths("{**,x}")),
                argumentSet("choices with the root", paths("{/,}**")),
                argumentSet("nested choices", paths("{x,{y,**}}")),
                argumentSet("choices of beginnings", paths("{a,b,c,d,f,i,k,p,s,t}*/**")),
                argumentSet("everything of the machine", paths("/**")),
                argumentSet("everything one below the root", paths("/*/**")),
                argumentSet("all homes", paths("/home/**")),
                argumentSet("everybody's home", paths("/home/*/**")),
                argumentSet("a home", paths("~/**")),
                argumentSet("a home, spelled out", paths("/home/dave/**")),
                argumentSet("a home on a Mac", paths("/Users/dave/**")),
                argumentSet("the home of root", paths("/root/**")),
                argumentSet("a project in a home", paths("/home/dave/app/**")),
                argumentSet("all of a project in a home", paths("~/app/**/*")),
                argumentSet("narrow among wide", paths("backend/auth/**", "**/*")),
                argumentSet(
                        "many that are everything together",
                        paths(
                                IntStream.rangeClosed('a', 'z')
                                        .mapToObj(letter -> (char) letter + "*/**")
                                        .toArray(String[]::new))),
                argumentSet("any command", commands("*")),
                argumentSet("any command with words", commands("[!~]* *")),
                argumentSet("any longer command", commands("?*")),
                argumentSet("any git", commands("git *")),
                argumentSet("any deletion", commands("rm -rf *")),
                argumentSet("any deletion of one name", commands("rm -rf ?*")),
                argumentSet("any deletion, option after", commands("rm * -rf")),
                argumentSet("any request", commands("curl -s -X POST *")),
                argumentSet("any shell text", commands("bash -c *")),
                argumentSet("any command as another", commands("sudo -u deploy *")),
                argumentSet("any command in time", commands("timeout 5 *")),
                argumentSet("any statement", commands("psql -h db -c *")),
                argumentSet("any target", commands("make *")),
                argumentSet("any deletion in a cluster", commands("kubectl delete *")),
                argumentSet("any host", hosts("*")),
                argumentSet("any host on a port", hosts("*:443")),
                argumentSet("a top-level domain", hosts("*.com")),
                argumentSet("a top-level domain nobody listed", hosts("*.zz")),
                argumentSet("a second-level registry", hosts("*.co.uk")),
                argumentSet("customers of a provider", hosts("*.amazonaws.com")),
                argumentSet("pages of anybody", hosts("*.github.io")),
                argumentSet("a cluster", hosts("*.svc.cluster.local")),
                argumentSet("a part of an address", hosts("*.7")));
    }

    @ParameterizedTest
    @MethodSource("wide")
    void is_refused_with_examples(BypassScope scope) {
        assertThat(Breadth.objection(scope))
                .hasValueSatisfying(
                        objection ->
                                assertThat(objection)
                                        .containsAnyOf(
                                                "that have nothing to do with each other, such as",
                                                "together cover most files",
                                                "does not begin with the name of a program"));
    }

    static Stream<Arguments> unclear() {
        return Stream.of(
                argumentSet("nothing", paths(), "names no path, command or host"),
                argumentSet("a negation", paths("!secrets/**"), "says what is not covered"),
                argumentSet("an extended pattern", paths("@(a|b)"), "is an extended pattern"),
                argumentSet("a way up", paths("backend/../**"), "is no path"),
                argumentSet("a way up among choices", paths("backend/{auth,..}/x"), "is no path"),
                argumentSet("a slash at the end", paths("backend/auth/"), "is no path"),
                argumentSet("doubled slashes", paths("backend//auth"), "is no path"),
                argumentSet("too many choices", paths("{a,b}".repeat(9)), "more than 256"),
                argumentSet("turned around", paths("src/\u202egnp.js"), "nobody sees"),
                argumentSet("invisible", commands("make\u200b deploy"), "nobody sees"),
                argumentSet("a strange blank", commands("make\u00a0deploy"), "nobody sees"),
                argumentSet("a line end", commands("make deploy\nrm"), "nobody sees"),
                argumentSet("blanks around", hosts(" api.acme.internal"), "nobody sees"),
                argumentSet(
                        "an invisible agent",
                        new BypassScope(List.of("a/b"), List.of(), List.of(), List.of("x\u200b")),
                        "nobody sees"),
                argumentSet("two commands", commands("make deploy; rm x"), "one command"),
                argumentSet("a redirection", commands("make deploy > out.txt"), "one command"),
                argumentSet("a variable", commands("make $TARGET"), "one command"),
                argumentSet("quotes", commands("psql -c 'select 1'"), "one command"),
                argumentSet("an option first", commands("-rf x"), "does not begin with the name"),
                argumentSet("an address", hosts("https://api.acme.internal/x"), "is no host"),
                argumentSet("a star inside", hosts("api.*.internal"), "is no host"),
                argumentSet("another script", hosts("аcme.internal"), "is no host"));
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void is_refused_because_it_is(BypassScope scope, String why) {
        assertThat(Breadth.objection(scope))
                .hasValueSatisfying(objection -> assertThat(objection).contains(why));
    }

    @Test
    void the_reason_says_what_to_write_instead() {
        assertThat(Breadth.objection(paths("**/*")))
                .contains(
                        """
                        '**/*' covers files that have nothing to do with each other, such as 'README.md' and 'index.html'; name the file or the folder that you need, such as backend/auth/**.""");
    }

    @Test
    void options_without_end_cost_no_time() {
        assertThat(Breadth.objection(commands("git " + "-a ".repeat(160) + "*"))).isPresent();
    }

    private static BypassScope paths(String... patterns) {
        return new BypassScope(List.of(patterns), List.of(), List.of(), List.of());
    }

    private static BypassScope commands(String... patterns) {
        return new BypassScope(List.of(), List.of(patterns), List.of(), List.of());
    }

    private static BypassScope hosts(String... patterns) {
        return new BypassScope(List.of(), List.of(), List.of(patterns), List.of());
    }
}
