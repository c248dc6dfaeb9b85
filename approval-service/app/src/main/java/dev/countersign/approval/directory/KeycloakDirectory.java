package dev.countersign.approval.directory;

import dev.countersign.approval.api.ApprovalError;
import dev.countersign.approval.directory.KeycloakAdmin.Account;
import dev.countersign.approval.directory.KeycloakAdmin.Group;
import dev.countersign.approval.directory.KeycloakAdmin.Role;
import dev.countersign.approval.request.Directory;
import dev.countersign.approval.request.Member;
import dev.countersign.runtime.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Asks Keycloak with the service's own account. Nothing is kept, so nothing is out of date. */
@ApplicationScoped
class KeycloakDirectory implements Directory {

    private static final Logger LOG = Logger.getLogger(KeycloakDirectory.class);

    /** Subjects go into a path of the administration interface. */
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9:._-]{1,255}");

    private static final Pattern SLACK_ID = Pattern.compile("[A-Z0-9]{2,32}:[A-Z0-9]{2,32}");
    private static final Set<String> ROLES_OF_MACHINES = Set.of("agent", "service");
    private static final int PAGE = 100;
    private static final int MOST_GROUPS = 1_000;
    private static final int AT_ONCE = 8;

    private final KeycloakAdmin keycloak;

    KeycloakDirectory(@RestClient KeycloakAdmin keycloak) {
        this.keycloak = keycloak;
    }

    @Override
    public Optional<Member> bySubject(String subject) {
        if (!SUBJECT.matcher(subject).matches()) {
            return Optional.empty();
        }
        return ask(() -> keycloak.user(subject)).flatMap(this::member);
    }

    @Override
    public List<Member> bySlackId(String slackId) {
        if (!SLACK_ID.matcher(slackId).matches()) {
            return List.of();
        }
        String query = "slack_id:\"%s\"".formatted(slackId);
        return ask(() -> keycloak.byAttribute(query, PAGE)).orElse(List.of()).stream()
                .filter(account -> account.attribute("slack_id").contains(slackId))
                .flatMap(account -> member(account).stream())
                .toList();
    }

    @Override
    public Optional<List<Member>> membersOf(String group) {
        return ask(() -> keycloak.group(group))
                .filter(found -> pathOf(found).equals(group))
                .map(found -> inParallel(accountsIn(found)));
    }

    @Override
    public Optional<Member> byNameOrEmail(String reference) {
        String wanted = reference.strip();
        return Stream.<Supplier<List<Account>>>of(
                        () -> keycloak.byUsername(wanted, true),
                        () -> keycloak.byEmail(wanted, true))
                .flatMap(question -> ask(question).orElse(List.of()).stream())
                .filter(account -> isNamed(account, wanted))
                .findFirst()
                .flatMap(this::member);
    }

    private static boolean isNamed(Account account, String wanted) {
        return wanted.equalsIgnoreCase(account.username())
                || wanted.equalsIgnoreCase(account.email());
    }

    private List<Account> accountsIn(Group group) {
        List<Account> all = new ArrayList<>();
        List<Account> page;
        do {
            int first = all.size();
            page = ask(() -> keycloak.members(group.id(), first, PAGE)).orElse(List.of());
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    /**
     * Each account costs two questions; a group of a hundred must not take a hundred times as long.
     */
    private List<Member> inParallel(List<Account> accounts) {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Callable<Optional<Member>>> questions =
                    accounts.stream()
                            .<Callable<Optional<Member>>>map(account -> () -> member(account))
                            .toList();
            List<Member> members = new ArrayList<>();
            for (Future<Optional<Member>> answer : threads.invokeAll(questions)) {
                answer.get().ifPresent(members::add);
            }
            return members;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Refused refused ? refused : unreachable(e);
        }
    }

    /** Empty for service accounts and agents, and for one that was removed meanwhile. */
    private Optional<Member> member(Account account) {
        if (account.serviceAccount() != null || account.username().startsWith("service-account-")) {
            return Optional.empty();
        }
        return ask(() -> keycloak.roles(account.id()))
                .map(roles -> roles.stream().map(Role::name).collect(Collectors.toSet()))
                .filter(roles -> roles.stream().noneMatch(ROLES_OF_MACHINES::contains))
                .flatMap(
                        roles ->
                                ask(() -> keycloak.groups(account.id(), MOST_GROUPS))
                                        .map(groups -> member(account, roles, groups)));
    }

    private static Member member(Account account, Set<String> roles, List<Group> groups) {
        return new Member(
                account.id(),
                account.username(),
                Optional.ofNullable(account.email()),
                account.enabled(),
                roles,
                groups.stream().map(KeycloakDirectory::pathOf).collect(Collectors.toSet()),
                Optional.empty());
    }

    private static String pathOf(Group group) {
        return group.path().substring(1);
    }

    /** Empty if Keycloak says that there is no such thing; every other failure is no answer. */
    private static <T> Optional<T> ask(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (WebApplicationException e) {
            if (e.getResponse().getStatus() == 404) {
                return Optional.empty();
            }
            throw unreachable(e);
        } catch (RuntimeException e) {
            throw unreachable(e);
        }
    }

    private static Refused unreachable(Exception cause) {
        LOG.warnf("Keycloak did not answer: %s", cause);
        return new Refused(
                ApprovalError.DIRECTORY_UNREACHABLE, "Keycloak did not answer the question.");
    }
}
