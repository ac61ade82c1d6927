package org.purkinje.biosignal.wfdb;

/** Packs and unpacks the samples of one storage format, as they follow each other in a file. */
interface SampleCodec {

  /**
   * Unpacks every {@code stride}-th sample into every {@code step}-th element: element {@code at +
   * k * step} receives stored sample {@code first + k * stride}, for k from 0 to {@code count - 1}.
   *
   * @param packed stored bytes, those of stored sample 0 at index 0
   * @param samples receives samples, adu
   */
  void decode(byte[] packed, int first, int stride, int count, int[] samples, int at, int step);

  /**
   * Packs samples from the start of a run of whole bytes.
   *
   * @param samples samples within the format's range, adu
   * @param count samples to pack
   * @param packed receives the bytes from index 0 on
   */
  void encode(int[] samples, int count, byte[] packed);
}
