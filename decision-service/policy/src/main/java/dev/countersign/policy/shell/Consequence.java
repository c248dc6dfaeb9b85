package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Argument;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Gathering;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.masking.Masker;
import dev.countersign.policy.program.Reading;
import dev.countersign.policy.program.Role;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What follows from an invocation by its table: files, connections, effects. */
final class Consequence {
    /** What the first part of a socket's description may be when it is a file. */
    private static final Set<String> FILES =
            Set.of("FILE", "OPEN", "GOPEN", "CREATE", "CREAT", "PIPE");

    private static final int LONGEST_SUBJECT = 200;

    private final Invoker invoker;
    private final String program;
    private final Reading reading;
    private final List<Argument> arguments;
    private final Gathering gathering;
    private final Reach reach;
    private final TouchedFiles files;
    private final Endpoints endpoints;

    Consequence(Invoker invoker, String program, Reading reading, List<Argument> arguments) {
        this.invoker = invoker;
        this.program = program;
        this.reading = reading;
        this.arguments = arguments;
        this.gathering = invoker.walker().gathering();
        this.reach = invoker.reach();
        this.files = new TouchedFiles(gathering, reach, folder(invoker.environment().cwd()));
        this.endpoints = new Endpoints(program, reading, gathering, reach);
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
            case TEXT, SHELL, STAND_IN, CODE, EXECUTE, LOADED, SEARCHED -> {}
            case EVALUATED, CONFIG, SQL -> {}
            case SECRET, LOGIN, SECRET_SETTING, SECRET_SOURCE, NAMED_SECRET -> {}
            case DIRECTORY, LIST -> files.touch(text, Access.LIST);
            case FILTER -> files.filter(text, Search.namesOnly(reading));
            case SCRIPT, STATEMENTS -> files.touch(text, Access.READ);
            case READ ->
                    files.touch(
                            text, Search.readsAnything(reading, text) ? Access.LIST : Access.READ);
            case EDIT -> {
                files.touch(text, Access.READ);
                files.touch(text, Access.WRITE);
            }
            case READ_TREE -> files.touch(text, Access.READ_TREE);
            case WRITE -> files.touch(text, Access.WRITE);
            case APPEND -> files.touch(text, Access.APPEND);
            case CREATE -> files.touch(text, Access.CREATE);
            case FILLED -> files.touch(text + "/", Access.CREATE);
            case DELETE -> files.delete(text);
            case DELETE_TREE -> files.touch(text, Access.DELETE_TREE);
            case CHANGE_MODE -> files.touch(text, Access.CHANGE_MODE);
            case LINK -> files.touch(text, Access.LINK);
            case MOVE -> {
                files.touch(text, Access.READ);
                files.touch(text, Access.DELETE);
            }
            case URL -> address(text);
            case HOST -> endpoints.host(text);
            case CONNECT_TO -> endpoints.connectTo(text);
            case LOOK_UP -> endpoints.lookUp(text);
            case SOCKET -> socket(text);
            case IMAGE -> endpoints.image(text);
            case DATABASE -> endpoints.database(text);
            case PACKAGE -> packageFrom(text);
            case SETTING -> endpoints.setting(text);
            case MODULE -> endpoints.image(text);
            case MOUNT -> mount(text);
            case STORED_READ -> stored(text, Access.READ);
            case STORED_READ_TREE -> stored(text, Access.READ_TREE);
            case STORED_WRITE -> stored(text, Access.WRITE);
            case REMOTE_READ -> remote(text, Access.READ_TREE, false);
            case REMOTE_LIST -> remote(text, Access.LIST, false);
            case REMOTE_WRITE ->
                    remote(text, text.endsWith("/") ? Access.CREATE : Access.WRITE, true);
            case REPOSITORY -> repository(text);
            case UPLOAD, HEADER, COOKIE -> sent(part);
            case REVISION -> files.revision(text);
            case HISTORY -> files.history(text);
        }
    }

    /** The path of a {@code file:} address, which may be percent-encoded. */
    private static String localPath(String address) {
        String path = address.substring(5).replaceFirst("^//(localhost(?=/))?", "");
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return path;
        }
    }

    private void address(String text) {
        if (text.regionMatches(true, 0, "file:", 0, 5)) {
            files.touch(localPath(text), Access.READ);
        }
        endpoints.address(text);
    }

    private void remote(String text, Access access, boolean sending) {
        Optional<Fact.Egress> egress = endpoints.remote(text);
        if (egress.isEmpty()) {
            files.touch(text, access);
        } else if (sending) {
            effect(Tag.NET_UPLOAD, egress.get().host());
        }
    }

    /** What is elsewhere is no file of this machine. */
    private void stored(String text, Access access) {
        int colon = text.indexOf(':');
        int slash = text.indexOf('/');
        if (colon <= 0 || slash >= 0 && slash < colon) {
            files.touch(text, access);
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
        Optional<Fact.Egress> egress = endpoints.repository(text);
        if (egress.isPresent() && reading.effects().contains(Tag.VCS_PUSH)) {
            effect(Tag.NET_UPLOAD, egress.get().host());
        }
    }

    private void sent(Reading.Part part) {
        for (String path : SentFiles.of(part)) {
            files.touch(path, Access.READ);
        }
        if (part.role() == Role.HEADER) {
            endpoints.header(part.text());
        }
    }

    private void socket(String text) {
        int colon = text.indexOf(':');
        if (colon > 0 && FILES.contains(text.substring(0, colon).toUpperCase(Locale.ROOT))) {
            String path = text.substring(colon + 1).split(",", 2)[0];
            files.touch(path, Access.READ);
            files.touch(path, Access.WRITE);
        }
        endpoints.socket(text);
    }

    private void mount(String text) {
        Mount mount = Mount.of(text);
        if (mount.isFolder()) {
            files.touch(mount.source(), Access.READ_TREE);
            if (mount.opensTheMachine()) {
                effect(Tag.PRIV_ESCALATE, mount.source());
            }
        }
    }

    private void packageFrom(String text) {
        PackageSource source = PackageSource.of(program, text);
        source.address().ifPresent(endpoints::repository);
        if (source.isElsewhere()) {
            effect(Tag.EXEC_REMOTE_CODE, text);
        }
    }

    private void effect(Tag tag, String subject) {
        gathering.add(new Fact.EffectTag(tag, Optional.empty(), subject, reach));
    }

    private void tag(Tag tag) {
        if (tag == Tag.NET_UPLOAD && endpoints.stayHere()) {
            return;
        }
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
        String words =
                reading.parts().stream()
                        .filter(part -> part.option().isEmpty())
                        .map(part -> arguments.get(part.word()).masked())
                        .collect(Collectors.joining(" "));
        if (words.length() <= LONGEST_SUBJECT) {
            return words;
        }
        String masked = Masker.shipped().text(words);
        return masked.substring(0, Math.min(masked.length(), LONGEST_SUBJECT));
    }

    /** A program that connects to a configured place is taken to use the usual one. */
    private void wellKnownHost() {
        if (!endpoints.areNamed()) {
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
