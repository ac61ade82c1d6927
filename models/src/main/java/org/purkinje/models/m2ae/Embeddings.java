package org.purkinje.models.m2ae;

/**
 * What M2AE says of one window.
 *
 * @param joint from all signals the window has, [width]
 * @param ecg from the ECG alone, [width], or empty if the window has none
 * @param ppg from the PPG alone, [width], or empty if the window has none
 */
public record Embeddings(float[] joint, float[] ecg, float[] ppg) {}
