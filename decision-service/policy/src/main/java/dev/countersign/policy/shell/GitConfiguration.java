package dev.countersign.policy.shell;

import dev.countersign.policy.action.Fact;
import dev.countersign.policy.action.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code key=value} of git's configuration: some keys name programs, some decide which checks run.
 */
final class GitConfiguration {
    private static final List<String> PROGRAMS =
            List.of(
                    "core.pager",
                    "core.editor",
                    "core.sshcommand",
                    "core.askpass",
                    "core.fsmonitor",
                    "core.gitproxy",
                    "sequence.editor",
                    "credential.helper",
                    "diff.external",
                    "gpg.program",
                    "pager.",
                    "uploadpack.packobjectshook");

    private final Invoker invoker;

    GitConfiguration(Invoker invoker) {
        this.invoker = invoker;
    }

    /** Whether changing the key changes which checks run or where the repository leads. */
    static boolean guards(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.equals("core.hookspath")
                || lower.startsWith("url.")
                || lower.startsWith("http.proxy")
                || lower.startsWith("http.sslverify")
                || lower.startsWith("alias.")
                || lower.startsWith("filter.")
                || lower.startsWith("include")
                || lower.startsWith("remote.") && lower.endsWith("url")
                || namesProgram(lower);
    }

    private static boolean namesProgram(String lower) {
        return PROGRAMS.stream().anyMatch(lower::startsWith)
                || lower.endsWith(".cmd")
                || lower.endsWith(".driver")
                || lower.endsWith(".textconv")
                || lower.endsWith(".clean")
                || lower.endsWith(".smudge")
                || lower.endsWith(".command");
    }

    void examine(String setting) {
        int equals = setting.indexOf('=');
        String key = (equals < 0 ? setting : setting.substring(0, equals)).toLowerCase(Locale.ROOT);
        String value = equals < 0 ? "" : setting.substring(equals + 1);
        if (key.startsWith("alias.")) {
            String text = value.startsWith("!") ? value.substring(1) : "git " + value;
            run(text, key);
        } else if (namesProgram(key) && !value.isEmpty() && !isPlainViewer(value)) {
            run(value.startsWith("!") ? value.substring(1) : value, key);
        }
        if (key.equals("core.hookspath")) {
            invoker.walker()
                    .gathering()
                    .add(
                            new Fact.EffectTag(
                                    Tag.GUARD_EDIT, Optional.empty(), key, invoker.reach()));
        }
    }

    private static boolean isPlainViewer(String value) {
        return List.of(
                        "cat",
                        "less",
                        "more",
                        "true",
                        ":",
                        "vim",
                        "vi",
                        "nano",
                        "false",
                        "store",
                        "cache",
                        "osxkeychain",
                        "manager")
                .contains(value);
    }

    private void run(String text, String key) {
        invoker.shellText(text, "git " + key, invoker.environment().inner(), Flow.NONE);
    }
}
