package dev.countersign.policy.powershell;

import dev.countersign.policy.action.Wild;
import dev.countersign.policy.program.WordTable;
import java.util.Locale;

/** Reads words and values: quotes, variables, members, and what is constant among them. */
final class PowerShellValues {
    private static final WordTable TABLE = WordTable.of("powershell");

    private final PowerShellReading in;

    PowerShellValues(PowerShellReading in) {
        this.in = in;
    }

    /** Joined pieces of one word: bare text, quotes, in.variables, expressions. */
    String pieces(boolean[] quoted) {
        var value = new StringBuilder();
        while (in.at < in.text.length()) {
            char character = in.peek();
            if (Character.isWhitespace(character)
                    || ";|,})".indexOf(character) >= 0
                    || character == '&'
                    || character == '{' && !value.isEmpty()) {
                break;
            }
            if (character == '>' || character == '<') {
                break;
            }
            if (character == '`' && in.at + 1 < in.text.length()) {
                value.append(in.text.charAt(in.at + 1));
                in.at += 2;
            } else if ("'\u2018\u2019\u201a\u201b".indexOf(character) >= 0) {
                quoted[0] |= value.isEmpty();
                value.append(single());
            } else if ("\"\u201c\u201d\u201e".indexOf(character) >= 0) {
                quoted[0] |= value.isEmpty();
                value.append(expandable());
            } else if (character == '$'
                    || character == '@'
                    || character == '('
                    || character == '[') {
                quoted[0] |= value.isEmpty() && character != '[';
                value.append(value(character));
            } else if (character == '*') {
                value.append(Wild.STAR);
                in.at++;
            } else if (character == '?') {
                value.append(value.isEmpty() && isAlone() ? '?' : Wild.ONE);
                in.at++;
            } else {
                value.append(character);
                in.at++;
            }
        }
        return value.toString();
    }

    private boolean isAlone() {
        return in.at + 1 >= in.text.length()
                || Character.isWhitespace(in.text.charAt(in.at + 1))
                || in.text.charAt(in.at + 1) == '{';
    }

    String value(char character) {
        if (character == '[') {
            in.at++;
            return "[";
        }
        if (character == '@'
                && in.at + 1 < in.text.length()
                && "'\"".indexOf(in.text.charAt(in.at + 1)) >= 0) {
            return hereString();
        }
        if (character == '@' && in.at + 1 < in.text.length() && in.text.charAt(in.at + 1) == '{') {
            in.at++;
            new PowerShellExpressions(in).parts(in.balanced('{', '}'));
            return "";
        }
        if (character == '@' && in.at + 1 < in.text.length() && in.text.charAt(in.at + 1) != '(') {
            // Splatting: arguments from a variable.
            in.at++;
            in.name();
            return String.valueOf(Wild.ANYTHING);
        }
        if (character == '@') {
            in.at++;
        }
        return character == '$' ? variable() : parenthesised();
    }

    private String hereString() {
        char quote = in.text.charAt(in.at + 1);
        int start = in.text.indexOf('\n', in.at);
        int end = start < 0 ? -1 : in.text.indexOf("\n" + quote + "@", start);
        if (end < 0) {
            in.understood = false;
            in.at = in.text.length();
            return String.valueOf(Wild.ANYTHING);
        }
        String inside = in.text.substring(Math.min(start + 1, end), end);
        in.at = end + 3;
        return quote == '"' ? filled(inside) : inside;
    }

    private String parenthesised() {
        String inside = in.balanced('(', ')');
        String folded = folded(inside);
        if (folded != null) {
            return folded;
        }
        in.found.addAll(in.inner(inside));
        return String.valueOf(Wild.ANYTHING);
    }

    /** {@code 'a' + 'b'} is constant; null when it is anything else. */
    private static @org.jspecify.annotations.Nullable String folded(String inside) {
        var value = new StringBuilder();
        String rest = inside.strip();
        var constant = java.util.regex.Pattern.compile("'([^']*)'(?!')|\"([^\"$`]*)\"");
        while (true) {
            var matcher = constant.matcher(rest);
            if (!matcher.lookingAt()) {
                return null;
            }
            value.append(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
            rest = rest.substring(matcher.end()).strip();
            if (rest.isEmpty()) {
                return value.toString();
            }
            if (!rest.startsWith("+")) {
                return null;
            }
            rest = rest.substring(1).strip();
        }
    }

    private String single() {
        var value = new StringBuilder();
        in.at++;
        while (in.at < in.text.length()) {
            if (in.peek() == '\''
                    && in.at + 1 < in.text.length()
                    && in.text.charAt(in.at + 1) == '\'') {
                value.append('\'');
                in.at += 2;
            } else if ("'\u2018\u2019\u201a\u201b".indexOf(in.peek()) >= 0) {
                in.at++;
                return value.toString();
            } else {
                value.append(in.text.charAt(in.at++));
            }
        }
        in.understood = false;
        return value.toString();
    }

    private String expandable() {
        int start = ++in.at;
        while (in.at < in.text.length() && "\"\u201c\u201d\u201e".indexOf(in.peek()) < 0) {
            if (in.text.startsWith("$(", in.at)) {
                in.at++;
                in.balanced('(', ')');
            } else {
                in.at += in.peek() == '`' ? 2 : 1;
            }
        }
        in.understood &= in.at < in.text.length();
        int end = Math.min(in.at, in.text.length());
        in.at = Math.min(in.at + 1, in.text.length());
        return filled(in.text.substring(start, end));
    }

    private String filled(String inside) {
        var value = new StringBuilder();
        if (in.isTooDeep()) {
            return String.valueOf(Wild.ANYTHING);
        }
        PowerShellReading reader = in.within(inside);
        while (reader.at < inside.length()) {
            char character = reader.peek();
            boolean begins =
                    character == '$'
                            && reader.at + 1 < inside.length()
                            && (Character.isLetter(inside.charAt(reader.at + 1))
                                    || "({_?".indexOf(inside.charAt(reader.at + 1)) >= 0);
            if (character == '`' && reader.at + 1 < inside.length()) {
                value.append(escaped(inside.charAt(reader.at + 1)));
                reader.at += 2;
            } else if (begins) {
                value.append(new PowerShellValues(reader).variable());
            } else {
                value.append(character);
                reader.at++;
            }
        }
        in.found.addAll(reader.found);
        in.understood &= reader.understood;
        return value.toString();
    }

    private static char escaped(char kind) {
        return switch (kind) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '0' -> ' ';
            default -> kind;
        };
    }

    private String variable() {
        in.at++;
        if (in.peek() == '(') {
            return parenthesised();
        }
        String name = in.peek() == '{' ? in.balanced('{', '}') : in.name();
        String lower = name.toLowerCase(Locale.ROOT);
        String known =
                switch (lower) {
                    case "null" -> "$null";
                    case "true" -> "$true";
                    case "false" -> "$false";
                    case "pwd" -> ".";
                    case "home" -> "~";
                    case "" -> "$";
                    default -> in.variables.getOrDefault(lower, String.valueOf(Wild.ANYTHING));
                };
        return members(known);
    }

    /** {@code .Property}, {@code .Method(…)}, {@code [index]} behind a value. */
    String members(String value) {
        String seen = value;
        while (in.at + 1 < in.text.length()) {
            if (in.peek() == '.' && Character.isLetter(in.text.charAt(in.at + 1))) {
                in.at++;
                String member = in.name();
                if (in.peek() == '(') {
                    in.found.addAll(in.inner(in.balanced('(', ')')));
                    in.understood &= TABLE.has("methods", member);
                }
                seen = String.valueOf(Wild.ANYTHING);
            } else if (in.peek() == '[') {
                in.found.addAll(in.inner(in.balanced('[', ']')));
                seen = String.valueOf(Wild.ANYTHING);
            } else {
                return seen;
            }
        }
        return seen;
    }
}
