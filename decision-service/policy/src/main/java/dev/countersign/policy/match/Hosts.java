package dev.countersign.policy.match;

import dev.countersign.policy.action.Wild;
import java.net.IDN;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One spelling for each host. */
public final class Hosts {
    private static final Set<String> METADATA =
            Set.of(
                    "metadata.google.internal",
                    "metadata.goog",
                    "metadata",
                    "instance-data",
                    "instance-data.ec2.internal",
                    "metadata.tencentyun.com",
                    "100.100.100.200",
                    "168.63.129.16",
                    "192.0.0.192",
                    "fd00:ec2::254",
                    "fd00:ec2::23",
                    "fd20:ce::254");
    private static final List<String> ADDRESS_NAMES =
            List.of(".nip.io", ".sslip.io", ".xip.io", ".traefik.me", ".localtest.me");
    private static final Set<String> RESOLVERS =
            Set.of(
                    "1.1.1.1",
                    "1.0.0.1",
                    "8.8.8.8",
                    "8.8.4.4",
                    "9.9.9.9",
                    "208.67.222.222",
                    "208.67.220.220");

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
        return Wild.isLiteral(plain) ? address(ascii(plain)) : plain;
    }

    private static String ascii(String name) {
        try {
            // Also folds full-width digits and dots, which resolvers do as well.
            return name.contains(":")
                    ? name
                    : IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noName) {
            return name;
        }
    }

    private static String address(String name) {
        if (name.contains(":")) {
            return ipv6(name);
        }
        return !name.isEmpty() && Character.isDigit(name.charAt(0)) ? ipv4(name) : name;
    }

    /** The short form; what is mapped or translated from IPv4 in its own form. */
    private static String ipv6(String text) {
        int zone = text.indexOf('%');
        try {
            byte[] bytes =
                    InetAddress.ofLiteral(zone < 0 ? text : text.substring(0, zone)).getAddress();
            if (bytes.length == 4 || translates(bytes)) {
                int last = bytes.length - 4;
                return (bytes[last] & 255)
                        + "."
                        + (bytes[last + 1] & 255)
                        + "."
                        + (bytes[last + 2] & 255)
                        + "."
                        + (bytes[last + 3] & 255);
            }
            return shortForm(bytes);
        } catch (IllegalArgumentException noAddress) {
            return text;
        }
    }

    /** {@code 64:ff9b::/96} and the addresses that are IPv4 with zeros before it. */
    private static boolean translates(byte[] bytes) {
        boolean zeros = true;
        for (int i = 0; i < 12; i++) {
            zeros &= bytes[i] == 0;
        }
        boolean small = bytes[12] == 0 && bytes[13] == 0;
        boolean wellKnown =
                bytes[0] == 0
                        && bytes[1] == 0x64
                        && bytes[2] == (byte) 0xff
                        && bytes[3] == (byte) 0x9b;
        return zeros && !small || wellKnown;
    }

    private static String shortForm(byte[] bytes) {
        var groups = new ArrayList<String>();
        for (int i = 0; i < 16; i += 2) {
            groups.add(Integer.toHexString((bytes[i] & 255) << 8 | bytes[i + 1] & 255));
        }
        String whole = ":" + String.join(":", groups) + ":";
        for (int zeros = 8; zeros > 1; zeros--) {
            String run = ":0".repeat(zeros) + ":";
            int at = whole.indexOf(run);
            if (at >= 0) {
                String before = whole.substring(0, at);
                String after = whole.substring(at + run.length());
                return (before.isEmpty() ? "" : before.substring(1))
                        + "::"
                        + (after.isEmpty() ? "" : after.substring(0, after.length() - 1));
            }
        }
        return whole.substring(1, whole.length() - 1);
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
                || METADATA.contains(host)
                || METADATA.contains(embedded(host))
                || embedded(host).startsWith("169.254.");
    }

    /** Names that resolve to the address written into them. */
    private static String embedded(String host) {
        for (String service : ADDRESS_NAMES) {
            if (host.endsWith(service)) {
                String[] parts = host.substring(0, host.length() - service.length()).split("[.-]");
                int last = parts.length;
                return last < 4 ? "" : String.join(".", List.of(parts).subList(last - 4, last));
            }
        }
        return "";
    }

    /** Servers that answer for all names and tell nobody's secrets on. */
    public static boolean isPublicResolver(String host) {
        return RESOLVERS.contains(host) || isLoopback(host);
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
