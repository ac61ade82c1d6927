package org.purkinje.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.biosignal.pressure.BloodPressureFeatures;
import org.purkinje.biosignal.pressure.PressureProtocol;
import org.purkinje.biosignal.pressure.PressureRules;
import org.purkinje.biosignal.pressure.PressureSignals;
import org.purkinje.biosignal.pressure.ProtocolOutcome;
import org.purkinje.biosignal.recording.LocalRecordFolder;
import org.purkinje.biosignal.signal.SignalKind;
import org.purkinje.biosignal.wfdb.SampleFormat;
import org.purkinje.biosignal.wfdb.WfdbHeader;
import org.purkinje.biosignal.wfdb.WfdbHeaderReader;
import org.purkinje.biosignal.wfdb.WfdbSignal;
import org.purkinje.biosignal.wfdb.WfdbSignalReader;
import org.purkinje.biosignal.window.RawSignal;
import org.purkinje.ingest.IngestCorpusJob;
import org.purkinje.ingest.Stringency;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.preprocessing.features.ExtractFeaturesJob;
import org.purkinje.preprocessing.windows.WindowSignalsJob;

/**
 * From files to windows on real records. Oracle: the same rules in one thread, without Spark or
 * tables; {@code Cinc2015WindowsIT} of biosignal holds these against the Python peer.
 */
class RealSampleWindowsIT {

  @TempDir private static Path warehouse;
  private static final PressureProtocol PROTOCOL = new PressureProtocol(PressureRules.published());

  private static SparkSession spark;
  private static Map<String, PressureSignals> records;

  @BeforeAll
  static void cutWindows() throws IOException {
    String corpora = corpora();
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to cut real records");
    System.setProperty("purkinje.home", "..");
    spark = Session.open(warehouse, "local[2]");
    JobRunner runner = new JobRunner(spark);
    String source = Path.of(corpora, "cinc2015").toString();
    records = withoutSpark(Path.of(source));
    runner.run(
        new IngestCorpusJob(),
        new IngestCorpusJob.Config("cinc2015", source, Stringency.STRICT, 0, List.of()),
        false);
    runner.run(
        new WindowSignalsJob(),
        new WindowSignalsJob()
            .read(
                Path.of("../configs/preprocessing/window-signals-real-sample.yaml"),
                Map.of(
                    "window-set", "w",
                    "corpora", "[cinc2015]",
                    "person-groups", "none",
                    "evaluation-share", "0")),
        false);
  }

  private static String corpora() {
    return System.getProperty("purkinje.corpora", "");
  }

  @AfterAll
  static void closeSession() {
    System.clearProperty("purkinje.home");
    if (spark != null) {
      spark.close();
    }
  }

  @Test
  void judgesEachPressureWindowAsOneThreadWithoutSparkDoes() {
    Map<String, String> expected = new TreeMap<>();
    records.forEach(
        (name, record) -> {
          if (record.has(SignalKind.PPG) && record.has(SignalKind.ABP)) {
            record
                .windowStarts()
                .forEach(
                    start ->
                        expected.put(windowId(name, start), text(PROTOCOL.assess(record, start))));
          }
        });
    Map<String, String> found = new TreeMap<>();
    spark
        .sql(
            "select window_id, refusal, features from window_features where feature_set = 'pat-ppg'"
                + " and (refusal is null or refusal not like 'no %')")
        .collectAsList()
        .forEach(
            row ->
                found.put(
                    row.getString(0),
                    row.isNullAt(1)
                        ? new TreeMap<>(row.<String, Double>getJavaMap(2)).toString()
                        : row.getString(1)));
    assertThat(expected.values().stream().filter(of -> of.startsWith("{"))).hasSizeGreaterThan(700);
    // What is flat or clipped as recorded is refused before; the protocol sees filtered signals.
    List<String> refused =
        spark.sql("select source_uri from rejects where place <> 'record'").collectAsList().stream()
            .map(row -> row.getString(0))
            .toList();
    assertThat(refused).hasSize(2).map(expected::remove).noneMatch(RealSampleWindowsIT::isAccepted);
    assertThat(found).isEqualTo(expected);
  }

  /** Whether the protocol accepts a window; null of a record without PPG or ABP. */
  private static boolean isAccepted(@Nullable String outcome) {
    return outcome != null && outcome.startsWith("{");
  }

  /**
   * Oracle: the protocol, which finds beats in the whole record. In a window alone the detectors
   * know less of what a beat is like, and a beat at its end looks otherwise.
   */
  @Test
  void findsThePulseArrivalsOfTheProtocolInWindowsAlone() {
    new JobRunner(spark)
        .run(
            new ExtractFeaturesJob(),
            new ExtractFeaturesJob()
                .read(
                    Path.of("../configs/preprocessing/extract-features-real-sample.yaml"),
                    Map.of("window-set", "w", "features", "[pulse-arrival, attractor]")),
            false);
    Row compared =
        spark
            .sql(
                "select count(*), count(own.features['pat_s']), count_if(abs(own.features['pat_s'] -"
                    + " protocol.features['pat']) <= 0.008), count_if(abs(own.features['hr_bpm'] -"
                    + " protocol.features['hr']) <= 1) from window_features own join window_features"
                    + " protocol using (window_id) where own.feature_set = 'pulse-arrival' and"
                    + " protocol.feature_set = 'pat-ppg' and protocol.refusal is null")
            .first();
    assertThat(compared.getLong(0)).isGreaterThan(700);
    assertThat(compared.getLong(1)).isGreaterThan(compared.getLong(0) * 98 / 100);
    assertThat(compared.getLong(2)).isGreaterThan(compared.getLong(1) * 97 / 100);
    assertThat(compared.getLong(3)).isGreaterThan(compared.getLong(1) * 95 / 100);
    Row attractors =
        spark
            .sql(
                "select count(*), count(features['csi']), min(features['csi']), max(features['csi'])"
                    + " from window_features where feature_set = 'attractor'")
            .first();
    assertThat(attractors.getLong(1)).isGreaterThan(attractors.getLong(0) * 99 / 100);
    assertThat(attractors.getDouble(2)).isBetween(0.0, 1.0);
    assertThat(attractors.getDouble(3)).isBetween(0.0, 1.0);
  }

  /** Every record of the folder, by name. */
  private static Map<String, PressureSignals> withoutSpark(Path corpus) throws IOException {
    LocalRecordFolder folder = new LocalRecordFolder(corpus);
    Map<String, PressureSignals> records = new TreeMap<>();
    for (String name : headers(corpus)) {
      WfdbHeader header = WfdbHeaderReader.read(folder, name);
      List<String> channels = header.signals().stream().map(WfdbSignal::description).toList();
      try (WfdbSignalReader reader = WfdbSignalReader.open(folder, header)) {
        int[][] digital = reader.readAll();
        RawSignal[] raw =
            Stream.of(channels.contains("II") ? "II" : channels.get(0), "PLETH", "ABP")
                .map(channels::indexOf)
                .map(i -> i < 0 ? RawSignal.absent() : raw(header, i, digital[i]))
                .toArray(RawSignal[]::new);
        records.put(name, PressureSignals.prepare(raw[0], raw[1], raw[2]));
      }
    }
    return records;
  }

  private static String windowId(String record, int start) {
    return String.format(Locale.ROOT, "cinc2015/%s/%.3f", record, start / PressureSignals.FS_HZ);
  }

  private static List<String> headers(Path corpus) throws IOException {
    try (Stream<Path> files = Files.list(corpus)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".hea"))
          .map(name -> name.substring(0, name.length() - 4))
          .toList();
    }
  }

  private static RawSignal raw(WfdbHeader header, int channel, int[] digital) {
    WfdbSignal signal = header.signals().get(channel);
    int missing = SampleFormat.ofCode(signal.format()).orElseThrow().missingCode();
    return new RawSignal(signal.scale().toPhysical(digital, missing), header.fs());
  }

  private static String text(ProtocolOutcome outcome) {
    if (outcome instanceof ProtocolOutcome.Refused refused) {
      return refused.rule().label();
    }
    double[] values = ((ProtocolOutcome.Accepted) outcome).features().toArray();
    Map<String, Double> byName = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      byName.put(BloodPressureFeatures.NAMES.get(i), values[i]);
    }
    return byName.toString();
  }

  /** Of the windows whose ECG and PPG may both be learnt from, 30 % show two hearts or noise. */
  @Test
  void trustsThePairsThatOneThreadWithoutSparkTrusts() {
    Map<String, String> found = new TreeMap<>();
    spark
        .sql(
            "select window_id, coalesce(pair_refusal, 'trusted') from windows where modalities ="
                + " 'ecg+ppg'")
        .collectAsList()
        .forEach(row -> found.put(row.getString(0), row.getString(1)));
    Map<String, String> expected = new TreeMap<>();
    records.forEach(
        (name, record) ->
            record
                .windowStarts()
                .filter(start -> found.containsKey(windowId(name, start)))
                .forEach(
                    start ->
                        expected.put(
                            windowId(name, start),
                            PROTOCOL
                                .judge(record, start)
                                .pairRefusal()
                                .map(refusal -> refusal.rule().label())
                                .orElse("trusted"))));
    assertThat(found).hasSizeGreaterThan(1_800).isEqualTo(expected);
    assertThat(found.values().stream().filter("trusted"::equals)).hasSizeBetween(850, 950);
  }
}
