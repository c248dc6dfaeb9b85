package dev.countersign.policy.bundle;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A block of a PEM file (RFC 7468). */
record Pem(String label, byte[] content) {
    private static final int LINE = 64;
    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN ([A-Z0-9 ]+)-----\\s([A-Za-z0-9+/=\\s]*)-----END ([A-Z0-9 ]+)-----");

    /**
     * All blocks of a file; text around them is explanation.
     *
     * @param name how the file is called in errors
     * @throws IllegalArgumentException if a block is broken
     */
    static List<Pem> all(String name, String text) {
        List<Pem> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (!block.group(1).equals(block.group(3))) {
                throw new IllegalArgumentException(name + ": a PEM block ends as another kind");
            }
            blocks.add(new Pem(block.group(1), decoded(name, block.group(2))));
        }
        if (blocks.size() != text.split("-----BEGIN ", -1).length - 1) {
            throw new IllegalArgumentException(name + ": a PEM block is not complete");
        }
        return blocks;
    }

    private static byte[] decoded(String name, String lines) {
        try {
            return Base64.getDecoder().decode(lines.replaceAll("\\s", ""));
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException(name + ": a PEM block is no base64", broken);
        }
    }

    String text() {
        byte[] end = {'\n'};
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(label, Base64.getMimeEncoder(LINE, end).encodeToString(content), label);
    }
}
