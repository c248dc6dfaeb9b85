package dev.countersign.cli.suite;

import dev.countersign.cli.terminal.Visible;
import dev.countersign.policy.suite.Outcome;
import java.io.PrintWriter;
import java.util.List;

/** What tests have shown, in the XML that build servers read. */
final class JUnitReport {
    private JUnitReport() {}

    static void print(List<TestedPolicy> tested, PrintWriter out) {
        out.println("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        out.println("<testsuites>");
        for (TestedPolicy one : tested) {
            out.println(
                    "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\">"
                            .formatted(escaped(one.policy()), one.outcomes().size(), one.failed()));
            one.outcomes().forEach(outcome -> print(one.policy(), outcome, out));
            out.println("  </testsuite>");
        }
        out.println("</testsuites>");
    }

    private static void print(String policy, Outcome outcome, PrintWriter out) {
        String open =
                "    <testcase classname=\"%s\" name=\"%s\""
                        .formatted(escaped(policy), escaped(outcome.tried().name()));
        if (outcome.passed()) {
            out.println(open + "/>");
            return;
        }
        out.println(open + ">");
        for (String fault : outcome.faults()) {
            out.println(
                    "      <failure message=\"%s\">%s</failure>"
                            .formatted(escaped(fault), outcome.tried().source()));
        }
        out.println("    </testcase>");
    }

    private static String escaped(String text) {
        return Visible.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
