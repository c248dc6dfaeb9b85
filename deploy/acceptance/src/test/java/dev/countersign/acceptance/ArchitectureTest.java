package dev.countersign.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the parts, as the README of the project draws them. */
class ArchitectureTest {

    private static final Path ROOT = Path.of(System.getProperty("countersign.root", "../.."));

    private static final JavaClasses EVERYTHING =
            new ClassFileImporter().importPaths(classFolders());

    private static final String[] FRAMEWORKS = {
        "io.quarkus..", "jakarta..", "org.hibernate..", "io.vertx..", "com.fasterxml.."
    };

    @Test
    void the_policy_language_and_the_log_are_free_of_frameworks() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.countersign.policy..", "dev.countersign.tlog..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .because("they are used by services, command line and verifiers alike")
                .check(EVERYTHING);
    }

    @Test
    void the_command_line_is_plain_java() {
        noClasses()
                .that()
                .resideInAPackage("dev.countersign.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "jakarta..",
                        "org.hibernate..",
                        "io.vertx..",
                        "dev.countersign.runtime..",
                        "dev.countersign.trail..")
                .because("it starts for every command that a person types")
                .check(EVERYTHING);
    }

    @Test
    void no_service_calls_upwards() {
        noClasses()
                .that()
                .resideInAPackage("dev.countersign.audit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.countersign.approval..",
                        "dev.countersign.decision..",
                        "dev.countersign.policy..",
                        "dev.countersign.ui..")
                .because("the audit log is at the bottom: decision → approval → audit")
                .check(EVERYTHING);
        noClasses()
                .that()
                .resideInAPackage("dev.countersign.approval..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.countersign.decision..",
                        "dev.countersign.policy..",
                        "dev.countersign.ui..")
                .because("decision-service holds the stream of resolutions open from its own side")
                .check(EVERYTHING);
    }

    @Test
    void services_know_each_other_by_their_apis_alone() {
        for (String service : List.of("decision", "approval", "audit", "ui", "cli")) {
            String own = "dev.countersign." + service + "..";
            noClasses()
                    .that(resideOutsideOfPackages(own).and(resideInAnyPackage("dev.countersign..")))
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(own)
                                    .and(
                                            resideOutsideOfPackages(
                                                    "dev.countersign." + service + ".api..")))
                    .because("nothing depends on an app")
                    .check(EVERYTHING);
        }
    }

    @Test
    void time_comes_from_the_database() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.countersign.decision..",
                        "dev.countersign.approval..",
                        "dev.countersign.audit..",
                        "dev.countersign.trail..",
                        "dev.countersign.ui..",
                        "dev.countersign.policy..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("a replica's clock must not shorten or stretch what the laws limit (Now)")
                .check(EVERYTHING);
    }

    @Test
    void every_endpoint_says_who_may_call_it() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Resource")
                .or()
                .areDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Page")
                .should(sayWhoMayCall())
                .because("absence refuses, and a reader sees it")
                .check(EVERYTHING);
    }

    @Test
    void roles_are_those_of_the_realm() throws Exception {
        Set<String> named =
                EVERYTHING.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(
                                method ->
                                        method.isAnnotatedWith(
                                                "jakarta.annotation.security.RolesAllowed"))
                        .flatMap(ArchitectureTest::roles)
                        .filter(role -> !role.equals("**"))
                        .collect(Collectors.toSet());

        String realm = Files.readString(ROOT.resolve("deploy/keycloak/realm-countersign.json"));

        assertThat(named)
                .isNotEmpty()
                .allSatisfy(role -> assertThat(realm).contains('"' + role + '"'));
    }

    @Test
    void the_runtime_is_a_closed_list() {
        Set<String> present =
                EVERYTHING.stream()
                        .filter(type -> type.getPackageName().equals("dev.countersign.runtime"))
                        .filter(JavaClass::isTopLevelClass)
                        .map(JavaClass::getSimpleName)
                        .filter(name -> !name.equals("package-info"))
                        .collect(Collectors.toSet());

        assertThat(present)
                .as("a further thing needs three services that want it and no word of the product")
                .containsExactlyInAnyOrder(
                        "BodyLimit",
                        "Caller",
                        "Callers",
                        "Durations",
                        "HttpError",
                        "Now",
                        "Parameters",
                        "Problems",
                        "Refused",
                        "WireDocument",
                        "WireFormat");
    }

    @Test
    void no_class_is_named_for_nothing() {
        noClasses()
                .that()
                .resideInAPackage("dev.countersign..")
                .should(be(namedForNothing()))
                .because("use cases are verbs, things are nouns")
                .check(EVERYTHING);
    }

    private static DescribedPredicate<JavaClass> namedForNothing() {
        return DescribedPredicate.describe(
                "named Impl, Manager, Helper, Util, Processor or Service",
                type ->
                        type.getSimpleName()
                                        .matches(
                                                ".*(Impl|Manager|Helper|Utils?|Processor)|.+Service")
                                && !type.getFullName()
                                        .startsWith("dev.countersign.runtime.Caller"));
    }

    private static ArchCondition<JavaMethod> sayWhoMayCall() {
        return new ArchCondition<>("carry @RolesAllowed, @Authenticated or @PermitAll") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean endpoint =
                        method.getAnnotations().stream()
                                        .anyMatch(
                                                a ->
                                                        a.getRawType()
                                                                .getPackageName()
                                                                .equals("jakarta.ws.rs"))
                                || method.getOwner().getAllRawInterfaces().stream()
                                        .flatMap(type -> type.getMethods().stream())
                                        .filter(
                                                declared ->
                                                        declared.getName().equals(method.getName())
                                                                && declared.getRawParameterTypes()
                                                                        .equals(
                                                                                method
                                                                                        .getRawParameterTypes()))
                                        .flatMap(declared -> declared.getAnnotations().stream())
                                        .anyMatch(
                                                a ->
                                                        a.getRawType()
                                                                .getPackageName()
                                                                .equals("jakarta.ws.rs"));
                boolean said =
                        Stream.of(
                                        "jakarta.annotation.security.RolesAllowed",
                                        "jakarta.annotation.security.PermitAll",
                                        "io.quarkus.security.Authenticated")
                                .anyMatch(method::isAnnotatedWith);
                events.add(
                        new SimpleConditionEvent(method, !endpoint || said, method.getFullName()));
            }
        };
    }

    private static Stream<String> roles(JavaMethod method) {
        Object value =
                method.getAnnotationOfType("jakarta.annotation.security.RolesAllowed")
                        .get("value")
                        .orElseThrow();
        return Stream.of((Object[]) value).map(Object::toString);
    }

    private static List<Path> classFolders() {
        return Stream.of(
                        "decision-service/policy",
                        "decision-service/api",
                        "decision-service/cli",
                        "decision-service/app",
                        "approval-service/api",
                        "approval-service/app",
                        "audit-service/api",
                        "audit-service/tlog",
                        "audit-service/trail",
                        "audit-service/app",
                        "web-ui",
                        "deploy/runtime",
                        "deploy/platform")
                .map(module -> ROOT.resolve(module).resolve("target/classes"))
                .filter(Files::isDirectory)
                .toList();
    }
}
