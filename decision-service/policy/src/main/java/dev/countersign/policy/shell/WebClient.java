package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.match.Hosts;
import dev.countersign.policy.program.Reading;
import dev.countersign.policy.program.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code curl} and its like: what is sent, and what a request to an interface would destroy. */
final class WebClient {
    private static final List<String> DESTRUCTIVE =
            List.of("delete", "destroy", "drop", "remove", "purge", "terminate", "wipe");
    private static final List<String> BODIES =
            List.of(
                    "data",
                    "data-raw",
                    "data-binary",
                    "data-urlencode",
                    "json",
                    "form",
                    "post-data",
                    "post-file",
                    "body-data",
                    "body-file",
                    "upload-file");

    private final Invoker invoker;
    private final Reading reading;

    WebClient(Invoker invoker, Reading reading) {
        this.invoker = invoker;
        this.reading = reading;
    }

    String run() {
        String method =
                last("request").or(() -> last("method")).orElse("").toUpperCase(Locale.ROOT);
        boolean sends =
                BODIES.stream().anyMatch(reading.usage()::has)
                        || List.of("POST", "PUT", "PATCH").contains(method);
        if (sends && leavesTheMachine()) {
            tag(Tag.NET_UPLOAD);
        }
        if (method.equals("DELETE") && leavesTheMachine() || destroys()) {
            tag(Tag.INFRA_DELETE);
        }
        files().forEach(this::fetched);
        if (List.of("config", "input-file").stream().anyMatch(reading.usage()::has)) {
            addressUnknown();
        }
        return Flow.UNKNOWN;
    }

    /** The addresses stand in a file. */
    private void addressUnknown() {
        invoker.walker()
                .gathering()
                .add(
                        new Fact.Egress(
                                reading.program(),
                                Flow.UNKNOWN,
                                OptionalInt.empty(),
                                Optional.empty(),
                                invoker.reach()));
    }

    /** Where what is fetched is written to. */
    private List<String> files() {
        var files = new ArrayList<String>();
        files.addAll(reading.usage().values("output"));
        files.addAll(reading.usage().values("output-document"));
        boolean named =
                reading.usage().has("remote-name") || reading.usage().has("remote-name-all");
        boolean always =
                reading.program().equals("wget") && files.isEmpty()
                        || reading.usage().has("download");
        if (named || always) {
            reading.parts().stream()
                    .filter(part -> part.role() == Role.URL)
                    .map(part -> part.text().replaceFirst("[?#].*$", ""))
                    .map(address -> folder() + address.substring(address.lastIndexOf('/') + 1))
                    .forEach(files::add);
        }
        return files;
    }

    private String folder() {
        return last("output-dir")
                .or(() -> last("directory-prefix"))
                .map(name -> name + "/")
                .orElse("");
    }

    private void fetched(String file) {
        Environment environment = invoker.environment();
        environment.wrote(Place.resolve(file, environment.cwd()), Flow.UNKNOWN, false);
    }

    private Optional<String> last(String option) {
        return reading.usage().values(option).stream().reduce((first, last) -> last);
    }

    private boolean leavesTheMachine() {
        return reading.parts().stream()
                .filter(part -> part.role() == Role.URL)
                .flatMap(
                        part ->
                                Addresses.egress(part.text(), Optional.empty(), invoker.reach())
                                        .stream())
                .anyMatch(egress -> !Hosts.isLoopback(egress.host()));
    }

    /** A GraphQL mutation whose name says that something ends. */
    private boolean destroys() {
        for (String option : BODIES) {
            for (String body : reading.usage().values(option)) {
                String lower = body.toLowerCase(Locale.ROOT);
                int mutation = lower.indexOf("mutation");
                if (mutation >= 0
                        && DESTRUCTIVE.stream()
                                .anyMatch(word -> lower.indexOf(word, mutation) >= 0)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void tag(Tag tag) {
        String place =
                reading.parts().stream()
                        .filter(part -> part.role() == Role.URL)
                        .map(Reading.Part::text)
                        .findFirst()
                        .orElse("");
        invoker.walker()
                .gathering()
                .add(new Fact.EffectTag(tag, Optional.empty(), place, invoker.reach()));
    }
}
