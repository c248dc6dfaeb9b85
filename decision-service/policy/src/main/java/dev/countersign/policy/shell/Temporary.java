package dev.countersign.policy.shell;

import dev.countersign.policy.action.Wild;

/** {@code mktemp}: a new name in the folder for temporary files, unless it is told another. */
final class Temporary {
    private Temporary() {}

    static String of(Call call) {
        boolean elsewhere =
                call.usage().has("tmpdir")
                        || call.operands().stream().anyMatch(name -> name.indexOf('/') >= 0);
        boolean here = !call.operands().isEmpty() && !call.usage().has("t");
        return elsewhere || here ? String.valueOf(Wild.TAME) : "/tmp/tmp-" + Wild.STAR;
    }
}
