package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import java.util.List;
import java.util.Optional;

/** Archives: those written to a pipe show what is in them, and names may come from a list. */
final class Archive {
    private final Call call;

    Archive(Call call) {
        this.call = call;
    }

    String run() {
        if (!packs()) {
            return Flow.UNKNOWN;
        }
        if (toOutput()) {
            sources().stream().filter(this::holdsProject).forEach(this::shown);
        }
        boolean listed =
                call.usage().values("files-from").contains("-")
                        || call.usage().has("names-stdin")
                        || call.program().equals("cpio")
                        || call.program().equals("pax");
        if (listed && call.in().given()) {
            call.in().text().lines().forEach(this::read);
        }
        return Flow.UNKNOWN;
    }

    private boolean packs() {
        return call.program().equals("zip")
                || call.usage().has("create")
                || call.usage().has("pass-through")
                || call.usage().has("w");
    }

    private boolean toOutput() {
        if (call.program().equals("zip")) {
            return call.operands().stream().findFirst().filter("-"::equals).isPresent();
        }
        List<String> files = call.usage().values("file");
        return files.isEmpty() || files.contains("-") || call.usage().has("to-stdout");
    }

    private List<String> sources() {
        List<String> operands = call.operands();
        return call.program().equals("zip") && !operands.isEmpty()
                ? operands.subList(1, operands.size())
                : operands;
    }

    private String folder() {
        String folder = call.environment().cwd();
        for (String one : call.usage().values("directory")) {
            folder = Place.resolve(one, folder);
        }
        return folder;
    }

    private boolean holdsProject(String source) {
        String cwd = call.environment().cwd();
        return !cwd.isEmpty() && Place.isWithin(cwd, Place.resolve(source, folder()));
    }

    private void shown(String source) {
        add(
                new Fact.EffectTag(
                        Tag.SECRET_READ,
                        Optional.of(Place.of(source, folder())),
                        "",
                        call.invoker().reach()));
    }

    private void read(String name) {
        Place place = Place.of(name.replace(Wild.ANYTHING, Wild.TAME), folder());
        add(new Fact.FileAccess(place, Access.READ_TREE, Optional.empty(), call.invoker().reach()));
    }

    private void add(Fact fact) {
        call.walker().gathering().add(fact);
    }
}
