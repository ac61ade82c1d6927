package org.purkinje.pretrain;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.purkinje.biosignal.statistics.SubjectBootstrap;
import org.purkinje.jobsupport.certificate.Certificate;
import org.purkinje.jobsupport.certificate.CertificateCheck;
import org.purkinje.jobsupport.certificate.PretrainedModel;
import org.purkinje.jobsupport.certificate.Standing;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.run.Progress;
import org.purkinje.jobsupport.table.CheckpointsTable;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.MetricsTable;
import org.purkinje.jobsupport.table.SplitsTable;
import org.purkinje.jobsupport.table.TaskLabelsTable;
import org.purkinje.jobsupport.table.WindowsTable;
import org.purkinje.pretrain.classification.Cell;
import org.purkinje.pretrain.classification.CellRunner;
import org.purkinje.pretrain.classification.CellScores;
import org.purkinje.pretrain.classification.ClassificationMetrics;
import org.purkinje.pretrain.classification.ClassifiedWindows;
import org.purkinje.pretrain.classification.LabelPlan;
import org.purkinje.pretrain.classification.LabelPlanReader;
import org.purkinje.pretrain.classification.LabelledWindow;
import org.purkinje.pretrain.classification.MetricRow;
import org.purkinje.pretrain.classification.Mode;
import org.purkinje.pretrain.classification.Network;

/**
 * Fits a pretrained network, and the same from scratch, to the classes of few and of many persons'
 * records, and grades both on persons that neither learnt from.
 */
public final class ClassifyWindowsJob implements Job<ClassifyWindowsConfig> {

  private static final int TASKS_PER_CORE = 8;

  public static void main(String[] args) {
    Purkinje.runJob(new ClassifyWindowsJob(), args);
  }

  @Override
  public String name() {
    return "classify-windows";
  }

  @Override
  public String summary() {
    return "grades classes told by a pretrained network and by the same from scratch, by label fraction";
  }

  @Override
  public Class<ClassifyWindowsConfig> configType() {
    return ClassifyWindowsConfig.class;
  }

  @Override
  public List<Input> inputs(ClassifyWindowsConfig config) {
    Set<String> splits = new LinkedHashSet<>(List.of(config.labelSplit()));
    config.evaluationFolds().forEach(fold -> splits.add(SplitsTable.Fold.parse(fold).split()));
    return Stream.concat(
            Stream.of(
                Input.rows(CheckpointsTable.TABLE, config.pretraining()),
                Input.rows(ExposuresTable.TABLE, config.pretraining()),
                Input.rows(WindowsTable.TABLE, config.windowSet()),
                Input.rows(TaskLabelsTable.TABLE, config.task())),
            splits.stream().map(split -> Input.rows(SplitsTable.TABLE, split)))
        .toList();
  }

  @Override
  public List<Partition> outputs(ClassifyWindowsConfig config) {
    return List.of(new Partition(MetricsTable.TABLE, config.evaluation()));
  }

  @Override
  public void run(JobContext context, ClassifyWindowsConfig config) {
    TrainedModel model = TrainedModel.of(context.lake(), config.pretraining(), CheckpointRole.LAST);
    Dataset<Row> windows = context.lake().read(WindowsTable.TABLE, config.windowSet());
    LabelPlan plan =
        new LabelPlanReader(
                context.lake(),
                config.task(),
                config.labels(),
                config.labelSplit(),
                config.evaluationFolds())
            .read(windows, config.parts());
    Dataset<Row> graded = only(windows, plan.evaluated());
    Certificate pretrained =
        CertificateCheck.check(
            context.lake(),
            graded,
            new PretrainedModel(config.pretraining(), model.run(), model.digest()));
    if (pretrained.standing() != Standing.DISJOINT && !config.allowOverlap()) {
      throw new IllegalStateException(
          "evaluation-folds %s: %s; allow-overlap: true grades them all the same and says so in every row"
              .formatted(config.evaluationFolds(), pretrained.text()));
    }
    List<CellScores> scores = scores(context, config, model, plan, only(windows, plan.windows()));
    MetricRow.Frame frame =
        new MetricRow.Frame(
            config.evaluation(),
            context.runId(),
            config.task(),
            config.pretraining(),
            String.join("+", config.evaluationFolds()),
            plan.records().size(),
            LabelPlan.persons(plan.evaluated()).size(),
            config.seed());
    ClassificationMetrics metrics =
        new ClassificationMetrics(
            frame,
            config.labelSplit(),
            plan,
            pretrained,
            CertificateCheck.notPretrained(graded),
            new SubjectBootstrap(config.bootstrapResamples(), config.confidence(), config.seed()));
    context.lake().replace(MetricsTable.TABLE, config.evaluation(), metrics.rows(scores));
    new ClassifiedWindows(context.lake(), config.evaluation(), context.runId())
        .write(windows, plan);
  }

  private static List<CellScores> scores(
      JobContext context,
      ClassifyWindowsConfig config,
      TrainedModel model,
      LabelPlan plan,
      Dataset<Row> windows) {
    CellRunner runner =
        new CellRunner(
            new Network(
                config.pretraining(), model.objective(), model.settings(), model.parameters()),
            plan,
            config.labels(),
            config.probeL2(),
            config.fineTuning(),
            config.batchSize(),
            config.seed());
    List<Cell> cells = plan.cells(config.modes().stream().map(Mode::named).toList());
    // Not closed: closing would stop the session that the other steps share.
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    try (Progress progress =
        Progress.start(
            context.spark(), "classify " + config.evaluation(), "trainings", cells.size())) {
      return runner.run(
          spark,
          cells,
          windows
              .select("window_id", "signals")
              .repartition(TASKS_PER_CORE * spark.defaultParallelism())
              .toJavaRDD(),
          progress.counter());
    }
  }

  private static Dataset<Row> only(Dataset<Row> windows, List<LabelledWindow> of) {
    Dataset<Row> ids =
        windows
            .sparkSession()
            .createDataset(of.stream().map(LabelledWindow::id).toList(), Encoders.STRING())
            .toDF("window_id");
    return windows.join(ids, windows.col("window_id").equalTo(ids.col("window_id")), "left_semi");
  }
}
