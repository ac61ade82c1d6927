package org.purkinje.preprocessing;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.run.Progress;
import org.purkinje.jobsupport.table.AccountingTable;
import org.purkinje.jobsupport.table.RecordsTable;
import org.purkinje.jobsupport.table.RejectsTable;
import org.purkinje.jobsupport.table.SignalsTable;
import org.purkinje.jobsupport.table.WindowsTable;

/** Cuts the ECG and PPG of each record into windows of 10 s at 125 Hz, labelled from its ABP. */
public final class WindowSignalsJob implements Job<WindowSignalsJob.Config> {

  public record Config(
      @ConfigKey("name of the set of windows that is replaced") String windowSet,
      @ConfigKey("corpora to cut, already ingested") List<String> corpora,
      @ConfigKey(
              "scope of find-overlaps over these corpora, which says which subjects are one person;"
                  + " none to take each subject for a person")
          String personGroups,
      @ConfigKey("ECG leads in order of preference; without any of them the first ECG channel")
          List<String> ecgLeads,
      @ConfigKey("longest pulse arrival time of the blood pressure protocol, s")
          double longestPatSeconds,
      @ConfigKey("share of subjects kept out of pretraining, 0 to 1") double evaluationShare,
      @ConfigKey("seed of the draw of those subjects") long seed) {

    public Config {
      if (corpora.isEmpty()) {
        throw new IllegalArgumentException("corpora must name at least one corpus");
      }
      if (Set.copyOf(corpora).size() < corpora.size()) {
        throw new IllegalArgumentException("corpora must name each corpus once, got " + corpora);
      }
      if (!(evaluationShare >= 0 && evaluationShare <= 1)) {
        throw new IllegalArgumentException(
            "evaluation-share must be 0 to 1, got " + evaluationShare);
      }
      if (!(longestPatSeconds > 0.08 && longestPatSeconds <= 2)) {
        throw new IllegalArgumentException(
            "longest-pat-seconds must be above 0.08 and at most 2, got " + longestPatSeconds);
      }
    }
  }

  public static void main(String[] args) {
    Purkinje.runJob(new WindowSignalsJob(), args);
  }

  @Override
  public String name() {
    return "window-signals";
  }

  @Override
  public String summary() {
    return "cuts signals into 10 s windows at 125 Hz, with a reason for each one dropped";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<Input> inputs(Config config) {
    Stream<Input> ingested =
        config.corpora().stream()
            .flatMap(
                corpus -> Stream.of(Input.rows("signals", corpus), Input.rows("records", corpus)));
    return Stream.concat(
            ingested,
            PersonGroups.scope(config).map(scope -> Input.rows("person_groups", scope)).stream())
        .toList();
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(new Partition("windows", config.windowSet()));
  }

  @Override
  public void run(JobContext context, Config config) {
    Object[] corpora = config.corpora().toArray();
    Dataset<Row> records =
        PersonGroups.join(
            context.lake(),
            context
                .lake()
                .read(RecordsTable.TABLE)
                .where(col("corpus").isin(corpora))
                .select("corpus", "record", "subject", "subject_identity", "alignment"),
            config)
            .drop("subject");
    Dataset<Row> signals =
        context
            .lake()
            .read(SignalsTable.TABLE)
            .where(col("corpus").isin(corpora))
            .where(col("kind").isin("ecg", "ppg", "abp", "time"))
            .join(records, new String[] {"corpus", "record"}, "inner")
            .repartition(col("corpus"), col("record"))
            .sortWithinPartitions("corpus", "record", "channel", "start_sample");
    try (Progress progress =
        Progress.start(
            context.spark(), "window " + config.windowSet(), "records", records.count())) {
      LongAccumulator done = progress.counter();
      RecordWindows cutting = RecordWindows.of(config);
      List<String> ecgLeads = List.copyOf(config.ecgLeads());
      JavaRDD<CandidateWindow> candidates =
          signals
              .toJavaRDD()
              .mapPartitions(rows -> new RecordingIterator(rows, ecgLeads))
              .flatMap(
                  recording -> {
                    done.add(1);
                    return cutting.cut(recording).iterator();
                  })
              .persist(StorageLevel.DISK_ONLY());
      write(context, config, candidates);
      candidates.unpersist(true);
    }
  }

  private void write(JobContext context, Config config, JavaRDD<CandidateWindow> candidates) {
    Map<String, Long> discovered = countByCorpus(candidates);
    Map<String, Long> accepted = countByCorpus(candidates.filter(CandidateWindow::isAccepted));
    replace(context, config, candidates);
    String scope = name() + "/" + config.windowSet();
    context
        .lake()
        .replace(
            AccountingTable.TABLE,
            scope,
            discovered.entrySet().stream()
                .map(
                    corpus -> {
                      long kept = accepted.getOrDefault(corpus.getKey(), 0L);
                      return AccountingTable.row(
                          scope,
                          context.runId(),
                          new AccountingTable.Count(
                              corpus.getKey(),
                              "windows",
                              corpus.getValue(),
                              kept,
                              corpus.getValue() - kept,
                              0));
                    })
                .toList());
  }

  private void replace(JobContext context, Config config, JavaRDD<CandidateWindow> candidates) {
    context
        .lake()
        .replace(
            WindowsTable.TABLE,
            config.windowSet(),
            context
                .spark()
                .createDataFrame(
                    candidates.filter(CandidateWindow::isAccepted).map(CandidateWindow::row),
                    WindowsTable.TABLE.schema()));
    context
        .lake()
        .replace(
            RejectsTable.TABLE,
            name() + "/" + config.windowSet(),
            context
                .spark()
                .createDataFrame(
                    candidates.filter(window -> !window.isAccepted()).map(CandidateWindow::row),
                    RejectsTable.TABLE.schema()));
  }

  private static Map<String, Long> countByCorpus(JavaRDD<CandidateWindow> windows) {
    return windows.map(CandidateWindow::corpus).countByValue();
  }
}
