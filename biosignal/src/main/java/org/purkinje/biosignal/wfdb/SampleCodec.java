package org.purkinje.biosignal.wfdb;

/** Packs and unpacks the samples of one storage format, as they follow each other in a file. */
interface SampleCodec {

  /**
   * @param packed stored bytes, the first of them at index 0
   * @param samples receives the samples, adu, from index 0 on
   * @param count samples to unpack
   */
  void decode(byte[] packed, int[] samples, int count);

  /**
   * @param samples samples within the format's range, adu
   * @param count samples to pack
   * @param packed receives the bytes from index 0 on
   */
  void encode(int[] samples, int count, byte[] packed);
}
