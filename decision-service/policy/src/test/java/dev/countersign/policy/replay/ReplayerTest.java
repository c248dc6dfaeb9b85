package dev.countersign.policy.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.policy.evaluate.CompiledPolicy;
import dev.countersign.policy.language.Effect;
import dev.countersign.policy.language.PolicyFile;
import dev.countersign.policy.replay.Recorded.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplayerTest {

    private final Recording recording = new Recording();

    private static Replayer by(String yaml) {
        return new Replayer(
                CompiledPolicy.of(PolicyFile.read("new.yml", "version: \"2.1\"\n" + yaml)),
                UnaryOperator.identity());
    }

    private static List<Replayed> replayed(Replayer replayer, Recorded... calls) {
        return Stream.of(calls).flatMap(call -> replayer.replay(call).stream()).toList();
    }

    @Test
    void a_decision_that_would_change_is_told_with_the_rules_and_reason_of_both() {
        Recorded call = recording.bash("npm test", Effect.ALLOW);

        Replayed replayed =
                by("permissions: {commands: {deny: [\"npm test\"]}}").replay(call).orElseThrow();

        assertThat(replayed.changes()).isTrue();
        assertThat(replayed.before()).isEqualTo(Effect.ALLOW);
        assertThat(replayed.after()).isEqualTo(Effect.DENY);
        assertThat(replayed.verdict().decisive().getFirst().id())
                .isEqualTo("permissions.commands.deny[npm test]");
        assertThat(replayed.doubts()).isEmpty();
    }

    @Test
    void a_decision_that_stays_is_no_change() {
        assertThat(
                        by("permissions: {commands: {deny: [\"npm test\"]}}")
                                .replay(recording.bash("ls src", Effect.ALLOW))
                                .orElseThrow()
                                .changes())
                .isFalse();
    }

    @Test
    void each_session_has_a_history_of_its_own() {
        Replayer replayer = by("");

        List<Replayed> replayed =
                replayed(
                        replayer,
                        recording.call(
                                "ses_1",
                                "Write",
                                Map.of("file_path", "x.sh", "content", "rm -rf ~/\n"),
                                Effect.WARN,
                                Outcome.PROCEEDED),
                        recording.bash("ses_1", "sh ./x.sh", Effect.WARN),
                        recording.bash("ses_2", "sh ./x.sh", Effect.WARN));

        assertThat(replayed.get(1).after()).isEqualTo(Effect.DENY);
        assertThat(replayed.get(2).after()).isEqualTo(Effect.WARN);
    }

    @Test
    void a_call_that_did_not_run_leaves_nothing_behind() {
        List<Replayed> replayed =
                replayed(
                        by(""),
                        recording.call(
                                "ses_1",
                                "Write",
                                Map.of("file_path", "x.sh", "content", "rm -rf ~/\n"),
                                Effect.DENY,
                                Outcome.BLOCKED),
                        recording.bash("ses_1", "sh ./x.sh", Effect.WARN));

        assertThat(replayed.getLast().after()).isEqualTo(Effect.WARN);
    }

    @Test
    void a_call_is_judged_at_the_time_when_it_was_proposed() {
        Replayer replayer =
                by(
                        """
                        calendars:
                          business: {timezone: UTC, days: [mon, tue, wed, thu, fri], from: "08:00", to: "18:00"}
                        rules:
                          - id: late
                            effect: deny
                            match: {command: ["npm test"]}
                            time: {outside: business}
                        """);

        List<Replayed> replayed =
                replayed(
                        replayer,
                        Recording.at(
                                Instant.parse("2026-11-20T12:00:00Z"),
                                recording.bash("npm test", Effect.ALLOW)),
                        Recording.at(
                                Instant.parse("2026-11-20T22:00:00Z"),
                                recording.bash("npm test", Effect.ALLOW)));

        assertThat(replayed.get(0).after()).isNotEqualTo(Effect.DENY);
        assertThat(replayed.get(1).after()).isEqualTo(Effect.DENY);
    }

    @Test
    void actions_in_a_minute_are_counted_by_their_times_and_for_each_session() {
        Replayer replayer = by("constraints: {max_actions_per_minute: 3}");

        List<Effect> effects =
                IntStream.range(0, 5)
                        .mapToObj(i -> recording.bash("ls", Effect.ALLOW))
                        .flatMap(call -> replayer.replay(call).stream())
                        .map(Replayed::after)
                        .toList();

        assertThat(effects.subList(0, 3)).containsOnly(Effect.ALLOW);
        assertThat(effects.subList(3, 5)).doesNotContain(Effect.ALLOW);
        assertThat(
                        replayer.replay(recording.bash("ses_2", "ls", Effect.ALLOW))
                                .map(Replayed::after))
                .contains(Effect.ALLOW);
        assertThat(
                        replayer.replay(
                                        Recording.at(
                                                Recording.BEGAN.plusSeconds(600),
                                                recording.bash("ls", Effect.ALLOW)))
                                .map(Replayed::after))
                .contains(Effect.ALLOW);
    }

    @Test
    void what_was_masked_is_one_unknown_word_and_said_to_be_approximate() {
        Replayer replayer =
                by("permissions: {network: {allow_outbound: false, exceptions: [api.acme.test]}}");

        List<Replayed> replayed =
                replayed(
                        replayer,
                        recording.bash(
                                "curl -H 'Authorization: Bearer ‹masked›' https://api.acme.test/",
                                Effect.WARN),
                        recording.bash("cat ‹masked:github-pat›", Effect.ALLOW));

        assertThat(replayed).extracting(Replayed::doubts).allMatch(d -> d.contains(Doubt.MASKED));
        assertThat(replayed.get(0).after().restricts()).isFalse();
        assertThat(replayed.get(1).facts().all().toString()).doesNotContain("‹masked");
    }

    @Test
    void a_session_that_began_before_the_recording_is_approximate() {
        Recorded call = recording.bash("ls", Effect.ALLOW);
        Recorded late =
                new Recorded(
                        call.id(),
                        call.time(),
                        new Run("ses_9", "code-assistant", Optional.empty(), "", Optional.empty()),
                        call.action(),
                        call.effect(),
                        call.rules(),
                        call.outcome(),
                        call.people());

        assertThat(by("").replay(late).orElseThrow().doubts()).containsExactly(Doubt.EARLIER_CALLS);
    }

    @Test
    void what_a_bypass_let_through_is_not_compared_and_still_remembered() {
        Replayer replayer = by("");

        Optional<Replayed> bypassed =
                replayer.replay(
                        recording.call(
                                "ses_1",
                                "Write",
                                Map.of("file_path", "x.sh", "content", "rm -rf ~/\n"),
                                Effect.WARN,
                                Outcome.BYPASSED));

        assertThat(bypassed).isEmpty();
        assertThat(replayer.replay(recording.bash("sh ./x.sh", Effect.WARN)).map(Replayed::after))
                .contains(Effect.DENY);
    }

    @Test
    void after_the_end_of_a_session_nothing_is_compared() {
        List<Replayed> replayed =
                replayed(
                        by(""),
                        recording.bash("ls", Effect.KILL),
                        recording.bash("ls", Effect.KILL));

        assertThat(replayed).hasSize(1);
    }

    @Test
    void a_policy_that_observes_shows_what_it_would_do() {
        Replayed replayed =
                by("mode: observe\npermissions: {commands: {deny: [\"npm test\"]}}")
                        .replay(recording.bash("npm test", Effect.ALLOW))
                        .orElseThrow();

        assertThat(replayed.after()).isEqualTo(Effect.DENY);
    }

    @Test
    void a_session_that_was_forgotten_is_approximate_when_it_comes_back() {
        Replayer replayer = by("");
        replayer.replay(recording.bash("first", "ls", Effect.ALLOW));
        IntStream.range(0, 1_000)
                .forEach(i -> replayer.replay(recording.bash("s" + i, "ls", Effect.ALLOW)));

        assertThat(replayer.replay(recording.bash("first", "ls", Effect.ALLOW)))
                .hasValueSatisfying(
                        call -> assertThat(call.doubts()).containsExactly(Doubt.EARLIER_CALLS));
    }

    @Test
    void a_simulation_counts_every_call_and_keeps_the_newest_changes() {
        Replayer replayer = by("permissions: {commands: {deny: [\"npm test\"]}}");
        var simulation = new Simulation(2);

        Stream.of("npm test", "ls", "npm test -- a", "npm test -- b")
                .map(command -> recording.bash(command, Effect.ALLOW))
                .flatMap(call -> replayer.replay(call).stream())
                .forEach(simulation::add);

        assertThat(simulation.replayed()).isEqualTo(4);
        assertThat(simulation.changed()).isEqualTo(3);
        assertThat(simulation.counts())
                .isEqualTo(
                        Map.of(
                                new Simulation.Step(Effect.ALLOW, Effect.ALLOW), 1L,
                                new Simulation.Step(Effect.ALLOW, Effect.DENY), 3L));
        assertThat(simulation.changes())
                .extracting(change -> change.recorded().id())
                .containsExactly("dec_4", "dec_3");
    }
}
