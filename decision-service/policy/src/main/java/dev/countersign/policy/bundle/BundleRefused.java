package dev.countersign.policy.bundle;

import java.util.List;

/** A bundle, or what should become one, is refused; each flaw is a sentence that names its file. */
public final class BundleRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> flaws;

    BundleRefused(String flaw) {
        this(List.of(flaw));
    }

    BundleRefused(List<String> flaws) {
        super(String.join("\n", flaws), null, false, false);
        this.flaws = List.copyOf(flaws);
    }

    public List<String> flaws() {
        return flaws;
    }

    static void ifAny(List<String> flaws) {
        if (!flaws.isEmpty()) {
            throw new BundleRefused(flaws);
        }
    }
}
