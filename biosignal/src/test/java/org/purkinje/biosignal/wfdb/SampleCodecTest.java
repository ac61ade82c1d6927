package org.purkinje.biosignal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
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

  @Test
  void callsTheSmallestValueMissing() {
    assertThat(SampleFormat.FORMAT_16.missingCode()).isEqualTo(-32768);
    assertThat(SampleFormat.FORMAT_212.missingCode()).isEqualTo(-2048);
  }

  @Test
  void decodesWhatItEncodesAtAnyStrideAndStart() {
    Random random = new Random(11);
    for (SampleFormat format : SampleFormat.values()) {
      for (int n = 1; n < 40; n++) {
        int[] samples = random.ints(n, format.missingCode(), format.largest() + 1).toArray();
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
