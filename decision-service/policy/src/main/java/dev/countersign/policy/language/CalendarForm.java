package dev.countersign.policy.language;

import dev.countersign.policy.condition.Calendar;
import dev.countersign.policy.condition.TimeIs;
import dev.countersign.policy.language.Names.Named;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code calendars}, and {@code time} of a rule. */
final class CalendarForm {
    private static final List<String> DAYS =
            Stream.of(DayOfWeek.values()).map(CalendarForm::word).toList();
    private static final Pattern TIME = Pattern.compile("([0-9]{1,2}):([0-9]{2})");
    private static final int DAY = 24 * 60;

    private final SortedMap<String, Named<Calendar>> own = new TreeMap<>();
    private final SortedMap<String, Named<Calendar>> above;

    /**
     * @param above those of the layers above, which can be used as well
     */
    CalendarForm(Section top, SortedMap<String, Named<Calendar>> above) {
        this.above = above;
        top.freely("calendars")
                .forEach(
                        (name, node) ->
                                top.section(
                                                "calendars." + name,
                                                node,
                                                List.of("timezone", "days", "from", "to"))
                                        .flatMap(form -> calendar(name, form))
                                        .ifPresent(
                                                calendar ->
                                                        own.put(
                                                                name,
                                                                new Named<>(
                                                                        calendar,
                                                                        top.errors()
                                                                                .source(node)))));
    }

    /** The file's own. */
    SortedMap<String, Named<Calendar>> own() {
        return Collections.unmodifiableSortedMap(own);
    }

    /** The condition that {@code time: {inside: …}} or {@code {outside: …}} of a rule states. */
    Optional<TimeIs> of(Section rule) {
        return rule.section("time", List.of("inside", "outside"))
                .flatMap(
                        time -> {
                            if (time.has("inside") == time.has("outside")) {
                                time.wrong("time is either inside or outside of calendars");
                                return Optional.empty();
                            }
                            return Optional.of(
                                    time.has("inside")
                                            ? of(time, "inside", TimeIs.Side.INSIDE)
                                            : of(time, "outside", TimeIs.Side.OUTSIDE));
                        });
    }

    private TimeIs of(Section time, String key, TimeIs.Side side) {
        return new TimeIs(side, List.copyOf(time.texts(key, this::calendar)));
    }

    private Calendar calendar(String name) {
        Named<Calendar> found = own.getOrDefault(name, above.get(name));
        if (found == null) {
            var known = new TreeSet<>(own.keySet());
            known.addAll(above.keySet());
            throw new IllegalArgumentException(
                    "there is no calendar \"" + name + "\"" + DidYouMean.hint(name, known));
        }
        return found.meaning();
    }

    private static Optional<Calendar> calendar(String name, Section form) {
        Optional<ZoneId> zone =
                form.required("timezone")
                        .flatMap(
                                text ->
                                        form.make(
                                                form.value("timezone").orElseThrow(),
                                                text,
                                                CalendarForm::zone));
        List<DayOfWeek> days =
                form.has("days")
                        ? form.words("days", CalendarForm::day, DAYS)
                        : List.of(DayOfWeek.values());
        Optional<Integer> from = minute(form, "from", 0);
        Optional<Integer> to = minute(form, "to", DAY);
        if (from.isPresent() && from.get() == DAY) {
            form.wrong("from", "a day begins at 00:00");
        }
        if (zone.isEmpty() || from.isEmpty() || to.isEmpty() || days.isEmpty()) {
            return Optional.empty();
        }
        int end = to.get() == 0 ? DAY : to.get();
        return Optional.of(new Calendar(name, zone.get(), EnumSet.copyOf(days), from.get(), end));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "\""
                            + text
                            + "\" is no time zone"
                            + DidYouMean.hint(text, ZoneId.getAvailableZoneIds())
                            + "; write one such as Europe/Zurich or UTC",
                    unknown);
        }
    }

    private static Optional<Integer> minute(Section form, String key, int absent) {
        if (!form.has(key)) {
            return Optional.of(absent);
        }
        return form.text(key)
                .flatMap(
                        text ->
                                form.make(
                                        form.value(key).orElseThrow(), text, CalendarForm::minute));
    }

    private static Integer minute(String text) {
        Matcher time = TIME.matcher(text);
        if (time.matches()) {
            int minute = Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2));
            if (minute <= DAY && Integer.parseInt(time.group(2)) < 60) {
                return minute;
            }
        }
        throw new IllegalArgumentException(
                "\"" + text + "\" is no time of day; write one such as \"08:00\", in quotes");
    }

    private static Optional<DayOfWeek> day(String word) {
        return Stream.of(DayOfWeek.values()).filter(day -> word(day).equals(word)).findFirst();
    }

    private static String word(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }
}
