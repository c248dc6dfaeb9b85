package dev.countersign.policy.match;

import dev.countersign.policy.action.Wild;
import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One spelling for each host. */
public final class Hosts {
    private Hosts() {}

    /**
     * Lower case, no trailing dot, international names in their ASCII form, every form of IPv4 as
     * four decimal numbers.
     */
    public static String normalise(String host) {
        String plain = host.toLowerCase(Locale.ROOT);
        if (plain.startsWith("[") && plain.endsWith("]")) {
            plain = plain.substring(1, plain.length() - 1);
        }
        while (plain.endsWith(".")) {
            plain = plain.substring(0, plain.length() - 1);
        }
        if (!Wild.isLiteral(plain)) {
            return plain;
        }
        if (plain.startsWith("::ffff:") && plain.indexOf('.') > 0) {
            plain = plain.substring("::ffff:".length());
        }
        if (!plain.isEmpty() && Character.isDigit(plain.charAt(0))) {
            plain = ipv4(plain);
        }
        try {
            return plain.contains(":")
                    ? plain
                    : IDN.toASCII(plain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noName) {
            return plain;
        }
    }

    /** Addresses of this machine and its surroundings that are no places of the internet. */
    public static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("::1")
                || host.equals("0.0.0.0")
                || host.startsWith("127.") && ipv4(host).equals(host);
    }

    /** The addresses at which cloud providers hand out credentials. */
    public static boolean isMetadata(String host) {
        return host.startsWith("169.254.")
                || host.equals("metadata.google.internal")
                || host.equals("metadata")
                || host.equals("100.100.100.200")
                || host.equals("fd00:ec2::254");
    }

    private static String ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length > 4) {
            return text;
        }
        long value = 0;
        for (int i = 0; i < parts.length; i++) {
            long number = number(parts[i]);
            boolean last = i == parts.length - 1;
            long most = last ? (1L << (8 * (5 - parts.length))) - 1 : 255;
            if (number < 0 || number > most) {
                return text;
            }
            value += last ? number : number << (8 * (3 - i));
        }
        List<String> bytes = new ArrayList<>();
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes.add(String.valueOf((value >> shift) & 255));
        }
        return String.join(".", bytes);
    }

    private static long number(String part) {
        try {
            if (part.startsWith("0x")) {
                return part.length() > 10 ? -1 : Long.parseLong(part.substring(2), 16);
            }
            if (part.length() > 12) {
                return -1;
            }
            return part.startsWith("0") && part.length() > 1
                    ? Long.parseLong(part, 8)
                    : Long.parseLong(part);
        } catch (NumberFormatException noNumber) {
            return -1;
        }
    }
}
