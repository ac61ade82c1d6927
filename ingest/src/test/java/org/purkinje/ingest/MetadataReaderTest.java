package org.purkinje.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.biosignal.recording.RecordFault;
import org.purkinje.ingest.corpus.Metadata;
import org.purkinje.ingest.corpus.MetadataRows;
import org.purkinje.ingest.corpus.MetadataTable;
import org.purkinje.jobsupport.file.FileTree;

class MetadataReaderTest {

  private static final MetadataTable TABLE =
      new MetadataTable("exams.csv", true, "id", "r(\\d+)", List.of("age", "town"));

  @TempDir private Path folder;

  @Test
  void givesTheColumnsAskedForInAnyCharacterSet() throws IOException {
    Metadata metadata = read("town,id,sex,age\r\"Köln, am Rhein\",1,F,61\r,2,M,\r");
    assertThat(metadata.notes("r1")).containsExactly("age: 61", "town: Köln, am Rhein");
    assertThat(metadata.notes("r2")).isEmpty();
    assertThat(metadata.faults("r2")).isEmpty();
    assertThat(metadata.notes("other")).isEmpty();
    assertThat(metadata.faults("other")).isEmpty();
  }

  @Test
  void usesNoRowOfAKeyWhoseRowsDiffer() throws IOException {
    Metadata metadata =
        read("id,age,town\n1,61,A\n2,50,B\n1,16,A\n3,40,C\n3,40,C\n1,61,A\n4,30\n,20,D\n5,1,E\n");
    assertThat(metadata.notes("r1")).isEmpty();
    assertThat(metadata.faults("r1"))
        .containsExactly(
            new RecordFault(
                RecordFault.Part.NOTES,
                "exams.csv",
                "lines 2 and 4",
                "two rows of 1 that differ: [age: 61, town: A] against [age: 16, town: A]; remove"
                    + " the wrong one"));
    assertThat(metadata.notes("r3"))
        .as("two rows that agree")
        .containsExactly("age: 40", "town: C");
    assertThat(metadata.faults("r4"))
        .containsExactly(
            new RecordFault(
                RecordFault.Part.NOTES,
                "exams.csv",
                "line 8",
                "row of 4 with 2 cells where the table has 3 columns; is a separator not quoted?"));
    assertThat(metadata.faults("r7"))
        .containsExactly(
            new RecordFault(
                RecordFault.Part.NOTES,
                "exams.csv",
                "column id",
                "no row of 7; the table's facts of it are unknown"));
    assertThat(metadata.rows().get(0).count()).isEqualTo(9);
    assertThat(metadata.rows().get(0).use(Set.of("1", "2", "3", "4", "7")))
        .as("2, 3 and 3; three of 1, that of 4, that without a key; that of 5")
        .isEqualTo(new MetadataRows.Use(3, 5, 1));
  }

  @Test
  void namesWhatATableLacks() {
    assertThatThrownBy(() -> read("id,age\n1,2\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(
            "exams.csv: metadata of made: column town found nowhere among: id, age");
    assertThatThrownBy(() -> read("id,age,town,age\n1,2,3,4\n"))
        .hasMessageEndingWith("column age found twice among: id, age, town, age");
    assertThatThrownBy(() -> read("id,age,town\n1,2,\"A\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "exams.csv: metadata of made: line 2, column 3: quotation mark opened");
    assertThatThrownBy(
            () ->
                MetadataReader.read(
                    "made",
                    List.of(TABLE),
                    FileTree.of(folder.resolve("..").toString(), new Configuration(false))))
        .hasMessageEndingWith(
            "exams.csv: no such file, but made needs it as metadata; download it too");
  }

  private Metadata read(String text) throws IOException {
    Files.write(folder.resolve("exams.csv"), text.getBytes(ISO_8859_1));
    return MetadataReader.read(
        "made", List.of(TABLE), FileTree.of(folder.toString(), new Configuration(false)));
  }
}
