package dev.countersign.policy.shell;

import dev.countersign.policy.action.Tag;
import java.util.List;
import java.util.regex.Pattern;

/** {@code ps}: with the letter {@code e} among its old options it shows every environment. */
final class ProcessList {
    private static final Pattern OLD_OPTIONS = Pattern.compile("[a-zA-Z]{1,9}");
    private static final String TAKE_A_VALUE = "oOkUptqNC";

    private final Call call;

    ProcessList(Call call) {
        this.call = call;
    }

    String run() {
        boolean environment = call.usage().has("E");
        List<String> words = call.operands();
        for (int i = 0; i < words.size() && OLD_OPTIONS.matcher(words.get(i)).matches(); i++) {
            String word = words.get(i);
            environment |= word.indexOf('e') >= 0;
            if (TAKE_A_VALUE.indexOf(word.charAt(word.length() - 1)) >= 0) {
                break;
            }
        }
        if (environment) {
            call.tag(Tag.SECRET_READ);
        }
        return Flow.UNKNOWN;
    }
}
