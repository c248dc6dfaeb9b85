package dev.countersign.policy.layer;

import dev.countersign.policy.match.PathPattern;
import dev.countersign.policy.match.PatternLanguage;

/** How the path patterns of a rule are read. */
enum Reading {
    /** Generously, as in what restricts. */
    RESTRICTING,
    /** Exactly as written, as in what allows. */
    ALLOWING;

    PatternLanguage of(PathPattern pattern, String folder) {
        return switch (this) {
            case RESTRICTING -> PatternLanguage.restricted(pattern.source(), folder);
            case ALLOWING -> PatternLanguage.allowed(pattern.source(), folder);
        };
    }

    Reading other() {
        return this == RESTRICTING ? ALLOWING : RESTRICTING;
    }
}
