package dev.countersign.decision.decide;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Facts;
import dev.countersign.policy.action.Tag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a call would do, in one plain sentence for the person who decides it: effects first, then
 * what it changes, and only if there is neither what it runs or reads.
 */
public final class Headline {

    private static final int MOST = 3;

    private final List<Fact> facts;
    private final Set<Tag> tags;

    private Headline(Facts facts) {
        this.facts = facts.all();
        this.tags =
                this.facts.stream()
                        .filter(Fact.EffectTag.class::isInstance)
                        .map(fact -> ((Fact.EffectTag) fact).tag())
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Tag.class)));
    }

    public static String of(Facts facts) {
        return new Headline(facts).sentence();
    }

    private String sentence() {
        Set<String> phrases = new LinkedHashSet<>();
        facts.forEach(fact -> effect(fact, phrases));
        facts.forEach(fact -> change(fact, phrases));
        if (phrases.isEmpty()) {
            facts.forEach(fact -> rest(fact, phrases));
        }
        if (facts.stream().anyMatch(Fact.Opaque.class::isInstance)) {
            phrases.add("has a part that could not be understood");
        }
        return joined(new ArrayList<>(phrases));
    }

    private static String joined(List<String> phrases) {
        if (phrases.isEmpty()) {
            return "Touches nothing outside the agent";
        }
        List<String> shown = new ArrayList<>(phrases.subList(0, Math.min(MOST, phrases.size())));
        int more = phrases.size() - shown.size();
        if (more > 0) {
            shown.add(more + " more");
        }
        String last = shown.removeLast();
        String text = shown.isEmpty() ? last : String.join(", ", shown) + " and " + last;
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private void effect(Fact fact, Set<String> phrases) {
        if (fact instanceof Fact.EffectTag effect && !saidBetter(effect.tag())) {
            phrases.add((verb(effect.tag()) + " " + about(effect)).strip());
        }
    }

    private static String about(Fact.EffectTag effect) {
        return effect.show().substring(effect.tag().id().length()).strip();
    }

    /** A weaker effect that a stronger one of the same call includes. */
    private boolean saidBetter(Tag tag) {
        return switch (tag) {
            case VCS_PUSH -> tags.contains(Tag.VCS_PUSH_FORCE);
            case FS_DELETE_TREE -> tags.contains(Tag.FS_DELETE_SYSTEM);
            case NET_EGRESS -> tags.size() > 1;
            default -> false;
        };
    }

    private void change(Fact fact, Set<String> phrases) {
        if (fact instanceof Fact.FileAccess file
                && file.access().changes()
                && !(file.access() == Access.DELETE_TREE && tags.contains(Tag.FS_DELETE_TREE))) {
            phrases.add(verb(file.access()) + " " + file.place().show());
        } else if (fact instanceof Fact.McpCall call) {
            phrases.add("calls " + call.tool() + " of the MCP server " + call.server());
        } else if (fact instanceof Fact.Egress egress && tags.isEmpty()) {
            phrases.add(egress.show().replaceFirst("^connect", "connects"));
        }
    }

    private static void rest(Fact fact, Set<String> phrases) {
        switch (fact) {
            case Fact.Invocation invocation -> phrases.add("runs " + invocation.show());
            case Fact.FileAccess file ->
                    phrases.add(verb(file.access()) + " " + file.place().show());
            case Fact.ToolUse use -> phrases.add("uses " + use.tool());
            case Fact.Egress e -> {}
            case Fact.McpCall m -> {}
            case Fact.EffectTag t -> {}
            case Fact.ApiCall a -> {}
            case Fact.CredentialUse c -> {}
            case Fact.Opaque o -> {}
        }
    }

    private static String verb(Access access) {
        return switch (access) {
            case LIST -> "lists";
            case READ -> "reads";
            case READ_TREE -> "reads everything in";
            case WRITE -> "writes";
            case APPEND -> "appends to";
            case CREATE -> "creates";
            case DELETE -> "deletes";
            case DELETE_TREE -> "deletes everything in";
            case CHANGE_MODE -> "changes the permissions of";
            case EXECUTE -> "runs";
            case LINK -> "links";
        };
    }

    private static String verb(Tag tag) {
        return switch (tag) {
            case FS_DELETE_TREE -> "deletes everything in";
            case FS_DELETE_SYSTEM -> "deletes a system or home folder:";
            case FS_DEVICE -> "writes to the device";
            case FS_OVERWRITE -> "empties";
            case SECRET_READ -> "reads a secret:";
            case ENV_LIST -> "lists environment variables";
            case VCS_PUSH -> "pushes";
            case VCS_PUSH_FORCE -> "overwrites remote history by a forced push:";
            case VCS_DISCARD -> "discards work under version control";
            case VCS_REWRITE -> "rewrites history under version control";
            case NET_EGRESS -> "connects to";
            case NET_UPLOAD -> "uploads data to";
            case PKG_INSTALL -> "installs packages:";
            case PKG_PUBLISH -> "publishes a package";
            case DEPLOY -> "deploys";
            case INFRA_CHANGE -> "changes infrastructure:";
            case INFRA_DELETE -> "deletes infrastructure:";
            case DB_DROP -> "drops database objects:";
            case DB_MASS_CHANGE -> "changes many database rows:";
            case CI_EDIT -> "changes what the build pipeline runs:";
            case GUARD_EDIT -> "changes a guard or an agent's own settings:";
            case GUARD_ACCESS -> "calls Countersign itself:";
            case PERSIST -> "leaves something behind that runs later:";
            case EXEC_REMOTE_CODE -> "runs code from elsewhere:";
            case EXEC_REMOTE_HOST -> "runs commands on another host:";
            case PRIV_ESCALATE -> "raises its privileges";
            case PROCESS_KILL -> "ends processes";
            case SYSTEM_CHANGE -> "changes the system:";
        };
    }
}
