package dev.countersign.policy.tool;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Action;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Gathering;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.match.Braces;
import dev.countersign.policy.shell.CredentialText;
import java.util.Locale;
import java.util.Optional;

/** The agents' own search: what it prints depends on its mode, where it looks on a filter. */
final class GrepTool {
    private final Action action;
    private final Gathering gathering;
    private final Reach reach;

    GrepTool(Action action, Gathering gathering, Reach reach) {
        this.action = action;
        this.gathering = gathering;
        this.reach = reach;
    }

    void examine() {
        String path = action.text("path").orElse(".");
        boolean content = action.text("output_mode").filter("content"::equals).isPresent();
        file(path, Access.READ_TREE);
        Optional<String> filter = action.text("glob", "include").filter(glob -> !glob.equals("*"));
        if (content && filter.isPresent()) {
            Braces.expand(filter.get()).stream()
                    .filter(glob -> !glob.startsWith("!"))
                    .forEach(glob -> file(path + "/" + Wild.ofGlob(glob), Access.READ));
        } else if (content && holdsProject(path) && looksForCredentials()) {
            gathering.add(
                    new Fact.EffectTag(
                            Tag.SECRET_READ, Optional.of(Place.of(path, action.cwd())), "", reach));
        }
    }

    private boolean holdsProject(String path) {
        return action.text("type").isEmpty()
                && (action.cwd().isEmpty()
                        || Place.isWithin(action.cwd(), Place.resolve(path, action.cwd())));
    }

    private boolean looksForCredentials() {
        String regex = action.text("pattern").orElse("");
        boolean anyCase = Boolean.TRUE.equals(action.input().get("-i"));
        return CredentialText.mayPrint(anyCase ? regex.toUpperCase(Locale.ROOT) : regex);
    }

    private void file(String path, Access access) {
        Place place = Place.of(path, action.cwd());
        gathering.add(new Fact.FileAccess(place, access, Optional.empty(), reach));
    }
}
