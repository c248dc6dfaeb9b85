package dev.countersign.decision.source;

import dev.countersign.decision.bundle.Actor;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;

/**
 * Which repository, which branch of it, and where in it the policies are. Holds no credentials.
 *
 * @param path of a folder or file; empty for the root
 */
record Remote(URIish url, String branch, String path) {

    private static final int SHOWN_OF_COMMIT = 12;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /**
     * @throws IllegalStateException if a setting says what is not read from, or not safely
     */
    static Remote of(String url, String branch, String path, Optional<Secret> token) {
        Remote remote = new Remote(parsed(url), branch, trimmed(path));
        remote.requireReadable(token.isPresent());
        if (!Repository.isValidRefName(remote.ref())) {
            throw wrong("branch", "'%s' is no name of a branch".formatted(branch));
        }
        if (Arrays.asList(remote.path.split("/")).contains("..")) {
            throw wrong("path", "'%s' leads out of the repository".formatted(path));
        }
        return remote;
    }

    private static URIish parsed(String url) {
        try {
            return new URIish(url);
        } catch (URISyntaxException unreadable) {
            throw wrong("url", "it is no address");
        }
    }

    private static String trimmed(String path) {
        return path.replaceAll("^/+|/+$", "");
    }

    /** Nothing of the address is shown before it is known to hold no credentials. */
    private void requireReadable(boolean withToken) {
        if (url.getUser() != null || url.getPass() != null) {
            throw wrong(
                    "url",
                    "it holds a user or a token; use https://… and countersign.policy.git.token-file");
        }
        String text = url.toString();
        if (text.indexOf('?') >= 0 || text.indexOf('#') >= 0) {
            throw wrong("url", "an address of a repository has no '?' or '#'");
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme();
        boolean plain = scheme.equals("http");
        boolean local = scheme.equals("file") || scheme.isEmpty() && text.startsWith("/");
        if (!plain && !local && !scheme.equals("https")) {
            throw wrong("url", text + " is none of https://…, file://… or an absolute path");
        }
        if (plain && withToken && !LOOPBACK.contains(String.valueOf(url.getHost()))) {
            throw wrong("url", text + " would send the token unencrypted; use https");
        }
    }

    private static IllegalStateException wrong(String setting, String why) {
        return new IllegalStateException("countersign.policy.git.%s: %s.".formatted(setting, why));
    }

    String ref() {
        return "refs/heads/" + branch;
    }

    /** Under which what was taken is remembered. */
    String key() {
        return "%s %s /%s".formatted(url, branch, path);
    }

    /** Who stores and activates what a commit holds. */
    Actor.Source at(String commit) {
        return new Actor.Source("git:%s@%s".formatted(url, commit.substring(0, SHOWN_OF_COMMIT)));
    }
}
