package dev.airlock.bootstrap;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.airlock.application.approval.ReadPresent;
import dev.airlock.application.approval.RequestingAgents;
import dev.airlock.application.approval.SendApproved;
import dev.airlock.application.audit.AuditLog;
import dev.airlock.application.audit.IdentityAudit;
import dev.airlock.application.call.CallTool;
import dev.airlock.application.call.Dispatch;
import dev.airlock.application.call.Executor;
import dev.airlock.application.call.TestConnection;
import dev.airlock.application.connection.OpenCredentials;
import dev.airlock.application.connection.Vault;
import dev.airlock.application.gate.Admission;
import dev.airlock.application.gate.Gate;
import dev.airlock.application.identity.ShutOutAfterRestore;
import dev.airlock.domain.connection.Connection;
import dev.airlock.domain.connection.Credential;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The house rules that Maven's edges cannot hold. A rule that no class could break fails by itself. */
@AnalyzeClasses(
        packages = "dev.airlock",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
final class ArchitectureTest {
    /** A full build has the application's fakes and contracts in a jar, where ArchUnit does not know them as tests. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule features_of_the_application_have_no_cycles = slices().matching(
                    "dev.airlock.application.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a feature that can be read alone can be changed alone");

    @ArchTest
    static final ArchRule areas_of_an_adapter_have_no_cycles = slices().matching(
                    "dev.airlock.(http|persistence|upstream).(*)..")
            .should()
            .beFreeOfCycles()
            .because("a feature that can be read alone can be changed alone");

    @ArchTest
    static final ArchRule adapters_do_not_see_one_another = slices().matching(
                    "dev.airlock.(http|persistence|upstream|notification)..")
            .should()
            .notDependOnEachOther()
            .because("they meet in the application only");

    @ArchTest
    static final ArchRule only_the_gate_admits = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Gate.class.getName())
            .should()
            .callConstructorWhere(target(owner(assignableTo(Admission.class))))
            .because("an admission proves that an act was authorized and recorded");

    private static final String SENDER = "dev.airlock.application.call.Sender";

    @ArchTest
    static final ArchRule one_room_reaches_upstreams = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(SENDER)
            .should()
            .callMethodWhere(
                    target(owner(assignableTo(Executor.Operation.class))).and(target(name("send"))))
            .because("there is one way out");

    @ArchTest
    static final ArchRule only_the_dispatch_and_the_test_of_a_connection_enter_that_room = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Dispatch.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(TestConnection.class.getName())
            .should()
            .callConstructorWhere(target(owner(assignableTo(SENDER))))
            .because("a call is judged and recorded first, and a person's own test is admitted and recorded first");

    @ArchTest
    static final ArchRule only_the_guarded_call_and_approvals_dispatch = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(CallTool.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(SendApproved.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(ReadPresent.class.getName())
            .should()
            .callMethodWhere(target(owner(assignableTo(Dispatch.class))).and(target(name("send"))))
            .because("a call that the policy allows is sent, and one that people approved, and no other");

    @ArchTest
    static final ArchRule credentials_are_opened_in_one_room = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(OpenCredentials.class.getName())
            .should()
            .callMethodWhere(target(owner(assignableTo(Vault.class)))
                    .and(target(name("open")))
                    .and(target(rawParameterTypes(Connection.class))))
            .because("a credential is opened, and renewed, in one room");

    @ArchTest
    static final ArchRule a_credential_is_opened_where_it_is_sent = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(SENDER)
            .and()
            .doNotHaveFullyQualifiedName(OpenCredentials.class.getName())
            .should()
            .callMethodWhere(target(owner(assignableTo(OpenCredentials.class))).and(target(nameMatching("open|renew"))))
            .because("a credential is opened for one request, after its intent is committed");

    private static DescribedPredicate<JavaClass> use(String... packages) {
        return DescribedPredicate.describe(
                "use " + List.of(packages),
                user -> user.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getPackageName())
                        .anyMatch(used -> Stream.of(packages).anyMatch(used::startsWith)));
    }

    @ArchTest
    static final ArchRule a_credential_outlives_no_call = noFields()
            .that()
            .areDeclaredInClassesThat()
            .areNotRecords()
            .should()
            .haveRawType(assignableTo(Credential.class))
            .because("what is handed on is forgotten when the call is over; what is kept is not");

    @ArchTest
    static final ArchRule whatever_knows_jackson_knows_no_credential = noClasses()
            .that(use("com.fasterxml.jackson.databind", "tools.jackson"))
            .and()
            .haveNameNotMatching("dev\\.airlock\\.bootstrap\\.HiddenCredentials.*")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Credential.class)
            .because("Jackson finds the components of a record by itself");

    @ArchTest
    static final ArchRule whatever_logs_knows_no_credential = noClasses()
            .that(use("org.slf4j"))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Credential.class)
            .because("what cannot be named cannot be logged");

    @ArchTest
    static final ArchRule only_rooms_that_everything_crosses_write_the_audit_log = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Gate.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(IdentityAudit.class.getName())
            .and()
            .haveNameNotMatching("dev\\.airlock\\.application\\.call\\.AuditedCall")
            .and()
            .haveNameNotMatching("dev\\.airlock\\.application\\.audit\\.CloseOpenIntents.*")
            .and()
            .haveNameNotMatching("dev\\.airlock\\.application\\.mail\\.DeliverMail")
            .and()
            .doNotHaveFullyQualifiedName(ShutOutAfterRestore.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(OpenCredentials.class.getName())
            .and()
            .haveNameNotMatching("dev\\.airlock\\.persistence\\.audit\\..*")
            .and()
            .haveNameNotMatching("dev\\.airlock\\.persistence\\.vault\\.KeyAudit")
            .should()
            .callMethodWhere(target(owner(assignableTo(AuditLog.class))).and(target(name("append"))))
            .orShould()
            .callMethodWhere(target(owner(assignableTo(AuditLog.class))).and(target(name("appendLater"))))
            .because("audit that handlers must remember is forgotten");

    @ArchTest
    static final ArchRule time_and_chance_come_from_bootstrap = noClasses()
            .that()
            .resideOutsideOfPackage("dev.airlock.bootstrap..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(InstantSource.class, "system")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callConstructor(SecureRandom.class)
            .because("tests tick and never sleep, and a node reads its environment in one place");

    @ArchTest
    static final ArchRule approvals_know_no_clock_but_the_stores = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.airlock.application.approval..",
                    "dev.airlock.domain.approval..",
                    "dev.airlock.persistence.approval..")
            .and()
            .doNotHaveFullyQualifiedName(RequestingAgents.class.getName())
            .should()
            .dependOnClassesThat()
            .areAssignableTo(InstantSource.class)
            .because("nodes' clocks differ, and a request expires everywhere at the same moment");

    @ArchTest
    static final ArchRule nothing_ends_the_process_at_once = noClasses()
            .should()
            .callMethod(Runtime.class, "halt", int.class)
            .because("places to be killed at belong to tests, which need none in the product");

    @ArchTest
    static final ArchRule jackson_3_stays_with_the_library_that_needs_it = noClasses()
            .that()
            .resideOutsideOfPackage("dev.airlock.upstream.schema..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tools.jackson..")
            .because("two Jacksons on one class path are confusing enough");

    @ArchTest
    static final ArchRule one_client_leaves_the_house = noClasses()
            .that()
            .resideOutsideOfPackage("dev.airlock.upstream.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc.client5..", "java.net.http..")
            .orShould()
            .callMethod(java.net.URL.class, "openConnection")
            .orShould()
            .callMethod(java.net.URL.class, "openStream")
            .because("only that client checks the addresses that it dials");

    @ArchTest
    static final ArchRule words_for_the_terminal_go_through_one_class = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Terminal.class.getName())
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("everything else belongs into the log");

    @ArchTest
    static final ArchRule verbs_are_final = classes()
            .that()
            .resideInAPackage("dev.airlock.application..")
            .and()
            .arePublic()
            .and()
            .areNotInterfaces()
            .and()
            .areNotRecords()
            .and()
            .areNotEnums()
            .and()
            .areTopLevelClasses()
            .should()
            .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
            .because("a subclass could step around a check");
}
