package org.purkinje.pretrain.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.models.layer.ParameterSpec;

/**
 * The model card: front matter as Hugging Face's hub reads it, then text. Every number is one of
 * {@link ModelFacts}.
 *
 * @see <a href="https://huggingface.co/docs/hub/model-cards">model cards</a>
 */
final class ModelCard {

  /** Rounds that the curve's table shows at most. */
  static final int MAX_ROUNDS = 30;

  private final ModelFacts facts;
  private final ModelLicence licence;
  private final StringBuilder text = new StringBuilder();

  private ModelCard(ModelFacts facts) {
    this.facts = facts;
    this.licence = ModelLicence.of(facts.corpora());
  }

  /**
   * @throws IllegalStateException if the licence of a corpus forbids to pass the model on
   */
  static String of(ModelFacts facts) {
    ModelCard card = new ModelCard(facts);
    card.frontMatter();
    card.what();
    card.data();
    card.certificate();
    card.training();
    card.curve();
    card.limits();
    return card.text.toString();
  }

  private void frontMatter() {
    line("---");
    line("license: %s", licence.hub());
    if (licence.licences().size() > 1) {
      line("license_name: %s", quoted(licence.spdx()));
      line("license_link: %s", ModelFolder.CARD);
    }
    line("library_name: purkinje");
    line("tags:");
    for (String tag : tags()) {
      line("- %s", quoted(tag));
    }
    line("---");
  }

  private List<String> tags() {
    List<String> tags = new ArrayList<>(List.of("self-supervised", facts.objective()));
    facts.inputs().forEach(input -> tags.add(input.name()));
    return tags.stream().distinct().toList();
  }

  private void what() {
    ModelFacts.Origin origin = facts.origin();
    line("# %s", origin.pretraining());
    line("");
    line(
        "An encoder of physiological signals, pretrained without labels for the objective `%s`."
            + " It has %s parameters and has been trained on %s windows.",
        facts.objective(),
        NumberText.of(facts.layout().length()),
        NumberText.of(origin.windowsSeen()));
    line("");
    table(List.of("takes", "sampling frequency, Hz", "samples", "samples of a patch"));
    for (ModelFacts.Input input : facts.inputs()) {
      row(
          input.name(),
          NumberText.of(input.rateHz()),
          NumberText.of(input.samples()),
          NumberText.of(input.patchSamples()));
    }
    line("");
    line("Normalisation: %s.", ModelConfig.normalisationText());
    line("");
    table(List.of("part", "parameters"));
    parts().forEach((part, count) -> row("`" + part + "`", NumberText.of(count)));
    line("");
    line(
        "`%s` holds the tensors, `%s` objective, settings and shapes, `%s` what was seen.",
        ModelFolder.MODEL, ModelFolder.CONFIG, ModelFolder.EXPOSURES);
  }

  /** Parameters by the first word of their tensors' names, in the layout's order. */
  private Map<String, Long> parts() {
    Map<String, Long> parts = new LinkedHashMap<>();
    for (ParameterSpec spec : facts.layout().specs()) {
      parts.merge(spec.name().split("\\.", 2)[0], spec.length(), Long::sum);
    }
    return parts;
  }

  private void data() {
    heading("Data");
    table(
        List.of(
            "corpus", "version", "title", "licence", "asks", "persons", "records", "windows",
            "hours"));
    for (SeenCorpus corpus : facts.corpora()) {
      row(
          corpus.corpus(),
          corpus.version(),
          corpus.title(),
          corpus.licence(),
          corpus.licences().stream()
              .map(of -> of.terms().text())
              .distinct()
              .collect(Collectors.joining("; ")),
          NumberText.of(corpus.persons()),
          NumberText.of(corpus.records()),
          NumberText.of(corpus.windows()),
          NumberText.of(corpus.hours()));
    }
    line("");
    line(
        "Windows are those that the model could see, one by one; where they overlap, hours count more than once.");
    line(
        "The model is passed on under %s: whoever passes it on names the corpora above.",
        licence.spdx());
    if (!licence.nonCommercial().isEmpty()) {
      line(
          "**No commercial use**: %s.",
          licence.nonCommercial().stream().map(Licence::spdx).collect(Collectors.joining(", ")));
    }
  }

  private void certificate() {
    ModelFacts.Seen seen = facts.seen();
    heading("Who was seen");
    line(
        "The model has seen %s persons, %s records. `%s` names each (SHA-256 of the file `%s`; of the persons' names in order `%s`).",
        NumberText.of(seen.persons()),
        NumberText.of(seen.records()),
        ModelFolder.EXPOSURES,
        seen.fileSha256(),
        seen.personsSha256());
    line(
        "An evaluation is of unseen persons only if none of its persons (`person_group`, or `corpus` and `subject`), records (`corpus`, `record`) and waveforms (`waveform_sha256`) is in that file, and if no other corpus holds the same people.");
    line(
        "`import-model` writes the file to the table `%s`, against which every evaluation is then checked.",
        ExposuresTable.TABLE.name());
  }

  private void training() {
    ModelFacts.Origin origin = facts.origin();
    heading("Training");
    line(
        "%s rounds, %s steps of each worker. Run `%s`, %s.",
        NumberText.of(origin.round()),
        NumberText.of(origin.step()),
        origin.run(),
        origin.platform());
    line("");
    line("- SHA-256 of the parameters: `%s`", origin.parametersSha256());
    line("- SHA-256 of the code: `%s`", origin.codeDigest());
    line("");
    line("```json");
    line("%s", origin.config());
    line("```");
  }

  private void curve() {
    if (facts.curve().isEmpty()) {
      return;
    }
    heading("Learning curve");
    TreeSet<String> columns = new TreeSet<>();
    facts.curve().forEach(row -> columns.addAll(row.values().keySet()));
    List<String> shown = columns.stream().filter(ModelCard::isShown).toList();
    List<String> header = new ArrayList<>(List.of("round", "windows"));
    header.addAll(shown);
    table(header);
    for (ModelFacts.CurveRow round : shownRounds()) {
      List<String> cells = new ArrayList<>();
      cells.add(NumberText.of(round.round()));
      cells.add(NumberText.of(round.windowsSeen()));
      for (String column : shown) {
        Double value = round.values().get(column);
        cells.add(value == null ? "" : NumberText.of(value));
      }
      row(cells.toArray(String[]::new));
    }
  }

  private static boolean isShown(String column) {
    String term = column.substring(column.indexOf(' ') + 1);
    return term.equals("loss") || term.startsWith("rec_") || term.startsWith("explained_variance");
  }

  /** Those with a value of windows held out, else all; evenly thinned to the last. */
  private List<ModelFacts.CurveRow> shownRounds() {
    List<ModelFacts.CurveRow> heldOut =
        facts.curve().stream()
            .filter(
                row -> row.values().keySet().stream().anyMatch(of -> of.startsWith("held-out ")))
            .toList();
    List<ModelFacts.CurveRow> rounds = heldOut.isEmpty() ? facts.curve() : heldOut;
    if (rounds.size() <= MAX_ROUNDS) {
      return rounds;
    }
    Map<Integer, ModelFacts.CurveRow> thinned = new TreeMap<>();
    for (int i = 0; i < MAX_ROUNDS; i++) {
      ModelFacts.CurveRow row =
          rounds.get((int) ((long) i * (rounds.size() - 1) / (MAX_ROUNDS - 1)));
      thinned.put(row.round(), row);
    }
    return List.copyOf(thinned.values());
  }

  private void limits() {
    heading("Limits");
    line("- Not a medical device: it diagnoses nothing and must not guide the care of anyone.");
    line(
        "- It knows the persons, devices and sites of %s alone; elsewhere it must be graded anew.",
        facts.corpora().stream().map(SeenCorpus::corpus).collect(Collectors.joining(", ")));
    line(
        "- It takes windows as they are described above; at another rate, length or normalisation its answers mean nothing.");
  }

  private void heading(String title) {
    line("");
    line("## %s", title);
    line("");
  }

  private void table(List<String> header) {
    row(header.toArray(String[]::new));
    row(header.stream().map(column -> "---").toArray(String[]::new));
  }

  private void row(String... cells) {
    line(
        "%s",
        Arrays.stream(cells)
            .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
            .collect(Collectors.joining(" | ", "| ", " |")));
  }

  private void line(String format, Object... of) {
    text.append(of.length == 0 ? format : format.formatted(of)).append('\n');
  }

  /** A YAML text between double quotes. */
  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
