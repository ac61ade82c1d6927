package org.purkinje.biosignal.edf;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.RecordFolder;

/**
 * Reads a file's data records, several at a time: in each, the samples of one signal after another.
 */
final class DataRecords implements Closeable {

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private final String source;
  private final EdfHeader header;
  private final InputStream in;
  private long read;
  private byte[] bytes = new byte[0];
  private int count;

  DataRecords(RecordFolder folder, String fileName, EdfHeader header) throws IOException {
    this.source = folder.describe(fileName);
    this.header = header;
    this.in = new BufferedInputStream(folder.open(fileName), 1 << 16);
    in.skipNBytes(header.bytes());
  }

  /** Reads on, as far as there are records; how many came. */
  int read(int most) throws IOException {
    count = (int) Math.min(most, header.dataRecords() - read);
    int length = Math.multiplyExact(count, header.recordBytes());
    if (bytes.length != length) {
      bytes = new byte[length];
    }
    int found = in.readNBytes(bytes, 0, length);
    if (found < length) {
      throw new MalformedFileException(
          source,
          "data record " + (read + found / Math.max(1, header.recordBytes())),
          "ends before data record %d; it was truncated while it was read"
              .formatted(header.dataRecords()));
    }
    read += count;
    return count;
  }

  /** Samples of a signal in the records read last, adu, shape [records × samples]. */
  int[] samples(int signal) {
    int perRecord = header.signals().get(signal).samples();
    int[] samples = new int[count * perRecord];
    int width = header.sampleBytes();
    for (int k = 0; k < count; k++) {
      int from = k * header.recordBytes() + offset(signal);
      for (int i = 0; i < perRecord; i++, from += width) {
        samples[k * perRecord + i] =
            width == 2
                ? (short) SHORT.get(bytes, from)
                : (bytes[from] & 0xFF)
                    | (bytes[from + 1] & 0xFF) << Byte.SIZE
                    | bytes[from + 2] << Short.SIZE;
      }
    }
    return samples;
  }

  /** The annotations of one of the records read last. */
  TimedAnnotations annotations(int record) {
    List<byte[]> lists = new ArrayList<>();
    for (int signal = 0; signal < header.signals().size(); signal++) {
      EdfSignal of = header.signals().get(signal);
      if (of.isAnnotations()) {
        int from = record * header.recordBytes() + offset(signal);
        lists.add(Arrays.copyOfRange(bytes, from, from + of.samples() * header.sampleBytes()));
      }
    }
    return TimedAnnotations.parse(source, "data record " + (read - count + record), lists);
  }

  private int offset(int signal) {
    int offset = 0;
    for (int i = 0; i < signal; i++) {
      offset += header.signals().get(i).samples() * header.sampleBytes();
    }
    return offset;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
