package dev.countersign.runtime;

import dev.countersign.audit.api.ErrorCode;

/** What can be wrong with a request before any use case sees it. */
public enum HttpError implements ErrorCode {
    MALFORMED_JSON(
            400, "The body is not the JSON that this call takes.", "Compare it with /q/openapi."),
    INVALID_VALUE(400, "A value is missing or not of its form.", "Correct it and send it again."),
    NOT_SIGNED_IN(
            401,
            "The call carries no valid credentials.",
            "Send 'Authorization: Bearer …' with a key or token that is not expired or revoked."),
    FORBIDDEN(
            403,
            "The credentials do not allow this call.",
            "Ask an administrator for the role, or use an account that has it."),
    NOT_FOUND(404, "There is nothing at this address.", "Check the identifier and who you are."),
    METHOD_NOT_ALLOWED(405, "This address does not take this method.", "See /q/openapi."),
    NOT_ACCEPTABLE(406, "This call has no answer of that media type.", "See /q/openapi."),
    TOO_LARGE(413, "The body is larger than this call takes.", "Send less at once."),
    UNSUPPORTED_MEDIA_TYPE(
            415, "This call does not take that media type.", "Set Content-Type as in /q/openapi."),
    UNEXPECTED(
            500,
            "Something failed that should not have.",
            "Try again; if it stays, give the incident's number to whoever runs the service."),
    UNAVAILABLE(
            503,
            "Something this call depends on does not answer.",
            "Nothing was changed; try again shortly.");

    private final int status;
    private final String title;
    private final String next;

    HttpError(int status, String title, String next) {
        this.status = status;
        this.title = title;
        this.next = next;
    }

    /** The code for a bare HTTP status; a client error without a code of its own is invalid. */
    static HttpError ofStatus(int status) {
        for (HttpError error : values()) {
            if (error.status == status && error != MALFORMED_JSON) {
                return error;
            }
        }
        return status < 500 ? INVALID_VALUE : UNEXPECTED;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String next() {
        return next;
    }
}
