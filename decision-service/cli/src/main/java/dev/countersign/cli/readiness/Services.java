package dev.countersign.cli.readiness;

/** The services of an installation, asked on behalf of whoever runs the check. Changes nothing. */
public interface Services {

    /** Which one. */
    enum Part {
        DECISION("decision-service", "COUNTERSIGN_URL"),
        APPROVAL("approval-service", "COUNTERSIGN_APPROVAL_URL"),
        AUDIT("audit-service", "COUNTERSIGN_AUDIT_URL");

        private final String title;
        private final String variable;

        Part(String title, String variable) {
            this.title = title;
            this.variable = variable;
        }

        public String title() {
            return title;
        }

        /** The variable of the environment with its address. */
        public String variable() {
            return variable;
        }
    }

    /** What came back. */
    sealed interface Reply {
        /**
         * @param json the text of the answer
         */
        record Said(String json) implements Reply {}

        /**
         * Nothing that helps.
         *
         * @param why a sentence
         * @param next what to do
         */
        record Silent(String why, String next) implements Reply {}
    }

    /**
     * @param path from the first slash on, encoded
     */
    Reply get(Part part, String path);
}
