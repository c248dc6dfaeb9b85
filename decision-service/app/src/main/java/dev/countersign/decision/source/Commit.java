package dev.countersign.decision.source;

import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * A commit as it describes itself. Nobody checked who its author is: Git lets everybody write any
 * name.
 *
 * @param id its whole identifier
 */
record Commit(String id, String author, String subject) {

    private static final int LONGEST = 200;

    static Commit of(RevCommit commit) {
        PersonIdent author = commit.getAuthorIdent();
        return new Commit(
                commit.name(),
                line("%s <%s>".formatted(author.getName(), author.getEmailAddress())),
                line(commit.getShortMessage()));
    }

    /** Lines above a diff. */
    String remark(Remote remote) {
        return """
        # commit %s of branch %s of %s
        # by its own account of %s: %s"""
                .formatted(id, remote.branch(), remote.url(), author, subject);
    }

    private static String line(String text) {
        String seen = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]", "\ufffd");
        return seen.codePointCount(0, seen.length()) <= LONGEST
                ? seen
                : seen.substring(0, seen.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
