package dev.countersign.policy.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.countersign.policy.Judged;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.condition.Circumstances;
import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.evaluate.Verdict;
import dev.countersign.policy.language.Effect;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
    private static final Guard GUARD =
            Guard.at(
                    List.of(
                            "http://127.0.0.1:8080",
                            "http://127.0.0.1:8081",
                            "http://localhost:8082/",
                            "http://0.0.0.0:8083",
                            "http://127.0.0.1:8180/realms/countersign",
                            "jdbc:postgresql://127.0.0.1:54329/decision?user=x",
                            "https://countersign.example.org",
                            "jdbc:postgresql://db1.example.org,db2.example.org:6000/decision"));

    /** Whatever is not allowed by this policy, the emergency set refuses. */
    private static final CompiledPolicy OPEN =
            Judged.policy(
                    """
                    version: "2.1"
                    defaults: {filesystem.read: allow, filesystem.write: allow, command: allow, network: allow, mcp: allow, package: allow, api: allow}
                    """);

    static Stream<Arguments> calls() {
        return Stream.of(
                argumentSet("the queue", "curl http://127.0.0.1:8082/v1/approvals"),
                argumentSet(
                        "a token of somebody else",
                        "curl -d grant_type=password -d username=alice -d password=alice http://127.0.0.1:8180/realms/countersign/protocol/openid-connect/token"),
                argumentSet("a registry", "npm config set registry http://127.0.0.1:8082/"),
                argumentSet("a name", "curl localhost:8082/v1/approvals"),
                argumentSet("a name below", "curl http://x.localhost:8082"),
                argumentSet("a dot at the end", "curl http://localhost.:8082"),
                argumentSet("letter case", "curl HTTP://LOCALHOST:8082"),
                argumentSet("names of hosts files", "curl http://ip6-localhost:8082"),
                argumentSet("short", "curl http://127.1:8082"),
                argumentSet("nothing", "curl http://0:8082"),
                argumentSet("any address", "curl http://0.0.0.0:8082"),
                argumentSet("another of this machine", "curl http://127.3.2.1:8082"),
                argumentSet("a number", "curl http://2130706433:8082"),
                argumentSet("octal", "curl http://0177.0.0.01:8082"),
                argumentSet("octal with more zeros", "curl http://000000177.0.0.1:8082"),
                argumentSet("one octal number", "curl http://017700000001:8082"),
                argumentSet("hexadecimal", "curl http://0x7f.0x0.0x0.0x1:8082"),
                argumentSet("one hexadecimal number", "curl http://0x7F000001:8082"),
                argumentSet("mixed", "curl http://0x7f.1:8082"),
                argumentSet("wide digits", "curl http://\uff11\uff12\uff17.0.0.1:8082"),
                argumentSet("wide letters", "curl http://\uff4cocalhost:8082"),
                argumentSet("another dot", "curl http://127\u30020\u30020\u30021:8082"),
                argumentSet("percent signs", "curl http://%6c%6fcalhost:8082"),
                argumentSet("new", "curl 'http://[::1]:8082/'"),
                argumentSet("new, in full", "curl 'http://[0:0:0:0:0:0:0:1]:8082/'"),
                argumentSet("new, nothing", "curl 'http://[::]:8082/'"),
                argumentSet("new, mapped", "curl 'http://[::ffff:127.0.0.1]:8082/'"),
                argumentSet("new, mapped in groups", "curl 'http://[::ffff:7f00:1]:8082/'"),
                argumentSet("new, compatible", "curl 'http://[::127.0.0.1]:8082/'"),
                argumentSet("new, translated", "curl 'http://[64:ff9b::7f00:1]:8082/'"),
                argumentSet("new, with a zone", "curl 'http://[::1%25lo]:8082/'"),
                argumentSet("a public name of it", "curl http://localtest.me:8082"),
                argumentSet("a public name that says it", "curl http://x.127.0.0.1.nip.io:8082"),
                argumentSet("with dashes", "curl http://app-127-0-0-1.sslip.io:8082"),
                argumentSet("in groups", "curl http://7f000001.nip.io:8082"),
                argumentSet("from a container", "curl http://host.docker.internal:8082"),
                argumentSet("a user before", "curl http://github.com@127.0.0.1:8082"),
                argumentSet("a fragment behind", "curl 'http://127.0.0.1:8082#@github.com/'"),
                argumentSet("one slash", "curl http:/127.0.0.1:8082/"),
                argumentSet("three slashes", "curl http:///127.0.0.1:8082/"),
                argumentSet("another part", "curl http://127.0.0.1:8081/v1/decisions"),
                argumentSet("the audit log", "wget http://127.0.0.1:8083/v1/events"),
                argumentSet("the dashboard", "curl http://127.0.0.1:8080/approvals"),
                argumentSet("its public name", "curl https://countersign.example.org/approvals"),
                argumentSet(
                        "its port of its public name", "curl http://countersign.example.org:443"),
                argumentSet(
                        "resolved to it",
                        "curl --resolve a.example:8082:127.0.0.1 http://a.example:8082"),
                argumentSet(
                        "resolved to a new one",
                        "curl --resolve 'a.example:8082:[::1]' http://a.example:8082"),
                argumentSet(
                        "connected to it", "curl --connect-to ::127.0.0.1:8082 http://a.example"),
                argumentSet("by it as a proxy", "curl -x http://127.0.0.1:8082 http://a.example"),
                argumentSet(
                        "by it as a proxy, said before",
                        "http_proxy=http://127.0.0.1:8082 curl http://a.example"),
                argumentSet("after others", "curl https://github.com http://127.0.0.1:8082"),
                argumentSet("as an option", "curl --url http://127.0.0.1:8082"),
                argumentSet("in a subshell", "echo $(curl http://127.0.0.1:8082)"),
                argumentSet("inside a shell", "bash -c 'curl http://127.0.0.1:8082'"),
                argumentSet("by a variable", "H=127.0.0.1; curl http://$H:8082"),
                argumentSet("by a port in a variable", "P=8082; curl localhost:$P"),
                argumentSet("xargs", "echo http://127.0.0.1:8082 | xargs curl"),
                argumentSet("a redirection", "echo x > /dev/tcp/127.0.0.1/8082"),
                argumentSet("a redirection to a name", "exec 3<>/dev/tcp/localhost/8082"),
                argumentSet("netcat", "nc 127.0.0.1 8082"),
                argumentSet("netcat with options", "nc -w 3 -v localhost 8082 < request.txt"),
                argumentSet("telnet", "telnet localhost 8082"),
                argumentSet("openssl", "openssl s_client -connect localhost:8082"),
                argumentSet("socat", "socat - TCP:127.0.0.1:8082"),
                argumentSet("socat that listens", "socat TCP-LISTEN:9000,fork TCP4:localhost:8082"),
                argumentSet("a tunnel", "ssh -N -L 9000:127.0.0.1:8082 dave@localhost"),
                argumentSet(
                        "a tunnel with its address", "ssh -L 127.0.0.1:9000:localhost:8082 box"),
                argumentSet("a tunnel from elsewhere", "ssh -R 9000:localhost:8082 box"),
                argumentSet("a tunnel through itself", "ssh -W 127.0.0.1:8082 localhost"),
                argumentSet(
                        "a tunnel by configuration",
                        "ssh -o 'LocalForward 9000 127.0.0.1:8082' box"),
                argumentSet("a shell on its port", "ssh -p 8082 localhost"),
                argumentSet("the database", "psql -h 127.0.0.1 -p 54329 -U decision"),
                argumentSet("the database by its port", "psql -p 54329 decision"),
                argumentSet("the database by its port, joined", "psql -p54329 decision"),
                argumentSet("the database by a socket", "psql -h /tmp -p 54329"),
                argumentSet("the database by variables", "PGPORT=54329 psql -h localhost decision"),
                argumentSet("the database by a variable alone", "PGPORT=54329 psql"),
                argumentSet(
                        "the database by variables before",
                        "export PGHOST=localhost PGPORT=54329; psql"),
                argumentSet("the database by env", "env PGPORT=54329 psql"),
                argumentSet(
                        "the database by address", "psql postgresql://127.0.0.1:54329/decision"),
                argumentSet(
                        "the database by settings", "psql 'host=127.0.0.1 port=54329 dbname=x'"),
                argumentSet(
                        "the database by a question",
                        "psql 'postgresql:///x?host=localhost&port=54329'"),
                argumentSet("the database, copied", "pg_dump -p 54329 decision"),
                argumentSet("a database elsewhere", "psql -h db1.example.org"),
                argumentSet("a database elsewhere, its port", "psql -h db2.example.org -p 6000"),
                argumentSet("a load generator", "ab -n 1 http://127.0.0.1:8082/"),
                argumentSet("a package", "npx autocannon http://127.0.0.1:8082/"),
                argumentSet(
                        "a short address", "http POST :8082/v1/approvals/apr_1/votes vote=approve"),
                argumentSet("a whole address", "http GET localhost:8082/v1/approvals"),
                argumentSet(
                        "the identity provider's own",
                        "kcadm.sh config credentials --server http://localhost:8180"),
                argumentSet("another scheme", "curl gopher://127.0.0.1:8082/_x"),
                argumentSet("a repository", "git clone http://127.0.0.1:8082/x"),
                argumentSet("the command line", "agent-policy approve apr_1"),
                argumentSet(
                        "the command line, its file", "./deploy/bin/agent-policy approve apr_1"),
                argumentSet(
                        "the command line in a shell", "sh deploy/bin/agent-policy approve apr_1"),
                argumentSet(
                        "the command line, packed",
                        "java -jar decision-service/cli/target/agent-policy.jar deny apr_1"),
                argumentSet("an option before", "agent-policy --json bypass --reason x"),
                argumentSet("a sign-in", "agent-policy login --user alice"),
                argumentSet("a policy", "agent-policy publish .agent-policy.yml"),
                argumentSet("a forged report", "countersign-hook claude-code after < payload.json"),
                argumentSet(
                        "a forged report, by a shell",
                        "sh /opt/countersign/countersign-hook claude-code after"),
                argumentSet("an agent", "agent-policy agent register x"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void calling_the_guard_is_denied_whatever_the_policy_says(String command) {
        Verdict verdict = verdict(OPEN, "Bash", Map.of("command", command));

        assertThat(verdict.effect()).as(verdict.reason()).isEqualTo(Effect.DENY);
        assertThat(verdict.decisive()).extracting("id").contains("emergency.guard");
        assertThat(verdict.bypassable()).isFalse();
    }

    static Stream<Arguments> otherTools() {
        return Stream.of(
                argumentSet("a page", "WebFetch", Map.of("url", "http://127.0.0.1:8082/")),
                argumentSet("no slashes", "WebFetch", Map.of("url", "http:127.0.0.1:8082/")),
                argumentSet("other slashes", "WebFetch", Map.of("url", "http:\\\\127.0.0.1:8082/")),
                argumentSet("a line end", "WebFetch", Map.of("url", "http://127.0.0.1:80\n82/")),
                argumentSet(
                        "a browser", "mcp__browser__navigate", Map.of("url", "http://[::1]:8080/")),
                argumentSet(
                        "a request",
                        "mcp__http__request",
                        Map.of("requests", List.of(Map.of("to", "localhost:8082")))),
                argumentSet(
                        "a host and a port",
                        "mcp__db__query",
                        Map.of("host", "localhost", "port", 54329)));
    }

    @ParameterizedTest
    @MethodSource("otherTools")
    void other_tools_do_not_call_it_either(String tool, Map<String, Object> input) {
        assertThat(verdict(OPEN, tool, input).effect()).isEqualTo(Effect.DENY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl \"$URL\"",
                "curl \"http://$HOST:8082/\"",
                "curl \"http://$HOST/\"",
                "curl http://127.0.0.$N:8082/",
                "curl http://localhost:$PORT/",
                "curl 'http://127.0.0.1:808[1-3]/'",
                "curl 'http://{localhost,x}:8082/'",
                "curl http://$(hostname):8082/",
                "curl http://[::1]:8082/",
                "curl -H 'Host: countersign.example.org' https://203.0.113.5/",
                "curl -K request.txt",
                "wget -i addresses.txt",
                "http :$PORT",
                "psql service=production",
                "PGSERVICE=x psql",
                "ssh box curl http://localhost:8082/",
                "docker exec web curl localhost:8080/health",
                "curl \"https://$SUB.example.org/x\"",
                "nc localhost $PORT",
                "nc localhost 8000-9000",
                "psql -p $PORT",
                "weird --target http://127.0.0.1:8082/",
                "weird 127.0.0.1:8082",
                "API=http://127.0.0.1:8082 ./run.sh",
                "API=http://127.0.0.1:8082 make e2e",
                "docker run --network host image http://127.0.0.1:8082/"
            })
    void what_may_call_it_needs_a_human(String command) {
        Verdict verdict = verdict(OPEN, "Bash", Map.of("command", command));

        assertThat(verdict.effect()).as(verdict.reason()).isEqualTo(Effect.REQUIRE_APPROVAL);
        assertThat(verdict.decisive()).extracting("id").contains("emergency.guard.perhaps");
        assertThat(verdict.bypassable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl http://localhost:3000/health",
                "curl -s localhost:5173 | head",
                "curl http://localhost/",
                "curl http://127.0.0.1:80800/",
                "curl http://192.0.2.7:8082/",
                "curl http://localhost.example.org:8082/",
                "curl http://127.0.0.1.example.org:8082/",
                "curl http://10.0.0.1.nip.io:8082/",
                "curl https://api.example.org:8082/",
                "curl \"https://$SUB.example.com/x\"",
                "curl \"http://localhost:3000/$ID\"",
                "curl -d callback=http://localhost:8080/x http://localhost:3000/",
                "curl --resolve a.example:443:192.0.2.7 https://a.example",
                "curl -H 'Host: localhost' http://localhost:3000",
                "wget http://localhost:9000/x",
                "nc -z localhost 5432",
                "nc -l 8082",
                "psql",
                "psql mydb -c 'select 1'",
                "psql -h localhost mydb",
                "psql -p 5432",
                "psql postgresql://localhost/mydb",
                "psql postgresql://localhost:5432/mydb",
                "PGPORT=5433 psql -h localhost",
                "pg_dump -h localhost mydb",
                "redis-cli -h localhost ping",
                "mysql -h 127.0.0.1 -P 3307 shop",
                "mongosh --host localhost",
                "kafka-topics.sh --bootstrap-server localhost:9092 --list",
                "clickhouse-client -h localhost",
                "ping -c 1 localhost",
                "dig @127.0.0.1 example.org",
                "ssh localhost uptime",
                "ssh -L 5432:localhost:5432 box",
                "ssh -L 8082:192.0.2.7:80 box",
                "echo see http://localhost:8080/approvals",
                "echo http://localhost:8080/approvals > note.txt",
                "git commit -m http://localhost:8080/",
                "rg 'localhost:8082' src",
                "rg http://localhost:8082/ src",
                "jq .url http.json",
                "docker run -p 8082:80 nginx",
                "docker run -p 127.0.0.1:9000:8082 nginx",
                "npm run dev -- --port 3000",
                "API=http://localhost:3000 npm test",
                "export API_URL=http://localhost:3000; npm test",
                "lsof -i :8082",
                "kill 4711",
                "agent-policy lint",
                "agent-policy test",
                "agent-policy explain -- rm -rf /",
                "agent-policy explain -- agent-policy approve x",
                "agent-policy approve --help",
                "agent-policy --version",
                "agent-policy-lint --config .agent-policy.yml --agent-log .agent-actions.jsonl",
                "http :3000/x callback=http://localhost:8080/",
                "http https://api.example.org/x",
                "docker exec web curl localhost:3000/health",
                "docker stop web",
                "systemctl status countersign",
                "docker logs countersign-approval-1",
                "curl http://[::1]:3000/",
                "./deploy/up",
                "./deploy/status"
            })
    void everything_else_goes_on(String command) {
        Verdict verdict = verdict(OPEN, "Bash", Map.of("command", command));

        assertThat(verdict.rules())
                .as(verdict.reason())
                .extracting("id")
                .doesNotContain("emergency.guard", "emergency.guard.perhaps");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./deploy/down",
                "deploy/down --wipe",
                "cd deploy && ./down",
                "sh ./deploy/down",
                "bash -o pipefail -x deploy/down",
                "pkill -f decision-service",
                "pkill -f quarkus-run.jar",
                "killall countersign",
                "docker stop countersign-approval-1",
                "kubectl scale deployment/decision-service --replicas=0",
                "systemctl --user stop countersign",
                "pkill java",
                "fuser -k 8082/tcp",
                "kill $(lsof -t -i :8082)",
                "lsof -ti tcp:8082 | xargs kill -9",
                "npx kill-port 8082"
            })
    void stopping_the_guard_is_a_change_of_it(String command) {
        Facts facts = facts("Bash", Map.of("command", command));

        assertThat(facts.all())
                .extracting("show")
                .anyMatch(text -> String.valueOf(text).startsWith("guard.edit"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COUNTERSIGN_URL=http://localhost:1 claude -p x",
                "export COUNTERSIGN_URL=http://localhost:1",
                "COUNTERSIGN_TOKEN=x; claude -p y",
                "env COUNTERSIGN_WAIT=1 claude",
                "env -u COUNTERSIGN_URL claude",
                "env -uCOUNTERSIGN_URL claude",
                "env --unset=COUNTERSIGN_URL claude",
                "unset COUNTERSIGN_TOKEN",
                "export -n COUNTERSIGN_URL",
                "declare -x COUNTERSIGN_TOKEN_FILE+=x",
                "read COUNTERSIGN_URL < f",
                "printf -v COUNTERSIGN_URL x"
            })
    void pointing_the_hook_elsewhere_is_a_change_of_the_guard(String command) {
        assertThat(Judged.facts(command).all())
                .extracting("show")
                .anyMatch(text -> String.valueOf(text).startsWith("guard.edit COUNTERSIGN_"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat \"$COUNTERSIGN_TOKEN_FILE\"",
                "cat ~/.config/countersign/key",
                "cat .countersign/secrets/postgres-decision",
                "cp -r .countersign/data /tmp/x"
            })
    void the_guards_own_secrets_are_secrets(String command) {
        assertThat(Judged.effect(CompiledPolicy.baseline(), command)).isEqualTo(Effect.DENY);
    }

    @Test
    void a_policy_that_only_observes_still_denies_calls_to_the_guard() {
        CompiledPolicy observing = Judged.policy("version: \"2.1\"\nmode: observe\n");

        assertThat(verdict(observing, "Bash", Map.of("command", "curl localhost:8082")).effect())
                .isEqualTo(Effect.DENY);
        Verdict perhaps = verdict(observing, "Bash", Map.of("command", "curl localhost:$P"));
        assertThat(perhaps.effect()).isEqualTo(Effect.ALLOW);
        assertThat(perhaps.wouldBe()).isEqualTo(Effect.REQUIRE_APPROVAL);
    }

    @Test
    void an_agent_is_told_what_to_do_instead() {
        assertThat(verdict(OPEN, "Bash", Map.of("command", "curl localhost:8082")).reason())
                .isEqualTo(
                        "This would call Countersign itself, and agents never do: people decide there about what agents propose. If a call of yours waits for approval, make the same call again later; ask a human for anything else there.");
    }

    @Test
    void what_is_no_address_is_refused() {
        for (String address : List.of("", "localhost", "http://", "foo://bar")) {
            assertThatThrownBy(() -> Guard.at(List.of(address)))
                    .as(address)
                    .hasMessage("\"" + address + "\" is no address with a port");
        }
    }

    private static Facts facts(String tool, Map<String, Object> input) {
        return GUARD.with(Judged.facts(tool, input));
    }

    private static Verdict verdict(CompiledPolicy policy, String tool, Map<String, Object> input) {
        return policy.judge(facts(tool, input), Circumstances.in(Judged.ROOT));
    }
}
