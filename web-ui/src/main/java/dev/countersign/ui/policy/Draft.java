package dev.countersign.ui.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.decision.api.PolicyLayer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** The form that uploads a policy, as it was filled in. A chosen file goes before typed text. */
public class Draft {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What of a policy may be sent: YAML as text, or a signed bundle as it is. */
    sealed interface Content {
        record Yaml(String text) implements Content {}

        record Bundle(byte[] bytes, Map<String, String> files) implements Content {}

        record Unreadable() implements Content {}

        /** What stands in a file of it, for showing where something is wrong. */
        default Optional<String> text(String path) {
            return switch (this) {
                case Yaml yaml -> Optional.of(yaml.text());
                case Bundle bundle -> Optional.ofNullable(bundle.files().get(path));
                case Unreadable unreadable -> Optional.empty();
            };
        }
    }

    @RestForm @Nullable String text;

    @RestForm @Nullable String layer;

    @RestForm("file")
    @Nullable FileUpload file;

    public List<PolicyLayer> layers() {
        return List.of(PolicyLayer.REPOSITORY, PolicyLayer.TEAM, PolicyLayer.ORGANISATION);
    }

    public boolean isChosen(PolicyLayer one) {
        return one == layer();
    }

    PolicyLayer layer() {
        return Stream.of(PolicyLayer.values())
                .filter(one -> one.toString().equals(layer))
                .findFirst()
                .orElse(PolicyLayer.REPOSITORY);
    }

    /** The text to go on with; a bundle's files cannot be changed without signing them again. */
    public String typed() {
        return content() instanceof Content.Yaml yaml ? yaml.text() : "";
    }

    Content content() {
        return chosen().map(Draft::of).orElseGet(() -> new Content.Yaml(withoutReturns()));
    }

    /** Browsers send each line end of a text area as two characters. */
    private String withoutReturns() {
        return text == null ? "" : text.replace("\r\n", "\n");
    }

    private Optional<byte[]> chosen() {
        if (file == null || file.size() == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file.uploadedFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Content of(byte[] bytes) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return bundle(bytes, text).orElseGet(() -> new Content.Yaml(text));
        } catch (CharacterCodingException malformed) {
            return new Content.Unreadable();
        }
    }

    private static Optional<Content> bundle(byte[] bytes, String text) {
        if (!text.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(text);
            return json.has("envelope")
                    ? Optional.of(new Content.Bundle(bytes, files(json)))
                    : Optional.empty();
        } catch (JsonProcessingException yaml) {
            return Optional.empty();
        }
    }

    private static Map<String, String> files(JsonNode bundle) {
        Map<String, String> files = new TreeMap<>();
        bundle.path("files")
                .properties()
                .forEach(file -> files.put(file.getKey(), file.getValue().asText()));
        return files;
    }
}
