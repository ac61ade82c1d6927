package org.purkinje.preprocessing.shards;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.purkinje.jobsupport.table.AccountingTable;
import org.purkinje.jobsupport.table.Lake;
import org.purkinje.jobsupport.table.ShardsTable;
import org.purkinje.jobsupport.table.SplitsTable;
import org.purkinje.jobsupport.table.WindowsTable;

/**
 * What must hold of a set of shards, each checked against something other than the code that made
 * it: the windows, the accounting, the files, chance.
 */
record ShardChecks(Lake lake, String shardSet, String windowSet, List<String> withoutFolds) {

  /** SDs from what chance gives; of a million cells of a shuffle less than one is beyond it. */
  private static final double MAX_Z = 6;

  /** Windows expected in a cell below which the normal distribution does not describe it. */
  private static final int MIN_EXPECTED = 5;

  List<ShardCheck> all() {
    List<ShardCheck> checks = new ArrayList<>();
    Row counts = counts();
    long rows = counts.getAs("rows");
    checks.add(ShardCheck.equal("rows beside what shard-windows accepted", rows, accepted()));
    checks.add(ShardCheck.equal("different windows", counts.getAs("windows"), rows));
    checks.add(ShardCheck.equal("different window keys", counts.getAs("window_keys"), rows));
    checks.add(
        ShardCheck.equal(
            "different subject keys", counts.getAs("subject_keys"), counts.getAs("persons")));
    checks.add(ShardCheck.equal("rows that lie elsewhere in their file", misplaced(), 0));
    checks.add(ShardCheck.equal("files", files(), counts.getAs("shards")));
    checks.add(ShardCheck.equal("rows that differ from their window", differing(), 0));
    for (String fold : withoutFolds) {
      checks.add(ShardCheck.equal("persons of " + fold, personsOf(fold), 0));
    }
    checks.add(ShardCheck.atMost("corpora over shards, SD from chance", spread("corpus"), MAX_Z));
    checks.add(
        ShardCheck.atMost("persons over shards, SD from chance", spread("person_group"), MAX_Z));
    checks.add(ShardCheck.atMost("neighbours of one record, SD from chance", neighbours(), MAX_Z));
    checks.add(ShardCheck.value("largest file, MB", "%.1f".formatted(largestFile() / 1e6)));
    checks.add(ShardCheck.value("digest", counts.getAs("digest")));
    return checks;
  }

  private Dataset<Row> shards() {
    return lake.read(ShardsTable.TABLE, shardSet);
  }

  /** The digest is of all rows, in whatever order: sets of one digest train the same model. */
  private Row counts() {
    Dataset<Row> hashed = shards().withColumn("hash", xxhash64(col("*")));
    return hashed
        .agg(
            expr("count(*)").as("rows"),
            expr("count(distinct window_id)").as("windows"),
            expr("count(distinct window_key)").as("window_keys"),
            expr("count(distinct person_group)").as("persons"),
            expr("count(distinct subject_key)").as("subject_keys"),
            expr("count(distinct shard)").as("shards"),
            expr("lower(hex(bit_xor(hash)))").as("digest"))
        .first();
  }

  private long accepted() {
    return value(
        lake.read(AccountingTable.TABLE, "shard-windows/" + shardSet)
            .agg(coalesce(sum("accepted"), lit(0L))));
  }

  private long misplaced() {
    return shards().select(col("position"), col("_pos")).where("position <> _pos").count();
  }

  private Dataset<Row> storedFiles() {
    return lake.files(ShardsTable.TABLE).where(col("partition.shard_set").equalTo(shardSet));
  }

  private long files() {
    return storedFiles().count();
  }

  private long largestFile() {
    return value(storedFiles().agg(coalesce(max("file_size_in_bytes"), lit(0L))));
  }

  /** Without a window of the same id, or of another person, record or content. */
  private long differing() {
    return hashes(shards())
        .join(
            hashes(lake.read(WindowsTable.TABLE, windowSet)),
            new String[] {"window_id", "hash"},
            "left_anti")
        .count();
  }

  private static Dataset<Row> hashes(Dataset<Row> rows) {
    return rows.select(
        col("window_id"),
        xxhash64(
                col("corpus"),
                col("record"),
                col("subject"),
                col("person_group"),
                col("waveform_sha256"),
                col("alignment_trust"),
                col("signals"))
            .as("hash"));
  }

  private long personsOf(String fold) {
    return shards()
        .select("person_group")
        .distinct()
        .join(
            broadcast(SplitsTable.Fold.parse(fold).read(lake).select("person_group").distinct()),
            "person_group")
        .count();
  }

  /**
   * How far the windows of one value of a column in one shard are from what chance puts there, in
   * SDs of the binomial distribution, at most over the cells.
   */
  private double spread(String column) {
    Dataset<Row> cells = shards().groupBy(column, "shard").count();
    Dataset<Row> ofValue = cells.groupBy(column).agg(sum("count").as("of_value"));
    Dataset<Row> ofShard = cells.groupBy("shard").agg(sum("count").as("of_shard"));
    Dataset<Row> all = cells.agg(sum("count").as("all"));
    return z(
        ofValue
            .crossJoin(broadcast(ofShard))
            .join(cells, new String[] {column, "shard"}, "left")
            .crossJoin(broadcast(all))
            .withColumn("expected", expr("of_value * of_shard / all"))
            .where(col("expected").geq(MIN_EXPECTED).and(not(expr("of_shard = all"))))
            .select(
                expr("abs(coalesce(count, 0) - expected) / sqrt(expected * (1 - of_shard / all))")
                    .as("z")));
  }

  /**
   * How much more often than by chance a window is followed by one of its record, in SDs of the
   * Poisson distribution; 0 where chance gives too few to tell.
   */
  private double neighbours() {
    Dataset<Row> records = shards().groupBy("shard", "corpus", "record").count();
    Dataset<Row> expected =
        records
            .groupBy("shard")
            .agg(expr("sum(count * (count - 1)) / sum(count)").as("of_shard"))
            .agg(sum("of_shard").as("expected"));
    Dataset<Row> found =
        shards()
            .withColumn("id", struct("corpus", "record"))
            .select(expr("id = lag(id) over (partition by shard order by position)").as("is_same"))
            .agg(expr("count_if(is_same)").as("found"));
    return z(
        found
            .crossJoin(expected)
            .where(col("expected").geq(MIN_EXPECTED))
            .select(expr("(found - expected) / sqrt(expected)").as("z")));
  }

  private static double z(Dataset<Row> rows) {
    return rows.agg(coalesce(max("z"), lit(0.0))).first().getDouble(0);
  }

  private static long value(Dataset<Row> row) {
    return row.first().getLong(0);
  }
}
