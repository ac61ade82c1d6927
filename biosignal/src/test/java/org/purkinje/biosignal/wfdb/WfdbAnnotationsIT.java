package org.purkinje.biosignal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.purkinje.biosignal.annotation.Annotation;
import org.purkinje.biosignal.annotation.AnnotationKind;
import org.purkinje.biosignal.annotation.BeatClass;
import org.purkinje.biosignal.recording.LocalRecordFolder;

/**
 * Oracle: the annotations that wfdb-python 4.3.1 reads from the same files, and the beat counts of
 * MIT-BIH that the reference programs print.
 */
class WfdbAnnotationsIT {

  private static final Set<String> PACED = Set.of("102", "104", "107", "217");

  /** wfdb-python leaves out every comment at sample 0; here those about the file itself are. */
  @Test
  void agreesOnAll72AnnotationFiles() throws IOException {
    List<Map<String, String>> rows = rows();

    assertThat(rows).hasSize(72);
    for (Map<String, String> row : rows) {
      String file = row.get("record") + "." + row.get("ext");
      List<Annotation> annotations = new ArrayList<>(read(file).annotations());
      annotations.removeIf(a -> a.sample() == 0 && a.code().symbol().equals("\""));
      assertThat(annotations).as(file).hasSize(Integer.parseInt(row.get("n")));
      assertThat(countsBySymbol(annotations)).as(file).isEqualTo(row.get("counts_by_symbol"));
      assertThat(digest(annotations, a -> a.sample() + "\t" + a.code().symbol()))
          .as(file)
          .isEqualTo(row.get("sha256_sample_symbol"));
      assertThat(digest(annotations, WfdbAnnotationsIT::allFields))
          .as(file)
          .isEqualTo(row.get("sha256_all_fields"));
    }
  }

  /** In the other files WFDB's programs end their comments on the file with a filler. */
  @Test
  void writes68FilesAsTheyAreByteForByte() throws IOException {
    List<String> differing = new ArrayList<>();
    for (Map<String, String> row : rows()) {
      String file = row.get("record") + "." + row.get("ext");
      byte[] stored = Files.readAllBytes(RealFiles.corpora().resolve(file));
      WfdbAnnotations annotations = WfdbAnnotationReader.parse(file, stored);
      byte[] written = WfdbAnnotationWriter.bytes(annotations);
      assertThat(WfdbAnnotationReader.parse(file, written)).isEqualTo(annotations);
      if (!Arrays.equals(stored, written)) {
        differing.add(file);
      }
    }
    assertThat(differing)
        .containsExactly(
            "wfdb-samples/sample-data/03700181.gqrsh",
            "wfdb-samples/sample-data/03700181.sqrs",
            "wfdb-samples/sample-data/1003.atr",
            "wfdb-samples/sample-data/12726.anI");
  }

  @Test
  void countsTheBeatsOfMitdb() throws IOException {
    int beats = 0;
    Map<BeatClass, Integer> byClass = new EnumMap<>(BeatClass.class);
    for (Map<String, String> row : rows()) {
      String record = row.get("record");
      if (!record.startsWith("mitdb/") || record.contains("x_mitdb")) {
        continue;
      }
      for (Annotation annotation : read(record + ".atr").annotations()) {
        if (annotation.code().kind() == AnnotationKind.BEAT) {
          beats++;
          if (!PACED.contains(RealFiles.nameOf(record))) {
            byClass.merge(BeatClass.of(annotation.code()).orElseThrow(), 1, Integer::sum);
          }
        }
      }
    }

    assertThat(beats).isEqualTo(86191);
    assertThat(byClass)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                BeatClass.N, 71044,
                BeatClass.S, 814,
                BeatClass.V, 5130,
                BeatClass.F, 427,
                BeatClass.Q, 15));
  }

  private static List<Map<String, String>> rows() throws IOException {
    RealFiles.corpora();
    return RealFiles.csv(RealFiles.goldens().resolve("annotations.csv"));
  }

  private static WfdbAnnotations read(String file) throws IOException {
    Path path = RealFiles.corpora().resolve(file);
    return WfdbAnnotationReader.read(
        new LocalRecordFolder(path.resolveSibling("")), RealFiles.nameOf(file));
  }

  private static String countsBySymbol(List<Annotation> annotations) {
    Map<String, Integer> counts = new TreeMap<>();
    annotations.forEach(a -> counts.merge(a.code().symbol(), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }

  private static String allFields(Annotation a) {
    return String.join(
        "\t",
        Long.toString(a.sample()),
        a.code().symbol(),
        Integer.toString(a.subtype()),
        Integer.toString(a.channel()),
        Integer.toString(a.number()),
        a.aux());
  }

  private static String digest(List<Annotation> annotations, Function<Annotation, String> line) {
    String text = annotations.stream().map(a -> line.apply(a) + "\n").collect(Collectors.joining());
    return RealFiles.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
