package dev.countersign.cli.terminal;

import java.util.Map;
import java.util.Optional;

/**
 * What the output is shown on.
 *
 * @param columns how wide a line may be
 */
public record Screen(int columns, boolean colours) {
    private static final int USUAL = 120;
    private static final int NARROWEST = 40;

    /**
     * @param terminal how wide the terminal is that standard output goes to, if it is one
     */
    public static Screen of(Map<String, String> environment, Optional<String> terminal) {
        boolean plain =
                !environment.getOrDefault("NO_COLOR", "").isEmpty()
                        || environment.getOrDefault("TERM", "").equals("dumb");
        return new Screen(
                terminal.flatMap(Screen::width)
                        .or(() -> width(environment.getOrDefault("COLUMNS", "")))
                        .map(width -> Math.max(width, NARROWEST))
                        .orElse(USUAL),
                terminal.isPresent() && !plain);
    }

    private static Optional<Integer> width(String text) {
        return text.matches("[1-9][0-9]{0,4}")
                ? Optional.of(Integer.valueOf(text))
                : Optional.empty();
    }

    public String paint(Ink ink, String text) {
        return colours && ink != Ink.PLAIN && !text.isEmpty()
                ? "\033[" + ink.code() + "m" + text + "\033[0m"
                : text;
    }
}
