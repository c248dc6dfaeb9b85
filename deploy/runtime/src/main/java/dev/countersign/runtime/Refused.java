package dev.countersign.runtime;

import dev.countersign.audit.api.ErrorCode;
import dev.countersign.audit.api.Problem;
import java.util.Map;

/** A use case says no. Becomes the problem document of its code, see {@link Problem}. */
public class Refused extends RuntimeException {

    private final transient ErrorCode code;
    private final transient Map<String, Object> details;

    public Refused(ErrorCode code, String detail) {
        this(code, detail, Map.of());
    }

    public Refused(ErrorCode code, String detail, Map<String, Object> details) {
        super(detail, null, false, false);
        this.code = code;
        this.details = Map.copyOf(details);
    }

    public ErrorCode code() {
        return code;
    }

    public Problem problem() {
        return Problem.of(code, String.valueOf(getMessage()), details);
    }
}
