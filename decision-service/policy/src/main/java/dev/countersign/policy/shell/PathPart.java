package dev.countersign.policy.shell;

import dev.countersign.policy.action.Wild;
import java.util.List;

/** {@code dirname} and {@code basename} of a path that is known. */
final class PathPart {
    private PathPart() {}

    static String of(Call call) {
        List<String> operands = call.operands();
        boolean plain = operands.size() == 1 && call.usage().options().isEmpty();
        if (!plain || !Wild.isLiteral(operands.getFirst())) {
            return String.valueOf(Wild.TAME);
        }
        String path = operands.getFirst().replaceFirst("(?<=.)/+$", "");
        int slash = path.lastIndexOf('/');
        return (call.program().equals("basename") ? name(path, slash) : folder(path, slash)) + "\n";
    }

    private static String name(String path, int slash) {
        return path.equals("/") ? path : path.substring(slash + 1);
    }

    private static String folder(String path, int slash) {
        if (slash < 0) {
            return ".";
        }
        String folder = path.substring(0, slash).replaceFirst("/+$", "");
        return folder.isEmpty() ? "/" : folder;
    }
}
