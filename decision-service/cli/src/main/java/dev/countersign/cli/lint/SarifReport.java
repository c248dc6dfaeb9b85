package dev.countersign.cli.lint;

import dev.countersign.policy.lint.Check;
import dev.countersign.policy.lint.Finding;
import dev.countersign.policy.lint.Fix;
import dev.countersign.policy.lint.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Findings as SARIF 2.1.0, which code scanning services take. */
final class SarifReport {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private SarifReport() {}

    static Map<String, Object> of(List<Linted> files) {
        var run = new LinkedHashMap<String, Object>();
        run.put("tool", Map.of("driver", driver()));
        run.put("columnKind", "unicodeCodePoints");
        run.put(
                "results",
                files.stream()
                        .flatMap(file -> file.findings().stream().map(one -> result(file, one)))
                        .toList());
        var log = new LinkedHashMap<String, Object>();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        return log;
    }

    private static Map<String, Object> driver() {
        var driver = new LinkedHashMap<String, Object>();
        driver.put("name", "agent-policy");
        driver.put("rules", Stream.of(Check.values()).map(SarifReport::rule).toList());
        return driver;
    }

    private static Map<String, Object> rule(Check check) {
        var rule = new LinkedHashMap<String, Object>();
        rule.put("id", check.id());
        rule.put("shortDescription", text(check.title()));
        rule.put("fullDescription", text(check.help()));
        rule.put("help", text(check.help()));
        rule.put("defaultConfiguration", Map.of("level", level(check.severity())));
        return rule;
    }

    private static Map<String, Object> result(Linted file, Finding finding) {
        var result = new LinkedHashMap<String, Object>();
        result.put("ruleId", finding.check().id());
        result.put("ruleIndex", finding.check().ordinal());
        result.put("level", level(finding.severity()));
        result.put("message", text(finding.message()));
        result.put("locations", List.of(Map.of("physicalLocation", place(finding))));
        finding.fix().ifPresent(fix -> result.put("fixes", List.of(fix(file, finding, fix))));
        return result;
    }

    private static Map<String, Object> place(Finding finding) {
        var place = new LinkedHashMap<String, Object>();
        place.put("artifactLocation", artifact(finding.source().file()));
        place.put(
                "region",
                ordered(
                        "startLine", finding.source().line(),
                        "startColumn", finding.source().column()));
        return place;
    }

    private static Map<String, Object> fix(Linted file, Finding finding, Fix fix) {
        int from = codePoints(file, 0, fix.edit().from());
        int length = codePoints(file, fix.edit().from(), fix.edit().to());
        var replacement = new LinkedHashMap<String, Object>();
        replacement.put("deletedRegion", ordered("charOffset", from, "charLength", length));
        if (!fix.edit().text().isEmpty()) {
            replacement.put("insertedContent", text(fix.edit().text()));
        }
        var change = new LinkedHashMap<String, Object>();
        change.put("artifactLocation", artifact(finding.source().file()));
        change.put("replacements", List.of(replacement));
        return ordered("description", text(fix.title()), "artifactChanges", List.of(change));
    }

    private static int codePoints(Linted file, int from, int to) {
        return file.text().codePointCount(from, to);
    }

    private static Map<String, Object> artifact(String file) {
        try {
            String scheme = file.startsWith("/") ? "file" : null;
            return Map.of("uri", new URI(scheme, null, file, null).toASCIIString());
        } catch (URISyntaxException noUri) {
            return Map.of("uri", "unnamed");
        }
    }

    private static String level(Severity severity) {
        return severity.id();
    }

    private static Map<String, Object> text(String text) {
        return Map.of("text", text);
    }

    private static Map<String, Object> ordered(
            String one, Object first, String other, Object second) {
        var map = new LinkedHashMap<String, Object>();
        map.put(one, first);
        map.put(other, second);
        return map;
    }
}
