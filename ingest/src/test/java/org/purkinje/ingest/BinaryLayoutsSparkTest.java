package org.purkinje.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.run.JobRunner;
import org.purkinje.jobsupport.run.Session;

/** Corpora of which no real files are at hand, each written small in its layout. */
class BinaryLayoutsSparkTest {

  @TempDir private static Path warehouse;
  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void openSession() {
    System.setProperty("purkinje.home", "..");
    spark = Session.open(warehouse, "local[2]");
  }

  @AfterAll
  static void closeSession() {
    System.clearProperty("purkinje.home");
    spark.close();
  }

  @Test
  void readsTheExamsOfAPartOfCode15WithoutItsRowOfZeros() throws IOException {
    Random random = new Random(2);
    float[][][] tracings = new float[3][64][12];
    for (int exam = 0; exam < 2; exam++) {
      for (int i = 10; i < 50 + exam; i++) {
        for (int lead = 0; lead < 12; lead++) {
          tracings[exam][i][lead] = (float) random.nextGaussian();
        }
      }
    }
    try (WritableHdfFile file = HdfFile.write(folder.resolve("exams_part0.hdf5"))) {
      file.putDataset("tracings", tracings);
      file.putDataset("exam_id", new long[] {1169160, 2873686, 0});
    }
    Files.writeString(
        folder.resolve("exams.csv"),
        """
        exam_id,age,is_male,nn_predicted_age,1dAVb,RBBB,LBBB,SB,ST,AF,patient_id,death,timey,normal_ecg,trace_file
        2873686,67,True,73.1,False,True,False,False,False,True,1632148,,,False,exams_part0.hdf5
        1169160,38,False,40.1,False,False,False,False,False,False,1632148,,,True,exams_part0.hdf5
        """);
    ingest("code15");
    assertThat(
            rows(
                "select record, subject, sex, age_years, n_samples from records where corpus ="
                    + " 'code15' order by record"))
        .containsExactly(
            "[exams_part0/1169160,1632148,F,38.0,40]", "[exams_part0/2873686,1632148,M,67.0,41]");
    assertThat(
            rows("select record, code from labels where corpus = 'code15' order by record, code"))
        .containsExactly(
            "[exams_part0/1169160,normal_ecg]",
            "[exams_part0/2873686,AF]",
            "[exams_part0/2873686,RBBB]");
    assertThat(
            rows(
                "select discovered, accepted, rejected, excluded from accounting where unit ="
                    + " 'records' and corpus = 'code15'"))
        .containsExactly("[3,2,0,1]");
  }

  @Test
  void readsTheRecordsOfSph() throws IOException {
    Path records = Files.createDirectories(folder.resolve("records"));
    try (WritableHdfFile file = HdfFile.write(records.resolve("A00001.h5"))) {
      file.putDataset("ecg", new float[12][50]);
    }
    Files.writeString(
        folder.resolve("metadata.csv"),
        "ECG_ID,AHA_Code,Patient_ID,Age,Sex,N,Date\nA00001,22;23+310,S00001,55,M,50,2020-03-04\n");
    ingest("sph");
    assertThat(rows("select record, subject, sex, age_years from records where corpus = 'sph'"))
        .containsExactly("[records/A00001,S00001,M,55.0]");
    assertThat(rows("select code from labels where corpus = 'sph' order by code"))
        .containsExactly("[22]", "[23]", "[310]");
  }

  /** The file was written by h5py, since its references cannot be from here. */
  @Test
  void readsTheSegmentsOfPulseDb() throws IOException {
    Path golden = Path.of("../biosignal/src/test/resources/golden/hdf5/pulsedb.mat");
    Files.copy(golden, folder.resolve("p000188.mat"));
    ingest("pulsedb");
    assertThat(
            rows(
                "select record, subject, sex, age_years, n_samples from records where corpus ="
                    + " 'pulsedb' order by record"))
        .containsExactly(
            "[p000188/0,000188,F,61.0,60]",
            "[p000188/1,000188,F,61.0,60]",
            "[p000188/2,000188,F,61.0,60]");
    assertThat(
            rows(
                "select code, value from labels where corpus = 'pulsedb' and record = 'p000188/2'"
                    + " order by code"))
        .containsExactly("[SegDBP,70]", "[SegSBP,99.25]");
    assertThat(
            rows("select distinct name, kind from channels where corpus = 'pulsedb' order by name"))
        .containsExactly("[ABP,abp]", "[ECG,ecg]", "[PPG,ppg]");
  }

  /** The file was written by vitaldb's own package. */
  @Test
  void readsTheOperationsOfVitalDb() throws IOException {
    Path files = Files.createDirectories(folder.resolve("vital_files"));
    Files.copy(
        Path.of("../biosignal/src/test/resources/golden/vital/packed.vital"),
        files.resolve("0012.vital"));
    Files.writeString(
        folder.resolve("clinical_data.csv"), "caseid,subjectid,age,sex\n12,4711,77,M\n");
    ingest("vitaldb");
    assertThat(rows("select record, subject, sex, age_years from records where corpus = 'vitaldb'"))
        .containsExactly("[0012,4711,M,77.0]");
    assertThat(
            rows("select name, kind, lead from channels where corpus = 'vitaldb' order by channel"))
        .contains("[SNUADC/ECG_II,ecg,II]", "[SNUADC/PLETH,ppg,null]", "[Primus/CO2,resp,null]");
    assertThat(rows("select distinct annotator from annotations where corpus = 'vitaldb'"))
        .containsExactly("[vital]");
  }

  private void ingest(String corpus) {
    new JobRunner(spark)
        .run(
            new IngestCorpusJob(),
            new IngestCorpusJob.Config(corpus, folder.toString(), Stringency.STRICT, 0, List.of()),
            false);
  }

  private static List<String> rows(String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }
}
