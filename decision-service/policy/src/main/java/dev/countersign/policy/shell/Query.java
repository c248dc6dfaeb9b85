package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Tag;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code jq} and {@code yq}: expressions that reach the environment or other files. */
final class Query {
    private static final Pattern ENVIRONMENT =
            Pattern.compile("\\$ENV\\b|(?<![.\\w\"-])(env|strenv|envsubst)\\b(?!\")(?!\\s*:)");
    private static final Pattern FILE = Pattern.compile("load\\w*\\(\\s*\"([^\"]*)\"");

    private final Call call;

    Query(Call call) {
        this.call = call;
    }

    String run() {
        for (String word : call.operands()) {
            if (ENVIRONMENT.matcher(word).find()) {
                call.tag(Tag.SECRET_READ);
            }
            FILE.matcher(word).results().forEach(found -> read(found.group(1)));
        }
        boolean alone = call.operands().size() == 1 && !call.in().given();
        if (alone && call.program().endsWith("yq")) {
            // Without an expression the only word is the file.
            read(call.operands().getFirst());
        }
        return Flow.UNKNOWN;
    }

    private void read(String path) {
        Place place = Place.of(path, call.environment().cwd());
        call.walker()
                .gathering()
                .add(
                        new Fact.FileAccess(
                                place, Access.READ, Optional.empty(), call.invoker().reach()));
    }
}
