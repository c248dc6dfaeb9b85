package dev.countersign.policy.suite;

import dev.countersign.policy.condition.Calendar;
import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.TimeIs;
import dev.countersign.policy.condition.When;
import dev.countersign.policy.expression.Variable;
import dev.countersign.policy.language.Rule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The parts of a week that calendars tell apart, each by one moment.
 *
 * @param apart empty when there are no calendars
 */
record Hours(List<Instant> apart) {
    private static final LocalDate SOME_MONDAY = LocalDate.of(2026, 11, 16);
    private static final int MINUTES_OF_DAY = 24 * 60;
    private static final List<Instant> HOURS =
            IntStream.range(0, 7 * 24)
                    .mapToObj(
                            hour ->
                                    SOME_MONDAY
                                            .atStartOfDay(ZoneOffset.UTC)
                                            .plusHours(hour)
                                            .toInstant())
                    .toList();

    /** Those that the rules ask for; where an expression asks, every hour. */
    static Hours of(List<Rule> rules) {
        List<Condition> asked = rules.stream().flatMap(Parts::of).toList();
        boolean everyHour =
                asked.stream()
                        .anyMatch(
                                one ->
                                        one instanceof When when
                                                && when.expression()
                                                        .variables()
                                                        .contains(Variable.NOW));
        return everyHour
                ? new Hours(HOURS)
                : of(
                        asked.stream()
                                .flatMap(
                                        one ->
                                                one instanceof TimeIs time
                                                        ? time.calendars().stream()
                                                        : Stream.empty())
                                .distinct()
                                .toList());
    }

    /** Every stretch begins or ends in one of the moments looked at. */
    static Hours of(Collection<Calendar> calendars) {
        var moments = new TreeSet<Instant>();
        calendars.forEach(calendar -> addEdges(calendar, moments));
        Map<Set<Calendar>, Instant> first = new LinkedHashMap<>();
        for (Instant moment : moments) {
            Set<Calendar> open =
                    calendars.stream()
                            .filter(calendar -> calendar.contains(moment))
                            .collect(Collectors.toUnmodifiableSet());
            first.putIfAbsent(open, moment);
        }
        return new Hours(List.copyOf(first.values()));
    }

    private static void addEdges(Calendar calendar, Set<Instant> into) {
        for (DayOfWeek day : DayOfWeek.values()) {
            LocalDate date = SOME_MONDAY.with(TemporalAdjusters.nextOrSame(day));
            for (int minute : new int[] {calendar.from(), calendar.to() % MINUTES_OF_DAY}) {
                into.add(
                        date.atTime(LocalTime.ofSecondOfDay(minute * 60L))
                                .atZone(calendar.timezone())
                                .toInstant());
            }
        }
    }
}
