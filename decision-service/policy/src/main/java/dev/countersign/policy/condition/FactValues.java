package dev.countersign.policy.condition;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Argument;
import dev.countersign.policy.action.Change;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.expression.Expression;
import dev.countersign.policy.expression.Value;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What expressions see of the facts of an action. What is only possible may be there or not, and a
 * part that was not understood may hold anything.
 */
final class FactValues {
    private static final String ANYTHING = String.valueOf(Wild.ANYTHING);

    private final Facts facts;
    private final String root;

    /**
     * @param root the folder to which paths are relative, or empty
     */
    FactValues(Facts facts, String root) {
        this.facts = facts;
        this.root = root;
    }

    boolean opaque() {
        return of(Fact.Opaque.class).findAny().isPresent();
    }

    private <F extends Fact> Stream<F> of(Class<F> kind) {
        return facts.all().stream().filter(kind::isInstance).map(kind::cast);
    }

    <F extends Fact> Value texts(Class<F> kind, Function<F, String> name) {
        return texts(of(kind), name);
    }

    private <F extends Fact> Value texts(Stream<F> all, Function<F, String> name) {
        var certain = new LinkedHashSet<String>();
        var perhaps = new LinkedHashSet<String>();
        all.forEach(fact -> (isCertain(fact) ? certain : perhaps).add(name.apply(fact)));
        perhaps.removeAll(certain);
        if (opaque()) {
            perhaps.add(ANYTHING);
        }
        return new Value.Texts(List.copyOf(certain), List.copyOf(perhaps));
    }

    private static boolean isCertain(Fact fact) {
        return fact.reach().how() != Reach.How.POSSIBLE;
    }

    Value effects() {
        return texts(
                facts.all().stream().filter(fact -> !effect(fact).isEmpty()), FactValues::effect);
    }

    private static String effect(Fact fact) {
        return switch (fact) {
            case Fact.EffectTag tag -> tag.tag().id();
            case Fact.Egress egress -> Tag.NET_EGRESS.id();
            case Fact.Invocation invocation -> "";
            case Fact.FileAccess file -> "";
            case Fact.McpCall call -> "";
            case Fact.ApiCall call -> "";
            case Fact.CredentialUse use -> "";
            case Fact.ToolUse use -> "";
            case Fact.Opaque opaque -> "";
        };
    }

    /** What the effects of these kinds are about: branches, packages. */
    Value subjects(Set<Tag> tags) {
        return texts(
                of(Fact.EffectTag.class).filter(tag -> tags.contains(tag.tag())),
                Fact.EffectTag::subject);
    }

    /** Relative to the root where they lie beneath it. */
    Value paths() {
        return texts(Fact.FileAccess.class, file -> name(file.place().resolved()));
    }

    private String name(String path) {
        if (root.isEmpty() || root.equals("/") || !Place.isWithin(path, root)) {
            return path;
        }
        return path.equals(root) ? "." : path.substring(root.length() + 1);
    }

    /** One line for each program that surely runs; more may run before and after them. */
    Value command() {
        var text = new StringBuilder();
        boolean whole = !opaque();
        for (Fact.Invocation invocation : of(Fact.Invocation.class).toList()) {
            whole &= isCertain(invocation);
            if (isCertain(invocation) && text.length() <= Expression.MOST_TEXT) {
                append(invocation, text);
            }
        }
        return new Value.Text(whole ? text.toString() : ANYTHING + text + ANYTHING);
    }

    private static void append(Fact.Invocation invocation, StringBuilder into) {
        into.append(into.isEmpty() ? "" : "\n").append(invocation.written());
        for (Argument argument : invocation.arguments()) {
            into.append(' ').append(argument.text());
        }
    }

    Value linesAdded() {
        return lines(FactValues::addsUntold, change -> change.added().size());
    }

    Value linesRemoved() {
        return lines(FactValues::removesUntold, Change::removed);
    }

    Value linesChanged() {
        return lines(
                access -> addsUntold(access) || removesUntold(access),
                change -> change.added().size() + (long) change.removed());
    }

    /**
     * Each change of a file counts once.
     *
     * @param untold what changes lines although the call does not tell which
     */
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
        return opaque() ? Value.UNKNOWN : new Value.Number(lines);
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

    /** A pattern or a folder counts as one. */
    Value filesChanged() {
        return opaque() ? Value.UNKNOWN : new Value.Number(facts.filesChanged());
    }
}
