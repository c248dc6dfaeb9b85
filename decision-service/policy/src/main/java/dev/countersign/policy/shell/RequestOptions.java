package dev.countersign.policy.shell;

import dev.countersign.policy.program.Reading;
import dev.countersign.policy.program.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The request that the options of {@code curl} or {@code wget} describe. */
final class RequestOptions {
    /** Several of these become one text with {@code &} between them. */
    private static final List<String> FORM =
            List.of("data", "data-binary", "data-urlencode", "data-raw", "expand-data");

    private static final List<String> WITH_FILES =
            List.of("data", "data-binary", "data-urlencode", "json", "form");
    private static final List<String> FILES = List.of("upload-file", "post-file", "body-file");
    private static final List<String> OTHERS =
            List.of("form", "form-string", "post-data", "body-data");

    private final Call call;

    RequestOptions(Call call) {
        this.call = call;
    }

    WebRequest request() {
        List<String> methods =
                Stream.concat(override().stream(), said())
                        .map(method -> method.toUpperCase(Locale.ROOT))
                        .distinct()
                        .toList();
        return new WebRequest(methods, addresses(), bodies());
    }

    private List<String> addresses() {
        List<String> asked = call.usage().values("url-query");
        String query = asked.isEmpty() ? "" : "?" + String.join("&", asked);
        return call.reading().parts().stream()
                .filter(part -> part.role() == Role.URL)
                .filter(part -> part.option().isEmpty() || part.option().equals("url"))
                .flatMap(part -> Stream.concat(Stream.of(part.text() + query), asked(part.text())))
                .toList();
    }

    /** {@code --request-target /path}: what the server is asked for in place of the path. */
    private Stream<String> asked(String address) {
        int scheme = address.indexOf("://");
        int slash = address.indexOf('/', scheme < 0 ? 0 : scheme + 3);
        String place = slash < 0 ? address : address.substring(0, slash);
        return call.usage().values("request-target").stream()
                .map(target -> target.startsWith("/") ? place + target : place + "/" + target);
    }

    /** After {@code --next} another request begins, and which option is whose is not followed. */
    private Stream<String> said() {
        return call.usage().has("next")
                ? Stream.concat(call.usage().values("request").stream(), Stream.of(method()))
                : Stream.of(method());
    }

    private String method() {
        Optional<String> said = last("request").or(() -> last("method"));
        if (said.isPresent()) {
            return said.get();
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
        joined(FORM, "&").ifPresent(bodies::add);
        joined(List.of("json"), "").ifPresent(bodies::add);
        for (Reading.Part part : call.reading().parts()) {
            if (OTHERS.contains(part.option())) {
                bodies.add(text(part));
            } else if (FILES.contains(part.option())) {
                bodies.add(file(part.text()));
            }
        }
        return bodies;
    }

    private Optional<String> joined(List<String> options, String joint) {
        List<String> texts =
                call.reading().parts().stream()
                        .filter(part -> options.contains(part.option()))
                        .map(this::text)
                        .toList();
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(joint, texts));
    }

    private String text(Reading.Part part) {
        return WITH_FILES.contains(part.option()) ? content(part.text()) : part.text();
    }

    /** {@code @file}, {@code name=@file}, {@code name=<file}: what it stands for, if known. */
    private String content(String value) {
        int sign = value.indexOf('@');
        if (sign == 0) {
            return file(value.substring(1));
        }
        if (sign > 0 && value.substring(0, sign).matches("[\\w.\\[\\]-]+=?")) {
            String name = value.substring(0, sign);
            return name + (name.endsWith("=") ? "" : "=") + file(value.substring(sign + 1));
        }
        int from = value.indexOf("=<");
        return from > 0 && value.substring(0, from).matches("[\\w.\\[\\]-]+")
                ? value.substring(0, from + 1) + file(value.substring(from + 2))
                : value;
    }

    private String file(String name) {
        return new Given(call).text(name).orElse(Flow.UNKNOWN);
    }
}
