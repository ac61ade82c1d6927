package org.purkinje.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.spark.sql.Row;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.download.CorpusDownload;
import org.purkinje.ingest.download.DownloadMeter;
import org.purkinje.ingest.download.DownloadRows;
import org.purkinje.ingest.download.Source;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.config.ConfigReader;
import org.purkinje.jobsupport.file.FileTree;
import org.purkinje.jobsupport.run.Input;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.run.Progress;
import org.purkinje.jobsupport.table.AccountingTable;
import org.purkinje.jobsupport.table.DownloadsTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.RejectsTable;

/**
 * Fetches a published corpus into a folder and notes each file in {@code downloads}.
 *
 * <p>Works on the driver alone, on a few threads: its time goes into waiting for the network. All
 * files are tried; if one failed, so does the run, and the next run goes on where this one ended.
 * What a source changes later is not noticed by a run with the same config.
 */
public final class DownloadCorpusJob implements Job<DownloadCorpusJob.Config> {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Map<String, String> ABSENT = Map.of("Config.source", "''");
  private static final int MAX_AT_ONCE = 64;
  private static final int MAX_ATTEMPTS = 100;

  public record Config(
      @ConfigKey("name of the corpus in tables and messages") String corpus,
      @ConfigKey(
              "https://, http:// or s3a:// folder of one version, ending with /, or one file; left"
                  + " out, the first folder among the sources of the corpus' file")
          String source,
      @ConfigKey(
              value = "local folder that the files are written to; made if absent",
              isPlace = true)
          String folder,
      @ConfigKey("regular expression that a path below the source must match; .* for all")
          String files,
      @ConfigKey("files at once, 1 to 64") int parallelism,
      @ConfigKey("requests per second of all threads together, above 0") double requestsPerSecond,
      @ConfigKey("tries per file before it counts as failed, 1 to 100") int attempts,
      @ConfigKey(
              "false: sign requests with PURKINJE_HTTP_USER and PURKINJE_HTTP_PASSWORD, for s3a"
                  + " with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, from the environment")
          boolean anonymous) {

    public Config {
      if (!NAME.matcher(corpus).matches()) {
        throw new IllegalArgumentException(
            "corpus must be letters, digits, dots and hyphens, got " + corpus);
      }
      if (!source.isEmpty()) {
        Source.of(source);
      }
      if (folder.isBlank()) {
        throw new IllegalArgumentException("folder must be named, got nothing");
      }
      if (FileTree.isRemote(folder)) {
        throw new IllegalArgumentException(
            "folder must be local, got %s; ingest-corpus reads a corpus from s3a:// where it lies"
                .formatted(folder));
      }
      try {
        Pattern.compile(files);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "files must be a regular expression, got %s (%s)".formatted(files, e.getDescription()),
            e);
      }
      requireRange("parallelism", parallelism, MAX_AT_ONCE);
      requireRange("attempts", attempts, MAX_ATTEMPTS);
      if (!(requestsPerSecond > 0) || !Double.isFinite(requestsPerSecond)) {
        throw new IllegalArgumentException(
            "requests-per-second must be above 0, got " + requestsPerSecond);
      }
    }

    private static void requireRange(String key, int value, int most) {
      if (value < 1 || value > most) {
        throw new IllegalArgumentException(
            "%s must be 1 to %d, got %d".formatted(key, most, value));
      }
    }

    private Config withSource(String address) {
      return new Config(
          corpus, address, folder, files, parallelism, requestsPerSecond, attempts, anonymous);
    }

    Path path() {
      return Path.of(folder).toAbsolutePath().normalize();
    }

    CorpusDownload.Settings settings() {
      return new CorpusDownload.Settings(parallelism, requestsPerSecond, attempts, anonymous);
    }
  }

  public static void main(String[] args) {
    Purkinje.runJob(new DownloadCorpusJob(), args);
  }

  @Override
  public String name() {
    return "download-corpus";
  }

  @Override
  public String summary() {
    return "fetches a published corpus into a folder, resumed and verified file by file";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Config read(Path file, Map<String, String> overrides) {
    Config config = ConfigReader.readWithAbsent(file, overrides, ABSENT, Config.class);
    return config.source().isEmpty()
        ? config.withSource(CorpusDescription.named(config.corpus()).download())
        : config;
  }

  @Override
  public List<Input> inputs(Config config) {
    return List.of();
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(new Partition(DownloadsTable.TABLE, config.corpus()));
  }

  @Override
  public boolean isIntact(Lake lake, Config config) {
    List<Row> rows =
        lake.read(DownloadsTable.TABLE, config.corpus()).select("path", "bytes").collectAsList();
    return !rows.isEmpty()
        && rows.stream()
            .allMatch(row -> hasSize(config.path().resolve(row.getString(0)), row.getLong(1)));
  }

  @Override
  public List<String> expectations(Config config) {
    return List.of(
        "%s to %s, at most %d files at once and %s requests per second"
            .formatted(
                config.source(), config.path(), config.parallelism(), config.requestsPerSecond()));
  }

  @Override
  public void run(JobContext context, Config config) {
    DownloadMeter meter = new DownloadMeter();
    try (CorpusDownload download =
        CorpusDownload.open(
            Source.of(config.source()),
            config.path(),
            config.settings(),
            context.spark().sparkContext().hadoopConfiguration(),
            meter)) {
      CorpusDownload.Found found;
      try (Progress progress = progress(context, "find files of " + config.corpus(), 0, meter)) {
        found = download.find(Pattern.compile(config.files()));
      }
      CorpusDownload.Result result;
      int files = found.rest().size();
      try (Progress progress = progress(context, "download " + config.corpus(), files, meter)) {
        result = download.fetch(found);
      }
      write(context, config, result);
    } catch (IOException e) {
      throw new UncheckedIOException(config.corpus() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          config.corpus() + ": interrupted; run again to go on with the download", e);
    }
  }

  private static Progress progress(
      JobContext context, String what, int files, DownloadMeter meter) {
    Progress progress = Progress.start(context.spark(), what, "files", files);
    meter.countWith(progress.counter());
    return progress.with(meter::text);
  }

  /** What failed is noted even by a run that fails for it; what was fetched only by a whole one. */
  private void write(JobContext context, Config config, CorpusDownload.Result result) {
    String scope = name() + "/" + config.corpus();
    DownloadRows rows = new DownloadRows(config.corpus());
    Lake lake = context.lake();
    lake.replace(RejectsTable.TABLE, scope, rows.rejects(scope, result.failed()));
    AccountingTable.Count count =
        new AccountingTable.Count(
            config.corpus(),
            "files",
            result.discovered(),
            result.fetched().size(),
            result.failed().size(),
            result.excluded());
    lake.replace(
        AccountingTable.TABLE, scope, List.of(AccountingTable.row(scope, context.runId(), count)));
    if (!result.failed().isEmpty()) {
      throw new IllegalStateException(
          "%s: %,d of %,d files failed, listed in the table rejects; run again to go on; the first: %s"
              .formatted(
                  config.corpus(),
                  result.failed().size(),
                  result.failed().size() + result.fetched().size(),
                  result.failed().get(0)));
    }
    lake.replace(
        DownloadsTable.TABLE, config.corpus(), rows.downloads(context.spark(), result.fetched()));
  }

  private static boolean hasSize(Path file, long bytes) {
    try {
      return Files.isRegularFile(file) && Files.size(file) == bytes;
    } catch (IOException e) {
      return false;
    }
  }
}
