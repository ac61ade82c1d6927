package org.purkinje.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purkinje.jobsupport.command.Purkinje;
import org.purkinje.jobsupport.config.ConfigKeys;
import org.purkinje.models.training.AdamW;
import org.purkinje.models.training.LearningRate;
import org.purkinje.models.training.Muon;
import org.purkinje.models.training.Sgd;

class PretrainConfigTest {

  private static final Path DEMO = Path.of("../configs/pretraining/pretrain-m2ae-demo.yaml");

  @TempDir private Path folder;

  @Test
  void trainsByWhatTheFileSays() {
    PretrainConfig config = read(DEMO, Map.of("learning-rate-decay", "constant"));
    assertThat(config.trainer()).isEqualTo(TrainerKind.SPARK);
    assertThat(config.makeOptimiser())
        .isEqualTo(
            new Muon(
                new AdamW(
                    new LearningRate(1e-2, 60, 600, LearningRate.Decay.CONSTANT),
                    0.9,
                    0.95,
                    0.05,
                    1)));
    assertThat(config.settings()).containsEntry("mask-ratio", "0.5").containsEntry("size", "tiny");
  }

  @Test
  void takesAnotherOptimiserInPlaceOfMuon() {
    LearningRate falling = new LearningRate(1e-2, 60, 600, LearningRate.Decay.TRAPEZOID);
    assertThat(read(DEMO, Map.of("optimiser", "adamw")).makeOptimiser())
        .isEqualTo(new AdamW(falling, 0.9, 0.95, 0.05, 1));
    assertThat(read(DEMO, Map.of("optimiser", "sgd")).makeOptimiser())
        .isEqualTo(new Sgd(falling, 0.05, 1));
    assertThatThrownBy(() -> read(DEMO, Map.of("optimiser", "adam")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be one of adamw|muon|sgd, got adam");
  }

  /** As files were before numbers needed no quotation marks, and before there were these keys. */
  @Test
  void readsAnOlderFileAsItWas() throws IOException {
    String now = Files.readString(DEMO);
    String older =
        now.replaceAll("\n(trainer|learning-rate-decay|adam-betas): .*", "")
            .replaceAll("\n  (\\S+): ([0-9.]+)", "\n  $1: \"$2\"");
    assertThat(older).contains("mask-ratio: \"0.5\"").doesNotContain("adam-betas");
    Path file = Files.writeString(folder.resolve("older.yaml"), older);
    assertThat(read(file, Map.of())).isEqualTo(read(DEMO, Map.of("learning-rate-decay", "cosine")));
  }

  @Test
  void namesLineAndNearestOfASettingThatItDoesNotKnow() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("typo.yaml"),
            Files.readString(DEMO).replace("mask-ratio: 0.5", "mask-raito: 0.5"));
    assertThatThrownBy(() -> read(file, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file
                + ": line 10: settings.mask-raito: unknown key mask-raito, did you mean"
                + " mask-ratio? Settings of m2ae: size, masks, mask-ratio, lag-patches,"
                + " modality-dropout, view-mask-ratio, contrastive-views, contrastive-weight,"
                + " contrastive-warmup, contrastive-interval");
  }

  @Test
  void namesTheKeyOfASettingThatIsOfAnotherTypeOrOutOfRange() {
    assertThatThrownBy(() -> read(DEMO, Map.of("settings.lag-patches", "0.5")))
        .hasMessage(
            DEMO
                + ": --set settings.lag-patches: settings.lag-patches must be a whole number, got 0.5");
    assertThatThrownBy(() -> read(DEMO, Map.of("settings.view-mask-ratio", "1")))
        .hasMessage(
            DEMO
                + ": --set settings.view-mask-ratio: settings.view-mask-ratio must be at least 0"
                + " and below 1, got 1.0");
    assertThatThrownBy(() -> read(DEMO, Map.of("adam-betas", "[0.9, 1]")))
        .hasMessage(
            DEMO
                + ": --set adam-betas: adam-betas must be at least 0 and below 1, got 0.9 and 1.0");
    assertThatThrownBy(() -> read(DEMO, Map.of("objective", "vae")))
        .hasMessageStartingWith(
            DEMO + ": --set objective: objective must be one of [ecg-nat, m2ae, mae");
  }

  @Test
  void namesTheKeyOfHowTrainingEnds() {
    assertThatThrownBy(
            () -> read(DEMO, Map.of("early-stopping-checks", "2", "held-out-shard-set", "none")))
        .hasMessageStartingWith(DEMO + ": ")
        .hasMessageEndingWith(
            "early-stopping-checks must be 0 without a held-out-shard-set, got 2; name a set of"
                + " shards of subjects held out");
    assertThatThrownBy(() -> read(DEMO, Map.of("early-stopping-checks", "-1")))
        .hasMessageEndingWith("early-stopping-checks must be at least 0, got -1");
    assertThatThrownBy(() -> read(DEMO, Map.of("accumulate-batches", "0")))
        .hasMessageEndingWith("accumulate-batches must be at least 1, got 0");
    assertThatThrownBy(() -> read(DEMO, Map.of("keep-checkpoints", "0")))
        .hasMessageEndingWith("keep-checkpoints must be at least 1, got 0");
    assertThatThrownBy(() -> read(DEMO, Map.of("continue-from-checkpoint", "first")))
        .hasMessageContaining("continue-from-checkpoint");
  }

  @Test
  void listsTheSettingsOfEachObjective() {
    Map<String, List<ConfigKeys.Key>> keys = new PretrainJob().dependentKeys();
    assertThat(keys).containsKeys("objective ecg-nat", "objective m2ae", "objective mae");
    assertThat(keys.get("objective m2ae"))
        .contains(
            new ConfigKeys.Key(
                "settings.size", "tiny|small|base|large", "widths and depths of the model"),
            new ConfigKeys.Key(
                "settings.modality-dropout",
                "number",
                "probability that a signal of a pair is hidden whole, 0 to 0.5"));
    assertThat(keys.get("objective mae"))
        .extracting(ConfigKeys.Key::path)
        .contains("settings.patch-samples");
  }

  @Test
  void printsThemWithTheKeysOfTheJob() {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      assertThat(Purkinje.execute("help", "pretrain")).isZero();
    } finally {
      System.setOut(before);
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "  trainer                            spark|local  where workers train: ",
            "  adam-betas                         list of number",
            "keys of CONFIG for objective mae, all required:\n",
            "  settings.mask-ratio                number       share of the patches that are hidden,"
                + " above 0, below 1\n");
  }

  private static PretrainConfig read(Path file, Map<String, String> overrides) {
    return new PretrainJob().read(file, overrides);
  }
}
