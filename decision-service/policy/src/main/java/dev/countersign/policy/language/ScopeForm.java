package dev.countersign.policy.language;

import dev.countersign.policy.action.Access;
import dev.countersign.policy.action.Tag;
import dev.countersign.policy.catalogue.Api;
import dev.countersign.policy.catalogue.Catalogue;
import dev.countersign.policy.condition.AccessIs;
import dev.countersign.policy.condition.All;
import dev.countersign.policy.condition.Any;
import dev.countersign.policy.condition.ApiIs;
import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.CredentialIs;
import dev.countersign.policy.condition.CredentialOutOfScope;
import dev.countersign.policy.condition.EffectIs;
import dev.countersign.policy.condition.Not;
import dev.countersign.policy.condition.PathsAre;
import dev.countersign.policy.condition.SessionOlderThan;
import dev.countersign.policy.match.PathPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lowers {@code session_scope} to rules. They only take away: what lies inside the scope is judged
 * by the other rules.
 */
final class ScopeForm {
    private static final Set<Tag> INFRASTRUCTURE = EnumSet.of(Tag.INFRA_CHANGE, Tag.INFRA_DELETE);

    /** What every process has without opening a file of anyone's. */
    private static final List<PathPattern> STREAMS =
            List.of(
                    new PathPattern("/dev/{null,zero,random,urandom,tty,stdin,stdout,stderr}"),
                    new PathPattern("/dev/fd/**"));

    private final Catalogue own;
    private final ApiNames names;
    private final List<Rule> rules = new ArrayList<>();
    private Set<String> environments = Set.of();

    ScopeForm(Section top, ApiNames names) {
        this.own = names.catalogue();
        this.names = names.all();
        Optional<Section> scope = top.section("session_scope", List.of("signal", "domain"));
        scope.flatMap(
                        given ->
                                given.section(
                                        "signal", List.of("allowed_files", "blocked_credentials")))
                .ifPresent(this::signal);
        Optional<Section> domain =
                scope.flatMap(
                        given ->
                                given.section(
                                        "domain",
                                        List.of(
                                                "allowed_apis",
                                                "blocked_actions",
                                                "environments",
                                                "expires_in")));
        domain.ifPresent(this::domain);
        mismatch(
                domain.filter(given -> given.has("environments"))
                        .map(given -> given.source("environments"))
                        .orElseGet(() -> top.source("credentials")));
    }

    List<Rule> rules() {
        return rules;
    }

    private void signal(Section signal) {
        if (signal.has("allowed_files")) {
            var files = new ArrayList<>(signal.texts("allowed_files", PathPattern::new));
            files.addAll(STREAMS);
            deny(
                    "session_scope.signal.allowed_files",
                    "Reading files outside this session's signal",
                    new All(
                            List.of(
                                    new AccessIs(EnumSet.of(Access.READ, Access.READ_TREE)),
                                    new PathsAre(
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.of(List.copyOf(files))))),
                    signal.source("allowed_files"));
        }
        if (signal.has("blocked_credentials")) {
            deny(
                    "session_scope.signal.blocked_credentials",
                    "Credentials that are closed to this session",
                    new CredentialIs(
                            Set.copyOf(signal.texts("blocked_credentials", names::credential))),
                    signal.source("blocked_credentials"));
        }
    }

    private void domain(Section domain) {
        if (domain.has("allowed_apis")) {
            var allowed = new ApiIs(domain.texts("allowed_apis", names::asked));
            deny(
                    "session_scope.domain.allowed_apis",
                    "Operations outside this session's domain",
                    new All(List.of(calls(), new Not(allowed))),
                    domain.source("allowed_apis"));
        }
        if (domain.has("blocked_actions")) {
            deny(
                    "session_scope.domain.blocked_actions",
                    "Operations that are closed to this session",
                    new ApiIs(domain.texts("blocked_actions", names::asked)),
                    domain.source("blocked_actions"));
        }
        if (domain.has("environments")) {
            environments(domain);
        }
        Durations.read(domain, "expires_in").ifPresent(after -> expires(domain, after));
    }

    private void expires(Section domain, Duration after) {
        deny(
                "session_scope.domain.expires_in",
                "This session's domain has expired",
                new All(
                        List.of(
                                new Any(List.of(calls(), names.everyCredential())),
                                new SessionOlderThan(after))),
                domain.source("expires_in"));
    }

    /** Everything that a domain is about: declared interfaces, and infrastructure by other ways. */
    private Condition calls() {
        return new Any(List.of(ApiIs.any(names.catalogue().apis()), new EffectIs(INFRASTRUCTURE)));
    }

    /** What belongs to other environments alone, whether or not it is among what is allowed. */
    private void environments(Section domain) {
        environments = new TreeSet<>(domain.texts("environments"));
        List<Api> elsewhere =
                names.catalogue().apis().stream()
                        .filter(api -> !api.environments().isEmpty())
                        .filter(
                                api ->
                                        api.environments().stream()
                                                .noneMatch(environments::contains))
                        .toList();
        if (!elsewhere.isEmpty()) {
            deny(
                    "session_scope.domain.environments",
                    "Interfaces of other environments than this session's",
                    ApiIs.any(elsewhere),
                    domain.source("environments"));
        }
    }

    /** What a layer above declares is denied there already, unless this session is elsewhere. */
    private void mismatch(Source source) {
        if (environments.isEmpty() ? canMismatch(own) : canMismatch()) {
            deny(
                    "credentials.scope",
                    "Credentials that are not for this session",
                    mismatch(),
                    source);
        }
    }

    /** Whether any declared credential says what it is for in terms that can be compared. */
    boolean canMismatch() {
        return canMismatch(names.catalogue());
    }

    private boolean canMismatch(Catalogue declared) {
        return declared.credentials().stream()
                .anyMatch(
                        credential ->
                                !credential.isForAnyone()
                                        || !credential.environments().isEmpty()
                                                && !environments.isEmpty());
    }

    Condition mismatch() {
        return new CredentialOutOfScope(names.catalogue().credentials(), environments);
    }

    private void deny(String id, String title, Condition match, Source source) {
        rules.add(Rule.simple(id, title, Effect.DENY, match, source));
    }
}
