package dev.countersign.audit.sequence;

/** What is stored is not what was hashed or signed before. The message shows both sides. */
public class Contradiction extends RuntimeException {

    Contradiction(String message) {
        super(message, null, false, true);
    }
}
