package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a condition may look at beside the fact itself. For one judgement and one thread. */
public final class Scene {
    private final Facts facts;
    private final String root;
    private final String project;
    private final Circumstances circumstances;
    private final Map<String, Scene> beneath = new HashMap<>();
    private final Map<Object, Object> answers = new HashMap<>();
    private @Nullable Fact touching;
    private List<PathsAre.Touched> touched = List.of();

    public Scene(Facts facts, Circumstances circumstances) {
        this(
                facts,
                circumstances,
                circumstances.rootOf(facts.action()),
                circumstances.rootOf(facts.action()));
    }

    private Scene(Facts facts, Circumstances circumstances, String root, String project) {
        this.facts = facts;
        this.circumstances = circumstances;
        this.root = root;
        this.project = project;
    }

    /**
     * The same with patterns anchored deeper.
     *
     * @param folder relative to the project's root folder
     */
    public Scene in(String folder) {
        return beneath.computeIfAbsent(
                folder,
                name ->
                        new Scene(
                                facts,
                                circumstances,
                                project.isEmpty()
                                        ? ""
                                        : (project.equals("/") ? "" : project) + "/" + name,
                                project));
    }

    public Facts facts() {
        return facts;
    }

    /** The folder at which relative path patterns are anchored; empty when it is not known. */
    public String root() {
        return root;
    }

    /** The root folder of the whole project, wherever patterns are anchored. */
    public String project() {
        return project;
    }

    public Circumstances circumstances() {
        return circumstances;
    }

    public Proposer proposer() {
        return circumstances.proposer();
    }

    /** The answer of a condition that is the same for every fact: it is looked for once. */
    boolean once(Condition condition, boolean generous, BooleanSupplier answer) {
        return once(new Asked(condition, generous), answer::getAsBoolean);
    }

    private record Asked(Condition condition, boolean generous) {}

    /** The answer to what is the same for several facts: it is looked for once. */
    @SuppressWarnings("unchecked")
    public <T> T once(Object question, Supplier<T> answer) {
        Object known = answers.get(question);
        if (known == null) {
            known = answer.get();
            answers.put(question, known);
        }
        return (T) known;
    }

    /** The places that conditions about paths look at. */
    public List<PathsAre.Touched> touched(Fact fact) {
        if (fact != touching) {
            touched = PathsAre.touched(fact, this);
            touching = fact;
        }
        return touched;
    }
}
