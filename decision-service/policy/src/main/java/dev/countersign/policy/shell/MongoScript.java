package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.action.Wild;
import java.util.Optional;
import java.util.regex.Pattern;

/** JavaScript for a document database: the calls that drop, or that change every document. */
final class MongoScript {
    private static final Pattern DROPS =
            Pattern.compile(
                    "(?:\\.|\\[\\s*['\"`])(?:dropDatabase|drop|dropUser|dropAllUsers|dropRole|dropAllRoles|dropIndexes|shutdownServer|_drop\\w*)(?:['\"`]\\s*\\])?\\s*\\(");
    private static final Pattern COMMANDS =
            Pattern.compile(
                    "['\"]?(?:dropDatabase|shutdown|dropAllUsersFromDatabase|drop|replSetReconfig)['\"]?\\s*:");
    private static final Pattern EVERYTHING =
            Pattern.compile(
                    "(?:\\.|\\[\\s*['\"`])(?:deleteMany|remove|updateMany|update|deleteOne|bulkWrite|replaceOne)(?:['\"`]\\s*\\])?\\s*\\(\\s*(?:\\{\\s*\\}|\\)|\\[)");
    private static final Pattern DYNAMIC =
            Pattern.compile(
                    "\\b(?:eval|require|load|Function|runProgram|run|fetch|import|process|spawn)\\s*[(.]|\\bprocess\\b");
    private static final Pattern COMPUTED = Pattern.compile("\\bdb\\s*\\[\\s*[^'\"`\\s]");
    private static final Pattern RIGHTS =
            Pattern.compile(
                    "\\.(?:grantRolesToUser|updateUser|changeUserPassword|createUser|revokeRolesFromUser|setFeatureCompatibilityVersion|renameCollection)\\s*\\(");

    private final Invoker invoker;

    MongoScript(Invoker invoker) {
        this.invoker = invoker;
    }

    void examine(String text) {
        if (text.indexOf(Wild.ANYTHING) >= 0
                || DYNAMIC.matcher(text).find()
                || COMPUTED.matcher(text).find()) {
            invoker.walker().opaque(Opacity.SQL, "", invoker.reach());
        }
        String plain = withoutComments(text);
        if (DROPS.matcher(plain).find() || runsCommand(plain)) {
            tag(Tag.DB_DROP);
        }
        if (EVERYTHING.matcher(plain).find() || RIGHTS.matcher(plain).find()) {
            tag(Tag.DB_MASS_CHANGE);
        }
    }

    private static boolean runsCommand(String text) {
        return (text.contains("Command") || text.contains("command"))
                && COMMANDS.matcher(text).find();
    }

    private static String withoutComments(String text) {
        var plain = new StringBuilder();
        int at = 0;
        int start = text.indexOf("/*");
        while (start >= 0) {
            plain.append(text, at, start).append(' ');
            int end = text.indexOf("*/", start + 2);
            at = end < 0 ? text.length() : end + 2;
            start = text.indexOf("/*", at);
        }
        return plain.append(text, at, text.length()).toString();
    }

    private void tag(Tag tag) {
        invoker.walker()
                .gathering()
                .add(new Fact.EffectTag(tag, Optional.empty(), "", invoker.reach()));
    }
}
