package io.tandem;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The arrows between the packages: data flows one way, and each package knows only what it needs.
 */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tandem");

  /** What every package may know: the contract, the refusals, intervals in closed form. */
  private static final String[] GROUND = {
    "io.tandem.table..", "io.tandem.refusal..", "io.tandem.statistics.."
  };

  private static final List<String> SIBLINGS =
      List.of(
          "source",
          "sample",
          "catalogue",
          "basket",
          "recommendation",
          "retention",
          "evaluation",
          "publish",
          "report",
          "query");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.tandem.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void siblingsDoNotKnowEachOther() {
    for (String sibling : SIBLINGS) {
      classes()
          .that()
          .resideInAPackage("io.tandem." + sibling + "..")
          .should()
          .onlyDependOnClassesThat(
              not(resideInAnyPackage("io.tandem.."))
                  .or(resideInAnyPackage(GROUND))
                  .or(resideInAnyPackage("io.tandem." + sibling + "..")))
          .check(CLASSES);
    }
  }

  @Test
  void experimentsKnowOrdersAndNoOtherSibling() {
    classes()
        .that()
        .resideInAPackage("io.tandem.experiment..")
        .should()
        .onlyDependOnClassesThat(
            not(resideInAnyPackage("io.tandem.."))
                .or(resideInAnyPackage(GROUND))
                .or(resideInAnyPackage("io.tandem.retention", "io.tandem.experiment..")))
        .check(CLASSES);
  }

  @Test
  void statisticsOfExperimentsKnowNoSpark() {
    noClasses()
        .that()
        .resideInAPackage("io.tandem.experiment.analysis..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.spark..",
            "io.tandem.table..",
            "io.tandem.experiment",
            "io.tandem.retention..")
        .check(CLASSES);
  }

  @Test
  void theGroundKnowsNothingAboveIt() {
    classes()
        .that()
        .resideInAnyPackage(GROUND)
        .should()
        .onlyDependOnClassesThat(
            not(resideInAnyPackage("io.tandem..")).or(resideInAnyPackage(GROUND)))
        .check(CLASSES);
  }

  @Test
  void kernelsKnowNeitherSparkNorUs() {
    classes()
        .that()
        .resideInAnyPackage("io.tandem.basket.fpgrowth..", "io.tandem.recommendation.als..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "jdk.incubator.vector..",
            "io.tandem.basket.fpgrowth..",
            "io.tandem.recommendation.als..")
        .check(CLASSES);
  }

  @Test
  void modelsOfCustomersKnowNoSpark() {
    noClasses()
        .that()
        .resideInAnyPackage("io.tandem.retention.lifetime..", "io.tandem.retention.survival..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "io.tandem.table..", "io.tandem.retention")
        .check(CLASSES);
  }

  @Test
  void aShopCanCopyTheCartCompleterAlone() {
    DescribedPredicate<JavaClass> itself = nameMatching(".*\\.CartCompleter(\\$.*)?").forSubtype();
    classes()
        .that(itself)
        .should()
        .onlyDependOnClassesThat(resideInAPackage("java..").or(itself))
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineReadsSettingsAndNothingReadsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.tandem.cli..", "io.tandem.settings..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tandem.settings..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages("io.tandem.cli..", "io.tandem")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tandem.cli..")
        .check(CLASSES);
  }

  @Test
  void theCommandLineKnowsNoSpark() {
    noClasses()
        .that()
        .resideInAPackage("io.tandem.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..")
        .check(CLASSES);
  }

  @Test
  void queriesKnowNoSparkAndNobodyElseKnowsDuckDb() {
    noClasses()
        .that()
        .resideInAPackage("io.tandem.query..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "io.tandem.table..")
        .because("scripts/query starts without Spark's jars")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tandem.query..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.duckdb..")
        .because("the job jar runs without DuckDB")
        .check(CLASSES);
  }

  @Test
  void onlyPublishKnowsFileSystems() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.tandem.publish..", "io.tandem.source..", "io.tandem.job..", "io.tandem.sample..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.hadoop.fs..")
        .check(CLASSES);
  }
}
