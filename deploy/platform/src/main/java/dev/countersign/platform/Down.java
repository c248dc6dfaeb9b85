package dev.countersign.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** {@code deploy/down}: stops what runs; with {@code --wipe} it removes the data too. */
final class Down {
    private Down() {}

    public static void main(String[] arguments) {
        System.exit(Command.run(() -> down(List.of(arguments), System.getenv())));
    }

    private static int down(List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        boolean wipe = arguments.equals(List.of("--wipe"));
        if (!wipe && !arguments.isEmpty()) {
            throw new PlatformFailure("Usage: deploy/down [--wipe]");
        }
        Home home = Home.find(environment);
        if (!Files.isDirectory(home.folder())) {
            System.out.println("Nothing was ever started from " + home.folder() + ".");
            return 0;
        }
        home.create();
        int code = Command.alone(home, () -> stopAll(home));
        if (wipe) {
            FileTree.delete(home.folder());
            System.out.println("Removed " + home.folder() + ".");
        }
        return code;
    }

    private static int stopAll(Home home) throws IOException {
        boolean any = false;
        for (Part part : Arrays.asList(Part.values()).reversed()) {
            any |= RunFile.stop(home, part, line -> System.out.println("  " + line));
        }
        System.out.println(any ? "Countersign is down." : "Countersign did not run.");
        return 0;
    }
}
