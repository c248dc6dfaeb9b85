package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.Reading;
import dev.countersign.policy.program.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A program that gives statements to a database: from its input, from files, from its words. */
final class DatabaseClient {
    private static final Set<String> DROPPING =
            Set.of(
                    "flushall",
                    "flushdb",
                    "shutdown",
                    "debug",
                    "replicaof",
                    "slaveof",
                    "failover",
                    "swapdb",
                    "module",
                    "cluster",
                    "sentinel");
    private static final Set<String> CHANGING =
            Set.of(
                    "del",
                    "unlink",
                    "eval",
                    "evalsha",
                    "eval_ro",
                    "fcall",
                    "rename",
                    "migrate",
                    "restore",
                    "function",
                    "script",
                    "acl",
                    "ltrim",
                    "xtrim",
                    "getdel");
    private static final Set<String> LOOKING =
            Set.of(
                    "list", "info", "nodes", "slots", "shards", "getuser", "whoami", "cat",
                    "exists", "masters", "help", "stats", "myid", "users", "dump");

    private final Call call;

    DatabaseClient(Call call) {
        this.call = call;
    }

    /** Statements on the input and in files that this line has written. */
    String statements() {
        Optional<Place> input = call.in().unreadFile();
        if (input.isPresent()) {
            file(input.get().written());
        } else if (call.in().given()) {
            new Statements(call.invoker(), call.program()).examine(call.in().text());
        }
        for (Reading.Part part : call.reading().parts()) {
            if (part.role() == Role.STATEMENTS) {
                file(part.text());
            }
        }
        return Flow.UNKNOWN;
    }

    private void file(String path) {
        if (ProcessFile.is(path)) {
            new Statements(call.invoker(), call.program()).examine(ProcessFile.output(path));
            return;
        }
        Place place = Place.of(path, call.environment().cwd());
        Optional<String> text = new Scripts(call.invoker()).textOf(place);
        text.ifPresent(known -> new Statements(call.invoker(), call.program()).examine(known));
        boolean telling = Interfaces.destroys(place.resolved().toLowerCase(Locale.ROOT));
        if (text.isEmpty() && telling) {
            call.opaque(Opacity.SQL, path);
        }
    }

    /** Redis: the words are one command, or each line of the input is. */
    String redis() {
        List<String> words = call.operands();
        if (!words.isEmpty()) {
            command(words);
        } else if (call.in().given()) {
            if (call.in().text().indexOf(Wild.ANYTHING) >= 0) {
                call.opaque(Opacity.SQL, "");
            }
            call.in()
                    .text()
                    .lines()
                    .map(line -> Arrays.asList(line.strip().split("\\s+")))
                    .forEach(this::command);
        }
        return Flow.UNKNOWN;
    }

    private void command(List<String> words) {
        String verb = words.getFirst().replaceAll("^\"|\"$", "").toLowerCase(Locale.ROOT);
        String second = words.size() > 1 ? words.get(1).toLowerCase(Locale.ROOT) : "";
        if (Wild.hasUnknown(verb)) {
            call.opaque(Opacity.SQL, "");
        } else if (verb.equals("config")) {
            tagIf(!Set.of("get", "help", "resetstat").contains(second), Tag.DB_MASS_CHANGE, words);
        } else if (DROPPING.contains(verb)) {
            tagIf(!LOOKING.contains(second), Tag.DB_DROP, words);
        } else if (CHANGING.contains(verb)) {
            tagIf(!LOOKING.contains(second), Tag.DB_MASS_CHANGE, words);
        }
    }

    private void tagIf(boolean holds, Tag tag, List<String> words) {
        if (holds) {
            String subject = String.join(" ", words.subList(0, Math.min(4, words.size())));
            call.walker()
                    .gathering()
                    .add(
                            new Fact.EffectTag(
                                    tag, Optional.empty(), subject, call.invoker().reach()));
        }
    }
}
