package dev.countersign.policy.bundle;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of which one must have signed a bundle. Where there is none, no bundle is accepted. */
public record TrustedKeys(Set<VerifyingKey> keys) {

    public static final TrustedKeys NONE = new TrustedKeys(Set.of());

    public TrustedKeys {
        keys = Set.copyOf(keys);
    }

    public static TrustedKeys of(VerifyingKey... keys) {
        return new TrustedKeys(new LinkedHashSet<>(List.of(keys)));
    }

    /**
     * Reads a PEM text with one or more public keys, one behind the other.
     *
     * @param name how the text is called in errors
     * @throws IllegalArgumentException if any of them is no Ed25519 public key, or there is none
     */
    public static TrustedKeys read(String name, String pem) {
        return new TrustedKeys(new LinkedHashSet<>(VerifyingKey.all(name, pem)));
    }

    public TrustedKeys and(TrustedKeys more) {
        var all = new LinkedHashSet<>(keys);
        all.addAll(more.keys);
        return new TrustedKeys(all);
    }

    Stream<VerifyingKey> inOrder() {
        return keys.stream().sorted(Comparator.comparing(VerifyingKey::id));
    }

    @Override
    public String toString() {
        return inOrder().map(VerifyingKey::id).collect(Collectors.joining(", "));
    }
}
