package org.purkinje.jobsupport.certificate;

import java.util.List;
import java.util.Optional;
import org.purkinje.jobsupport.table.RowBuilder;
import org.purkinje.jobsupport.table.SubjectIdentity;

/**
 * What an evaluation shares with the data that its model was pretrained on.
 *
 * @param model empty if nothing was pretrained
 * @param identity assumed if that of any evaluated subject is
 * @param persons evaluated persons, and those of them that the pretraining has seen
 * @param records likewise
 * @param waveforms likewise, by the hash of a window's first signal
 * @param unknown why further persons may be shared; empty if there is no reason
 */
public record Certificate(
    Optional<PretrainedModel> model,
    SubjectIdentity identity,
    Shared persons,
    Shared records,
    Shared waveforms,
    List<String> unknown) {

  /**
   * How many there are and how many of them are shared.
   *
   * @param first names of the first shared ones
   */
  public record Shared(long evaluated, long seen, List<String> first) {

    private String of(String noun) {
      String count = "%,d of %,d %s".formatted(seen, evaluated, noun);
      if (first.isEmpty()) {
        return count;
      }
      String more = first.size() < seen ? " …" : "";
      return "%s (%s%s)".formatted(count, String.join(", ", first), more);
    }
  }

  /** Shared if anything is; unknown if anything may be. */
  public Standing standing() {
    if (persons.seen() + records.seen() + waveforms.seen() > 0) {
      return Standing.SHARED;
    }
    return unknown.isEmpty() ? Standing.DISJOINT : Standing.UNKNOWN;
  }

  /** The certificate in words. */
  public String text() {
    if (model.isEmpty()) {
      return "not pretrained; folds by person; subject identity " + identity.label();
    }
    String counts =
        "%s, %s, %s shared; subject identity %s"
            .formatted(
                persons.of("persons"),
                records.of("records"),
                waveforms.of("waveforms"),
                identity.label());
    String reasons = unknown.isEmpty() ? "" : "; not known: " + String.join("; ", unknown);
    return "%s pretraining %s: %s%s"
        .formatted(
            switch (standing()) {
              case DISJOINT -> "disjoint from";
              case SHARED -> "shared with";
              case UNKNOWN -> "unknown whether disjoint from";
            },
            model.get(),
            counts,
            reasons);
  }

  /** Fills the certificate's columns of a row of {@code metrics} or {@code bp_subjects}. */
  public RowBuilder addTo(RowBuilder row) {
    return row.set("pretraining_run", model.map(PretrainedModel::run).orElse(null))
        .set("parameters_sha256", model.map(PretrainedModel::parametersSha256).orElse(null))
        .set("disjoint", standing().column())
        .set("evaluated_persons", persons.evaluated())
        .set("shared_persons", persons.seen())
        .set("shared_records", records.seen())
        .set("shared_waveforms", waveforms.seen())
        .set("subject_identity", identity.label())
        .set("certificate", text());
  }
}
