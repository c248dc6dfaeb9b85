package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that {@code git checkout} and {@code git restore} put back: a file that is named is
 * written, a folder loses all work in it that is in no commit.
 */
final class GitPaths {
    private static final Pattern FILE =
            Pattern.compile("(.*/)?([^/]*\\.[A-Za-z][A-Za-z0-9]*|[A-Z][^/*?]*)");
    private static final Pattern MAGIC = Pattern.compile("^:(\\([^)]*\\)|/)?");

    private final Call call;

    GitPaths(Call call) {
        this.call = call;
    }

    void report() {
        switch (String.join(" ", call.reading().subcommands())) {
            case "checkout" -> checkout();
            case "restore" -> {
                if (!call.usage().has("staged") || call.usage().has("worktree")) {
                    call.operands().forEach(this::restored);
                }
            }
            case "log", "reflog", "reflog show", "diff-tree" -> {
                if (call.usage().has("patch")) {
                    shown();
                }
            }
            case "show", "diff", "stash show", "whatchanged" -> shown();
            case "cat-file" -> listed();
            default -> {}
        }
    }

    /** Changes of the whole history, looked through for credentials. */
    private void shown() {
        boolean searched =
                Stream.of("S", "G")
                        .flatMap(option -> call.usage().values(option).stream())
                        .anyMatch(CredentialText::mayPrint);
        int dashes = call.arguments().indexOf("--");
        boolean narrowed = dashes >= 0 && dashes + 1 < call.arguments().size();
        if (!narrowed && (searched || call.environment().isSearchedForCredentials())) {
            call.tag(Tag.SECRET_READ);
        }
    }

    /** {@code git cat-file --batch} takes what it shows from its input. */
    private void listed() {
        if (call.in().given()) {
            call.in()
                    .text()
                    .lines()
                    .map(line -> line.substring(line.indexOf(':') + 1))
                    .forEach(this::read);
        }
    }

    private void read(String path) {
        Place place = Place.of(path, call.environment().cwd());
        add(new Fact.FileAccess(place, Access.READ, Optional.empty(), call.invoker().reach()));
    }

    private void checkout() {
        boolean branches =
                call.usage().has("b") || call.usage().has("B") || call.usage().has("orphan");
        List<String> operands = call.operands();
        int dashes = call.arguments().indexOf("--");
        if (dashes >= 0) {
            int paths = call.arguments().size() - dashes - 1;
            operands.subList(Math.max(0, operands.size() - paths), operands.size())
                    .forEach(this::restored);
        } else if (!branches && !operands.isEmpty()) {
            if (looksLikePath(operands.getFirst())) {
                restored(operands.getFirst());
            }
            operands.stream().skip(1).forEach(this::restored);
        }
    }

    /** The first word is a branch, a tag or a path; a version such as {@code v1.2} is no path. */
    private static boolean looksLikePath(String word) {
        return word.startsWith(".")
                || word.startsWith(":")
                || word.endsWith("/")
                || !Wild.isLiteral(word) && Wild.filled(word, "").contains(".")
                || word.matches("(.*/)?[^/]*\\.[A-Za-z][A-Za-z0-9]*");
    }

    private void restored(String written) {
        String path = MAGIC.matcher(written).replaceFirst("");
        Place place = Place.of(path.isEmpty() ? "." : Wild.ofGlob(path), call.environment().cwd());
        add(new Fact.FileAccess(place, Access.WRITE, Optional.empty(), call.invoker().reach()));
        boolean one = Wild.isLiteral(place.written()) && FILE.matcher(path).matches();
        boolean unknown = Wild.hasUnknown(written);
        if (!one || path.startsWith(".")) {
            Place within = new Place(place.written() + "/", place.resolved());
            add(
                    new Fact.FileAccess(
                            within, Access.CREATE, Optional.empty(), call.invoker().reach()));
        }
        if (!one && !unknown) {
            add(
                    new Fact.EffectTag(
                            Tag.VCS_DISCARD, Optional.of(place), "", call.invoker().reach()));
        }
    }

    private void add(Fact fact) {
        call.walker().gathering().add(fact);
    }
}
