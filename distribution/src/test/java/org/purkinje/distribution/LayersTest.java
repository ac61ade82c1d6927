package org.purkinje.distribution;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Dependencies between modules run downward only: jobs, job-support and models, biosignal. */
@AnalyzeClasses(packages = "org.purkinje", importOptions = DoNotIncludeTests.class)
class LayersTest {

  private static final String[] ENGINES = {"org.apache.spark..", "org.apache.iceberg.."};
  private static final String JSON = "com.fasterxml.jackson..";
  private static final String[] DL4J = {"org.deeplearning4j..", "org.nd4j..", "org.datavec.."};

  @ArchTest
  static final ArchRule biosignalNeedsNothingButTheJdk =
      noClasses()
          .that()
          .resideInAPackage("org.purkinje.biosignal..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(ENGINES)
                  .or(resideInAnyPackage(DL4J))
                  .or(resideInAnyPackage(JSON, "org.bytedeco..", "picocli..", "org.slf4j.."))
                  .or(
                      resideInAPackage("org.purkinje..")
                          .and(not(resideInAPackage("org.purkinje.biosignal..")))));

  @ArchTest
  static final ArchRule modelsKnowNoEngineAndNoJob =
      noClasses()
          .that()
          .resideInAPackage("org.purkinje.models..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(ENGINES)
                  .or(
                      resideInAPackage("org.purkinje..")
                          .and(
                              not(
                                  resideInAnyPackage(
                                      "org.purkinje.models..", "org.purkinje.biosignal..")))));

  @ArchTest
  static final ArchRule ofTheModelsOnlyCheckpointsReadJson =
      noClasses()
          .that()
          .resideInAPackage("org.purkinje.models..")
          .and()
          .resideOutsideOfPackage("org.purkinje.models.checkpoint..")
          .should()
          .dependOnClassesThat(resideInAPackage(JSON));

  @ArchTest
  static final ArchRule onlyTheLayerAndItsTrainerUseDl4j =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.purkinje.models.dl4j..", "org.purkinje.pretrain.dl4jspark..")
          .should()
          .dependOnClassesThat(resideInAnyPackage(DL4J));

  /** What is trained on which windows, and kept of it, does not depend on who trains. */
  @ArchTest
  static final ArchRule thePretrainingKnowsNoTrainer =
      noClasses()
          .that(simpleName("PretrainJob").or(simpleName("TrainingState")))
          .or(simpleName("TrainedModel"))
          .or(simpleName("StoredCheckpoint"))
          .or(simpleName("Trainer"))
          .or()
          .resideInAPackage("org.purkinje.models.checkpoint..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.purkinje.models.dl4j..", "org.purkinje.pretrain.dl4jspark.."));

  @ArchTest
  static final ArchRule jobSupportKnowsNoJobAndNoModel =
      noClasses()
          .that()
          .resideInAPackage("org.purkinje.jobsupport..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.purkinje..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "org.purkinje.jobsupport..", "org.purkinje.biosignal.."))));

  @ArchTest
  static final ArchRule jobModulesMeetInTablesAlone =
      slices()
          .matching("org.purkinje.(ingest|preprocessing|pretrain|eval)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule packagesOfBiosignalHaveNoCycles =
      slices().matching("org.purkinje.biosignal.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfModelsHaveNoCycles =
      slices().matching("org.purkinje.models.(*)..").should().beFreeOfCycles();

  /** A new system is a package of its own and changes nothing of what trains it. */
  @ArchTest
  static final ArchRule trainingKnowsNoSystem =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.purkinje.models.layer..",
              "org.purkinje.models.masking..",
              "org.purkinje.models.loss..",
              "org.purkinje.models.training..",
              "org.purkinje.models.checkpoint..",
              "org.purkinje.models.dl4j..",
              "org.purkinje.pretrain.dl4jspark..",
              "org.purkinje.pretrain.trainer..",
              "org.purkinje.pretrain.shard..")
          .or(simpleName("PretrainJob"))
          .or(simpleName("TrainingState"))
          .or(simpleName("TrainedModel"))
          .or(simpleName("EmbedWindowsJob"))
          .or(simpleName("WindowEmbedding"))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.purkinje.models.ecgnat..",
                  "org.purkinje.models.m2ae..",
                  "org.purkinje.models.mae.."));

  /**
   * Two files that need each other are one idea in two places. DL4J's layer and its parts, and the
   * command line and its commands, are tied by their libraries.
   */
  @ArchTest
  static void filesHaveNoCircles(JavaClasses classes) {
    assertThat(FileCircles.of(classes))
        .as("circles of files")
        .noneMatch(
            circle ->
                circle.stream()
                    .noneMatch(
                        file ->
                            file.equals("org.purkinje.models.dl4j.ObjectiveLayer")
                                || file.equals("org.purkinje.jobsupport.command.Purkinje")));
  }

  @ArchTest
  static final ArchRule nothingDependsOnAJobButItsOwnParts =
      classes()
          .that(simpleNameEndingWith("Job").and(not(resideInAPackage("org.purkinje.jobsupport.."))))
          .should(onlyBeUsedInTheirOwnPackage());

  private static ArchCondition<JavaClass> onlyBeUsedInTheirOwnPackage() {
    return new ArchCondition<>("only be used in their own package") {
      @Override
      public void check(JavaClass job, ConditionEvents events) {
        for (Dependency dependency : job.getDirectDependenciesToSelf()) {
          JavaClass user = dependency.getOriginClass();
          boolean own = user.getPackageName().equals(job.getPackageName());
          events.add(new SimpleConditionEvent(job, own, dependency.getDescription()));
        }
      }
    };
  }
}
