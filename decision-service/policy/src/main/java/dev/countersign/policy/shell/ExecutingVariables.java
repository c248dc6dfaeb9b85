package dev.countersign.policy.shell;

import dev.countersign.policy.action.Opacity;
import dev.countersign.policy.action.Reach;
import dev.countersign.policy.action.Wild;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Variables whose value is run, loaded or connected to by programs that see it. */
final class ExecutingVariables {
    private static final Set<String> COMMANDS =
            Set.of(
                    "PROMPT_COMMAND",
                    "GIT_SSH_COMMAND",
                    "GIT_SSH",
                    "GIT_EDITOR",
                    "GIT_SEQUENCE_EDITOR",
                    "GIT_PAGER",
                    "GIT_EXTERNAL_DIFF",
                    "GIT_ASKPASS",
                    "GIT_PROXY_COMMAND",
                    "SSH_ASKPASS",
                    "EDITOR",
                    "VISUAL",
                    "PAGER",
                    "MANPAGER",
                    "LESSOPEN",
                    "LESSCLOSE",
                    "BROWSER",
                    "RSYNC_RSH",
                    "CVS_RSH",
                    "SUDO_ASKPASS",
                    "PS4",
                    "PS1");
    private static final Set<String> LOADED =
            Set.of(
                    "LD_PRELOAD",
                    "LD_LIBRARY_PATH",
                    "LD_AUDIT",
                    "DYLD_INSERT_LIBRARIES",
                    "BASH_ENV",
                    "ENV",
                    "PYTHONSTARTUP",
                    "PERL5OPT",
                    "RUBYOPT",
                    "PERL5LIB",
                    "GIT_EXEC_PATH",
                    "GIT_TEMPLATE_DIR",
                    "GIT_CONFIG",
                    "GIT_CONFIG_GLOBAL",
                    "GIT_CONFIG_COUNT");
    private static final Set<String> PROXIES =
            Set.of("http_proxy", "https_proxy", "all_proxy", "ftp_proxy");
    private static final Set<String> HARMLESS =
            Set.of(
                    "",
                    "cat",
                    "true",
                    ":",
                    "less",
                    "more",
                    "vi",
                    "vim",
                    "nano",
                    "echo",
                    "code",
                    "code --wait",
                    "/bin/true",
                    "/usr/bin/true");

    private final Walker walker;
    private final Environment environment;
    private final Reach reach;

    ExecutingVariables(Walker walker, Environment environment, Reach reach) {
        this.walker = walker;
        this.environment = environment;
        this.reach = reach;
    }

    void assigned(String name, List<String> values) {
        String value = String.join(" ", values);
        if (COMMANDS.contains(name)) {
            command(name, value);
        } else if (LOADED.contains(name)) {
            walker.opaque(Opacity.NAME_SHADOWED, name + "=" + value, reach);
        } else if (PROXIES.contains(name.toLowerCase(Locale.ROOT)) && !value.isEmpty()) {
            Addresses.egress(value, Optional.empty(), reach).ifPresent(walker.gathering()::add);
        } else if (name.equals("PATH")) {
            shadowedBy(value);
        }
    }

    private void command(String name, String value) {
        if (HARMLESS.contains(value)) {
            return;
        }
        Reach inside = reach.via(Reach.How.WRAPPED, name);
        if (name.startsWith("PS")) {
            walker.evaluate(value, environment, inside);
        } else if (Wild.hasUnknown(value)) {
            walker.opaque(Opacity.SHELL_TEXT, name, inside);
        } else {
            walker.text(value, environment.inner(), inside, Flow.NONE);
        }
    }

    /** Adding a folder of the project is everyday; a folder anyone may write to is not. */
    private void shadowedBy(String value) {
        boolean strange =
                java.util.Arrays.stream(value.split(":"))
                        .anyMatch(
                                part ->
                                        part.isEmpty()
                                                || part.equals(".")
                                                || part.startsWith("/tmp")
                                                || part.startsWith("/var/tmp"));
        if (strange) {
            walker.opaque(Opacity.NAME_SHADOWED, "PATH", reach);
        }
    }
}
