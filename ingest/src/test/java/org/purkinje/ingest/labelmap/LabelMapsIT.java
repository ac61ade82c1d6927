package org.purkinje.ingest.labelmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.purkinje.ingest.labelmap.LabelMap.Verdict;

/**
 * The maps must know every code of real headers, and say of each what its publisher's table says.
 */
class LabelMapsIT {

  private static Path corpora;

  @BeforeAll
  static void findTheCorpora() {
    String folder = System.getProperty("purkinje.corpora", "");
    assumeTrue(!folder.isEmpty(), "set -Dpurkinje.corpora to compare maps with real labels");
    corpora = Path.of(folder);
    System.setProperty("purkinje.home", "..");
  }

  @AfterAll
  static void forgetTheMaps() {
    System.clearProperty("purkinje.home");
  }

  /** The sample of cinc2020 has empty diagnoses. */
  @Test
  void knowsEveryDiagnosisOfTheChallengesHeaders() throws IOException {
    List<String> codes = new ArrayList<>();
    for (String corpus : List.of("cinc2020", "cinc2021")) {
      for (String line : headerComments(corpus)) {
        if (line.startsWith("Dx:")) {
          Arrays.stream(line.substring(3).split(","))
              .map(String::strip)
              .filter(code -> !code.isEmpty())
              .forEach(codes::add);
        }
      }
    }
    assertThat(codes).hasSize(118);
    assertThat(new TreeSet<>(codes)).hasSize(30);
    assertKnown("snomed-cinc2021", codes);
    assertKnown("snomed-cpsc2018", codes);
  }

  @Test
  void knowsEveryRhythmOfCpsc2021() throws IOException {
    List<String> comments = headerComments("cpsc2021");
    assertThat(comments).hasSize(15);
    assertKnown("cpsc2021-cpsc2021", comments);
  }

  @Test
  void knowsEveryColumnOfCode15() throws IOException {
    Path labels = corpora.resolve("code15/labels.csv");
    List<String> columns = List.of(Files.readAllLines(labels).get(0).split(","));
    assertThat(columns).startsWith("idx", "is_male");
    assertThat(LabelMap.named("code15-code15").entries())
        .extracting(LabelMap.Entry::code)
        .containsExactlyElementsOf(columns.subList(2, columns.size()));
  }

  @Test
  void knowsEveryStatementOfTheRecordsOfPtbXl() throws IOException {
    String database = Files.readString(corpora.resolve("ptb-xl/ptbxl_database.csv"));
    List<String> codes =
        Pattern.compile("'([^']+)': [\\d.]+")
            .matcher(database)
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    assertThat(codes).hasSize(982);
    for (String map : List.of("superclass", "subclass", "form", "rhythm")) {
      assertKnown("scp-ptbxl-" + map, codes);
    }
  }

  @Test
  void saysOfEachStatementWhatTheTableOfPtbXlSays() throws IOException {
    List<String> lines = Files.readAllLines(corpora.resolve("ptb-xl/scp_statements.csv"));
    assertThat(lines).hasSize(72);
    for (String line : lines.subList(1, lines.size())) {
      // code, description, diagnostic, form, rhythm, diagnostic_class, diagnostic_subclass, …
      String[] cells = line.replaceFirst("\"[^\"]*\"", "").split(",", -1);
      String code = cells[0];
      boolean diagnostic = cells[2].equals("1.0");
      assertClasses("scp-ptbxl-superclass", code, diagnostic ? cells[5] : "");
      assertClasses("scp-ptbxl-subclass", code, diagnostic ? cells[6] : "");
      assertClasses("scp-ptbxl-form", code, cells[3].equals("1.0") ? code : "");
      assertClasses("scp-ptbxl-rhythm", code, cells[4].equals("1.0") ? code : "");
    }
  }

  private static void assertClasses(String map, String code, String expected) {
    assertThat(LabelMap.named(map).classesOf(code))
        .as("%s: %s", map, code)
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    assertThat(LabelMap.named(map).verdict(code)).isNotEqualTo(Verdict.UNMAPPED);
  }

  private static void assertKnown(String name, List<String> codes) {
    LabelMap map = LabelMap.named(name);
    assertThat(codes).as(name).noneMatch(code -> map.verdict(code) == Verdict.UNMAPPED);
  }

  /** Comment lines of the headers, without their mark. */
  private static List<String> headerComments(String corpus) throws IOException {
    List<String> comments = new ArrayList<>();
    try (Stream<Path> files = Files.list(corpora.resolve(corpus))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".hea")).sorted().toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.substring(1).strip())
            .forEach(comments::add);
      }
    }
    return comments;
  }
}
