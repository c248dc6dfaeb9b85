package dev.countersign.policy.action;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * One thing that an action would touch or do. Rules are matched against facts, never against raw
 * text.
 */
public sealed interface Fact {
    Reach reach();

    /** One line for people. */
    String show();

    /** The name of the kind, as explanations show it. */
    String kind();

    /**
     * A program is run.
     *
     * @param program its base name, as it is looked up in the tables
     * @param written as it stands in the command, quotes removed
     * @param trusted whether the name certainly means the usual program: no folder of its own, not
     *     renamed or shadowed
     */
    record Invocation(
            String program,
            String written,
            boolean trusted,
            List<Argument> arguments,
            Usage usage,
            Setting setting,
            Reach reach)
            implements Fact {
        @Override
        public String show() {
            return arguments.isEmpty()
                    ? Wild.show(written)
                    : Wild.show(written)
                            + arguments.stream()
                                    .map(Argument::show)
                                    .collect(Collectors.joining(" ", " ", ""));
        }

        @Override
        public String kind() {
            return "invocation";
        }
    }

    /** A file or folder is touched. */
    record FileAccess(Place place, Access access, Optional<Change> change, Reach reach)
            implements Fact {
        @Override
        public String show() {
            return access.id() + " " + place.show();
        }

        @Override
        public String kind() {
            return "file";
        }
    }

    /**
     * A connection is opened.
     *
     * @param host normalised, with the marks of {@link Wild} where it is not known
     * @param method the HTTP method, when there is one
     */
    record Egress(
            String scheme, String host, OptionalInt port, Optional<String> method, Reach reach)
            implements Fact {
        @Override
        public String show() {
            return "connect to "
                    + Wild.show(host)
                    + (port.isPresent() ? ":" + port.getAsInt() : "")
                    + method.map(verb -> " (" + verb + ")").orElse("");
        }

        @Override
        public String kind() {
            return "egress";
        }
    }

    /**
     * One operation is asked of an interface. Which operation of which interface it is, only a
     * policy that declares the interface tells.
     *
     * @param to the connection, with the method in upper case; unknown text when only the run will
     *     tell
     * @param paths the path as servers may read it, without dots and doubled slashes; the plainest
     *     reading first
     * @param field one field at the top of a GraphQL document with the kind of its operation, such
     *     as {@code mutation volumeDelete}; unknown text when the document is not known; empty when
     *     the request has none
     */
    record ApiCall(Egress to, List<String> paths, Optional<String> field, Reach reach)
            implements Fact {
        public String method() {
            return to.method().orElse(String.valueOf(Wild.ANYTHING));
        }

        @Override
        public String show() {
            return "request "
                    + Wild.show(method())
                    + " "
                    + Wild.show(to.host())
                    + Wild.show(paths.getFirst())
                    + field.map(name -> " (" + Wild.show(name) + ")").orElse("");
        }

        @Override
        public String kind() {
            return "api";
        }
    }

    /**
     * A declared credential is used, given a value, passed on or revealed.
     *
     * @param id the name under which a policy declares it
     */
    record CredentialUse(String id, Reach reach) implements Fact {
        @Override
        public String show() {
            return "credential " + id;
        }

        @Override
        public String kind() {
            return "credential";
        }
    }

    /** A tool of an MCP server is called. */
    record McpCall(String server, String tool, Map<String, Object> arguments, Reach reach)
            implements Fact {
        @Override
        public String show() {
            return "MCP call " + server + "/" + tool;
        }

        @Override
        public String kind() {
            return "mcp";
        }
    }

    /** A tool that touches nothing outside the agent is used. */
    record ToolUse(String tool, Reach reach) implements Fact {
        @Override
        public String show() {
            return "use of " + tool;
        }

        @Override
        public String kind() {
            return "tool";
        }
    }

    /**
     * What an invocation or a file access amounts to.
     *
     * @param place the file it is about, when it is about one
     * @param subject what else it is about, for people and for matching: a branch, a package, a
     *     host
     */
    record EffectTag(Tag tag, Optional<Place> place, String subject, Reach reach) implements Fact {
        @Override
        public String show() {
            String about = place.map(Place::show).orElse(Wild.show(subject));
            return about.isEmpty() ? tag.id() : tag.id() + " " + about;
        }

        @Override
        public String kind() {
            return "effect";
        }
    }

    /** A part that was not understood. */
    record Opaque(Opacity reason, String detail, Reach reach) implements Fact {
        @Override
        public String show() {
            String shown = Wild.show(detail);
            return shown.isEmpty()
                    ? "not understood: " + reason.because()
                    : "not understood: " + reason.because() + " (" + shown + ")";
        }

        @Override
        public String kind() {
            return "opaque";
        }
    }
}
