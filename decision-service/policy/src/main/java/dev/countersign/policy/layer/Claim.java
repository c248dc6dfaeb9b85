package dev.countersign.policy.layer;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.match.CommandPattern;
import dev.countersign.policy.match.HostPattern;
import dev.countersign.policy.match.NamePattern;
import dev.countersign.policy.match.PatternLanguage;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What one pattern of a rule speaks of, where it can be compared with that of another rule. */
sealed interface Claim {
    /** As people read it. */
    String shown();

    /** Whether a denial may be about something of this; quick, and sometimes wrongly true. */
    boolean couldMeet(Claim denied);

    /**
     * What is allowed here although the other one denies it.
     *
     * @throws IllegalStateException if the patterns are too intricate to tell
     */
    Optional<Overlap> against(Claim denied);

    /**
     * Files.
     *
     * @param exempt what it does not speak of after all
     */
    record Files(
            String shown, Set<Access> accesses, PatternLanguage paths, List<PatternLanguage> exempt)
            implements Claim {
        @Override
        public boolean couldMeet(Claim denied) {
            return denied instanceof Files files
                    ? !Collections.disjoint(accesses, files.accesses)
                            && paths.couldMeet(files.paths)
                    : denied instanceof Rest rest && rest.isAbout(this);
        }

        @Override
        public Optional<Overlap> against(Claim denied) {
            if (denied instanceof Rest rest) {
                return beyond(
                        rest.listed().stream()
                                .filter(Files.class::isInstance)
                                .map(one -> ((Files) one).paths)
                                .toList());
            }
            return denied instanceof Files files ? within(files) : Optional.empty();
        }

        private Optional<Overlap> within(Files denied) {
            return paths.shortest(List.of(denied.paths), with(denied.exempt))
                    .map(
                            example ->
                                    new Overlap(
                                            example, liesIn(denied) ? Extent.WHOLE : Extent.PART));
        }

        private boolean liesIn(Files denied) {
            return denied.accesses.containsAll(accesses)
                    && paths.shortest(List.of(), with(List.of(denied.paths))).isEmpty()
                    && sharesNothingWith(denied.exempt);
        }

        private Optional<Overlap> beyond(List<PatternLanguage> listed) {
            return paths.shortest(List.of(), with(listed))
                    .map(
                            example ->
                                    new Overlap(
                                            example,
                                            sharesNothingWith(listed)
                                                    ? Extent.WHOLE
                                                    : Extent.PART));
        }

        private boolean sharesNothingWith(List<PatternLanguage> others) {
            return others.stream()
                    .allMatch(other -> paths.shortest(List.of(other), exempt).isEmpty());
        }

        private List<PatternLanguage> with(List<PatternLanguage> others) {
            return Stream.concat(exempt.stream(), others.stream()).toList();
        }
    }

    /** Something that one pattern of its kind can cover as a whole. */
    sealed interface Single extends Claim {
        /** Something that both speak of. */
        Optional<String> shared(Claim other);

        boolean covers(Claim other);

        /** What a denial does not speak of after all; only what lies in one as a whole counts. */
        List<Claim> exempt();

        @Override
        default boolean couldMeet(Claim denied) {
            return denied.getClass() == getClass()
                    || denied instanceof Rest rest && rest.isAbout(this);
        }

        @Override
        default Optional<Overlap> against(Claim denied) {
            return switch (denied) {
                case Rest rest -> beyond(rest);
                case Single single -> within(single);
                case Files files -> Optional.empty();
            };
        }

        private Optional<Overlap> within(Single denied) {
            if (denied.exempt().stream().anyMatch(this::isCoveredBy)) {
                return Optional.empty();
            }
            boolean whole = denied.exempt().isEmpty() && denied.covers(this);
            return shared(denied)
                    .map(example -> new Overlap(example, whole ? Extent.WHOLE : Extent.PART));
        }

        private boolean isCoveredBy(Claim other) {
            return other instanceof Single single && single.covers(this);
        }

        private Optional<Overlap> beyond(Rest denied) {
            if (denied.listed().stream().anyMatch(this::isCoveredBy)) {
                return Optional.empty();
            }
            boolean whole = denied.listed().stream().noneMatch(one -> shared(one).isPresent());
            return shared(this)
                    .map(example -> new Overlap(example, whole ? Extent.WHOLE : Extent.PART));
        }
    }

    record Commands(CommandPattern pattern, List<Claim> exempt) implements Single {
        @Override
        public String shown() {
            return pattern.source();
        }

        @Override
        public Optional<String> shared(Claim other) {
            return other instanceof Commands commands
                    ? pattern.shared(commands.pattern)
                    : Optional.empty();
        }

        @Override
        public boolean covers(Claim other) {
            return other instanceof Commands commands && pattern.covers(commands.pattern);
        }
    }

    record Hosts(HostPattern pattern, List<Claim> exempt) implements Single {
        @Override
        public String shown() {
            return pattern.source();
        }

        @Override
        public Optional<String> shared(Claim other) {
            return other instanceof Hosts hosts ? pattern.shared(hosts.pattern) : Optional.empty();
        }

        @Override
        public boolean covers(Claim other) {
            return other instanceof Hosts hosts && pattern.covers(hosts.pattern);
        }
    }

    /** Tools of MCP servers. */
    record Tools(NamePattern server, NamePattern tool, List<Claim> exempt) implements Single {
        @Override
        public String shown() {
            return server.source() + "/" + tool.source();
        }

        @Override
        public Optional<String> shared(Claim other) {
            return other instanceof Tools tools
                    ? server.shared(tools.server)
                            .flatMap(one -> tool.shared(tools.tool).map(two -> one + "/" + two))
                    : Optional.empty();
        }

        @Override
        public boolean covers(Claim other) {
            return other instanceof Tools tools
                    && server.covers(tools.server)
                    && tool.covers(tools.tool);
        }
    }

    /**
     * Everything of a kind but what is listed; only denied, never allowed.
     *
     * @param kind of what is listed
     * @param accesses to files, when it is about files
     */
    record Rest(String shown, Class<? extends Claim> kind, Set<Access> accesses, List<Claim> listed)
            implements Claim {
        boolean isAbout(Claim allowed) {
            return kind == allowed.getClass()
                    && (!(allowed instanceof Files files)
                            || !Collections.disjoint(accesses, files.accesses()));
        }

        @Override
        public boolean couldMeet(Claim denied) {
            return false;
        }

        @Override
        public Optional<Overlap> against(Claim denied) {
            return Optional.empty();
        }
    }
}
