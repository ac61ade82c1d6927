package org.purkinje.biosignal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Bytes worked out by hand from signal(5). A wrong sign extension or half byte would still give
 * plausible numbers.
 */
class SampleCodecTest {

  @Test
  void decodesFormat16LowByteFirst() {
    assertThat(decode(SampleFormat.FORMAT_16, 3, 0x01, 0x00, 0xFF, 0xFF, 0x34, 0x12))
        .containsExactly(1, -1, 0x1234);
  }

  @Test
  void decodesTheExtremesOfFormat16() {
    assertThat(decode(SampleFormat.FORMAT_16, 2, 0x00, 0x80, 0xFF, 0x7F))
        .containsExactly(-32768, 32767);
  }

  /** 995 = 0x3E3 and 1011 = 0x3F3, the first frame of MIT-BIH record 100. */
  @Test
  void decodesTwoSamplesFromThreeBytesOfFormat212() {
    assertThat(decode(SampleFormat.FORMAT_212, 2, 0xE3, 0x33, 0xF3)).containsExactly(995, 1011);
  }

  /** -1 = 0xFFF, -2 = 0xFFE, -100 = 0xF9C, 5 = 0x005. */
  @Test
  void decodesNegativeSamplesInFormat212() {
    assertThat(decode(SampleFormat.FORMAT_212, 4, 0xFF, 0xFF, 0xFE, 0x9C, 0x0F, 0x05))
        .containsExactly(-1, -2, -100, 5);
  }

  @Test
  void decodesTheExtremesOfFormat212() {
    assertThat(decode(SampleFormat.FORMAT_212, 2, 0x00, 0x78, 0xFF)).containsExactly(-2048, 2047);
  }

  @Test
  void decodesALastSingleSampleOfFormat212FromTwoBytes() {
    assertThat(decode(SampleFormat.FORMAT_212, 3, 0xE3, 0x33, 0xF3, 0x9C, 0x0F))
        .containsExactly(995, 1011, -100);
  }

  @Test
  void packsAnOddNumberOfSamplesInWholeBytes() {
    assertThat(SampleFormat.FORMAT_212.bytes(3)).isEqualTo(5);
    assertThat(SampleFormat.FORMAT_212.samples(5)).isEqualTo(3);
    assertThat(SampleFormat.FORMAT_212.samples(4)).isEqualTo(2);
    assertThat(SampleFormat.FORMAT_16.bytes(3)).isEqualTo(6);
  }

  /** The offset is 128: byte 0 is -128 and stands for a missing sample. */
  @Test
  void decodesOffsetBytesOfFormat80() {
    assertThat(decode(SampleFormat.FORMAT_80, 4, 0x00, 0x80, 0xFF, 0x7F))
        .containsExactly(-128, 0, 127, -1);
  }

  @Test
  void decodesOffsetWordsOfFormat160() {
    assertThat(decode(SampleFormat.FORMAT_160, 3, 0x00, 0x00, 0x00, 0x80, 0xFF, 0xFF))
        .containsExactly(-32768, 0, 32767);
  }

  @Test
  void decodesFormat61HighByteFirst() {
    assertThat(decode(SampleFormat.FORMAT_61, 3, 0x12, 0x34, 0xFF, 0xFE, 0x80, 0x00))
        .containsExactly(0x1234, -2, -32768);
  }

  @Test
  void decodesThreeAndFourBytes() {
    assertThat(decode(SampleFormat.FORMAT_24, 2, 0x56, 0x34, 0x12, 0x00, 0x00, 0x80))
        .containsExactly(0x123456, -8388608);
    assertThat(decode(SampleFormat.FORMAT_32, 2, 0x78, 0x56, 0x34, 0x12, 0x00, 0x00, 0x00, 0x80))
        .containsExactly(0x12345678, Integer.MIN_VALUE);
  }

  /** 5, -1 and 0x155 = 341: words 0xA80A and 0x57FE, the halves of 341 above bit 10. */
  @Test
  void decodesThreeSamplesFromTwoWordsOfFormat310() {
    assertThat(decode(SampleFormat.FORMAT_310, 3, 0x0A, 0xA8, 0xFE, 0x57))
        .containsExactly(5, -1, 341);
  }

  /** 5 | -1 << 10 | -512 << 20 in 30 bits. */
  @Test
  void decodesThreeSamplesFromThirtyBitsOfFormat311() {
    assertThat(decode(SampleFormat.FORMAT_311, 3, 0x05, 0xFC, 0x0F, 0x20))
        .containsExactly(5, -1, -512);
  }

  @Test
  void cutsAPackShortAtWholeBytes() {
    assertThat(SampleFormat.FORMAT_310.bytes(5)).isEqualTo(8);
    assertThat(SampleFormat.FORMAT_310.samples(7)).isEqualTo(4);
    assertThat(SampleFormat.FORMAT_311.bytes(5)).isEqualTo(7);
    assertThat(SampleFormat.FORMAT_311.samples(7)).isEqualTo(5);
  }

  @Test
  void callsTheSmallestValueMissing() {
    assertThat(SampleFormat.FORMAT_32.missingCode()).isEqualTo(Integer.MIN_VALUE);
    assertThat(SampleFormat.FORMAT_16.missingCode()).isEqualTo(-32768);
    assertThat(SampleFormat.FORMAT_212.missingCode()).isEqualTo(-2048);
  }

  @Test
  void decodesWhatItEncodesAtAnyStrideAndStart() {
    Random random = new Random(11);
    for (SampleFormat format : packed()) {
      for (int n = 1; n < 40; n++) {
        int smallest = ~format.largest();
        int[] samples =
            random.longs(n, smallest, format.largest() + 1L).mapToInt(v -> (int) v).toArray();
        byte[] packed = new byte[(int) format.bytes(n)];
        format.codec().encode(samples, n, packed);
        int stride = 1 + random.nextInt(n);
        int first = random.nextInt(stride);
        int count = (n - first + stride - 1) / stride;
        int[] decoded = new int[3 * count];
        format.codec().decode(packed, first, stride, count, decoded, 1, 3);
        for (int k = 0; k < count; k++) {
          assertThat(decoded[1 + 3 * k]).isEqualTo(samples[first + k * stride]);
          assertThat(decoded[3 * k]).isZero();
        }
      }
    }
  }

  private static List<SampleFormat> packed() {
    return Stream.of(SampleFormat.values()).filter(f -> !f.isNull() && !f.isCompressed()).toList();
  }

  private static int[] decode(SampleFormat format, int count, int... bytes) {
    byte[] packed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      packed[i] = (byte) bytes[i];
    }
    int[] samples = new int[count];
    format.codec().decode(packed, 0, 1, count, samples, 0, 1);
    return samples;
  }
}
