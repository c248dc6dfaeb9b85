package dev.countersign.cli.generate.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The keys before the first table of a TOML file, each a text in a line of its own. */
final class TopKeys {
    private final String file;
    private final List<String> lines;
    private final Trace before;
    private final List<Entry> own = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private TopKeys(String file, String text, Trace before) {
        this.file = file;
        this.lines = new ArrayList<>(text.lines().toList());
        this.before = before;
    }

    static Merged merged(String file, Optional<String> text, Trace before, List<Entry> wanted) {
        var keys = new TopKeys(file, text.orElse(""), before);
        before.entries().stream()
                .filter(entry -> wanted.stream().noneMatch(one -> key(one).equals(key(entry))))
                .forEach(entry -> keys.lines.remove(line(entry)));
        wanted.forEach(keys::set);
        if (text.isPresent() && keys.lines.equals(text.get().lines().toList())) {
            return new Merged(
                    text,
                    new Trace(before.created() && !keys.own.isEmpty(), List.of(), keys.own),
                    keys.notes);
        }
        boolean created = before.created() || text.isEmpty();
        if (keys.lines.isEmpty() && created) {
            return new Merged(Optional.empty(), Trace.NONE, keys.notes);
        }
        String newline = text.orElse("").contains("\r\n") ? "\r\n" : "\n";
        String end = text.filter(one -> !one.endsWith("\n")).isPresent() ? "" : newline;
        return new Merged(
                Optional.of(keys.lines.stream().collect(Collectors.joining(newline)) + end),
                new Trace(created && !keys.own.isEmpty(), List.of(), keys.own),
                keys.notes);
    }

    private static String key(Entry entry) {
        return entry.path().getLast();
    }

    private static String line(Entry entry) {
        return key(entry) + " = " + entry.value();
    }

    private void set(Entry entry) {
        boolean ours = before.entries().stream().anyMatch(one -> key(one).equals(key(entry)));
        Optional<Integer> present = place(key(entry));
        if (present.isEmpty()) {
            lines.addFirst(line(entry));
            own.add(entry);
        } else if (ours) {
            lines.set(present.get(), line(entry));
            own.add(entry);
        } else if (!lines.get(present.get()).strip().equals(line(entry))) {
            notes.add(
                    "%s says %s; that was left as it is (%s was meant)"
                            .formatted(file, lines.get(present.get()).strip(), line(entry)));
        }
    }

    private Optional<Integer> place(String key) {
        Pattern said = Pattern.compile("\\s*\"?" + Pattern.quote(key) + "\"?\\s*=.*");
        for (int i = 0; i < lines.size() && !lines.get(i).stripLeading().startsWith("["); i++) {
            Matcher line = said.matcher(lines.get(i));
            if (line.matches()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
