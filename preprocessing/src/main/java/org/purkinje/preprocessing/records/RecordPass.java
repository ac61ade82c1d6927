package org.purkinje.preprocessing.records;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import org.apache.iceberg.SerializableTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.purkinje.jobsupport.run.JobContext;
import org.purkinje.jobsupport.run.Partition;
import org.purkinje.jobsupport.table.SignalsTable;
import org.purkinje.jobsupport.table.Table;

/**
 * One pass over the samples of records, in tasks that read and write files themselves, so that no
 * sample goes through a shuffle.
 *
 * @param reading what is read of a record
 * @param work what is done with it
 */
public record RecordPass(JobContext context, RecordReading reading, RecordWork work) {

  private static final double TASK_BYTES = 128e6;
  private static final int TASKS_PER_CORE = 3;

  /** A table, and the partition of it that is replaced. */
  public record Output(Table table, String key) {

    /** The partition as a run names it. */
    public Partition partition() {
      return new Partition(table, key);
    }
  }

  /**
   * Replaces each output by the rows that the work makes for it.
   *
   * @param records what the work must know of each record, one row per corpus and record, with the
   *     columns of {@link Person} and {@code subject} and {@code alignment}
   * @param number of these rows
   * @param signals of {@code signals}, of the same corpora
   * @param done counts the records
   */
  public void run(
      Dataset<Row> records,
      long number,
      Dataset<Row> signals,
      List<Output> outputs,
      LongAccumulator done) {
    RecordTask task =
        new RecordTask(
            work,
            inTasks(SignalsTable.TABLE),
            outputs.stream()
                .map(Output::table)
                .map(to -> new RecordTask.Output(to.name(), to.schema(), inTasks(to)))
                .toList(),
            done);
    RecordTask.Written written =
        records
            .join(StoredRecords.of(signals, reading), new String[] {"corpus", "record"}, "left")
            .repartitionByRange(tasks(signals, number), col("file"), col("first_row"))
            .sortWithinPartitions("file", "first_row")
            .toJavaRDD()
            .mapPartitions(task)
            .fold(RecordTask.Written.NOTHING, RecordTask.Written::plus);
    for (Output output : outputs) {
      context.lake().replace(output.table(), output.key(), written.of(output.table().name()));
    }
  }

  private org.apache.iceberg.Table inTasks(Table table) {
    return SerializableTable.copyOf(context.lake().open(table));
  }

  /** So many that each has some 128 MB of samples, and each core something to do to the end. */
  private int tasks(Dataset<Row> signals, long records) {
    Row bytes = signals.agg(sum(col("n_samples").multiply(col("bits")).divide(Byte.SIZE))).first();
    double bySize = bytes.isNullAt(0) ? 0 : bytes.getDouble(0) / TASK_BYTES;
    double byCores = TASKS_PER_CORE * context.spark().sparkContext().defaultParallelism();
    return (int) Math.max(1, Math.min((double) records, Math.max(bySize, byCores)));
  }
}
