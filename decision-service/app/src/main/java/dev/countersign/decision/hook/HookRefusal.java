package dev.countersign.decision.hook;

import dev.countersign.audit.api.ErrorCode;
import dev.countersign.runtime.Refused;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** What an agent is told about a call that could not be decided. Nothing else reaches it. */
final class HookRefusal {

    private static final Logger LOG = Logger.getLogger(HookRefusal.class);

    private static final String BAD_KEY =
            "Countersign does not accept this agent's key: it is missing, unknown, revoked or expired."
                    + " Nothing may run. Ask your operator for a new key (COUNTERSIGN_TOKEN).";

    private static final String CUT_OFF =
            "Countersign could not read this call to its end, so it may not run. Try again.";

    private HookRefusal() {}

    static String reason(HookCall.Undecided call) {
        return """
        Countersign does not decide calls at the event '%s', so this call may not run. Tell your \
        operator to register the hook for the event that comes before every call.\
        """
                .formatted(call.event());
    }

    static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return switch (cause) {
            case Refused refused -> refusal(refused.code(), String.valueOf(refused.getMessage()));
            case Dialect.Unreadable unreadable ->
                    "Countersign does not understand this hook's payload: %s Nothing was decided, so nothing may run."
                            .formatted(unreadable.getMessage());
            case UnauthorizedException e -> BAD_KEY;
            case AuthenticationFailedException e -> BAD_KEY;
            case ForbiddenException e -> BAD_KEY;
            case IOException e -> CUT_OFF;
            default -> unexpected(cause);
        };
    }

    private static String refusal(ErrorCode code, String detail) {
        return "%s %s %s".formatted(code.title(), detail, code.next());
    }

    private static String unexpected(Throwable cause) {
        String incident = UUID.randomUUID().toString();
        LOG.errorf(cause, "A hook's call was refused incident=%s", incident);
        return "Countersign failed to decide this call (incident %s), so it may not run. Try again; if it stays, tell your operator."
                .formatted(incident);
    }
}
