package org.purkinje.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.purkinje.biosignal.recording.LocalRecordFolder;
import org.purkinje.biosignal.wfdb.WfdbHeaderReader;
import org.purkinje.biosignal.wfdb.WfdbRecordReader;

/**
 * Reads all records of a folder again and again, headers and checksums included, on one thread.
 * Arguments: folder, seconds. Prints records/s and samples/s of CPU time, the first third left out.
 */
public final class WfdbThroughput {

  private static final int CHUNK_FRAMES = 1 << 19;

  private WfdbThroughput() {}

  public static void main(String[] args) throws IOException {
    LocalRecordFolder folder = new LocalRecordFolder(Path.of(args[0]));
    double seconds = Double.parseDouble(args[1]);
    List<String> records = records(Path.of(args[0]));
    repeat(folder, records, seconds / 3);
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long[] done = repeat(folder, records, seconds * 2 / 3);
    double cpu = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "{\"records_per_s\": %.1f, \"megasamples_per_s\": %.1f}%n",
        done[0] / cpu,
        done[1] / cpu / 1e6);
  }

  private static long[] repeat(LocalRecordFolder folder, List<String> records, double seconds)
      throws IOException {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    long read = 0;
    long samples = 0;
    while (System.nanoTime() < end) {
      for (String record : records) {
        samples += read(folder, record);
        read++;
      }
    }
    return new long[] {read, samples};
  }

  private static long read(LocalRecordFolder folder, String record) throws IOException {
    long samples = 0;
    try (WfdbRecordReader reader =
        WfdbRecordReader.open(folder, WfdbHeaderReader.read(folder, record))) {
      for (int[][] chunk = reader.readFrames(CHUNK_FRAMES);
          chunk.length > 0;
          chunk = reader.readFrames(CHUNK_FRAMES)) {
        for (int[] channel : chunk) {
          samples += channel.length;
        }
      }
    }
    return samples;
  }

  private static List<String> records(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".hea"))
          .map(name -> name.substring(0, name.length() - ".hea".length()))
          .sorted()
          .toList();
    }
  }
}
