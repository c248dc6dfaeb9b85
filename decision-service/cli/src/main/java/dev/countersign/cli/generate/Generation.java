package dev.countersign.cli.generate;

import dev.countersign.cli.generate.Report.Change;
import dev.countersign.cli.generate.settings.Content;
import dev.countersign.cli.generate.settings.Folder;
import dev.countersign.cli.generate.settings.Ledger;
import dev.countersign.cli.generate.settings.Merged;
import dev.countersign.cli.readiness.LocalPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that follow from a policy, compared with those that are there. */
public final class Generation {
    private final Folder folder;
    private final Ledger before;
    private final Ledger after;
    private final List<Change> changes = new ArrayList<>();
    private final List<Report.ForProduct> targets = new ArrayList<>();
    private final String policy;

    private Generation(Order order, LocalPolicy.Sound policy) {
        this.policy = policy.name();
        this.folder = new Folder(order.into());
        String ledger = folder.read(Ledger.FILE).orElse("");
        this.before = Ledger.read(ledger);
        this.after = Ledger.read(ledger);
        order.products().forEach(product -> add(Plan.of(product, order, policy), order));
        change(Ledger.FILE, folder.read(Ledger.FILE), textOf(after));
    }

    /**
     * Looks what is to be done and does nothing.
     *
     * @throws NotGenerated if a file is there that nothing can be written into
     */
    public static Generation of(Order order, LocalPolicy.Sound policy) {
        return new Generation(order, policy);
    }

    public Report report() {
        return new Report(policy, List.copyOf(targets), List.copyOf(changes));
    }

    /**
     * Does it. Each file is replaced whole. What is written is noted before it is written, so that
     * after a crash in the middle the next run still knows its own.
     *
     * @throws NotGenerated if a file cannot be written
     */
    public void write() {
        if (changes.isEmpty()) {
            return;
        }
        textOf(before.and(after)).ifPresent(text -> folder.write(Ledger.FILE, text));
        changes.stream().filter(one -> !one.file().equals(Ledger.FILE)).forEach(this::put);
        textOf(after)
                .ifPresentOrElse(
                        text -> folder.write(Ledger.FILE, text), () -> folder.delete(Ledger.FILE));
    }

    private void put(Change change) {
        if (change.after().isEmpty()) {
            folder.delete(change.file());
        } else {
            folder.write(change.file(), change.after());
        }
    }

    private static Optional<String> textOf(Ledger ledger) {
        return Optional.of(ledger.text()).filter(text -> !text.isEmpty());
    }

    private void add(Plan plan, Order order) {
        var files = new ArrayList<String>();
        var notes = new ArrayList<>(plan.notes());
        for (Map.Entry<String, Content> one : plan.contents().entrySet()) {
            String file = one.getKey();
            Optional<String> present = folder.read(file);
            Merged merged = one.getValue().into(file, present, before.of(file));
            if (one.getValue().asks()) {
                HookPart.requireSound(plan.product(), file, merged.text().orElse(""));
            }
            after.put(file, merged.trace());
            notes.addAll(merged.notes());
            merged.text().ifPresent(text -> files.add(file));
            change(file, present, merged.text());
        }
        targets.add(
                new Report.ForProduct(
                        plan.product().client(),
                        plan.product().title(),
                        !plan.hook().file().isEmpty(),
                        plan.hook().said(),
                        plan.sandbox().said(),
                        List.copyOf(files),
                        switch (order.placement()) {
                            case PROJECT -> List.of();
                            case MANAGED -> plan.product().writes().managed().places();
                        },
                        plan.rules(),
                        List.copyOf(notes)));
    }

    private void change(String file, Optional<String> from, Optional<String> to) {
        if (!from.equals(to)) {
            changes.add(new Change(file, from.orElse(""), to.orElse("")));
        }
    }
}
