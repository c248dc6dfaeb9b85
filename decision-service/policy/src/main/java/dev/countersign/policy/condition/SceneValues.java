package dev.countersign.policy.condition;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Argument;
import dev.countersign.policy.action.Change;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.expression.Expression;
import dev.countersign.policy.expression.Value;
import dev.countersign.policy.expression.Values;
import dev.countersign.policy.expression.Variable;
import dev.countersign.policy.history.Labels;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What expressions ask about, made of a scene. */
record SceneValues(Scene scene) implements Values {
    private static final Set<Tag> PUSHES = Set.of(Tag.VCS_PUSH, Tag.VCS_PUSH_FORCE);

    @Override
    public Value of(Variable variable) {
        Circumstances told = scene.circumstances();
        return switch (variable) {
            case TOOL -> new Value.Text(scene.facts().action().tool());
            case COMMAND -> new Value.Text(command());
            case CWD -> text(scene.facts().action().cwd());
            case ROOT -> text(scene.root());
            case EFFECTS -> effects();
            case PROGRAMS -> Value.texts(distinct(Fact.Invocation.class, Fact.Invocation::program));
            case PATHS -> Value.texts(distinct(Fact.FileAccess.class, this::name));
            case HOSTS -> Value.texts(distinct(Fact.Egress.class, Fact.Egress::host));
            case PACKAGES -> Value.texts(subjects(tag -> tag == Tag.PKG_INSTALL));
            case BRANCHES -> Value.texts(subjects(PUSHES::contains));
            case ACCESS -> Value.texts(distinct(Fact.FileAccess.class, file -> file.access().id()));
            case LINES_ADDED -> lines(SceneValues::addsUntold, change -> change.added().size());
            case LINES_REMOVED -> lines(SceneValues::removesUntold, Change::removed);
            case LINES_CHANGED ->
                    lines(
                            SceneValues::removesUntold,
                            change -> change.added().size() + (long) change.removed());
            case FILES_CHANGED -> new Value.Number(scene.facts().filesChanged());
            case OPAQUE -> new Value.Truth(of(Fact.Opaque.class).findAny().isPresent());
            case AGENT_NAME -> text(told.proposer().agent());
            case AGENT_GROUPS -> texts(told.proposer().groups());
            case OPERATOR_NAME -> text(told.operator().name());
            case OPERATOR_GROUPS -> texts(told.operator().groups());
            case SESSION_LABELS -> labels();
            case SESSION_AGE ->
                    told.proposer().sessionAge().<Value>map(Value.Span::new).orElse(Value.UNKNOWN);
            case SESSION_ACTIONS -> counted(told.actionsInLastMinute());
            case REPOSITORY_ROOT -> text(told.root());
            case REPOSITORY_NAME -> text(told.repository().name());
            case REPOSITORY_BRANCH -> text(told.repository().branch());
            case ENVIRONMENT_NAME -> text(told.environment());
            case NOW -> told.now().<Value>map(Value.Moment::new).orElse(Value.UNKNOWN);
        };
    }

    private static Value text(String text) {
        return text.isEmpty() ? Value.UNKNOWN : new Value.Text(text);
    }

    private static Value text(Optional<String> text) {
        return text.<Value>map(Value.Text::new).orElse(Value.UNKNOWN);
    }

    private static Value texts(Optional<Set<String>> texts) {
        return texts.map(Value::texts).orElse(Value.UNKNOWN);
    }

    private static Value counted(int actions) {
        return actions == 0 ? Value.UNKNOWN : new Value.Number(actions);
    }

    private <F extends Fact> Stream<F> of(Class<F> kind) {
        return scene.facts().all().stream().filter(kind::isInstance).map(kind::cast);
    }

    private <F extends Fact> Set<String> distinct(
            Class<F> kind, java.util.function.Function<F, String> name) {
        var all = new LinkedHashSet<String>();
        of(kind).map(name).forEach(all::add);
        return all;
    }

    /** Stops a little behind the longest text that is looked at. */
    private String command() {
        var text = new StringBuilder();
        for (Fact fact : scene.facts().all()) {
            if (fact instanceof Fact.Invocation invocation
                    && text.length() <= Expression.MOST_TEXT) {
                text.append(text.isEmpty() ? "" : "\n").append(invocation.written());
                for (Argument argument : invocation.arguments()) {
                    text.append(' ').append(argument.text());
                }
            }
        }
        return text.toString();
    }

    private Value effects() {
        var all = distinct(Fact.EffectTag.class, tag -> tag.tag().id());
        if (of(Fact.Egress.class).findAny().isPresent()) {
            all.add(Tag.NET_EGRESS.id());
        }
        return Value.texts(all);
    }

    private Set<String> subjects(Predicate<Tag> wanted) {
        var all = new LinkedHashSet<String>();
        of(Fact.EffectTag.class)
                .filter(tag -> wanted.test(tag.tag()))
                .map(Fact.EffectTag::subject)
                .forEach(all::add);
        return all;
    }

    /** Relative to the root where it lies beneath it. */
    private String name(Fact.FileAccess file) {
        String path = file.place().resolved();
        String root = scene.root();
        if (root.isEmpty() || root.equals("/") || !Place.isWithin(path, root)) {
            return path;
        }
        return path.equals(root) ? "." : path.substring(root.length() + 1);
    }

    private Value lines(Predicate<Access> untold, ToLongFunction<Change> count) {
        var counted = new HashSet<String>();
        long lines = 0;
        for (Fact.FileAccess file : of(Fact.FileAccess.class).toList()) {
            if (file.change().isPresent()) {
                boolean first = counted.add(file.place().resolved());
                lines += first ? count.applyAsLong(file.change().get()) : 0;
            } else if (untold.test(file.access())) {
                return Value.UNKNOWN;
            }
        }
        return new Value.Number(lines);
    }

    private static boolean addsUntold(Access access) {
        return switch (access) {
            case WRITE, APPEND, CREATE -> true;
            case LIST, READ, READ_TREE, DELETE, DELETE_TREE, CHANGE_MODE, EXECUTE, LINK -> false;
        };
    }

    private static boolean removesUntold(Access access) {
        return switch (access) {
            case WRITE, DELETE, DELETE_TREE -> true;
            case LIST, READ, READ_TREE, APPEND, CREATE, CHANGE_MODE, EXECUTE, LINK -> false;
        };
    }

    /** What the call itself earns counts where that restricts. */
    private Value labels() {
        Set<String> before = scene.facts().history().labels();
        List<String> perhaps =
                Labels.earned(scene.facts(), scene.root()).stream()
                        .filter(label -> !before.contains(label))
                        .toList();
        return new Value.Texts(List.copyOf(before), perhaps);
    }
}
