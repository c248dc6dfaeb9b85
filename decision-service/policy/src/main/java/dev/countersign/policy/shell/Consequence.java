package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Gathering;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.match.Hosts;
import dev.countersign.policy.program.Reading;
import dev.countersign.policy.program.Role;
import java.util.Optional;
import java.util.OptionalInt;

/** What follows from an invocation by its table: files, connections, effects. */
final class Consequence {
    private final Invoker invoker;
    private final String program;
    private final Reading reading;
    private final Gathering gathering;
    private final Reach reach;
    private final String cwd;
    private boolean namedRepository;

    Consequence(Invoker invoker, String program, Reading reading) {
        this.invoker = invoker;
        this.program = program;
        this.reading = reading;
        this.gathering = invoker.walker().gathering();
        this.reach = invoker.reach();
        this.cwd = folder(invoker.environment().cwd());
    }

    private String folder(String start) {
        String folder = start;
        for (Reading.Part part : reading.parts()) {
            if (part.role() == Role.DIRECTORY) {
                folder = Place.resolve(part.text(), folder);
            }
        }
        return Wild.isLiteral(folder) ? folder : "";
    }

    void report() {
        for (Reading.Part part : reading.parts()) {
            part(part);
        }
        for (Tag tag : reading.effects()) {
            tag(tag);
        }
        if (reading.effectsUncertain()) {
            gathering.add(new Fact.Opaque(Opacity.ARGUMENTS, program, reach));
        }
        wellKnownHost();
    }

    private void part(Reading.Part part) {
        String text = part.text();
        switch (part.role()) {
            case TEXT, SHELL, CODE, SCRIPT, EXECUTE, EVALUATED, CONFIG, BRANCH, PACKAGE, SQL -> {}
            case DIRECTORY, LIST -> file(text, Access.LIST);
            case READ -> file(text, Access.READ);
            case READ_TREE -> file(text, Access.READ_TREE);
            case WRITE -> file(text, Access.WRITE);
            case APPEND -> file(text, Access.APPEND);
            case CREATE -> file(text, Access.CREATE);
            case DELETE -> file(text, Access.DELETE);
            case DELETE_TREE -> file(text, Access.DELETE_TREE);
            case CHANGE_MODE -> file(text, Access.CHANGE_MODE);
            case LINK -> file(text, Access.LINK);
            case MOVE -> {
                file(text, Access.READ);
                file(text, Access.DELETE);
            }
            case URL -> address(text);
            case HOST -> host(text);
            case REMOTE_READ -> remote(text, Access.READ_TREE, false);
            case REMOTE_WRITE -> remote(text, Access.WRITE, true);
            case REPOSITORY -> repository(text);
            case UPLOAD -> upload(text);
            case REVISION -> revision(text);
        }
    }

    private void file(String text, Access access) {
        if (text.equals("-")
                || text.equals("/dev/null")
                || text.startsWith("/dev/std")
                || ProcessFile.is(text)
                || text.isEmpty()) {
            return;
        }
        Place place = Place.of(text, cwd);
        gathering.add(new Fact.FileAccess(place, access, Optional.empty(), reach));
        if (access.changes()) {
            Devices.tag(place, reach).ifPresent(gathering::add);
        }
    }

    private void address(String text) {
        if (text.startsWith("file:")) {
            file(text.replaceFirst("^file:(//)?", ""), Access.READ);
        }
        Addresses.egress(text, method(), reach).ifPresent(gathering::add);
    }

    private Optional<String> method() {
        return reading.usage().values("request").stream().reduce((first, last) -> last);
    }

    private void host(String text) {
        String name = text.substring(text.lastIndexOf('@') + 1);
        if (text.contains("://")) {
            address(text);
            return;
        }
        int colon = name.indexOf(':') == name.lastIndexOf(':') ? name.indexOf(':') : -1;
        String host = colon > 0 ? name.substring(0, colon) : name;
        gathering.add(
                new Fact.Egress(
                        program,
                        host.isEmpty() ? Flow.UNKNOWN : Hosts.normalise(host),
                        OptionalInt.empty(),
                        Optional.empty(),
                        reach));
    }

    private void remote(String text, Access access, boolean sending) {
        Optional<Fact.Egress> egress = Addresses.remote(text, "ssh", reach);
        if (egress.isEmpty()) {
            file(text, access);
            return;
        }
        gathering.add(egress.get());
        if (sending) {
            gathering.add(
                    new Fact.EffectTag(
                            Tag.NET_UPLOAD, Optional.empty(), egress.get().host(), reach));
        }
    }

    private void repository(String text) {
        if (text.startsWith("ext::")) {
            invoker.shellText(
                    text.substring("ext::".length()),
                    "ext::",
                    invoker.environment().inner(),
                    Flow.NONE);
        }
        Optional<Fact.Egress> egress = Addresses.remote(text, "ssh", reach);
        egress.ifPresent(gathering::add);
        namedRepository = egress.isPresent() || text.startsWith("/") || text.startsWith(".");
    }

    /** {@code @file} and {@code name=@file} send a file's content. */
    private void upload(String text) {
        int sign = text.indexOf('@');
        if (sign == 0 || sign > 0 && text.charAt(sign - 1) == '=') {
            String path = text.substring(sign + 1).split(";", 2)[0];
            if (!path.equals("-")) {
                file(path, Access.READ);
            }
        }
    }

    /** {@code rev:path} reads a path in history; protection holds there as well. */
    private void revision(String text) {
        int colon = text.indexOf(':');
        if (colon >= 0 && colon + 1 < text.length() && text.indexOf("://") < 0) {
            file(text.substring(colon + 1), Access.READ);
        }
    }

    private void tag(Tag tag) {
        if (tag == Tag.VCS_PUSH || tag == Tag.VCS_PUSH_FORCE) {
            PushTargets.of(reading)
                    .forEach(
                            branch ->
                                    gathering.add(
                                            new Fact.EffectTag(
                                                    tag, Optional.empty(), branch, reach)));
            return;
        }
        gathering.add(new Fact.EffectTag(tag, Optional.empty(), subject(), reach));
    }

    private String subject() {
        String words = String.join(" ", reading.operands());
        return words.length() > 200 ? words.substring(0, 200) : words;
    }

    /** A program that connects to a configured place is taken to use the usual one. */
    private void wellKnownHost() {
        boolean explicit =
                namedRepository
                        || reading.parts().stream()
                                .anyMatch(
                                        part ->
                                                part.role() == Role.URL
                                                        || part.role() == Role.HOST);
        if (!explicit) {
            reading.host()
                    .ifPresent(
                            host ->
                                    gathering.add(
                                            new Fact.Egress(
                                                    "https",
                                                    host,
                                                    OptionalInt.of(443),
                                                    Optional.empty(),
                                                    reach)));
        }
    }
}
