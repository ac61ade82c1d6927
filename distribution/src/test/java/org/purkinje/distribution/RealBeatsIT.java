package org.purkinje.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.ingest.IngestCorpusJob;
import org.purkinje.ingest.Stringency;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;
import org.purkinje.jobsupport.table.WindowSignals;
import org.purkinje.preprocessing.beats.ExtractBeatsJob;

/**
 * From files to beats on 38 records of the MIT-BIH Arrhythmia Database. Oracle: counts by wfdb
 * 4.3.1 for Python and its {@code rdann}; RR features of {@code beats.py} of the peers; samples by
 * {@code sosfiltfilt} of scipy over the whole record.
 */
class RealBeatsIT {

  /** Records of DS1 and DS2 of de Chazal et al. 2004, doi 10.1109/TBME.2004.827359. */
  private static final String SET =
      """
      case when record in (101, 106, 108, 109, 112, 114, 115, 116, 118, 119, 122, 124, 201, 203,
      205, 207, 208, 209, 215, 220, 223, 230) then 'DS1' when paced then 'paced' else 'DS2' end""";

  @TempDir private static Path warehouse;

  private static SparkSession spark;

  @BeforeAll
  static void extractBeats() {
    String corpora = System.getProperty("purkinje.corpora", "");
    assumeTrue(!corpora.isEmpty(), "set -Dpurkinje.corpora to cut real beats");
    System.setProperty("purkinje.home", "..");
    spark = Session.open(warehouse, "local[2]");
    JobRunner runner = new JobRunner(spark);
    runner.run(
        new IngestCorpusJob(),
        new IngestCorpusJob.Config(
            "mitdb", Path.of(corpora, "mitdb").toString(), Stringency.STRICT, 0, List.of()),
        false);
    runner.run(
        new ExtractBeatsJob(),
        new ExtractBeatsJob()
            .read(Path.of("../configs/preprocessing/extract-beats-mitdb.yaml"), Map.of()),
        false);
  }

  @AfterAll
  static void closeSession() {
    System.clearProperty("purkinje.home");
    if (spark != null) {
      spark.close();
    }
  }

  /** Of 86,191 beats, 34 lie too near to the start or the end of their record. */
  @Test
  void accountsForEveryBeat() {
    assertThat(
            rows(
                "select unit, discovered, accepted, rejected, excluded from accounting where scope = 'extract-beats/mitdb'"))
        .containsExactly("[beats,86191,86157,34,0]");
    assertThat(rows("select outcome, reason, n from accounting_reasons"))
        .containsExactly("[rejected,edge,34]");
    assertThat(rows("select count(*), count(distinct beat_id) from beats"))
        .containsExactly("[86157,86157]");
  }

  @Test
  void countsTheClassesOfEc57() {
    assertThat(
            rows(
                "select "
                    + SET
                    + " set, count_if(aami_class = 'N'), count_if(aami_class = 'S'),"
                    + " count_if(aami_class = 'V'), count_if(aami_class = 'F'),"
                    + " count_if(aami_class = 'Q') from beats group by 1 order by 1"))
        .containsExactly(
            "[DS1,42671,709,3380,412,8]", "[DS2,28343,105,1750,14,7]", "[paced,506,0,227,0,8025]");
  }

  /** 102, 104, 107 and 217 are the records with a pacemaker. */
  @Test
  void tellsPacedRecords() {
    assertThat(rows("select distinct record from beats where paced order by 1"))
        .containsExactly("[102]", "[104]", "[107]", "[217]");
  }

  /** Ten beats of record 208; quotients in the order of the peer's columns. */
  @Test
  void hasTheRrFeaturesOfThePeer() {
    double[][] expected = {
      {
        213314,
        0.602777778,
        0.477777778,
        0.973530731,
        0.771646478,
        1.043269231,
        0.826923077,
        1.261627907,
        0.682389937
      },
      {
        213486,
        0.477777778,
        0.791666667,
        0.787185355,
        1.304347826,
        0.826923077,
        1.370192308,
        0.603508772,
        0.792626728
      },
      {
        213771,
        0.791666667,
        0.588888889,
        1.240748803,
        0.922942969,
        1.370192308,
        1.019230769,
        1.344339623,
        1.656976744
      },
      {
        213983,
        0.588888889,
        0.458333333,
        0.958842153,
        0.746268657,
        1.019230769,
        0.793269231,
        1.284848485,
        0.743859649
      },
      {
        214148,
        0.458333333,
        0.838888889,
        0.760719225,
        1.392346704,
        0.793269231,
        1.451923077,
        0.546357616,
        0.778301887
      },
      {
        214450,
        0.838888889,
        0.538888889,
        1.307359307,
        0.839826840,
        1.451923077,
        0.932692308,
        1.556701031,
        1.830303030
      },
      {
        214644,
        0.538888889,
        0.433333333,
        0.873087309,
        0.702070207,
        0.932692308,
        0.750000000,
        1.243589744,
        0.642384106
      },
      {
        214800,
        0.433333333,
        0.838888889,
        0.713958810,
        1.382151030,
        0.750000000,
        1.451923077,
        0.516556291,
        0.804123711
      },
      {
        215102,
        0.838888889,
        0.577777778,
        1.300043048,
        0.895393887,
        1.451923077,
        1.000000000,
        1.451923077,
        1.935897436
      },
      {
        215310,
        0.577777778,
        0.525000000,
        0.939900587,
        0.854044284,
        1.000000000,
        0.908653846,
        1.100529101,
        0.688741722
      }
    };
    List<Row> found =
        spark
            .sql(
                "select sample, rr_previous_s, rr_next_s, rr_previous_to_local_mean,"
                    + " rr_next_to_local_mean, rr_previous_to_median, rr_next_to_median,"
                    + " rr_previous_to_next, rr_previous_to_one_before from beats where record ="
                    + " '208' and sample between 213314 and 215310 order by sample")
            .collectAsList();
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) found.get(i).getLong(0)).isEqualTo(expected[i][0]);
      for (int k = 1; k < expected[i].length; k++) {
        assertThat(found.get(i).getDouble(k)).isCloseTo(expected[i][k], within(1e-9));
      }
    }
    assertThat(rows("select count(*) from beats where rr_previous_s is null or rr_next_s is null"))
        .as("of beats at the ends, those that are far enough from them")
        .containsExactly("[42]");
  }

  /** Of the 1,001st beat of a record, in mV at samples 0, 45, 90, 91, 120, 200 and 251 of 252. */
  @Test
  void cutsWhatScipyFilters() {
    int[] at = {0, 45, 90, 91, 120, 200, 251};
    Map<String, double[]> expected =
        Map.of(
            "mitdb/100/atr/283389",
            new double[] {-0.015547, 0.080180, 1.215417, 1.139726, -0.077628, -0.050142, 0.001172},
            "mitdb/208/atr/213314",
            new double[] {-0.136527, 0.025961, 1.536288, 1.597915, -0.441321, -0.174419, 0.532947},
            "mitdb/114/atr/371737",
            new double[] {
              -0.072873, -0.017062, 1.930285, 1.988019, -0.147463, 0.037004, -0.049316
            });
    expected.forEach(
        (id, millivolts) -> {
          Row row = spark.sql("select * from beats where beat_id = '%s'".formatted(id)).first();
          Row signal = row.<Row>getList(row.fieldIndex("signals")).get(0);
          assertThat(signal.<String>getAs("lead")).isEqualTo("MLII");
          float[] z = WindowSignals.accepted(row).get("ecg");
          assertThat(z).hasSize(252);
          for (int i = 0; i < at.length; i++) {
            assertThat(signal.<Double>getAs("mean") + signal.<Double>getAs("sd") * z[at[i]])
                .as("%s at %d", id, at[i])
                .isCloseTo(millivolts[i], within(2e-4));
          }
        });
  }

  private static List<String> rows(String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }
}
