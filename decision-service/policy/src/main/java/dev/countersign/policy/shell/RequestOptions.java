package dev.countersign.policy.shell;

import dev.countersign.policy.program.Reading;
import dev.countersign.policy.program.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The request that the options of {@code curl} or {@code wget} describe. */
final class RequestOptions {
    private static final List<String> WITH_FILES =
            List.of("data", "data-binary", "data-urlencode", "json", "form");
    private static final List<String> PLAIN =
            List.of("data-raw", "form-string", "post-data", "body-data", "expand-data");
    private static final List<String> FILES = List.of("upload-file", "post-file", "body-file");

    private final Call call;

    RequestOptions(Call call) {
        this.call = call;
    }

    WebRequest request() {
        return new WebRequest(method(), addresses(), bodies());
    }

    private List<String> addresses() {
        List<String> socketless =
                call.reading().parts().stream()
                        .filter(part -> part.role() == Role.URL)
                        .filter(part -> part.option().isEmpty() || part.option().equals("url"))
                        .map(Reading.Part::text)
                        .toList();
        return socketless;
    }

    private String method() {
        Optional<String> said = override().or(() -> last("request")).or(() -> last("method"));
        if (said.isPresent()) {
            return said.get().toUpperCase(Locale.ROOT);
        }
        if (call.usage().has("get") || call.usage().has("head") || call.usage().has("spider")) {
            return "GET";
        }
        if (call.usage().has("upload-file")) {
            return "PUT";
        }
        return bodies().isEmpty() ? "GET" : "POST";
    }

    private Optional<String> last(String option) {
        return call.usage().values(option).stream().reduce((first, last) -> last);
    }

    /** A header by which many servers take one method for another. */
    private Optional<String> override() {
        return call.usage().values("header").stream()
                .map(header -> header.split(":", 2))
                .filter(parts -> parts.length == 2)
                .filter(parts -> parts[0].toLowerCase(Locale.ROOT).contains("method-override"))
                .map(parts -> parts[1].strip())
                .findFirst();
    }

    private List<String> bodies() {
        var bodies = new ArrayList<String>();
        WITH_FILES.forEach(
                option -> call.usage().values(option).forEach(value -> bodies.add(content(value))));
        PLAIN.forEach(option -> bodies.addAll(call.usage().values(option)));
        FILES.forEach(
                option ->
                        call.usage()
                                .values(option)
                                .forEach(
                                        file ->
                                                bodies.add(
                                                        new Given(call)
                                                                .text(file)
                                                                .orElse(Flow.UNKNOWN))));
        return bodies;
    }

    /** {@code @file}, {@code name=@file}, {@code name=<file}: what it stands for, if known. */
    private String content(String value) {
        int sign = value.indexOf('@');
        int from = value.indexOf("=<");
        if (sign == 0 || sign > 0 && value.substring(0, sign).matches("[\\w.\\[\\]-]+=?")) {
            return new Given(call).text(value.substring(sign + 1)).orElse(Flow.UNKNOWN);
        }
        return from > 0 && value.substring(0, from).matches("[\\w.\\[\\]-]+")
                ? new Given(call).text(value.substring(from + 2)).orElse(Flow.UNKNOWN)
                : value;
    }
}
