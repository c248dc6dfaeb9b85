package dev.countersign.policy.condition;

import dev.countersign.policy.action.Facts;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What a condition may look at beside the fact itself. For one judgement and one thread. */
public final class Scene {
    private final Facts facts;
    private final String root;
    private final String project;
    private final Circumstances circumstances;
    private final Map<Asked, Boolean> answers = new HashMap<>();
    private final Map<String, Scene> beneath = new HashMap<>();

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

    /** The answer to what is the same for every fact: it is looked for once. */
    boolean once(Condition condition, boolean generous, BooleanSupplier answer) {
        return answers.computeIfAbsent(
                new Asked(condition, generous), asked -> answer.getAsBoolean());
    }

    private record Asked(Condition condition, boolean generous) {}
}
