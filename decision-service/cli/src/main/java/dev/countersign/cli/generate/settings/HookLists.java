package dev.countersign.cli.generate.settings;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where hooks stand in a settings file.
 *
 * @param events the list of each event
 * @param switches keys that turn off all hooks where they are true
 */
public record HookLists(List<List<String>> events, List<List<String>> switches) {
    static final HookLists NONE = new HookLists(List.of(), List.of());

    HookLists and(HookLists other) {
        return new HookLists(
                Stream.concat(events.stream(), other.events.stream()).toList(),
                Stream.concat(switches.stream(), other.switches.stream()).toList());
    }
}
