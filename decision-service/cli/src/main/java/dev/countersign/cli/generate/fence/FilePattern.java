package dev.countersign.cli.generate.fence;

import dev.countersign.policy.match.Braces;
import java.util.List;
import java.util.stream.Stream;

/**
 * A path pattern of a policy as the patterns of other programs are written: with stars, question
 * marks and classes, without braces.
 *
 * @param text relative to the project, absolute, or below {@code ~/}
 */
record FilePattern(String text) {

    static List<FilePattern> of(Denial.Files denied) {
        return Braces.expand(denied.pattern().source()).stream()
                .map(form -> new FilePattern(anchored(form, denied.folder())))
                .toList();
    }

    private static String anchored(String form, String folder) {
        String plain = form.startsWith("./") ? form.substring(2) : form;
        String whole =
                plain.endsWith("/") && plain.length() > 1
                        ? plain.substring(0, plain.length() - 1)
                        : plain;
        String deep = whole.contains("/") ? whole : "**/" + whole;
        boolean outside = deep.startsWith("/") || deep.startsWith("~");
        return folder.isEmpty() || outside ? deep : folder + "/" + deep;
    }

    /** Whether everybody reads it the same. */
    boolean isPlain() {
        return Stream.of(text.split("/"))
                .allMatch(part -> part.equals("**") || !part.contains("**") && isPlain(part));
    }

    private static boolean isPlain(String part) {
        return part.equals(part.strip())
                && !part.equals("..")
                && part.chars().noneMatch(c -> "\\()!#\"'$,;{}".indexOf(c) >= 0 || c < ' ')
                && (part.indexOf('[') < 0
                        || part.matches("[^\\[\\]]*(\\[[A-Za-z0-9-]+][^\\[\\]]*)*"))
                && (!part.startsWith("~") || part.equals("~"));
    }

    boolean isInProject() {
        return !text.startsWith("/") && !text.startsWith("~");
    }

    /**
     * Files that it stands for, and files in a folder of that name.
     *
     * @param root of the project
     */
    List<String> samples(String root) {
        String one = text.replaceAll("\\[(.)[^\\]]*]", "$1").replace("?", "a");
        String flat = one.replace("**/", "").replace("**", "a").replace("*", "a");
        String deep = one.replace("**/", "a/b/").replace("**", "a/b").replace("*", "b");
        return Stream.of(flat, deep, flat + "/a")
                .map(path -> isInProject() ? root + "/" + path : path)
                .toList();
    }
}
