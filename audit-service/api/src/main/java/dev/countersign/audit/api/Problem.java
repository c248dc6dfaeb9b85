package dev.countersign.audit.api;

import java.util.Map;

/**
 * Problem details of RFC 9457, media type {@code application/problem+json}.
 *
 * @param type a URN that ends in the code
 * @param title the code's sentence
 * @param status HTTP status
 * @param detail what was wrong this time
 * @param code name of the {@link ErrorCode}
 * @param next what to do about it
 * @param details further facts by name, such as the positions of errors in a policy
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String next,
        Map<String, Object> details) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ErrorCode code, String detail, Map<String, Object> details) {
        return new Problem(
                "urn:countersign:problem:"
                        + code.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                code.title(),
                code.status(),
                detail,
                code.name(),
                code.next(),
                details);
    }
}
