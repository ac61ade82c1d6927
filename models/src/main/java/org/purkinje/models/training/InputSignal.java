package org.purkinje.models.training;

/**
 * A signal that an objective takes of a window.
 *
 * @param name of the window's signal, e.g. {@code ecg} or {@code V1}
 * @param samples of a window
 * @param patchSamples that become one token, or one unit of a mask
 */
public record InputSignal(String name, int samples, int patchSamples) {}
