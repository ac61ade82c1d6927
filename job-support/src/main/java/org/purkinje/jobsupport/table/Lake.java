package org.purkinje.jobsupport.table;

import static org.apache.spark.sql.functions.col;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.types.TypeUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.purkinje.jobsupport.file.StoredFolder;

/**
 * The Iceberg tables under one warehouse. Each write is one atomic commit: readers see the rows
 * before it or the rows after it.
 */
public final class Lake {

  /** Catalog and namespace of every table. */
  public static final String NAMESPACE = "lake.purkinje";

  /** Property of a session: where its warehouse lies. */
  public static final String WAREHOUSE = "spark.purkinje.warehouse";

  /** A part of a table that was replaced, by the value of its first partition column. */
  public record Replaced(String table, String key) {}

  private final SparkSession spark;
  private final Set<Replaced> replaced = new LinkedHashSet<>();

  public Lake(SparkSession spark) {
    this.spark = spark;
    spark.sql("CREATE NAMESPACE IF NOT EXISTS " + NAMESPACE);
  }

  /** The folder of catalog and tables, for files that go with them. */
  public StoredFolder warehouse() {
    return warehouse(spark);
  }

  /** That of a session. */
  public static StoredFolder warehouse(SparkSession spark) {
    return StoredFolder.of(spark.conf().get(WAREHOUSE), spark.sparkContext().hadoopConfiguration());
  }

  /**
   * All rows; none if the table was never written.
   *
   * @throws IllegalArgumentException if its columns are those of another version
   */
  public Dataset<Row> read(Table table) {
    open(table);
    return spark.table(name(table));
  }

  /** The rows of one value of the table's first partition column. */
  public Dataset<Row> read(Table table, String key) {
    return read(table).where(col(table.partitionedBy().get(0)).equalTo(key));
  }

  /**
   * The table's data files: {@code file_path}, {@code record_count}, {@code partition} and more.
   */
  public Dataset<Row> files(Table table) {
    open(table);
    return spark.table(name(table) + ".files");
  }

  /**
   * Replaces the rows of one value of the table's first partition column.
   *
   * @param rows every row holds {@code key} in that column
   */
  public void replace(Table table, String key, Dataset<Row> rows) {
    open(table);
    try {
      rows.writeTo(name(table))
          // Spark takes what it picks out of an absent row for nullable; a writer finds a real
          // null.
          .option("check-nullability", "false")
          .overwrite(col(table.partitionedBy().get(0)).equalTo(key));
      replaced.add(new Replaced(table.name(), key));
    } catch (NoSuchTableException e) {
      throw new IllegalStateException(table.name() + " vanished while it was written", e);
    }
  }

  /** {@link #replace} with rows that are already on the driver. */
  public void replace(Table table, String key, List<Row> rows) {
    replace(table, key, DataFileWriter.write(open(table), table.schema(), rows));
  }

  /** {@link #replace} with rows that lie in files already. */
  public void replace(Table table, String key, DataFiles rows) {
    org.apache.iceberg.Table opened = open(table);
    OverwriteFiles overwrite =
        opened
            .newOverwrite()
            .overwriteByRowFilter(Expressions.equal(table.partitionedBy().get(0), key));
    if (!rows.files().isEmpty()) {
      overwrite.validateAddedFilesMatchOverwriteFilter();
    }
    rows.files().forEach(overwrite::addFile);
    overwrite.commit();
    replaced.add(new Replaced(table.name(), key));
  }

  public void append(Table table, List<Row> rows) {
    org.apache.iceberg.Table opened = open(table);
    AppendFiles append = opened.newAppend();
    DataFileWriter.write(opened, table.schema(), rows).files().forEach(append::appendFile);
    append.commit();
  }

  /** The partitions that were replaced through this object. */
  public Set<Replaced> replaced() {
    return Set.copyOf(replaced);
  }

  /** Iceberg's own view of a table; empty if there is none of that name. */
  public Optional<org.apache.iceberg.Table> find(String table) {
    try {
      return Optional.of(Spark3Util.loadIcebergTable(spark, NAMESPACE + "." + table));
    } catch (NoSuchTableException e) {
      return Optional.empty();
    } catch (ParseException e) {
      throw new IllegalArgumentException("no name of a table: " + table, e);
    }
  }

  /** Iceberg's own view of every table, by name. */
  public SortedMap<String, org.apache.iceberg.Table> tables() {
    SortedMap<String, org.apache.iceberg.Table> tables = new TreeMap<>();
    for (Row row : spark.sql("SHOW TABLES IN " + NAMESPACE).collectAsList()) {
      String name = row.getAs("tableName");
      find("`%s`".formatted(name.replace("`", "``"))).ifPresent(table -> tables.put(name, table));
    }
    return tables;
  }

  /**
   * Iceberg's own view of a table, which is made if it was never written.
   *
   * @throws IllegalArgumentException if its columns are those of another version
   */
  public org.apache.iceberg.Table open(Table table) {
    org.apache.iceberg.Table opened =
        find(table.name())
            .or(
                () -> {
                  create(table);
                  return find(table.name());
                })
            .orElseThrow(() -> new IllegalStateException(table.name() + " vanished"));
    requireColumns(table, opened);
    return opened;
  }

  private void create(Table table) {
    String partitioning =
        table.partitionedBy().isEmpty()
            ? ""
            : " PARTITIONED BY (" + String.join(", ", table.partitionedBy()) + ")";
    // The writer's own task layout is kept: a shard must stay one file.
    spark.sql(
        "CREATE TABLE IF NOT EXISTS %s (%s) USING iceberg%s%s TBLPROPERTIES (%s)"
            .formatted(
                name(table),
                table.schema().toDDL(),
                partitioning,
                location(table),
                List.of(
                        "'format-version'='2'",
                        "'write.distribution-mode'='none'",
                        "'write.spark.fanout.enabled'='true'",
                        // Other processes commit to the same tables.
                        "'commit.retry.num-retries'='20'",
                        "'write.target-file-size-bytes'='4294967296'",
                        // What a reader or writer keeps in memory of a file at a time.
                        "'write.parquet.row-group-size-bytes'='33554432'",
                        "'write.parquet.compression-codec'='zstd'",
                        // Level 3, the default, takes twice as long for 1 to 3 % of samples.
                        "'write.parquet.compression-level'='1'")
                    .stream()
                    .collect(Collectors.joining(", "))));
  }

  /** Where a table goes; a REST catalog would choose a place of its own. */
  private String location(Table table) {
    return spark.conf().get("spark.sql.catalog.lake.type", "").equals("rest")
        ? " LOCATION '%s'".formatted(warehouse().resolve("purkinje/" + table.name()))
        : "";
  }

  /**
   * A table of another version keeps its columns, which this version could not fill; those within a
   * list of structs, too.
   */
  private static void requireColumns(Table table, org.apache.iceberg.Table opened) {
    Set<String> stored = new TreeSet<>(TypeUtil.indexNameById(opened.schema().asStruct()).values());
    Set<String> wanted =
        new TreeSet<>(
            TypeUtil.indexNameById(SparkSchemaUtil.convert(table.schema()).asStruct()).values());
    if (!stored.equals(wanted)) {
      Set<String> absent = new TreeSet<>(wanted);
      absent.removeAll(stored);
      stored.removeAll(wanted);
      throw new IllegalArgumentException(
          "table %s was made by another version: it lacks %s and has %s besides; take a new warehouse, or drop it by: purkinje sql --write \"drop table %s\""
              .formatted(table.name(), absent, stored, table.name()));
    }
  }

  /** Name for SQL, e.g. {@code lake.purkinje.windows}. */
  public static String name(Table table) {
    return NAMESPACE + "." + table.name();
  }
}
