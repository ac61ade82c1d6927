package org.purkinje.biosignal.wfdb;

import java.util.OptionalInt;
import org.purkinje.biosignal.signal.AdcScale;

/**
 * One signal line of a header: where a channel's samples lie and what they mean.
 *
 * @param fileName signal file, relative to the header's folder; channels of one file follow each
 *     other in the header
 * @param format storage format code of signal(5), e.g. 16 or 212
 * @param samplesPerFrame samples of this channel in one frame, at least 1
 * @param skew frames stored before the channel's frame 0, at least 0; the signal reader removes
 *     them
 * @param byteOffset length of the preamble before the first sample, bytes
 * @param scale gain, baseline and unit; baseline is the ADC zero where the header gives none
 * @param calibration whether the gain of {@code scale} was given or assumed
 * @param adcResolution bits of the converter, 1 to 32
 * @param adcZero sample value in the middle of the converter's range, adu
 * @param initialValue value of the first stored sample, adu, if given
 * @param checksum sum of all stored samples modulo 65,536 as a signed 16-bit number, if given; an
 *     unsigned one is folded into that range
 * @param blockSize bytes per read on devices that need it, usually 0
 * @param description name of the channel, e.g. {@code MLII}
 * @see <a href="https://physionet.org/physiotools/wag/header-5.htm">WFDB header(5)</a>
 */
public record WfdbSignal(
    String fileName,
    int format,
    int samplesPerFrame,
    int skew,
    long byteOffset,
    AdcScale scale,
    Calibration calibration,
    int adcResolution,
    int adcZero,
    OptionalInt initialValue,
    OptionalInt checksum,
    int blockSize,
    String description) {

  public WfdbSignal {
    if (samplesPerFrame < 1 || skew < 0 || byteOffset < 0) {
      throw new IllegalArgumentException(
          "samples per frame must be 1 or more, skew and byte offset 0 or more, got %d, %d and %d"
              .formatted(samplesPerFrame, skew, byteOffset));
    }
    if (adcResolution < 1 || adcResolution > 32) {
      throw new IllegalArgumentException(
          "ADC resolution must be 1 to 32 bits, got " + adcResolution);
    }
    if (scale.baseline() != Math.rint(scale.baseline())) {
      throw new IllegalArgumentException(
          "baseline must be a whole number in WFDB, got " + scale.baseline());
    }
    checksum = checksum.isPresent() ? OptionalInt.of((short) checksum.getAsInt()) : checksum;
  }

  /**
   * A signal as a writer needs it: one sample per frame, no skew, no preamble, ADC zero 0 and the
   * converter's resolution that of the format.
   *
   * @param fileName signal file, relative to the header's folder
   * @param description name of the channel
   */
  public static WfdbSignal of(
      String fileName, SampleFormat format, AdcScale scale, String description) {
    return new WfdbSignal(
        fileName,
        format.code(),
        1,
        0,
        0,
        scale,
        Calibration.STATED,
        format.bits(),
        0,
        OptionalInt.empty(),
        OptionalInt.empty(),
        0,
        description);
  }

  /**
   * The same signal at a multiple of the frame rate.
   *
   * @param samplesPerFrame at least 1
   */
  public WfdbSignal withSamplesPerFrame(int samplesPerFrame) {
    return with(samplesPerFrame, byteOffset, initialValue, checksum);
  }

  /**
   * The same signal behind a preamble.
   *
   * @param byteOffset length of the preamble, bytes
   */
  public WfdbSignal withByteOffset(long byteOffset) {
    return with(samplesPerFrame, byteOffset, initialValue, checksum);
  }

  /**
   * The same signal with what its header line says of its samples.
   *
   * @param initialValue the first stored sample, adu
   * @param checksum sum of all stored samples, of which the low 16 bits count
   */
  public WfdbSignal withStoredSamples(int initialValue, int checksum) {
    return with(
        samplesPerFrame, byteOffset, OptionalInt.of(initialValue), OptionalInt.of(checksum));
  }

  /**
   * The number that stands for a missing sample, adu; of an unknown format one that it never has.
   */
  int missingCode() {
    return SampleFormat.ofCode(format).map(SampleFormat::missingCode).orElse(Integer.MIN_VALUE);
  }

  private WfdbSignal with(
      int samplesPerFrame, long byteOffset, OptionalInt initialValue, OptionalInt checksum) {
    return new WfdbSignal(
        fileName,
        format,
        samplesPerFrame,
        skew,
        byteOffset,
        scale,
        calibration,
        adcResolution,
        adcZero,
        initialValue,
        checksum,
        blockSize,
        description);
  }
}
