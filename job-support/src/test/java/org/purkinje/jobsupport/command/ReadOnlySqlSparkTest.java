package org.purkinje.jobsupport.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purkinje.jobsupport.run.Session;

/** Statements by the grammar of Spark SQL 3.5 and of Iceberg's extensions. */
class ReadOnlySqlSparkTest {

  @TempDir private static Path warehouse;
  private static SparkSession spark;

  @BeforeAll
  static void openSession() {
    spark = Session.open(warehouse, "local[1]");
  }

  @AfterAll
  static void closeSession() {
    spark.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "with x as (select 1 a) select * from x where a in (select a from x)",
        "from metrics select task",
        "values (1), (2)",
        "table metrics",
        "select * from metrics union all select * from metrics",
        "select * from lake.purkinje.metrics.files",
        "select * from metrics version as of 3",
        "show tables",
        "show create table metrics",
        "show columns in metrics",
        "show partitions metrics",
        "show tblproperties metrics",
        "show functions",
        "show namespaces",
        "describe metrics",
        "describe extended metrics",
        "describe query select 1",
        "describe function sum",
        "explain select 1",
        "explain delete from metrics",
        "explain extended select * from metrics"
      })
  void letsThroughWhatReads(String statement) throws Exception {
    assertThat(ReadOnlySql.findWrite(spark, statement)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from metrics where 1=1",
        "DELETE FROM metrics",
        "drop table metrics",
        "drop table if exists metrics purge",
        "truncate table metrics",
        "insert into metrics values (1)",
        "insert overwrite metrics select * from metrics",
        "insert overwrite directory '/tmp/x' using csv select 1",
        "with x as (select 1 a) insert into metrics select * from x",
        "from metrics insert into a select task insert into b select task",
        "update metrics set value = 0",
        "merge into metrics using b on metrics.run = b.run when matched then delete",
        "create table t (a int)",
        "create table t as select 1 a",
        "create or replace table metrics as select 1 a",
        "create or replace temporary view metrics as select 1 a",
        "create namespace x",
        "drop namespace purkinje cascade",
        "alter table metrics drop column value",
        "alter table metrics add partition field task",
        "alter table metrics set tblproperties ('a'='b')",
        "alter table metrics create tag t",
        "call lake.system.expire_snapshots('purkinje.metrics')",
        "call lake.system.rollback_to_snapshot('purkinje.metrics', 1)",
        "set spark.sql.ansi.enabled=true",
        "set spark.sql.ansi.enabled",
        "reset",
        "use purkinje",
        "add jar '/tmp/x.jar'",
        "load data inpath '/tmp/x' into table metrics",
        "cache table metrics",
        "uncache table metrics",
        "refresh table metrics",
        "analyze table metrics compute statistics",
        "select transform(task) using 'touch /tmp/x' from metrics",
        "select * from (select transform(task) using 'sh' from metrics)",
        "select reflect('java.lang.System', 'exit', 0)",
        "select 1 where (select java_method('java.lang.System', 'gc')) is null"
      })
  void findsWhatDoesMore(String statement) throws Exception {
    assertThat(ReadOnlySql.findWrite(spark, statement)).isPresent();
  }
}
