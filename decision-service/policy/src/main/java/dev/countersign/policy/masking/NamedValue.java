package dev.countersign.policy.masking;

import dev.countersign.policy.secret.SecretName;
import dev.countersign.policy.secret.SecretValue;

/** A value beside the name of a secret: whether it is the secret, or code and prose about it. */
record NamedValue(String name, SecretName kind, Joint joint, String value) {

    /** How a value is joined to its name. */
    enum Joint {
        EQUALS,
        COLON,
        ELEMENT,
        OPTION,
        TAG
    }

    /** Between quotes it is a text, and only rarely another text than the secret. */
    boolean isQuotedSecret() {
        if (isNone() || isProse() || isNameOfOther()) {
            return false;
        }
        return switch (kind) {
            case PASSWORD -> !isCalledLikeThis();
            case TOKEN -> joint == Joint.OPTION || !isNumber() && !(isIdentifier() && mentions());
            case KEY -> SecretValue.looksRandom(value);
        };
    }

    /** Where an unquoted word can only be a value. */
    boolean isSecretForSure() {
        if (isNone()) {
            return false;
        }
        return switch (kind) {
            case PASSWORD -> !SecretValue.isType(value);
            case TOKEN -> !isNumber() && !SecretValue.isType(value);
            case KEY -> SecretName.inCapitals(name) ? !isNumber() : SecretValue.looksRandom(value);
        };
    }

    /**
     * In code an unquoted word is a name or an expression; text with digits in it rarely is.
     *
     * @param alone whether there is nothing else on the line
     */
    boolean isSecretPerhaps(boolean alone) {
        if (isNone() || SecretValue.isType(value) || SecretValue.isName(value) || isExpression()) {
            return false;
        }
        if (isNumber()) {
            return kind == SecretName.PASSWORD && value.length() >= 4;
        }
        if (kind == SecretName.KEY) {
            return SecretValue.looksRandom(value);
        }
        if (hasDigit() || !isIdentifier()) {
            return !(isIdentifier() && SecretValue.mentions(value));
        }
        return joint == Joint.COLON
                && alone
                && isWord()
                && (kind == SecretName.PASSWORD
                        ? !isCalledLikeThis()
                        : !SecretValue.mentions(value));
    }

    private boolean isNone() {
        return SecretValue.isNone(value) || SecretValue.isPlaceholder(value);
    }

    /** "Enter your password": a sentence about it, and no passphrase. */
    private boolean isProse() {
        String text = value.strip();
        return text.chars().anyMatch(Character::isWhitespace)
                && SecretValue.mentions(text)
                && !hasDigit()
                && (Character.isUpperCase(text.charAt(0))
                        || ".?!:…".indexOf(text.charAt(text.length() - 1)) >= 0
                        || text.chars().filter(c -> c == ' ').count() > 4);
    }

    private boolean isNameOfOther() {
        return SecretValue.isName(value) && (kind != SecretName.PASSWORD || hasDigit());
    }

    private boolean isExpression() {
        return value.charAt(0) == '/' || value.chars().anyMatch(c -> "([{".indexOf(c) >= 0);
    }

    /** {@code "password": "Password"} is a word for it, not one. */
    private boolean isCalledLikeThis() {
        int start = name.length() - value.length();
        return start >= 0 && name.regionMatches(true, start, value, 0, value.length());
    }

    private boolean mentions() {
        return SecretValue.mentions(value) && !hasDigit();
    }

    private boolean isIdentifier() {
        return value.chars().allMatch(c -> NamedValues.isOfName((char) c) || c == '$');
    }

    private boolean isWord() {
        return value.chars().allMatch(c -> c >= 'a' && c <= 'z');
    }

    private boolean isNumber() {
        return value.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.' || c == '_');
    }

    private boolean hasDigit() {
        return value.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
}
