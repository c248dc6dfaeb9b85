package dev.countersign.policy.oracle;

import java.util.List;
import java.util.Optional;

/** Another program that reads shell. */
interface Reader {
    /** For each text its simple commands, or empty where the reader refuses the text. */
    List<Optional<List<List<String>>>> read(List<String> texts);
}
