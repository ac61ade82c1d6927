package org.purkinje.jobsupport.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.Session;

/** A reader must see a partition as it was or as it is, whatever happens to the writer. */
class LakeSparkTest {

  @TempDir private static Path warehouse;
  private static SparkSession spark;
  private static Lake lake;

  @BeforeAll
  static void openSession() {
    spark = Session.open(warehouse, "local[2]");
    lake = new Lake(spark);
  }

  @AfterAll
  static void closeSession() {
    spark.close();
  }

  @Test
  void readsNoRowsFromATableThatWasNeverWritten() {
    assertThat(lake.read(table("never")).collectAsList()).isEmpty();
    assertThat(lake.read(table("never"), "a").collectAsList()).isEmpty();
  }

  @Test
  void createsATableWithItsColumnsAndPartitions() {
    Table table = table("created");
    lake.append(table, List.of(row(table, "a", 1)));
    assertThat(spark.table("lake.purkinje.created").schema().toDDL())
        .isEqualTo("corpus STRING NOT NULL,beat INT NOT NULL,note STRING");
    assertThat(
            spark
                .sql("select partition.corpus, file_count from lake.purkinje.created.partitions")
                .collectAsList())
        .extracting(Row::toString)
        .containsExactly("[a,1]");
  }

  @Test
  void keepsTheColumnsOfATableWithoutPartitions() {
    Table table = new Table("loose", table("loose").schema(), List.of());
    lake.append(table, List.of(row(table, "a", 1)));
    lake.append(table, List.of(row(table, "b", 2)));
    assertThat(lake.read(table).collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[a,1,null]", "[b,2,null]");
  }

  @Test
  void saysThatATableIsOfAnotherVersion() {
    spark.sql("create table lake.purkinje.older (corpus string, pulse int) using iceberg");
    assertThatThrownBy(() -> lake.replace(table("older"), "a", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "table older was made by another version: it lacks [beat, note] and has [pulse] besides;"
                + " take a new warehouse, or drop it by: purkinje sql --write \"drop table older\"");
  }

  /** A column of a list of structs, as {@code windows.signals} has them. */
  @Test
  void saysThatStructsInATableAreOfAnotherVersion() {
    spark.sql(
        "create table lake.purkinje.nested (corpus string, list array<struct<mean: double, age: int>>)"
            + " using iceberg");
    Table table =
        new Table(
            "nested",
            StructType.fromDDL("corpus STRING, list ARRAY<STRUCT<mean: DOUBLE, quality: DOUBLE>>"),
            List.of("corpus"));
    assertThatThrownBy(() -> lake.read(table))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "table nested was made by another version: it lacks [list.element.quality] and has"
                + " [list.element.age] besides;");
  }

  @Test
  void replacesExactlyItsOwnPartition() {
    Table table = table("replaced");
    lake.replace(table, "a", List.of(row(table, "a", 1), row(table, "a", 2)));
    lake.replace(table, "b", List.of(row(table, "b", 3)));
    lake.replace(table, "a", List.of(row(table, "a", 4)));
    assertThat(rows(table)).containsExactly("[a,4,null]", "[b,3,null]");

    lake.replace(table, "b", List.of());
    assertThat(rows(table)).containsExactly("[a,4,null]");
  }

  @Test
  void keepsTheOldRowsWhenATaskOfTheReplacementFails() {
    Table table = table("atomic");
    lake.replace(table, "a", List.of(row(table, "a", 1)));
    var failing =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(IntStream.range(0, 100).boxed().toList(), 4)
            .map(
                beat -> {
                  if (beat == 77) {
                    throw new IllegalStateException("beat 77 is bad");
                  }
                  return row(table, "a", beat);
                });
    assertThatThrownBy(
            () -> lake.replace(table, "a", spark.createDataFrame(failing, table.schema())))
        .hasStackTraceContaining("beat 77 is bad");
    assertThat(rows(table)).containsExactly("[a,1,null]");
  }

  @Test
  void seesWhatAnotherSessionOfTheSameWarehouseWrites() {
    Table table = table("shared");
    lake.replace(table, "a", List.of(row(table, "a", 1)));
    new Lake(spark.newSession()).replace(table, "a", List.of(row(table, "a", 2)));
    assertThat(rows(table)).containsExactly("[a,2,null]");
  }

  /** A query in another process must not stop a job's commit. */
  @Test
  void commitsWhileTheCatalogIsBeingRead() throws SQLException {
    Table table = table("busy");
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + warehouse.resolve("catalog.db"));
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      assertThat(statement.executeQuery("select * from iceberg_namespace_properties").next())
          .isTrue();
      lake.replace(table, "a", List.of(row(table, "a", 1)));
    }
    assertThat(rows(table)).containsExactly("[a,1,null]");
  }

  private static List<String> rows(Table table) {
    return lake.read(table).orderBy("corpus", "beat").collectAsList().stream()
        .map(Row::toString)
        .toList();
  }

  private static Table table(String name) {
    StructType schema =
        new StructType()
            .add("corpus", DataTypes.StringType, false)
            .add("beat", DataTypes.IntegerType, false)
            .add("note", DataTypes.StringType, true);
    return new Table(name, schema, List.of("corpus"));
  }

  private static Row row(Table table, String corpus, int beat) {
    return new RowBuilder(table).set("corpus", corpus).set("beat", beat).build();
  }
}
