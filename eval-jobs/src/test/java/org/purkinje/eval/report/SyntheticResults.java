package org.purkinje.eval.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.purkinje.biosignal.statistics.Descriptives;
import org.purkinje.eval.report.row.AccountingRow;
import org.purkinje.eval.report.row.CheckpointRow;
import org.purkinje.eval.report.row.CurvePoint;
import org.purkinje.eval.report.row.LeftOutRow;
import org.purkinje.eval.report.row.MetricRow;
import org.purkinje.eval.report.row.PredictionRow;
import org.purkinje.eval.report.row.RefusalCount;
import org.purkinje.eval.report.row.RunRow;
import org.purkinje.eval.report.row.SubjectRow;
import org.purkinje.jobsupport.certificate.Standing;

/** Results of no real study, drawn from fixed seeds, in the order in which the tables are read. */
final class SyntheticResults {

  static final String RUN = "report-0123456789ab-1764000000000";
  static final List<String> TARGETS = List.of("dbp", "sbp");
  static final List<String> FEATURE_SETS = List.of("ecg+ppg", "embedding", "ppg");
  static final List<String> METHODS =
      List.of("hold-calibration", "lightgbm-calibrated", "pat-linear", "train-mean");

  /** One scored window and what it belongs to. */
  record Scored(
      String target,
      String features,
      String method,
      String subject,
      int window,
      PredictionRow row) {}

  private final int subjects;
  private final int windowsPerSubject;
  private final Standing standing;
  private final String certificate;

  SyntheticResults(int subjects, int windowsPerSubject, Standing standing, String certificate) {
    this.subjects = subjects;
    this.windowsPerSubject = windowsPerSubject;
    this.standing = standing;
    this.certificate = certificate;
  }

  static SyntheticResults usual() {
    return new SyntheticResults(
        20,
        30,
        Standing.DISJOINT,
        "disjoint from pretraining m2ae-tiny: 0 of 20 persons shared; subject identity published");
  }

  Report report(String title) {
    return new Report(
        "demo",
        title,
        run(RUN, "report", "started", "2026-01-31 12:00:00"),
        accounting(),
        refusals(),
        SyntheticCorpora.usual(),
        List.of(pretraining("m2ae-small", 11), pretraining("m2ae-tiny", 12)),
        List.of(SyntheticMetrics.classification(Standing.DISJOINT, "disjoint")),
        List.of(evaluation("loso-demo")),
        List.of(
            run("ingest-corpus-1", "ingest-corpus", "succeeded", "2026-01-31 11:00:00"),
            run("window-signals-2", "window-signals", "succeeded", "2026-01-31 11:10:00"),
            run("loso-blood-pressure-3", "loso-blood-pressure", "succeeded", "2026-01-31 11:20:00"),
            run("pretrain-4", "pretrain", "succeeded", "2026-01-31 11:30:00"),
            run(RUN, "report", "started", "2026-01-31 12:00:00")));
  }

  static RunRow run(String id, String job, String status, String startedAt) {
    return new RunRow(
        id,
        job,
        status,
        "{\"evaluation\":\"loso-demo\",\"seed\":17,\"targets\":[\"sbp\",\"dbp\"]}",
        "5f1c0e9d8b7a69584736251403f2e1d0c9b8a79685746352413029181706f5e4",
        List.of(),
        startedAt,
        status.equals("started") ? "" : "2026-01-31 11:59:00",
        "Java 17.0.15, Linux amd64");
  }

  static List<AccountingRow> accounting() {
    return List.of(
        new AccountingRow(
            "ingest-corpus/cinc2015", "cinc2015", "ingest-corpus-1", "records", 40, 33, 1, 6),
        new AccountingRow(
            "ingest-corpus/mitdb", "mitdb", "ingest-corpus-1", "records", 48, 38, 0, 10),
        new AccountingRow(
            "window-signals/demo", "cinc2015", "window-signals-2", "windows", 1950, 789, 1161, 0),
        new AccountingRow(
            "window-signals/demo", "mitdb", "window-signals-2", "windows", 13680, 13020, 660, 0));
  }

  static List<RefusalCount> refusals() {
    return List.of(
        new RefusalCount("ingest-corpus/cinc2015", "checksum differs from the header", 1),
        new RefusalCount("window-signals/demo", "ABP pulse pressure outside 15 to 150 mmHg", 214),
        new RefusalCount("window-signals/demo", "PPG correlates with its template below 0.8", 871),
        new RefusalCount("window-signals/demo", "fewer than 5 beats", 76),
        new RefusalCount("window-signals/demo", "flat for more than 0.5 s", 660));
  }

  static Report.Pretraining pretraining(String name, long seed) {
    Random random = new Random(seed);
    List<CurvePoint> curve = new ArrayList<>();
    for (int round = 1; round <= 40; round++) {
      long seen = round * 3200L;
      double speed = 104 + 6 * random.nextGaussian();
      double recE = 0.42 + 0.55 * Math.exp(-round / 9.0) + 0.01 * random.nextGaussian();
      double recP = 0.18 + 0.70 * Math.exp(-round / 6.0) + 0.01 * random.nextGaussian();
      double con = 3.1 + 0.36 * Math.exp(-round / 15.0) + 0.02 * random.nextGaussian();
      Map<String, Double> terms = new TreeMap<>();
      terms.put("con", con);
      terms.put("loss", recE + recP + 0.1 * con);
      terms.put("rec_e", recE);
      terms.put("rec_p", recP);
      terms.put("patch_mean_e", 0.97 + 0.005 * random.nextGaussian());
      terms.put("patch_mean_p", 0.99 + 0.005 * random.nextGaussian());
      terms.put("con_chance", Math.log(32));
      terms.put("feature_sd_ecg", 0.004 + 0.0003 * round);
      terms.put("explained_variance_e", 1 - recE / 0.97);
      terms.put("explained_variance_p", 1 - recP / 0.99);
      int r = round;
      if (round % 10 == 0) {
        terms.forEach(
            (term, value) -> {
              if (!term.equals("loss")) {
                curve.add(new CurvePoint(r, seen, true, term, 0.95 * value, Double.NaN));
              }
            });
      }
      terms.forEach((term, value) -> curve.add(new CurvePoint(r, seen, false, term, value, speed)));
    }
    List<CheckpointRow> checkpoints = new ArrayList<>();
    for (int round = 10; round <= 40; round += 10) {
      checkpoints.add(
          new CheckpointRow(
              round,
              round * 100L,
              round * 3200L,
              round == 40,
              round == 30,
              "m2ae",
              "width 64, depth 4",
              "a3f5c0%02d77b1e9d4".formatted(round),
              "shards@77123",
              "checkpoints/" + name + "/round-" + round));
    }
    return new Report.Pretraining(
        name, curve, checkpoints, List.of(SyntheticMetrics.heldOut(name)));
  }

  List<Scored> scored() {
    List<Scored> scored = new ArrayList<>();
    for (String target : TARGETS) {
      double level = target.equals("sbp") ? 122 : 68;
      for (String features : FEATURE_SETS) {
        for (String method : METHODS) {
          for (int s = 0; s < subjects; s++) {
            // The same person has the same pressures whatever predicts them.
            Random person = new Random(31L * s + target.hashCode());
            Random model = new Random(s + 100L * (target + features + method).hashCode());
            double mean = level + 14 * person.nextGaussian();
            double restlessness = 3 + 7 * person.nextDouble();
            double calibration = mean + restlessness * person.nextGaussian();
            double gift = (0.6 + 1.3 * model.nextDouble()) * (features.equals("ppg") ? 1.15 : 0.85);
            for (int w = 0; w < windowsPerSubject; w++) {
              double truth = mean + restlessness * person.nextGaussian();
              double prediction =
                  switch (method) {
                    case "hold-calibration" -> calibration;
                    case "train-mean" -> level + 1;
                    default ->
                        calibration
                            + (truth - calibration) * 0.45
                            + gift * 0.5 * restlessness * model.nextGaussian();
                  };
              scored.add(
                  new Scored(
                      target,
                      features,
                      method,
                      "s%02d".formatted(s + 1),
                      w,
                      new PredictionRow(
                          "demo/s%02d".formatted(s + 1), truth, calibration, prediction)));
            }
          }
        }
      }
    }
    return scored;
  }

  Report.Evaluation evaluation(String name) {
    List<Scored> scored = scored();
    List<SubjectRow> rows = subjectRows(scored);
    return new Report.Evaluation(
        name,
        metrics(scored),
        PressurePanel.of(
            rows,
            (panel, method) ->
                scored.stream()
                    .filter(s -> s.target().equals(panel.target()))
                    .filter(s -> s.features().equals(panel.features()))
                    .filter(s -> s.method().equals(method))
                    .map(Scored::row)
                    .toList()),
        leftOut());
  }

  static List<LeftOutRow> leftOut() {
    return List.of(
        new LeftOutRow("windows for ppg", "demo", "excluded", "calibration", 20),
        new LeftOutRow("windows for ppg", "demo", "rejected", "reference refused: abp flat", 6));
  }

  static List<SubjectRow> subjectRows(List<Scored> scored) {
    Map<List<String>, List<Scored>> bySubject = new LinkedHashMap<>();
    scored.forEach(
        s ->
            bySubject
                .computeIfAbsent(
                    List.of(s.target(), s.features(), s.method(), s.row().subject()),
                    key -> new ArrayList<>())
                .add(s));
    return bySubject.values().stream()
        .map(
            windows -> {
              Scored first = windows.get(0);
              return new SubjectRow(
                  first.row().subject(),
                  first.features(),
                  first.target(),
                  first.method(),
                  windows.size(),
                  Descriptives.mean(errors(windows)),
                  mae(windows),
                  windows.stream()
                      .mapToDouble(s -> Math.abs(s.row().calibrationMmhg() - s.row().truthMmhg()))
                      .average()
                      .orElseThrow(),
                  "eligible",
                  "one-record");
            })
        .toList();
  }

  List<MetricRow> metrics(List<Scored> scored) {
    Map<List<String>, List<Scored>> byMethod = new LinkedHashMap<>();
    scored.forEach(
        s ->
            byMethod
                .computeIfAbsent(
                    List.of(s.target(), s.features(), s.method()), k -> new ArrayList<>())
                .add(s));
    List<MetricRow> metrics = new ArrayList<>();
    byMethod.forEach(
        (key, windows) -> {
          double mae = mae(windows);
          double held = mae(byMethod.get(List.of(key.get(0), key.get(1), "hold-calibration")));
          boolean isHeld = key.get(2).equals("hold-calibration");
          double me = Descriptives.mean(errors(windows));
          double sd = Descriptives.sampleSd(errors(windows));
          metrics.add(metric(key, "mae", mae, 0.86 * mae, 1.17 * mae, "mmHg", ""));
          metrics.add(
              metric(
                  key,
                  "mae-subject-median",
                  medianMae(windows),
                  Double.NaN,
                  Double.NaN,
                  "mmHg",
                  ""));
          metrics.add(metric(key, "me", me, me - 0.8, me + 0.8, "mmHg", ""));
          metrics.add(metric(key, "sd", sd, Double.NaN, Double.NaN, "mmHg", ""));
          metrics.add(
              metric(
                  key,
                  "skill",
                  isHeld ? Double.NaN : 1 - mae / held,
                  Double.NaN,
                  Double.NaN,
                  "1",
                  ""));
          if (!isHeld) {
            double difference = mae - held;
            metrics.add(
                metric(
                    key, "mae-difference", difference, difference - 1, difference + 1, "mmHg", ""));
          }
          for (String standard : List.of("aami", "bhs", "ieee-1708")) {
            for (String readings : List.of("3-readings", "pooled-windows")) {
              metrics.add(
                  metric(
                      key,
                      standard + "-" + readings,
                      subjects,
                      Double.NaN,
                      Double.NaN,
                      "subjects",
                      "insufficient subjects"));
            }
          }
        });
    return metrics.stream()
        .sorted(
            Comparator.comparing(MetricRow::task)
                .thenComparing(MetricRow::features)
                .thenComparing(MetricRow::model)
                .thenComparing(MetricRow::method)
                .thenComparing(MetricRow::metric))
        .toList();
  }

  private MetricRow metric(
      List<String> key,
      String metric,
      double value,
      double low,
      double high,
      String unit,
      String verdict) {
    return new MetricRow(
        "loso-" + key.get(0),
        key.get(1).equals("embedding") ? "m2ae-tiny" : "none",
        key.get(1),
        "leave-one-subject-out",
        metric,
        value,
        low,
        high,
        (long) subjects * windowsPerSubject,
        subjects,
        key.get(2),
        unit,
        key.get(1).equals("embedding") ? standing : Standing.DISJOINT,
        key.get(1).equals("embedding") ? certificate : "not pretrained; folds by person",
        verdict,
        "eligible",
        key.get(1).equals("ecg+ppg") ? "unknown" : "not-used",
        "first",
        3,
        key.get(2).startsWith("lightgbm") && metric.equals("mae") ? 0.07 : Double.NaN);
  }

  private static double[] errors(List<Scored> windows) {
    return windows.stream()
        .mapToDouble(s -> s.row().predictionMmhg() - s.row().truthMmhg())
        .toArray();
  }

  private static double medianMae(List<Scored> windows) {
    return Descriptives.median(
        subjectRows(windows).stream().mapToDouble(SubjectRow::maeMmhg).toArray());
  }

  private static double mae(List<Scored> windows) {
    return windows.stream()
        .mapToDouble(s -> Math.abs(s.row().predictionMmhg() - s.row().truthMmhg()))
        .average()
        .orElseThrow();
  }
}
