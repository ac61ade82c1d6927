package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.Session;

/**
 * A folder whose name holds what URIs, globs and shells treat apart, ingested by a process in the
 * locale C, in which the JVM takes file names for ASCII, and with Turkish case rules.
 */
class OddNamesSparkTest {

  @TempDir private Path below;

  @Test
  void ingestsAFolderOfOddNamesUnderAnyLocale() throws Exception {
    TinyCorpus corpus = TinyCorpus.write(below);
    Path description = corpus.home().resolve("configs/corpora/tiny.yaml");
    Files.writeString(
        description, Files.readString(description).replace("(\\\\w)\\\\d", "(?:.*/)?(.).*"));
    Path root = below.resolve("my dätä 100% #1 [x]{y}?");
    Path folder = Files.createDirectories(root.resolve("sub ü 'q'"));
    for (String ending : List.of("hea", "dat", "atr")) {
      Files.copy(corpus.folder().resolve("a1." + ending), folder.resolve("a1." + ending));
    }
    Files.copy(folder.resolve("a1.hea"), folder.resolve("Größe 50%25 #2.HEA"));
    Files.copy(folder.resolve("a1.atr"), folder.resolve("Größe 50%25 #2.atr"));
    Path config =
        Files.writeString(
            below.resolve("ingest.yaml"),
            """
            corpus: tiny
            source: "%s"
            stringency: strict
            max-reject-ratio: 0.0
            refuse: []
            """
                .formatted(root));
    Path warehouse = below.resolve("warehouse");
    assertThat(ingest(corpus.home(), config, warehouse)).as(this::printed).isZero();
    try (SparkSession spark = Session.open(warehouse, "local[1]")) {
      assertThat(rows(spark, "select record, source_uri from records order by record"))
          .containsExactly(
              "[sub ü 'q'/Größe 50%25 #2,file://"
                  + below
                  + "/my%20d%c3%a4t%c3%a4%20100%25%20%231%20%5bx%5d%7by%7d%3f"
                  + "/sub%20%c3%bc%20%27q%27/Gr%c3%b6%c3%9fe%2050%2525%20%232.HEA]",
              "[sub ü 'q'/a1,file://"
                  + below
                  + "/my%20d%c3%a4t%c3%a4%20100%25%20%231%20%5bx%5d%7by%7d%3f"
                  + "/sub%20%c3%bc%20%27q%27/a1.hea]");
      assertThat(rows(spark, "select count(*), count(distinct digital_sha256) from channels"))
          .containsExactly("[4,2]");
      assertThat(rows(spark, "select record, count(*) from annotations group by record"))
          .hasSize(2);
      assertThat(rows(spark, "select * from rejects")).isEmpty();
    }
  }

  private int ingest(Path home, Path config, Path warehouse) throws Exception {
    return DriverProcess.start(
            Map.of("LC_ALL", "C", "JDK_JAVA_OPTIONS", "-Duser.language=tr -Duser.country=TR"),
            List.of("-Xmx1g"),
            home,
            below.resolve("out"),
            "ingest-corpus",
            config.toString(),
            "--warehouse",
            warehouse.toString())
        .waitFor();
  }

  private String printed() {
    try {
      return Files.readString(below.resolve("out"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static List<String> rows(SparkSession spark, String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }
}
