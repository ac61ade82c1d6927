package org.purkinje.jobsupport.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.expressions.Expressions;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.Session;

/** Oracle: the same rows written by Spark. */
class DataFilesSparkTest {

  private static final StructType PART =
      new StructType()
          .add("name", DataTypes.StringType, false)
          .add("sizes", DataTypes.createArrayType(DataTypes.LongType, true), true);

  private static final StructType COLUMNS =
      new StructType()
          .add("set", DataTypes.StringType, false)
          .add("shard", DataTypes.IntegerType, false)
          .add("size", DataTypes.LongType, true)
          .add("share", DataTypes.FloatType, true)
          .add("mean", DataTypes.DoubleType, true)
          .add("whole", DataTypes.BooleanType, true)
          .add("at", DataTypes.TimestampType, true)
          .add("samples", DataTypes.BinaryType, true)
          .add("parts", DataTypes.createArrayType(PART, true), true)
          .add(
              "values",
              DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, true),
              true);

  @TempDir private static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void openSession() {
    spark = Session.open(folder, "local[2]");
  }

  @AfterAll
  static void closeSession() {
    spark.close();
  }

  private static Table table(String name) {
    return new Table(name, COLUMNS, List.of("set", "shard"));
  }

  private static Row full(String set, int shard) {
    return new RowBuilder(COLUMNS)
        .set("set", set)
        .set("shard", shard)
        .set("size", Long.MIN_VALUE)
        .set("share", -0.0f)
        .set("mean", Double.NaN)
        .set("whole", true)
        .set("at", Timestamp.valueOf("1969-12-31 23:59:59.999999"))
        .set("samples", new byte[] {0, -1, 127})
        .set(
            "parts",
            Arrays.asList(
                RowFactory.create("a", new Long[] {1L, null}), null, RowFactory.create("b", null)))
        .set("values", Map.of("hr_bpm", 61.5))
        .build();
  }

  private static Row empty(String set, int shard) {
    return new RowBuilder(COLUMNS).set("set", set).set("shard", shard).build();
  }

  @Test
  void readsAsIfSparkHadWrittenThem() {
    Lake lake = new Lake(spark);
    List<Row> rows = List.of(full("s", 1), empty("s", 2), full("s", 2));
    lake.replace(table("driven"), "s", rows);
    lake.replace(table("sparked"), "s", spark.createDataFrame(rows, COLUMNS));
    assertThat(content(lake, "driven")).hasSize(3).isEqualTo(content(lake, "sparked"));
    assertThat(lake.files(table("driven")).count())
        .isEqualTo(lake.files(table("sparked")).count())
        .isEqualTo(2);
  }

  /** Oracle: what Spark reads of the file, with its {@code _pos}. */
  @Test
  void readsTheRowsOfAFileInTheirOrder() throws IOException {
    Lake lake = new Lake(spark);
    lake.replace(table("filed"), "s", List.of(full("s", 1), empty("s", 1), full("s", 1)));
    String file = lake.files(table("filed")).first().getAs("file_path");
    StructType columns = new StructType().add(COLUMNS.apply("size")).add(COLUMNS.apply("samples"));
    List<String> found = new ArrayList<>();
    org.apache.iceberg.Table copy = SerializableTable.copyOf(lake.open(table("filed")));
    try (DataFileReader reader =
        new DataFileReader(copy, file, columns, Expressions.alwaysTrue())) {
      assertThat(reader.position()).isEqualTo(-1);
      while (reader.hasNext()) {
        Row row = reader.next();
        found.add(
            row.getAs("size")
                + " "
                + Arrays.toString(row.<byte[]>getAs("samples"))
                + " "
                + reader.position());
      }
      assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
    }
    assertThat(found)
        .isEqualTo(
            lake.read(table("filed")).select("size", "samples", "_pos").collectAsList().stream()
                .map(
                    row ->
                        row.get(0)
                            + " "
                            + Arrays.toString(row.<byte[]>getAs(1))
                            + " "
                            + row.getLong(2))
                .toList());
    assertThatThrownBy(
            () ->
                new DataFileReader(copy, file + ".gone", columns, Expressions.alwaysTrue())
                    .hasNext())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(".gone cannot be read");
  }

  /** As a task does that fails while it closes its files, or before. */
  @Test
  void leavesNoFileOfRowsThatAreGivenUp() throws IOException {
    org.apache.iceberg.Table table = new Lake(spark).open(table("aborted"));
    for (boolean isClosed : new boolean[] {true, false}) {
      DataFileWriter writer = new DataFileWriter(table, COLUMNS);
      writer.write(full("a", 1));
      writer.write(full("a", 2));
      if (isClosed) {
        writer.close();
        assertThat(dataFiles("aborted")).hasSize(2);
      }
      writer.abort();
      assertThat(dataFiles("aborted")).isEmpty();
    }
  }

  private static List<Path> dataFiles(String table) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("purkinje").resolve(table))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }

  @Test
  void replacesNothingButItsKey() {
    Lake lake = new Lake(spark);
    lake.replace(table("kept"), "a", List.of(full("a", 1), full("a", 2)));
    lake.append(table("kept"), List.of(full("b", 1)));
    lake.replace(table("kept"), "a", List.of(empty("a", 3)));
    assertThat(lake.read(table("kept")).count()).isEqualTo(2);
    lake.replace(table("kept"), "a", List.of());
    assertThat(lake.read(table("kept")).select("set").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("b");
    assertThatThrownBy(() -> lake.replace(table("kept"), "a", List.of(full("b", 1))))
        .hasMessageContaining("b");
    assertThat(lake.read(table("kept")).count()).isEqualTo(1);
  }

  /** Whoever writes it: a null where there must be a value is no row of zeros. */
  @Test
  void refusesARequiredColumnWithoutAValue() {
    Lake lake = new Lake(spark);
    Row lacking = RowFactory.create("n", null, 1L, null, null, null, null, null, null, null);
    assertThatThrownBy(() -> lake.replace(table("lacking"), "n", List.of(lacking)))
        .hasMessageContaining("column shard must have a value");
    assertThatThrownBy(
            () ->
                lake.replace(
                    table("lacking"),
                    "n",
                    spark.sql(
                        "select 'n' `set`, cast(null as int) shard, 1L size, cast(null as float)"
                            + " share, cast(null as double) mean, true whole, now() at, cast(null"
                            + " as binary) samples, cast(null as array<struct<name: string, sizes:"
                            + " array<bigint>>>) parts, cast(null as map<string, double>) values")))
        .isInstanceOf(Exception.class);
    assertThat(lake.read(table("lacking")).count()).isZero();
  }

  private static List<String> content(Lake lake, String name) {
    return lake.read(table(name)).toJSON().collectAsList().stream().sorted().toList();
  }
}
