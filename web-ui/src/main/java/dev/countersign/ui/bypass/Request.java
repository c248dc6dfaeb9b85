package dev.countersign.ui.bypass;

import dev.countersign.approval.api.BypassOrder;
import dev.countersign.approval.api.BypassScope;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The form that asks for a bypass, as it was filled in. Lists have one entry on each line. */
public class Request {

    private static final Duration USUAL = Duration.ofMinutes(30);
    private static final List<Duration> CHOICES =
            Stream.of(15, 30, 60, 120, 240).map(Duration::ofMinutes).toList();

    @FormParam("reason")
    @DefaultValue("")
    public String reason = "";

    @FormParam("incident")
    @DefaultValue("")
    public String incident = "";

    @FormParam("paths")
    @DefaultValue("")
    public String paths = "";

    @FormParam("commands")
    @DefaultValue("")
    public String commands = "";

    @FormParam("hosts")
    @DefaultValue("")
    public String hosts = "";

    @FormParam("agents")
    @DefaultValue("")
    public String agents = "";

    @FormParam("duration")
    @DefaultValue("PT30M")
    public String duration = "PT30M";

    @FormParam("approver")
    @DefaultValue("")
    public String approver = "";

    public List<Duration> durations() {
        return CHOICES;
    }

    public boolean isChosen(Duration choice) {
        return choice.equals(length());
    }

    BypassOrder order() {
        return new BypassOrder(
                reason.strip(),
                unlessBlank(incident),
                new BypassScope(lines(paths), lines(commands), lines(hosts), lines(agents)),
                length(),
                unlessBlank(approver));
    }

    private Duration length() {
        try {
            return Duration.parse(duration);
        } catch (DateTimeParseException notFromOurForm) {
            return USUAL;
        }
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static Optional<String> unlessBlank(String text) {
        return Optional.of(text.strip()).filter(some -> !some.isEmpty());
    }
}
