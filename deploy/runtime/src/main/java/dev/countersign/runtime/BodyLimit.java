package dev.countersign.runtime;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a body that is too large, whether or not it says so beforehand. The HTTP layer's own
 * limit would break off the connection without saying why, and to an agent's hook that is consent.
 */
@Provider
public class BodyLimit implements ReaderInterceptor {

    private final int most;

    public BodyLimit(
            @ConfigProperty(name = "countersign.largest-body", defaultValue = "4M")
                    MemorySize most) {
        this.most = Math.toIntExact(most.asLongValue());
    }

    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
        String announced = body.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH);
        if (announced == null) {
            body.setInputStream(new ByteArrayInputStream(whole(body)));
        } else if (Long.parseLong(announced) > most) {
            throw tooLarge();
        }
        return body.proceed();
    }

    private byte[] whole(ReaderInterceptorContext body) throws IOException {
        byte[] read = body.getInputStream().readNBytes(most + 1);
        if (read.length > most) {
            throw tooLarge();
        }
        return read;
    }

    private Refused tooLarge() {
        return new Refused(HttpError.TOO_LARGE, "At most %,d bytes are read.".formatted(most));
    }
}
