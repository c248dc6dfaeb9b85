package dev.countersign.policy.shell;

import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import java.util.List;

/** Variables of the environment on their way to the output. */
final class Surroundings {
    private final Call call;

    Surroundings(Call call) {
        this.call = call;
    }

    /** {@code printenv}: all of them, or those that are named. */
    String printed() {
        if (call.operands().isEmpty()) {
            list();
        } else {
            named(call.operands());
        }
        return Flow.UNKNOWN;
    }

    /** All variables are shown, unless what follows in the pipe keeps only harmless ones. */
    void list() {
        if (!call.environment().isKeptFromOutput()) {
            call.tag(Tag.ENV_LIST);
        }
    }

    void named(List<String> names) {
        names.forEach(name -> call.walker().gathering().uses(name, call.invoker().reach()));
        boolean credential =
                names.stream().anyMatch(one -> !Wild.isLiteral(one) || CredentialText.isName(one));
        if (credential && !call.environment().isKeptFromOutput()) {
            call.tag(Tag.SECRET_READ);
        }
    }
}
