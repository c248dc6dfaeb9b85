package dev.countersign.policy.program;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every single entry of the tables of programs, each of which can be taken out for a while.
 * Programs that share one table lose it together.
 */
final class TableMutants {
    /**
     * One entry.
     *
     * @param programs whose table it is in
     * @param name where it stands there
     */
    record Mutant(List<String> programs, String name, Runnable remove, Runnable restore) {
        boolean isEffect() {
            return name.contains(" effect ");
        }
    }

    private final List<Mutant> all = new ArrayList<>();
    private final List<String> programs;

    private TableMutants(List<String> programs) {
        this.programs = programs;
    }

    static List<Mutant> all() {
        var all = new ArrayList<Mutant>();
        for (List<Program> shared : sharing(tables().values())) {
            var mutants = new TableMutants(shared.stream().map(Program::name).toList());
            mutants.of(shared.getFirst().name(), shared);
            all.addAll(mutants.all);
        }
        return all;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Program> tables() {
        try {
            var field = Programs.class.getDeclaredField("ALL");
            field.setAccessible(true);
            return new TreeMap<>((Map<String, Program>) field.get(null));
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(changed);
        }
    }

    private static Collection<List<Program>> sharing(Collection<Program> tables) {
        return tables.stream()
                .collect(
                        Collectors.groupingBy(
                                TableMutants::content, TreeMap::new, Collectors.toList()))
                .values();
    }

    private static String content(Program table) {
        return new TreeMap<>(table.options())
                + " "
                + table.operands()
                + " "
                + table.kind()
                + " "
                + table.effects()
                + " "
                + table.host()
                + new TreeMap<>(table.subcommands())
                        .values().stream().map(one -> one.name() + content(one)).toList();
    }

    private void of(String path, List<Program> shared) {
        int effects = shared.getFirst().effects().size();
        for (int i = 0; i < effects; i++) {
            effect(path, shared, i);
        }
        entries(path + " option ", shared.stream().map(Program::options).toList());
        entries(path + " operands when ", shared.stream().map(Program::operandsWhen).toList());
        entries(path + " ", shared.stream().map(Program::subcommands).toList());
        for (String name : shared.getFirst().subcommands().keySet()) {
            of(path + " " + name, shared.stream().map(one -> one.subcommands().get(name)).toList());
        }
    }

    private void effect(String path, List<Program> shared, int at) {
        EffectRule rule = shared.getFirst().effects().get(at);
        all.add(
                new Mutant(
                        programs,
                        path + " effect " + rule.tag().id(),
                        () -> shared.forEach(one -> one.effects().remove(at)),
                        () -> shared.forEach(one -> one.effects().add(at, rule))));
    }

    private <V> void entries(String path, List<Map<String, V>> shared) {
        Map.copyOf(shared.getFirst())
                .forEach(
                        (key, value) ->
                                all.add(
                                        new Mutant(
                                                programs,
                                                path + key,
                                                () -> shared.forEach(one -> one.remove(key)),
                                                () -> shared.forEach(one -> one.put(key, value)))));
    }
}
