package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import dev.countersign.policy.history.RememberedFile;
import dev.countersign.policy.match.Hosts;
import dev.countersign.policy.program.Programs;
import dev.countersign.policy.request.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Code in another language on a command line or in a here-document. It is harmless when no name in
 * it can reach a process, a file, the network or the environment. A call with constant arguments is
 * what it does; every other one is opaque, and the texts are looked at as paths and as commands.
 */
final class InlineCode {
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

    private final Invoker invoker;
    private final String program;
    private final Language language;

    InlineCode(Invoker invoker, String program) {
        this.invoker = invoker;
        this.program = program;
        this.language = Language.of(program);
    }

    /** Code that an earlier call wrote into the project: only what it certainly does counts. */
    void examineOfProject(String code) {
        if (code.replace(RememberedFile.CHANGED, "").indexOf(Wild.ANYTHING) >= 0) {
            opaque();
        }
        // An application reads its environment all day; that shows nothing yet.
        new CodeUses(language, read(code))
                .done().stream()
                        .filter(use -> use.action() != CodeAction.ENVIRONMENT)
                        .forEach(this::use);
    }

    void examine(String code) {
        if (Wild.hasUnknown(code)) {
            opaque();
        }
        List<CodeToken> tokens = read(code);
        var uses = new CodeUses(language, tokens);
        uses.done().forEach(this::use);
        if (uses.reachesOut()) {
            tokens.stream()
                    .filter(token -> token.isText() || token.kind() == CodeToken.Kind.OPEN_TEXT)
                    .forEach(token -> literal(token.text()));
            opaque();
        }
    }

    private List<CodeToken> read(String code) {
        invoker.walker().budget().steps(code.length());
        return CodeReader.read(language.name(), code);
    }

    private void opaque() {
        invoker.walker().opaque(Opacity.CODE, program, invoker.reach());
    }

    private void use(CodeUses.Use use) {
        String first = use.words().isEmpty() ? "" : use.words().getFirst();
        switch (use.action()) {
            case FILE, READ -> use.words().forEach(path -> file(path, Access.READ));
            case WRITE -> file(first, Access.WRITE);
            case LIST -> file(first, Access.LIST);
            case CONNECT -> connect(first, "GET");
            case SEND -> send(first);
            case STATEMENT -> statement(first);
            case EXPRESSION -> expression(first);
            case CREATE -> file(first, Access.CREATE);
            case DELETE -> use.words().forEach(path -> file(path, Access.DELETE));
            case DELETE_TREE -> use.words().forEach(path -> file(path, Access.DELETE_TREE));
            case SHELL -> shell(first);
            case COMMAND ->
                    invoker.within(invoker.environment().inner())
                            .reached(Reach.How.WRAPPED, program + " code")
                            .invoke(use.words());
            case ENVIRONMENT -> variable(use.words());
            case SCRIPT ->
                    new Scripts(invoker).textOf(Place.of(first, invoker.environment().cwd()));
        }
    }

    private void variable(List<String> names) {
        boolean harmless = !names.isEmpty() && names.stream().noneMatch(CredentialText::isName);
        if (!harmless && !invoker.environment().isKeptFromOutput()) {
            Tag tag = names.isEmpty() ? Tag.ENV_LIST : Tag.SECRET_READ;
            invoker.walker()
                    .gathering()
                    .add(
                            new Fact.EffectTag(
                                    tag,
                                    Optional.empty(),
                                    String.join(" ", names),
                                    invoker.reach()));
        }
    }

    private void shell(String text) {
        // What a program of awk prints into a pipe is not known.
        Flow in = language.is("awk") ? Flow.of(Flow.UNKNOWN) : Flow.NONE;
        invoker.shellText(text, program + " code", invoker.environment().inner(), in);
    }

    private void connect(String address, String method) {
        Addresses.egress(address, Optional.of(method), invoker.reach())
                .ifPresent(invoker.walker().gathering()::add);
        request(address);
    }

    private void send(String address) {
        connect(address, "POST");
        boolean here =
                Addresses.egress(address, Optional.empty(), invoker.reach())
                        .filter(egress -> Hosts.isLoopback(egress.host()))
                        .isPresent();
        if (!here) {
            tag(Tag.NET_UPLOAD, address);
        }
    }

    /** An expression over columns; one that calls, or names variables, may do anything. */
    private void expression(String text) {
        if (text.indexOf('@') >= 0 || text.indexOf('(') >= 0) {
            opaque();
        }
    }

    /** Statements that reach files or load code are not read any further. */
    private void statement(String text) {
        new Statements(invoker, program).examine(text);
        boolean leaves =
                Arrays.stream(text.split("[^A-Za-z_]+")).anyMatch(language::leavesDatabase);
        if (leaves) {
            opaque();
        }
        QUOTED.matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(literal -> literal.indexOf('.') >= 0 || literal.indexOf('/') >= 0)
                .forEach(literal -> file(literal, Access.READ));
    }

    private void tag(Tag tag, String subject) {
        invoker.walker()
                .gathering()
                .add(new Fact.EffectTag(tag, Optional.empty(), subject, invoker.reach()));
    }

    private void file(String written, Access access) {
        if (written.contains("://")) {
            if (access.changes()) {
                send(written);
            } else {
                connect(written, "GET");
            }
            return;
        }
        path(written, access);
    }

    private void path(String written, Access access) {
        if (written.isEmpty()
                || written.startsWith("/dev/std")
                || written.equals("/dev/null")
                || written.equals(":memory:")) {
            return;
        }
        String path = written.indexOf('*') < 0 ? written : Wild.ofGlob(written);
        Place place = Place.of(path, invoker.environment().cwd());
        if (access == Access.DELETE && !Wild.isLiteral(path)) {
            invoker.walker().gathering().add(Emptying.tag(place, invoker.reach()));
        }
        invoker.walker()
                .gathering()
                .add(new Fact.FileAccess(place, access, Optional.empty(), invoker.reach()));
    }

    /**
     * Beside what was not understood, a literal path counts as read and a command as run; what is
     * asked of an address is not known.
     */
    private void literal(String text) {
        if (text.isBlank() || text.length() > 4_000) {
            return;
        }
        if (text.startsWith("http://") || text.startsWith("https://")) {
            request(text);
        }
        if (text.length() < 300 && text.chars().noneMatch(Character::isWhitespace)) {
            path(text, Access.READ);
        }
        String first = text.strip().split("\\s", 2)[0];
        if (Programs.isKnown(first.substring(first.lastIndexOf('/') + 1))) {
            shell(text);
        }
    }

    private void request(String address) {
        Addresses.egress(address, Optional.empty(), invoker.reach())
                .map(Request.unknown(address + Flow.UNKNOWN)::calls)
                .ifPresent(calls -> calls.forEach(invoker.walker().gathering()::add));
    }
}
