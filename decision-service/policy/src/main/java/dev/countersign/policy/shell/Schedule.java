package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Wild;

/** Lines of a schedule, or commands for later, from standard input. */
final class Schedule {
    private final Call call;

    Schedule(Call call) {
        this.call = call;
    }

    String run() {
        if (call.in().given() && Wild.isLiteral(call.in().text())) {
            for (String line : call.in().text().lines().toList()) {
                String[] fields = line.trim().split("\\s+", 6);
                boolean schedule = call.program().equals("crontab") && fields.length == 6;
                call.shellText(schedule ? fields[5] : line, call.program());
            }
        } else if (call.in().given()) {
            call.opaque(Opacity.SHELL_TEXT, call.program());
        }
        return "";
    }
}
