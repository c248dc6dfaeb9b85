package dev.countersign.runtime;

import dev.countersign.audit.api.Identifier;
import dev.countersign.audit.api.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/**
 * Makes the OpenAPI document say what {@link WireFormat} writes: names in snake_case, identifiers
 * as plain text, constants as they are printed; and that everything that fails answers with problem
 * details.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class WireDocument implements OASFilter {

    private static final String PROBLEM = "Problem";
    private static final String TOKEN = "token";
    private static final Set<String> IDENTIFIERS =
            Arrays.stream(Identifier.class.getPermittedSubclasses())
                    .map(Class::getSimpleName)
                    .collect(Collectors.toSet());

    private final Map<String, ClassInfo> enums;

    /**
     * @param index of the service and of what it uses
     */
    public WireDocument(IndexView index) {
        this.enums =
                index.getAllKnownSubclasses(DotName.createSimple(Enum.class)).stream()
                        .filter(kind -> kind.name().toString().startsWith("dev.countersign."))
                        .filter(kind -> kind.name().packagePrefix().contains(".api"))
                        .collect(
                                Collectors.toMap(
                                        ClassInfo::simpleName, kind -> kind, (one, other) -> one));
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Schema> schemas = new LinkedHashMap<>(document.getComponents().getSchemas());
        schemas.replaceAll(this::written);
        schemas.put(PROBLEM, problem());
        document.getComponents().setSchemas(schemas);
        document.getComponents().setSecuritySchemes(Map.of(TOKEN, token()));
        document.addSecurityRequirement(
                OASFactory.createSecurityRequirement().addScheme(TOKEN, List.of()));
    }

    @Override
    public Operation filterOperation(Operation operation) {
        operation
                .getResponses()
                .addAPIResponse(
                        "default",
                        OASFactory.createAPIResponse()
                                .description("What was wrong, and what to do about it (RFC 9457).")
                                .content(content()));
        return operation;
    }

    private Schema written(String name, Schema schema) {
        if (IDENTIFIERS.contains(name)) {
            return OASFactory.createSchema()
                    .type(List.of(Schema.SchemaType.STRING))
                    .pattern("^[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}$");
        }
        if (enums.containsKey(name) && schema.getEnumeration() != null) {
            return schema.enumeration(
                    schema.getEnumeration().stream()
                            .<Object>map(constant -> printed(enums.get(name), constant.toString()))
                            .toList());
        }
        return schema.getProperties() == null ? schema : inSnakeCase(schema);
    }

    private static Schema inSnakeCase(Schema schema) {
        var properties = new LinkedHashMap<String, Schema>();
        schema.getProperties()
                .forEach((name, one) -> properties.put(snakeCase(name), orNothing(one)));
        schema.setProperties(properties);
        if (schema.getRequired() != null) {
            schema.setRequired(schema.getRequired().stream().map(WireDocument::snakeCase).toList());
        }
        return schema;
    }

    /** A constant that may be missing comes with a second, wrong list of what it can be. */
    private static Schema orNothing(Schema schema) {
        return schema.getRef() == null || schema.getEnumeration() == null
                ? schema
                : OASFactory.createSchema()
                        .anyOf(
                                List.of(
                                        OASFactory.createSchema().ref(schema.getRef()),
                                        OASFactory.createSchema()
                                                .type(List.of(Schema.SchemaType.NULL))));
    }

    static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /** Constants print themselves in lower case, or as they are called. */
    private static String printed(ClassInfo kind, String constant) {
        return kind.firstMethod("toString") == null ? constant : constant.toLowerCase(Locale.ROOT);
    }

    private static SecurityScheme token() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("An access token of realm countersign; for agents also their key.");
    }

    private static Content content() {
        return OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(
                                        OASFactory.createSchema()
                                                .ref("#/components/schemas/" + PROBLEM)));
    }

    private static Schema problem() {
        var properties = new LinkedHashMap<String, Schema>();
        for (RecordComponent part : Problem.class.getRecordComponents()) {
            properties.put(
                    part.getName(), OASFactory.createSchema().type(List.of(type(part.getType()))));
        }
        return OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.OBJECT))
                .properties(properties);
    }

    private static Schema.SchemaType type(Class<?> type) {
        if (type == int.class) {
            return Schema.SchemaType.INTEGER;
        }
        return type == Map.class ? Schema.SchemaType.OBJECT : Schema.SchemaType.STRING;
    }
}
