package dev.countersign.policy.action;

import java.util.List;
import java.util.Map;

/**
 * Where a program is run.
 *
 * @param folder the working directory, empty when it is not known
 * @param variables what the same text assigned before, exported or not; an array has several values
 */
public record Setting(String folder, Map<String, List<String>> variables) {}
