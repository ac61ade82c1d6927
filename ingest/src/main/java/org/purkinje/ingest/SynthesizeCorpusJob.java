package org.purkinje.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;
import org.purkinje.biosignal.synthesis.RecordingSynthesizer;
import org.purkinje.biosignal.synthesis.SynthesisPlan;
import org.purkinje.biosignal.synthesis.SyntheticRecording;
import org.purkinje.ingest.synthesis.SyntheticRecordWriter;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.file.StoredFolder;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.run.Progress;
import org.purkinje.jobsupport.table.Lake;

/**
 * Synthesises ECG, PPG and ABP of any number of subjects and writes them as WFDB records.
 *
 * <p>{@code RECORDS} is written last; without it, or with an older one, the run is not done.
 */
public final class SynthesizeCorpusJob implements Job<SynthesizeCorpusJob.Config> {

  public record Config(
      @ConfigKey(
              value = "folder or s3a:// URI that the files are written to; made if absent",
              isPlace = true)
          String folder,
      @ConfigKey("number of subjects, one record each") int subjects,
      @ConfigKey("length of each record, s, 1 to 172800") double secondsPerSubject,
      @ConfigKey("sampling frequency of every signal, Hz, 50 to 2000") double fsHz,
      @ConfigKey("share of subjects with atrial fibrillation, 0 to 1") double afibSubjectRatio,
      @ConfigKey("expected share of premature beats, 0 to 0.2") double ectopicBeatRatio,
      @ConfigKey("factor on noise, wander and hum, 0 to 10; 1 is a usual bedside recording")
          double noiseLevel,
      @ConfigKey("expected stretches of missing samples per hour, 0 to 600") double gapsPerHour,
      @ConfigKey("expected episodes of motion per hour, 0 to 600") double motionEpisodesPerHour,
      @ConfigKey("share of subjects who lose an ECG lead, 0 to 1") double droppedLeadSubjectRatio,
      @ConfigKey("seed of the whole corpus; subject k is the same in a corpus of any size")
          long seed) {

    public Config {
      SynthesisPlan.requireRanges(
          subjects,
          secondsPerSubject,
          fsHz,
          afibSubjectRatio,
          ectopicBeatRatio,
          noiseLevel,
          gapsPerHour,
          motionEpisodesPerHour,
          droppedLeadSubjectRatio);
    }

    SynthesisPlan plan() {
      return new SynthesisPlan(
          seed,
          subjects,
          secondsPerSubject,
          fsHz,
          afibSubjectRatio,
          ectopicBeatRatio,
          noiseLevel,
          gapsPerHour,
          motionEpisodesPerHour,
          droppedLeadSubjectRatio);
    }
  }

  /** Holds the names of the records. */
  private static final String RECORDS = "RECORDS";

  public static void main(String[] args) {
    Purkinje.runJob(new SynthesizeCorpusJob(), args);
  }

  @Override
  public String name() {
    return "synthesize-corpus";
  }

  @Override
  public String summary() {
    return "writes synthetic ECG, PPG and ABP with known beats and pressures as WFDB files";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<Input> inputs(Config config) {
    return List.of();
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(new Partition(Partition.FILES, StoredFolder.absolute(config.folder())));
  }

  @Override
  public boolean isIntact(Lake lake, Config config) {
    return lake.warehouse().another(config.folder()).hasFile(RECORDS);
  }

  @Override
  public List<String> expectations(Config config) {
    long samples = (long) config.plan().samples() * config.subjects();
    // Two leads at 1.5 bytes, two pulse signals at 2.
    return List.of(
        String.format(
            Locale.ROOT,
            "%,d records, %.1f hours, %,.1f MB of signals",
            config.subjects(),
            config.subjects() * config.secondsPerSubject() / 3600,
            samples * 7 / 1e6));
  }

  @Override
  public void run(JobContext context, Config config) {
    StoredFolder folder = context.warehouse().another(config.folder());
    SynthesisPlan plan = config.plan();
    JavaSparkContext spark = new JavaSparkContext(context.spark().sparkContext());
    List<Integer> subjects = IntStream.range(0, config.subjects()).boxed().toList();
    try (Progress progress =
        Progress.start(context.spark(), "synthesize", "records", config.subjects())) {
      LongAccumulator done = progress.counter();
      folder.delete(RECORDS);
      spark
          .parallelize(subjects, Math.min(subjects.size(), 8 * spark.defaultParallelism()))
          .foreachPartition(
              part -> {
                RecordingSynthesizer own = new RecordingSynthesizer(plan);
                while (part.hasNext()) {
                  SyntheticRecording recording = own.synthesize(part.next());
                  folder.writeAll("", files -> SyntheticRecordWriter.write(files, recording));
                  done.add(1);
                }
              });
      List<String> names = subjects.stream().map(RecordingSynthesizer::recordName).toList();
      folder.write(RECORDS, partial -> Files.write(partial, names));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
