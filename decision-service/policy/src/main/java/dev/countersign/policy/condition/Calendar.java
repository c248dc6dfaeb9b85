package dev.countersign.policy.condition;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Hours of a week, in local time: {@code calendars} of a policy.
 *
 * @param days the days on which a stretch begins
 * @param from minute of the day, 0 to 1439, at which it begins
 * @param to minute of the day, 1 to 1440, at which it is over; not after {@code from} means the day
 *     after
 */
public record Calendar(String name, ZoneId timezone, Set<DayOfWeek> days, int from, int to) {

    /** By the clock on the wall there, so a stretch is shorter or longer when clocks change. */
    public boolean contains(Instant instant) {
        ZonedDateTime there = instant.atZone(timezone);
        int minute = there.getHour() * 60 + there.getMinute();
        boolean begunToday = days.contains(there.getDayOfWeek()) && minute >= from;
        if (from < to) {
            return begunToday && minute < to;
        }
        return begunToday || days.contains(there.getDayOfWeek().minus(1)) && minute < to;
    }
}
