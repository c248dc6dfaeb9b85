package dev.countersign.policy.bundle;

import java.util.Base64;

/** Base64 of which each value has exactly one text in each of the two alphabets. */
final class Base64Text {
    private Base64Text() {}

    static String of(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * DSSE allows both alphabets. Missing padding, line ends and stray bits at the end are refused.
     *
     * @param what how the text is called in errors
     */
    static byte[] read(String what, String text) {
        boolean forAddresses = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        try {
            byte[] bytes =
                    (forAddresses ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
            String again = forAddresses ? Base64.getUrlEncoder().encodeToString(bytes) : of(bytes);
            if (again.equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException malformed) {
            // told below, like what only decodes leniently
        }
        throw new BundleRefused(what + " is no base64 in its one exact spelling");
    }
}
