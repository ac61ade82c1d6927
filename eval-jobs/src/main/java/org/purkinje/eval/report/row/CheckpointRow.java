package org.purkinje.eval.report.row;

/** One saved training state. */
public record CheckpointRow(
    int round,
    long step,
    long windowsSeen,
    String objective,
    String model,
    String parametersSha256,
    String dataSnapshot,
    String path) {}
