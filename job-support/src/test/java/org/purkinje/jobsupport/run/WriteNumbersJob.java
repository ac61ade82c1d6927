package org.purkinje.jobsupport.run;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.Table;

/** Writes the numbers 0 to count - 1 under the name of a set; a test may have it fail. */
public final class WriteNumbersJob implements Job<WriteNumbersJob.Config> {

  public static final Table NUMBERS =
      new Table(
          "numbers",
          new StructType()
              .add("number_set", DataTypes.StringType, false)
              .add("run", DataTypes.StringType, false)
              .add("number", DataTypes.LongType, false),
          List.of("number_set"));

  /** Called in each run after its rows are written. */
  static Runnable afterWriting = () -> {};

  public record Config(
      @ConfigKey("name of the set that is replaced") String numberSet,
      @ConfigKey(value = "file that the numbers are taken to come from", isPlace = true)
          String source,
      @ConfigKey("how many numbers, at least 1") int count) {

    public Config {
      if (count < 1) {
        throw new IllegalArgumentException("count must be at least 1, got " + count);
      }
    }
  }

  @Override
  public String name() {
    return "write-numbers";
  }

  @Override
  public String summary() {
    return "writes consecutive numbers";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<Input> inputs(Config config) {
    return List.of(new Input.File(Path.of(config.source())));
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(new Partition("numbers", config.numberSet()));
  }

  @Override
  public List<String> expectations(Config config) {
    return List.of(config.count() + " numbers");
  }

  @Override
  public void run(JobContext context, Config config) {
    context
        .lake()
        .replace(
            NUMBERS, config.numberSet(), rows(config.numberSet(), context.runId(), config.count()));
    afterWriting.run();
  }

  static List<Row> rows(String numberSet, String run, int count) {
    return LongStream.range(0, count)
        .mapToObj(
            number ->
                new RowBuilder(NUMBERS)
                    .set("number_set", numberSet)
                    .set("run", run)
                    .set("number", number)
                    .build())
        .toList();
  }
}
