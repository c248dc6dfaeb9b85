package dev.countersign.audit.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that happened and must never be forgotten. Each kind is a record of its own; its {@link
 * #type} is the registered name under which it is searched. Arguments and results are masked before
 * they get here.
 */
public sealed interface Event {

    /** Registered name, such as {@code decision.made}. */
    String type();

    Story story();

    /** A new agent in the registry, by an agent-admin. */
    record AgentRegistered(Story story, String by) implements Event {
        @Override
        public String type() {
            return "agent.registered";
        }
    }

    /** A key of an agent was issued or revoked. */
    record AgentKeyChanged(Story story, String change, String by) implements Event {
        @Override
        public String type() {
            return "agent.key-changed";
        }
    }

    /** The first call of a run was seen. */
    record SessionStarted(Story story, String client, String nativeSession, String cwd)
            implements Event {
        @Override
        public String type() {
            return "session.started";
        }
    }

    /** No further call of this run is let through. */
    record SessionKilled(Story story, String reason, String by) implements Event {
        @Override
        public String type() {
            return "session.killed";
        }
    }

    /**
     * A verdict on a proposed call.
     *
     * @param tool the agent's name for the tool
     * @param input the tool's arguments, masked
     * @param digest lower-case hexadecimal SHA-256 of what changes the call's effect
     * @param effect allow, warn, require_approval, deny or kill
     * @param outcome proceed or block; empty while it waits for people
     * @param paths files it would touch
     * @param hosts hosts it would reach
     */
    record DecisionMade(
            Story story,
            String tool,
            Map<String, Object> input,
            String cwd,
            String digest,
            String effect,
            Optional<String> outcome,
            String mode,
            List<String> rules,
            String reason,
            String policyVersion,
            List<String> paths,
            List<String> hosts,
            Optional<ApprovalId> approval,
            Optional<BypassId> bypass)
            implements Event {
        @Override
        public String type() {
            return "decision.made";
        }
    }

    /** A call that waited was let through or refused. */
    record DecisionSettled(
            Story story, String tool, String outcome, String reason, Optional<ApprovalId> approval)
            implements Event {
        @Override
        public String type() {
            return "decision.settled";
        }
    }

    /** What a tool call returned. */
    record ResultReported(
            Story story,
            String tool,
            boolean succeeded,
            OptionalLong durationMillis,
            Map<String, Object> output)
            implements Event {
        @Override
        public String type() {
            return "result.reported";
        }
    }

    /** A policy was uploaded, activated or refused. */
    record PolicyChanged(
            Story story, PolicyId policy, String change, String version, String by, String diff)
            implements Event {
        @Override
        public String type() {
            return "policy.changed";
        }
    }

    /**
     * A policy that should be in force could not be loaded.
     *
     * @param scope for which agents, in words
     * @param reason what is wrong with it
     * @param consequence what is in force instead, in words
     */
    record PolicyNotLoaded(
            Story story, PolicyId policy, String scope, String reason, String consequence)
            implements Event {
        @Override
        public String type() {
            return "policy.not-loaded";
        }
    }

    /**
     * What is in the repository that policies are taken from was not taken, or not put in force.
     *
     * @param source the repository, branch and path, without credentials
     * @param commit empty if the repository could not be read
     * @param reason what stands in the way
     * @param consequence what is in force instead, in words
     */
    record PolicyNotTaken(
            Story story, String source, Optional<String> commit, String reason, String consequence)
            implements Event {
        @Override
        public String type() {
            return "policy.not-taken";
        }
    }

    /** A held call entered the queue. */
    record ApprovalRequested(
            Story story,
            ApprovalId approval,
            String tool,
            String digest,
            List<String> rules,
            List<String> groups,
            int quorum,
            Instant expiresAt)
            implements Event {
        @Override
        public String type() {
            return "approval.requested";
        }
    }

    /**
     * One person's vote.
     *
     * @param vote approve or deny
     * @param channel dashboard, slack or api
     * @param shown lower-case hexadecimal SHA-256 of what that channel showed
     * @param counted false for a vote that came after the request was resolved
     */
    record VoteCast(
            Story story,
            ApprovalId approval,
            String voter,
            String vote,
            String reason,
            String channel,
            String shown,
            boolean counted)
            implements Event {
        @Override
        public String type() {
            return "approval.vote-cast";
        }
    }

    /** A vote by somebody who may not vote. */
    record VoteRefused(Story story, ApprovalId approval, String voter, String channel, String code)
            implements Event {
        @Override
        public String type() {
            return "approval.vote-refused";
        }
    }

    /** A request ended: approved, denied, expired or cancelled. */
    record ApprovalResolved(
            Story story, ApprovalId approval, String status, List<String> by, String reason)
            implements Event {
        @Override
        public String type() {
            return "approval.resolved";
        }
    }

    /** An approval was spent on the one call it was given for. */
    record ApprovalConsumed(Story story, ApprovalId approval, String digest) implements Event {
        @Override
        public String type() {
            return "approval.consumed";
        }
    }

    /** An approval ended unused: lapsed or invalidated. */
    record ApprovalUnused(Story story, ApprovalId approval, String status, String reason)
            implements Event {
        @Override
        public String type() {
            return "approval.unused";
        }
    }

    /** An on-call engineer asked to override rules for a time. */
    record BypassRequested(
            Story story,
            BypassId bypass,
            String requester,
            String reason,
            Optional<String> incident,
            Map<String, Object> scope,
            Duration duration,
            Optional<String> approver)
            implements Event {
        @Override
        public String type() {
            return "bypass.requested";
        }
    }

    /** Somebody voted on a bypass. */
    record BypassVoted(Story story, BypassId bypass, String voter, String vote, String reason)
            implements Event {
        @Override
        public String type() {
            return "bypass.voted";
        }
    }

    /** A bypass is in force until the given time. */
    record BypassStarted(Story story, BypassId bypass, String requester, Instant endsAt)
            implements Event {
        @Override
        public String type() {
            return "bypass.started";
        }
    }

    /** A bypass is over: denied, expired, revoked or lapsed before anybody voted. */
    record BypassEnded(Story story, BypassId bypass, String how, Optional<String> by)
            implements Event {
        @Override
        public String type() {
            return "bypass.ended";
        }
    }

    /** Somebody else looked at what was done under a bypass. */
    record BypassReviewed(Story story, BypassId bypass, String reviewer, String finding)
            implements Event {
        @Override
        public String type() {
            return "bypass.reviewed";
        }
    }

    /**
     * A service began to send under a new stream name; its events are numbered from 1.
     *
     * @param previousStream the stream before, empty for the first one ever
     * @param previousSeq the last number given in it, 0 for the first one ever
     */
    record StreamStarted(Story story, Optional<String> previousStream, long previousSeq)
            implements Event {
        @Override
        public String type() {
            return "stream.started";
        }
    }

    /** The first entry of a log. */
    record LogStarted(Story story, String origin) implements Event {
        @Override
        public String type() {
            return "log.started";
        }
    }

    /**
     * The log refused something that a service sent.
     *
     * @param event the identifier it was sent under
     * @param producer the service that sent it
     * @param code why, a word such as {@code conflict}
     * @param payloadSha256 lower-case hexadecimal SHA-256 of its canonical form
     */
    record IngestRejected(
            Story story, String event, String producer, String code, String payloadSha256)
            implements Event {
        @Override
        public String type() {
            return "log.ingest-rejected";
        }
    }
}
