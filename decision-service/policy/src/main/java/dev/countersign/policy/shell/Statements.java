package dev.countersign.policy.shell;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Place;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import java.util.Optional;
import java.util.Set;

/** The text that a database gets, wherever it comes from. */
final class Statements {
    private static final Set<String> WITH_SCRIPTS = Set.of("mongosh", "mongo", "arangosh");

    private static final java.util.regex.Pattern PIPE =
            java.util.regex.Pattern.compile(
                    "(?:\\\\(?:g|gx|o|out|w|write)|^\\.(?:once|output|import|excel))\\s*['\"]?\\s*\\|([^'\"]*)");

    private final Invoker invoker;
    private final String program;

    Statements(Invoker invoker, String program) {
        this.invoker = invoker;
        this.program = program;
    }

    void examine(String text) {
        if (WITH_SCRIPTS.contains(program)) {
            new MongoScript(invoker).examine(text);
            return;
        }
        if (text.indexOf(Wild.ANYTHING) >= 0) {
            invoker.walker().opaque(Opacity.SQL, "", invoker.reach());
        }
        var client = new ClientCommand(invoker);
        text.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("\\"))
                .forEach(client::examine);
        for (SqlDialect dialect : SqlDialect.of(program)) {
            SqlWords.Cut cut = SqlWords.cut(text, dialect);
            cut.commands().forEach(client::examine);
            cut.statements().forEach(words -> statement(new SqlStatement(words)));
        }
    }

    private void statement(SqlStatement statement) {
        statement.effect().ifPresent(tag -> tag(tag, statement.show()));
        statement.body().ifPresent(this::inner);
        statement.program().ifPresent(this::program);
        var files = new SqlFiles(statement.words());
        files.read().forEach(path -> file(path, Access.READ));
        files.written().forEach(path -> file(path, Access.WRITE));
        boolean unknownVerb = Wild.hasUnknown(statement.words().getFirst());
        if (statement.isDynamic() || unknownVerb) {
            invoker.walker().opaque(Opacity.SQL, statement.show(), invoker.reach());
        }
    }

    private void file(String path, Access access) {
        Place place = Place.of(path, invoker.environment().cwd());
        invoker.walker()
                .gathering()
                .add(new Fact.FileAccess(place, access, Optional.empty(), invoker.reach()));
    }

    private void inner(String text) {
        invoker.walker()
                .deeper(
                        () -> {
                            examine(text);
                            return "";
                        });
    }

    /** The database's machine runs it; what is not written in quotes is not known. */
    private void program(String text) {
        if (text.startsWith("'")) {
            tag(Tag.EXEC_REMOTE_HOST, text.substring(1));
            invoker.shellText(
                    text.substring(1), program, Environment.elsewhere(), Flow.of(Flow.UNKNOWN));
        }
    }

    private void tag(Tag tag, String subject) {
        invoker.walker()
                .gathering()
                .add(new Fact.EffectTag(tag, Optional.empty(), subject, invoker.reach()));
    }
}
