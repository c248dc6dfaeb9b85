package dev.countersign.policy.condition;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.expression.Value;
import dev.countersign.policy.expression.Values;
import dev.countersign.policy.expression.Variable;
import dev.countersign.policy.history.Labels;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What expressions ask about, made of a scene. */
final class SceneValues implements Values {
    private static final Set<Tag> PUSHES = EnumSet.of(Tag.VCS_PUSH, Tag.VCS_PUSH_FORCE);
    private static final Set<Tag> INSTALLS = EnumSet.of(Tag.PKG_INSTALL);

    private final Scene scene;
    private final FactValues facts;

    SceneValues(Scene scene) {
        this.scene = scene;
        this.facts = new FactValues(scene.facts(), scene.root());
    }

    @Override
    public Value of(Variable variable) {
        Circumstances told = scene.circumstances();
        return switch (variable) {
            case TOOL -> new Value.Text(scene.facts().action().tool());
            case COMMAND -> facts.command();
            case CWD -> text(scene.facts().action().cwd());
            case ROOT -> text(scene.root());
            case EFFECTS -> facts.effects();
            case PROGRAMS -> facts.texts(Fact.Invocation.class, Fact.Invocation::program);
            case PATHS -> facts.paths();
            case HOSTS -> facts.texts(Fact.Egress.class, Fact.Egress::host);
            case PACKAGES -> facts.subjects(INSTALLS);
            case BRANCHES -> facts.subjects(PUSHES);
            case ACCESS -> facts.texts(Fact.FileAccess.class, file -> file.access().id());
            case LINES_ADDED -> facts.linesAdded();
            case LINES_REMOVED -> facts.linesRemoved();
            case LINES_CHANGED -> facts.linesChanged();
            case FILES_CHANGED -> facts.filesChanged();
            case OPAQUE -> new Value.Truth(facts.opaque());
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
