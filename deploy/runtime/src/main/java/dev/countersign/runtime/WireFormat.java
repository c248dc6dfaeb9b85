package dev.countersign.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.countersign.audit.api.Identifier;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;

/**
 * JSON as every service speaks it: snake_case names, identifiers as plain text, times as RFC 3339,
 * durations written as ISO 8601 and read as {@code PT30M} or {@code 30m}. A document that two
 * readers could read differently, with a repeated name or with something behind it, is refused.
 */
@Singleton
public class WireFormat implements ObjectMapperCustomizer {

    /** After everything else, because what is registered last is what Jackson takes. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        SimpleModule words = new SimpleModule("countersign");
        for (Class<?> kind : Identifier.class.getPermittedSubclasses()) {
            register(words, kind.asSubclass(Identifier.class));
        }
        words.addSerializer(Duration.class, new DurationWriter());
        words.addDeserializer(Duration.class, new DurationReader());
        mapper.registerModule(words);
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        mapper.configure(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS, true);
        mapper.enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING);
        mapper.enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING);
        mapper.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        mapper.disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
        mapper.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.getFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    private static <T extends Identifier> void register(SimpleModule words, Class<T> kind) {
        words.addSerializer(kind, new ToStringSerializer(kind));
        words.addDeserializer(kind, new IdentifierReader<>(kind));
    }

    private static final class IdentifierReader<T extends Identifier>
            extends FromStringDeserializer<T> {

        private final transient Constructor<T> constructor;

        IdentifierReader(Class<T> kind) {
            super(kind);
            try {
                constructor = kind.getConstructor(String.class);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected T _deserialize(String text, DeserializationContext context) {
            try {
                return constructor.newInstance(text);
            } catch (InvocationTargetException e) {
                throw new IllegalArgumentException(e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class DurationWriter extends StdScalarSerializer<Duration> {

        DurationWriter() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class DurationReader extends StdScalarDeserializer<Duration> {

        DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            String text = parser.getText().strip();
            try {
                return Durations.parse(text);
            } catch (IllegalArgumentException e) {
                return (Duration)
                        context.handleWeirdStringValue(Duration.class, text, "%s", e.getMessage());
            }
        }
    }
}
