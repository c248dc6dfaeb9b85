package dev.countersign.policy.shell;

import dev.countersign.policy.action.Tag;
import java.util.List;

/** A command for another machine, or for a container. */
final class RemoteShell {
    private final Call call;

    RemoteShell(Call call) {
        this.call = call;
    }

    String run() {
        List<String> operands = call.operands();
        int first = call.program().equals("ssh") ? 1 : 0;
        if (operands.size() > first) {
            text(String.join(" ", operands.subList(first, operands.size())), call.in());
        } else if (call.in().given()) {
            text(call.in().text(), Flow.NONE);
        }
        return Flow.UNKNOWN;
    }

    private void text(String text, Flow in) {
        call.tag(Tag.EXEC_REMOTE_HOST);
        call.invoker().shellText(text, call.program(), Environment.elsewhere(), in);
    }
}
