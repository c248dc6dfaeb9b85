package dev.countersign.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.audit.api.PolicyId;
import dev.countersign.decision.api.ActivationView;
import dev.countersign.decision.api.DecisionError;
import dev.countersign.decision.api.DeclineOrder;
import dev.countersign.decision.api.PolicyApi;
import dev.countersign.decision.api.PolicyContents;
import dev.countersign.decision.api.PolicyLayer;
import dev.countersign.decision.api.PolicyView;
import dev.countersign.decision.api.PolicyWarning;
import dev.countersign.decision.api.SimulationView;
import dev.countersign.decision.api.WaitingView;
import dev.countersign.runtime.HttpError;
import dev.countersign.runtime.Refused;
import dev.countersign.ui.FakeServices.Asker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Policies as far as pages ask for them. Of the language it knows the names at the beginning of
 * lines; agents whose name ends in {@code -prod} need two people.
 */
final class FakePolicies {

    static final Map<PolicyLayer, String> FILES =
            Map.of(
                    PolicyLayer.ORGANISATION, ".agent-policy.organisation.yml",
                    PolicyLayer.TEAM, ".agent-policy.team.yml",
                    PolicyLayer.REPOSITORY, ".agent-policy.yml");

    private static final Set<String> KEYS =
            Set.of(
                    "version",
                    "agent_id",
                    "agents",
                    "metadata",
                    "extends",
                    "defaults",
                    "permissions",
                    "constraints",
                    "rules",
                    "approval_profiles",
                    "tests");
    private static final Set<String> TYPES =
            Set.of(PolicyApi.YAML, "application/x-yaml", "text/yaml", PolicyApi.BUNDLE);
    private static final Pattern KEY = Pattern.compile("([a-z_]+):.*");
    private static final Pattern GROUP = Pattern.compile("groups: \\[(nobody[a-z-]*)");
    private static final String MAY_CONFIRM =
            "Another policy-admin or security-reviewer, who neither uploaded the policy nor asked for this.";

    private final List<Stored> stored = new ArrayList<>();
    private final List<ActivationView> activations = new ArrayList<>();
    private Map<String, Object> state = Map.of("state", "loaded");
    private Optional<SimulationView> simulation = Optional.empty();
    private Instant time = FakeQueue.NOW.minus(Duration.ofDays(40));
    private int requests;

    private static final class Stored {
        private final PolicyId id = PolicyId.next();
        private final TreeMap<String, String> files;
        private final String uploadedBy;
        private final Instant uploadedAt;
        private final boolean signed;
        private Optional<WaitingView> waiting = Optional.empty();

        Stored(Map<String, String> files, boolean signed, String by, Instant at) {
            this.files = new TreeMap<>(files);
            this.signed = signed;
            this.uploadedBy = by;
            this.uploadedAt = at;
        }

        Optional<String> said(String pattern) {
            Matcher found = Pattern.compile(pattern).matcher(String.join("\n", files.values()));
            return found.find() ? Optional.of(found.group(1).strip()) : Optional.empty();
        }

        List<PolicyContents.Scope> scopes() {
            String agent = said("agent_id: \"?([^\"\n]+)").orElse("*");
            return Stream.of(PolicyLayer.values())
                    .filter(layer -> files.containsKey(FILES.get(layer)))
                    .map(layer -> new PolicyContents.Scope(layer, agent))
                    .toList();
        }
    }

    synchronized void empty() {
        stored.clear();
        activations.clear();
        simulation = Optional.empty();
        state = Map.of("state", "loaded");
        time = FakeQueue.NOW.minus(Duration.ofDays(40));
    }

    /** What replays answer from now on; before, another one runs. */
    synchronized void answer(SimulationView view) {
        simulation = Optional.of(view);
    }

    /** What the readiness check tells of policies from now on. */
    synchronized void state(Map<String, Object> data) {
        state = data;
    }

    synchronized Map<String, Object> readiness() {
        return Map.of(
                "status",
                "UP",
                "checks",
                List.of(Map.of("name", "policy", "status", "UP", "data", state)));
    }

    synchronized Object answer(Asker asker, String call, String[] path, FakeServices.Sent sent)
            throws IOException {
        return switch (call) {
            case "GET " -> stored.reversed().stream().map(this::view).toList();
            case "GET active" -> stored.stream().filter(this::isActive).map(this::view).toList();
            case "GET activations" -> activations.reversed();
            case "GET builtin" ->
                    path.length == 3 ? List.of("emergency", "baseline", "aws") : builtin(path[3]);
            case "POST " -> upload(asker, sent);
            case "POST simulate" ->
                    simulation.orElseThrow(
                            () -> FakeServices.refused(DecisionError.REPLAY_RUNNING));
            default -> of(asker, call, existing(path[2]), sent);
        };
    }

    private Object of(Asker asker, String call, Stored policy, FakeServices.Sent sent)
            throws IOException {
        Optional<String> confirms = Optional.ofNullable(sent.query().get("confirms"));
        return switch (call.split(" ", 2)[0] + " " + call.substring(call.lastIndexOf('/') + 1)) {
            case "GET contents" -> contents(policy);
            case "GET diff" -> diff(policy);
            case "POST activate" -> change(asker, "activation", policy, confirms);
            case "DELETE activation" -> change(asker, "deactivation", policy, confirms);
            case "POST decline" -> decline(asker, policy, sent.body(DeclineOrder.class));
            default -> view(policy);
        };
    }

    PolicyView upload(String person, PolicyLayer layer, String text) {
        return store(Map.of(FILES.get(layer), text), false, person);
    }

    PolicyView uploadSigned(String person, Map<String, String> files) {
        return store(files, true, person);
    }

    synchronized PolicyView activate(Asker asker, PolicyId id) {
        time = time.plus(Duration.ofHours(7));
        return change(asker, "activation", existing(id.value()), Optional.empty());
    }

    synchronized PolicyView stored(PolicyId id) {
        return view(existing(id.value()));
    }

    private PolicyView upload(Asker asker, FakeServices.Sent sent) throws IOException {
        if (!asker.has("policy-admin")) {
            throw new Refused(HttpError.FORBIDDEN, "This account may not do that.");
        }
        if (!TYPES.contains(sent.type())) {
            throw new Refused(HttpError.INVALID_VALUE, "No policy comes as " + sent.type());
        }
        if (!sent.type().equals(PolicyApi.BUNDLE)) {
            PolicyLayer layer =
                    PolicyLayer.valueOf(
                            sent.query().get("layer").toUpperCase(java.util.Locale.ROOT));
            return store(Map.of(FILES.get(layer), sent.text()), false, asker.name());
        }
        JsonNode bundle = new ObjectMapper().readTree(sent.text());
        if (bundle.path("envelope").path("signatures").isEmpty()) {
            throw new Refused(
                    DecisionError.INVALID_BUNDLE,
                    "none of the trusted keys (ops) signed it; it carries no signature");
        }
        Map<String, String> files = new LinkedHashMap<>();
        bundle.path("files")
                .properties()
                .forEach(f -> files.put(f.getKey(), f.getValue().asText()));
        return store(files, true, asker.name());
    }

    private synchronized PolicyView store(
            Map<String, String> files, boolean signed, String person) {
        List<PolicyWarning> errors =
                files.entrySet().stream()
                        .flatMap(file -> errors(file.getKey(), file.getValue()))
                        .toList();
        if (!errors.isEmpty()) {
            throw new Refused(
                    DecisionError.INVALID_POLICY,
                    errors.getFirst().message(),
                    Map.of("errors", errors));
        }
        time = time.plus(Duration.ofMinutes(95));
        Stored policy = new Stored(files, signed, person, time);
        stored.add(policy);
        return view(policy).warning(warnings(policy));
    }

    private static Stream<PolicyWarning> errors(String file, String text) {
        List<String> lines = text.lines().toList();
        return IntStream.range(0, lines.size())
                .mapToObj(
                        i -> {
                            Matcher key = KEY.matcher(lines.get(i));
                            return key.matches() && !KEYS.contains(key.group(1))
                                    ? new PolicyWarning(
                                            file,
                                            i + 1,
                                            1,
                                            "unknown key \"%s\"".formatted(key.group(1)))
                                    : lines.get(i).contains("efect:")
                                            ? new PolicyWarning(
                                                    file,
                                                    i + 1,
                                                    lines.get(i).indexOf("efect:") + 1,
                                                    "unknown key \"efect\"; did you mean \"effect\"?")
                                            : null;
                        })
                .filter(java.util.Objects::nonNull);
    }

    private static List<PolicyWarning> warnings(Stored policy) {
        return policy.files.entrySet().stream()
                .flatMap(
                        file -> {
                            List<String> lines = file.getValue().lines().toList();
                            return IntStream.range(0, lines.size())
                                    .filter(i -> GROUP.matcher(lines.get(i)).find())
                                    .mapToObj(
                                            i ->
                                                    new PolicyWarning(
                                                            file.getKey(),
                                                            i + 1,
                                                            lines.get(i).indexOf("groups:") + 1,
                                                            "rule \"deploy\" asks for an approval that nobody could give, because there is no group nobody"));
                        })
                .toList();
    }

    private PolicyView change(
            Asker asker, String change, Stored policy, Optional<String> confirms) {
        time = time.plus(Duration.ofMinutes(47));
        if (policy.scopes().stream().noneMatch(scope -> scope.pattern().endsWith("-prod"))) {
            demandAdmin(asker);
            done(change, policy, asker.name(), Optional.empty());
        } else if (policy.waiting.isEmpty()) {
            if (confirms.isPresent()) {
                throw FakeServices.refused(DecisionError.NOTHING_WAITS);
            }
            demandAdmin(asker);
            policy.waiting = Optional.of(asked(change, policy, asker));
        } else {
            confirm(asker, policy, confirms);
        }
        return view(policy);
    }

    private void confirm(Asker asker, Stored policy, Optional<String> confirms) {
        WaitingView waiting = policy.waiting.orElseThrow();
        if (confirms.filter(number -> !number.equals(waiting.request())).isPresent()) {
            throw FakeServices.refused(DecisionError.NOTHING_WAITS);
        }
        if (asker.name().equals(policy.uploadedBy)) {
            throw FakeServices.refused(DecisionError.SECOND_PERSON);
        }
        policy.waiting = Optional.empty();
        done(waiting.change(), policy, waiting.askedBy(), Optional.of(asker.name()));
    }

    private WaitingView asked(String change, Stored policy, Asker asker) {
        return new WaitingView(
                String.valueOf(++requests),
                change,
                asker.name(),
                time,
                time.plus(Duration.ofHours(24)),
                MAY_CONFIRM,
                policy.scopes().stream().map(s -> s.layer() + " " + s.pattern()).toList(),
                Optional.of(diff(policy)));
    }

    private void done(String change, Stored policy, String by, Optional<String> confirmedBy) {
        for (PolicyContents.Scope scope : policy.scopes()) {
            Optional<ActivationView> there = in(scope);
            there.ifPresent(one -> activations.set(activations.indexOf(one), ended(one, by)));
            if (change.equals("activation")) {
                PolicyView view = view(policy);
                activations.add(
                        new ActivationView(
                                policy.id,
                                view.version(),
                                view.name(),
                                scope.layer(),
                                scope.pattern(),
                                by,
                                time,
                                confirmedBy,
                                there.map(ActivationView::policy),
                                Optional.empty(),
                                Optional.empty()));
            }
        }
    }

    private ActivationView ended(ActivationView one, String by) {
        return new ActivationView(
                one.policy(),
                one.version(),
                one.name(),
                one.layer(),
                one.pattern(),
                one.activatedBy(),
                one.activatedAt(),
                one.confirmedBy(),
                one.replaced(),
                Optional.of(time),
                Optional.of(by));
    }

    private PolicyView decline(Asker asker, Stored policy, DeclineOrder order) {
        if (policy.waiting.isEmpty()) {
            throw FakeServices.refused(DecisionError.NOTHING_WAITS);
        }
        if (order.reason().isBlank()) {
            throw new Refused(DecisionError.INVALID_ORDER, "'reason' is needed.");
        }
        if (!asker.has("policy-admin") && !asker.has("security-reviewer")) {
            throw new Refused(
                    HttpError.FORBIDDEN, "Policy-admins and security-reviewers decline changes.");
        }
        policy.waiting = Optional.empty();
        return view(policy);
    }

    private static void demandAdmin(Asker asker) {
        if (!asker.has("policy-admin")) {
            throw new Refused(
                    HttpError.FORBIDDEN,
                    "Nothing waits here to be confirmed, and only policy-admins change policies.");
        }
    }

    private Optional<ActivationView> in(PolicyContents.Scope scope) {
        return activations.stream()
                .filter(one -> one.endedAt().isEmpty())
                .filter(one -> one.layer() == scope.layer())
                .filter(one -> one.pattern().equals(scope.pattern()))
                .findFirst();
    }

    private boolean isActive(Stored policy) {
        return !view(policy).activeFor().isEmpty();
    }

    private PolicyView view(Stored policy) {
        return new PolicyView(
                policy.id,
                "2.1+sha256:9c1f6a0be0d14c8a4f1f6dd0f2a6a1c7f8f4a5a1b2c3d4e5f60718293a4b5c6d",
                policy.said("name: ([^,}\n]+)"),
                policy.scopes().stream().map(PolicyContents.Scope::pattern).distinct().toList(),
                activations.stream()
                        .filter(one -> one.endedAt().isEmpty() && one.policy().equals(policy.id))
                        .map(ActivationView::pattern)
                        .distinct()
                        .toList(),
                policy.uploadedBy,
                policy.uploadedAt,
                policy.said("revision: (\\d+)").map(Long::valueOf),
                policy.scopes().stream().map(PolicyContents.Scope::layer).toList(),
                policy.signed,
                policy.waiting,
                Optional.empty(),
                List.of());
    }

    private static PolicyContents contents(Stored policy) {
        return new PolicyContents(
                policy.scopes(),
                policy.files.entrySet().stream()
                        .map(
                                file ->
                                        new PolicyContents.File(
                                                file.getKey(),
                                                FILES.entrySet().stream()
                                                        .filter(
                                                                f ->
                                                                        f.getValue()
                                                                                .equals(
                                                                                        file
                                                                                                .getKey()))
                                                        .map(Map.Entry::getKey)
                                                        .findFirst(),
                                                file.getValue()))
                        .toList());
    }

    /** One hunk for each file: what both have at the beginning and at the end stays. */
    private String diff(Stored policy) {
        StringBuilder diff = new StringBuilder();
        for (PolicyContents.Scope scope : policy.scopes()) {
            String path = FILES.get(scope.layer());
            List<String> before =
                    in(scope)
                            .map(there -> existing(there.policy().value()).files.get(path))
                            .map(text -> text.lines().toList())
                            .orElse(List.of());
            List<String> after = policy.files.get(path).lines().toList();
            if (!before.equals(after)) {
                diff.append("# %s %s\n".formatted(scope.layer(), scope.pattern()))
                        .append(before.isEmpty() ? "--- /dev/null\n" : "--- a/" + path + "\n")
                        .append("+++ b/" + path + "\n")
                        .append(hunk(before, after));
            }
        }
        return diff.toString();
    }

    private static String hunk(List<String> before, List<String> after) {
        int shortest = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shortest && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shortest - head
                && before.get(before.size() - 1 - tail)
                        .equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                "@@ -%d,%d +%d,%d @@"
                        .formatted(before.isEmpty() ? 0 : 1, before.size(), 1, after.size()));
        before.subList(0, head).forEach(line -> lines.add(" " + line));
        before.subList(head, before.size() - tail).forEach(line -> lines.add("-" + line));
        after.subList(head, after.size() - tail).forEach(line -> lines.add("+" + line));
        after.subList(after.size() - tail, after.size()).forEach(line -> lines.add(" " + line));
        return String.join("\n", lines) + "\n";
    }

    private static String builtin(String name) {
        if (!List.of("emergency", "baseline", "aws").contains(name)) {
            throw FakeServices.refused(DecisionError.NO_SUCH_POLICY);
        }
        return """
               # builtin/%1$s@1: what holds where no policy is loaded.
               version: "2.1"
               metadata:
                 name: builtin/%1$s
                 purpose: >-
                   Lets ordinary development flow, and brings a person to what is hard to undo.
               rules:
                 - id: secrets.read   # before anything else
                   effect: deny
                   match: {effect: [secret.read]}
                   message: "Reading credentials is blocked ({{paths}})."
               """
                .formatted(name);
    }

    private Stored existing(String id) {
        return stored.stream()
                .filter(policy -> policy.id.value().equals(id))
                .findFirst()
                .orElseThrow(() -> FakeServices.refused(DecisionError.NO_SUCH_POLICY));
    }
}
