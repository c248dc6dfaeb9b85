package dev.countersign.policy.language;

import dev.countersign.policy.action.Tag;
import dev.countersign.policy.catalogue.Api;
import dev.countersign.policy.catalogue.Operation;
import dev.countersign.policy.condition.All;
import dev.countersign.policy.condition.Any;
import dev.countersign.policy.condition.ApiIs;
import dev.countersign.policy.condition.Condition;
import dev.countersign.policy.condition.EffectIs;
import dev.countersign.policy.condition.Not;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Kinds of action that {@code policies} speak of: a closed set. */
enum ActionType {
    /** Infrastructure is deleted, or an operation is asked for that is declared irreversible. */
    IRREVERSIBLE_INFRASTRUCTURE_DELETION,
    /** Infrastructure is changed, deleted or deployed to. */
    INFRASTRUCTURE_CHANGE,
    /**
     * A declared interface is called, or infrastructure is changed, that belongs to production or
     * with a credential of production.
     */
    PRODUCTION_API_CALL,
    /** A declared interface is asked for an operation that it does not declare. */
    UNKNOWN_API_OPERATION,
    /** A credential is read, or the whole environment. */
    CREDENTIAL_READ,
    /** A database is dropped, or changed as a whole. */
    DATABASE_DESTRUCTION;

    static final List<String> IDS = Stream.of(values()).map(ActionType::id).toList();
    private static final Set<String> PRODUCTION = Set.of("production", "prod");

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ActionType> byId(String id) {
        return Stream.of(values()).filter(type -> type.id().equals(id)).findFirst();
    }

    /** For people. */
    String title() {
        return switch (this) {
            case IRREVERSIBLE_INFRASTRUCTURE_DELETION -> "Irreversible deletion of infrastructure";
            case INFRASTRUCTURE_CHANGE -> "Changes of infrastructure";
            case PRODUCTION_API_CALL -> "Calls to interfaces of production";
            case UNKNOWN_API_OPERATION -> "Operations that no interface declares";
            case CREDENTIAL_READ -> "Reading of credentials";
            case DATABASE_DESTRUCTION -> "Dropping or changing a database as a whole";
        };
    }

    /** Empty when nothing that the policy declares could ever be of this kind. */
    Optional<Condition> condition(ApiNames names) {
        List<Api> apis = names.catalogue().apis();
        return switch (this) {
            case IRREVERSIBLE_INFRASTRUCTURE_DELETION ->
                    Optional.of(
                            new Any(
                                    List.of(
                                            effects(Tag.INFRA_DELETE),
                                            names.operations(apis, Operation::irreversible))));
            case INFRASTRUCTURE_CHANGE ->
                    Optional.of(effects(Tag.INFRA_CHANGE, Tag.INFRA_DELETE, Tag.DEPLOY));
            case PRODUCTION_API_CALL -> production(names);
            case UNKNOWN_API_OPERATION ->
                    apis.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    new All(
                                            List.of(
                                                    ApiIs.any(apis),
                                                    new Not(
                                                            names.operations(
                                                                    apis, operation -> true)))));
            case CREDENTIAL_READ -> Optional.of(effects(Tag.SECRET_READ, Tag.ENV_LIST));
            case DATABASE_DESTRUCTION -> Optional.of(effects(Tag.DB_DROP, Tag.DB_MASS_CHANGE));
        };
    }

    private static Optional<Condition> production(ApiNames names) {
        List<Api> apis =
                names.catalogue().apis().stream()
                        .filter(api -> isProduction(api.environments()))
                        .toList();
        var credentials = names.credentials(one -> isProduction(one.environments()));
        if (apis.isEmpty() && credentials.ids().isEmpty()) {
            return Optional.empty();
        }
        Condition call =
                new Any(
                        List.of(
                                ApiIs.any(names.catalogue().apis()),
                                effects(Tag.INFRA_CHANGE, Tag.INFRA_DELETE)));
        return Optional.of(new All(List.of(call, new Any(List.of(ApiIs.any(apis), credentials)))));
    }

    private static boolean isProduction(Set<String> environments) {
        return environments.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(PRODUCTION::contains);
    }

    private static Condition effects(Tag first, Tag... more) {
        return new EffectIs(EnumSet.of(first, more));
    }
}
