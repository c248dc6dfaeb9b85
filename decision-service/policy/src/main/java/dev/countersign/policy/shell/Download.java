package dev.countersign.policy.shell;

import dev.countersign.policy.action.Place;
import dev.countersign.policy.program.Reading;
import dev.countersign.policy.program.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a web client writes what it fetches: that file may be run later, and nobody knows what is
 * in it.
 */
final class Download {
    private final Call call;

    Download(Call call) {
        this.call = call;
    }

    void remember() {
        for (String file : files()) {
            Environment environment = call.environment();
            environment.wrote(Place.resolve(file, environment.cwd()), Flow.UNKNOWN, false);
        }
    }

    private List<String> files() {
        var files = new ArrayList<String>();
        files.addAll(call.usage().values("output"));
        files.addAll(call.usage().values("output-document"));
        boolean named = call.usage().has("remote-name") || call.usage().has("remote-name-all");
        boolean always =
                call.program().equals("wget") && files.isEmpty() || call.usage().has("download");
        if (named || always) {
            call.reading().parts().stream()
                    .filter(part -> part.role() == Role.URL)
                    .map(Reading.Part::text)
                    .map(Download::withoutQuery)
                    .map(address -> folder() + address.substring(address.lastIndexOf('/') + 1))
                    .forEach(files::add);
        }
        return files;
    }

    private static String withoutQuery(String address) {
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) == '?' || address.charAt(i) == '#') {
                return address.substring(0, i);
            }
        }
        return address;
    }

    private String folder() {
        return last("output-dir")
                .or(() -> last("directory-prefix"))
                .map(name -> name + "/")
                .orElse("");
    }

    private Optional<String> last(String option) {
        return call.usage().values(option).stream().reduce((first, last) -> last);
    }
}
