package dev.countersign.cli.generate;

import dev.countersign.cli.readiness.AgentProduct;
import java.nio.file.Path;
import java.util.List;

/**
 * What is to be generated.
 *
 * @param into the folder of the files
 * @param hook the absolute path of countersign-hook on the machines of those who use the files
 */
public record Order(List<AgentProduct> products, Path into, String hook, Placement placement) {

    /** Whose files are meant. */
    public enum Placement {
        /** The project's own, which everybody who works in it shares and could change. */
        PROJECT,
        /** Those of the machine, which only its administrator can change. */
        MANAGED
    }
}
