package org.purkinje.eval.report.row;

/**
 * One saved training state.
 *
 * @param isLast whether training ended with it
 * @param isBest whether its loss on held-out windows is lowest
 */
public record CheckpointRow(
    int round,
    long step,
    long windowsSeen,
    boolean isLast,
    boolean isBest,
    String objective,
    String model,
    String parametersSha256,
    String dataSnapshot,
    String path) {}
