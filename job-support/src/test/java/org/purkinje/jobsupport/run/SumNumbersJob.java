package org.purkinje.jobsupport.run;

import static org.apache.spark.sql.functions.sum;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.purkinje.jobsupport.config.ConfigKey;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.Table;

/** Adds up a set of numbers. */
public final class SumNumbersJob implements Job<SumNumbersJob.Config> {

  public static final Table SUMS =
      new Table(
          "sums",
          new StructType()
              .add("number_set", DataTypes.StringType, false)
              .add("total", DataTypes.LongType, false),
          List.of("number_set"));

  public record Config(@ConfigKey("set of numbers to add up") String numberSet) {}

  @Override
  public String name() {
    return "sum-numbers";
  }

  @Override
  public String summary() {
    return "adds up numbers";
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public List<Input> inputs(Config config) {
    return List.of(Input.rows(WriteNumbersJob.NUMBERS, config.numberSet()));
  }

  @Override
  public List<Partition> outputs(Config config) {
    return List.of(new Partition("sums", config.numberSet()));
  }

  @Override
  public void run(JobContext context, Config config) {
    long total =
        context
            .lake()
            .read(WriteNumbersJob.NUMBERS, config.numberSet())
            .agg(sum("number"))
            .head()
            .getLong(0);
    context
        .lake()
        .replace(
            SUMS,
            config.numberSet(),
            List.of(
                new RowBuilder(SUMS)
                    .set("number_set", config.numberSet())
                    .set("total", total)
                    .build()));
  }
}
