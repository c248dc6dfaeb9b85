package dev.countersign.approval.request;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.api.ApproverCheck;
import dev.countersign.approval.api.ApproverFlaw;
import dev.countersign.approval.api.Requester;
import dev.countersign.approval.api.Requirement;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the requirements that nobody could meet, before a call is held because of one. */
@ApplicationScoped
class CheckApprovers {

    private static final int MOST_REQUIREMENTS = 500;
    private static final int MOST_REQUESTERS = 1_000;

    private final Directory directory;

    CheckApprovers(Directory directory) {
        this.directory = directory;
    }

    /**
     * @throws Refused INVALID_ORDER or DIRECTORY_UNREACHABLE
     */
    List<ApproverFlaw> check(ApproverCheck check) {
        Complete.require(check);
        if (check.requirements().size() > MOST_REQUIREMENTS
                || check.requesters().size() > MOST_REQUESTERS) {
            throw new Refused(
                    ApprovalError.INVALID_ORDER,
                    "At most %d requirements and %d requesters are checked at once."
                            .formatted(MOST_REQUIREMENTS, MOST_REQUESTERS));
        }
        Map<String, Optional<List<Member>>> asked = new HashMap<>();
        List<ApproverFlaw> flaws = new ArrayList<>();
        for (int i = 0; i < check.requirements().size(); i++) {
            flaws.addAll(flaws(i, check, asked));
        }
        return flaws;
    }

    private List<ApproverFlaw> flaws(
            int position, ApproverCheck check, Map<String, Optional<List<Member>>> asked) {
        Requirement requirement = check.requirements().get(position);
        Optional<String> wrong = Terms.objection(requirement);
        if (wrong.isPresent()) {
            return List.of(new ApproverFlaw(position, List.of(), wrong.get()));
        }
        Map<String, List<Member>> groups = groups(requirement, asked);
        Optional<String> forAll = flaw(Requester.NOBODY, requirement, groups);
        if (forAll.isPresent()) {
            return List.of(new ApproverFlaw(position, List.of(), forAll.get()));
        }
        return ofRequesters(position, check, groups);
    }

    /** One flaw if every requester has it, else one for each that does. */
    private static List<ApproverFlaw> ofRequesters(
            int position, ApproverCheck check, Map<String, List<Member>> groups) {
        Requirement requirement = check.requirements().get(position);
        List<ApproverFlaw> flaws = new ArrayList<>();
        for (Requester requester : check.requesters()) {
            flaw(requester, requirement, groups)
                    .map(why -> new ApproverFlaw(position, List.of(requester.operator()), why))
                    .ifPresent(flaws::add);
        }
        return flaws.isEmpty() || flaws.size() < check.requesters().size()
                ? flaws
                : List.of(
                        new ApproverFlaw(
                                position,
                                List.of(),
                                flaws.getFirst().reason()
                                        + " The operators and owners of the agents never count: "
                                        + names(check.requesters())));
    }

    private static String names(List<Requester> requesters) {
        return String.join(", ", requesters.stream().map(Requester::operator).distinct().toList())
                + ".";
    }

    private static Optional<String> flaw(
            Requester requester, Requirement requirement, Map<String, List<Member>> groups) {
        return new Electorate(requester, requirement, Duration.ZERO).flaw(groups);
    }

    /** Each group is looked up once, however many rules name it. */
    private Map<String, List<Member>> groups(
            Requirement requirement, Map<String, Optional<List<Member>>> asked) {
        Map<String, List<Member>> found = new HashMap<>();
        for (String group : Electorate.groups(requirement)) {
            asked.computeIfAbsent(group, directory::membersOf)
                    .ifPresent(members -> found.put(group, members));
        }
        return found;
    }
}
