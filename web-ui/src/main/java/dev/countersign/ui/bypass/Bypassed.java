package dev.countersign.ui.bypass;

import dev.countersign.approval.api.BypassStatus;
import dev.countersign.approval.api.BypassView;
import java.util.List;

/**
 * All bypasses, by what has to be done about them.
 *
 * @param ended newest first
 */
public record Bypassed(List<BypassView> live, List<BypassView> asked, List<BypassView> ended) {

    static Bypassed of(List<BypassView> all) {
        return new Bypassed(
                with(all, BypassStatus.ACTIVE),
                with(all, BypassStatus.REQUESTED),
                all.stream().filter(bypass -> isOver(bypass.status())).toList());
    }

    private static List<BypassView> with(List<BypassView> all, BypassStatus status) {
        return all.stream().filter(bypass -> bypass.status() == status).toList();
    }

    private static boolean isOver(BypassStatus status) {
        return switch (status) {
            case REQUESTED, ACTIVE -> false;
            case DENIED, LAPSED, EXPIRED, REVOKED -> true;
        };
    }
}
