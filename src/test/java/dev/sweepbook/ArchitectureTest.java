package dev.sweepbook;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Holds the dependency table of DESIGN.md. */
@ArchTag("spark") // also where the packages are that only that build has
@AnalyzeClasses(packages = "dev.sweepbook", importOptions = ArchitectureTest.NoTests.class)
final class ArchitectureTest {
    private static final String ROOT = "dev.sweepbook.";

    /** Leaves out what is compiled for tests, in whichever folder a build puts it. */
    static final class NoTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    /** Each package with the ones it may use. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("accuracy", List.of("catalog", "load", "report", "sweep", "estimate", "scenario")),
            Map.entry("scenario", List.of()),
            Map.entry("estimate", List.of("scenario")),
            Map.entry("sweep", List.of("estimate", "scenario")),
            Map.entry("report", List.of("sweep", "estimate", "scenario")),
            Map.entry("catalog", List.of("scenario", "estimate")),
            Map.entry("load", List.of("ooxml", "sweep", "catalog", "estimate", "scenario")),
            Map.entry("ooxml", List.of()),
            Map.entry("template", List.of("ooxml", "report", "sweep", "estimate", "scenario")),
            Map.entry("live", List.of("report", "sweep", "estimate", "scenario")),
            Map.entry("write", List.of("template", "live", "ooxml", "report", "sweep", "estimate", "scenario")),
            Map.entry("diff", List.of("load", "write", "report", "catalog", "sweep", "estimate", "scenario")),
            Map.entry("spark", List.of("job", "cli")),
            Map.entry("parquet", List.of("write", "report", "sweep", "estimate", "scenario")),
            Map.entry(
                    "job",
                    List.of("diff", "load", "write", "template", "report", "catalog", "sweep", "estimate", "scenario")),
            Map.entry(
                    "cli",
                    List.of(
                            "accuracy",
                            "diff",
                            "job",
                            "load",
                            "write",
                            "ooxml",
                            "report",
                            "catalog",
                            "sweep",
                            "estimate",
                            "scenario")));

    /** Packages that only some builds have. */
    private static final Set<String> OPTIONAL = Set.of("parquet", "spark");

    private static final String[] PURE = {
        ROOT + "scenario..", ROOT + "estimate..", ROOT + "sweep..", ROOT + "report..", ROOT + "live.."
    };

    @ArchTest
    static void eachPackageUsesOnlyWhatTheTableAllows(JavaClasses classes) {
        MAY_USE.forEach((name, allowed) -> {
            List<String> open = new ArrayList<>(allowed);
            open.add(name);
            String[] packages = open.stream().map(p -> ROOT + p + "..").toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + name + "..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("dev.sweepbook..").and(not(resideInAnyPackage(packages))))
                    .allowEmptyShould(OPTIONAL.contains(name))
                    .check(classes);
        });
    }

    @ArchTest
    static void everyPackageStandsInTheTable(JavaClasses classes) {
        Set<String> found = new TreeSet<>();
        classes.forEach(
                c -> found.add(c.getPackageName().substring(ROOT.length()).split("\\.", -1)[0]));
        found.addAll(OPTIONAL);
        assertThat(found).containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
    }

    @ArchTest
    static final ArchRule excelIsWrittenInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "write..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.poi..", "org.openxmlformats..", "org.apache.xmlbeans..", "com.microsoft.schemas..");

    @ArchTest
    static final ArchRule textIsParsedWhereItIsRead = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "load..", ROOT + "catalog..")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + "write.Digits") // writes numbers, reads nothing
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson..", "org.yaml.snakeyaml..");

    @ArchTest
    static final ArchRule parquetIsWrittenInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "parquet..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop..");

    @ArchTest
    static final ArchRule sparkIsKnownToOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "spark..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "scala..");

    @ArchTest
    static final ArchRule theOptimiserStaysWithTheFits = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "accuracy..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.hipparchus..");

    @ArchTest
    static final ArchRule csvIsReadAndWrittenInThreePackages = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "load..", ROOT + "catalog..", ROOT + "write..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.commons.csv..");

    @ArchTest
    static final ArchRule theDatabaseIsKnownToTheLedgerAlone = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "job.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.sqlite..");

    @ArchTest
    static final ArchRule cronIsReadWhereItIsWaitedFor = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "job.watch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.cronutils..");

    @ArchTest
    static final ArchRule nothingOpensAConnection = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "java.rmi..", "javax.net..", "javax.naming..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.net\\.(.*Socket.*|.*Connection|Inet.*|URL|.*ClassLoader)");

    @ArchTest
    static final ArchRule nothingInAFileBecomesAnObjectOrAScript = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "(java\\.io\\.ObjectInputStream|javax\\.script\\..*|org\\.yaml\\.snakeyaml\\.constructor\\..*)");

    @ArchTest
    static final ArchRule theCommandToNotifyIsTheOnlyOneRun = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + "job.Notification")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ProcessBuilder.class, Process.class);

    @ArchTest
    static final ArchRule theLedgerKnowsNoRuns = noClasses()
            .that()
            .resideInAPackage(ROOT + "job.ledger..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.sweepbook..").and(not(resideInAPackage(ROOT + "job.ledger.."))));

    @ArchTest
    static final ArchRule thePageIsMadeFromTheLedger = noClasses()
            .that()
            .resideInAPackage(ROOT + "job.page..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage(ROOT + "job", ROOT + "job.watch..", ROOT + "cli..", ROOT + "write.."));

    @ArchTest
    static final ArchRule theCommandLineLibraryStaysInTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule arithmeticTouchesNothingOutside = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.io..",
                            "java.nio..",
                            "java.net..",
                            "java.time..",
                            "java.util.concurrent..",
                            "java.util.logging..",
                            "java.sql..",
                            "org.slf4j..",
                            "org.apache.logging..")
                    .and(not(com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo(
                            java.io.Serializable.class))) // says that a value may travel, and does nothing
                    .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(Thread.class))
                    .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(java.util.Random.class)));

    @ArchTest
    static final ArchRule arithmeticReadsNoClockAndNoChance = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule onlyTheCommandLinePrints =
            noClasses().that().resideOutsideOfPackage(ROOT + "cli..").should(readFieldsOfSystem());

    @ArchTest
    static final ArchRule onlyTheCommandLineExits = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "cli..")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    private static ArchCondition<JavaClass> readFieldsOfSystem() {
        return new ArchCondition<>("read System.out or System.err") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (JavaFieldAccess access : item.getFieldAccessesFromSelf()) {
                    if (access.getTargetOwner().isEquivalentTo(System.class)) {
                        events.add(SimpleConditionEvent.satisfied(item, access.getDescription()));
                    }
                }
            }
        };
    }
}
