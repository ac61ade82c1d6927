package org.purkinje.ingest.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.biosignal.wfdb.WfdbAnnotationReader;
import org.purkinje.biosignal.wfdb.WfdbHeader;
import org.purkinje.biosignal.wfdb.WfdbHeaderReader;
import org.purkinje.biosignal.wfdb.WfdbRecordReader;
import org.purkinje.jobsupport.run.Sha256;

/** Reads a record from end to end, keeping nothing but digests, before any row of it is written. */
public final class RecordInspector {

  /** Frames read at a time; bounds the memory whatever the record's length. */
  public static final int CHUNK_FRAMES = 1 << 19;

  private RecordInspector() {}

  /**
   * @param folder the files beside the header
   * @param record the record's name without folder
   * @param annotators extensions of the annotation files to read where present
   */
  public static Inspection inspect(RecordFolder folder, String record, List<String> annotators)
      throws IOException {
    String headerFile = record + ".hea";
    if (!folder.exists(headerFile)) {
      return new Inspection.Refused(
          Optional.empty(),
          folder.describe(headerFile),
          "file",
          "the record is listed in RECORDS but its header is absent; download it again");
    }
    String headerSha256 = sha256(folder, headerFile);
    try {
      WfdbHeader header = WfdbHeaderReader.read(folder, record);
      for (String annotator : annotators) {
        if (folder.exists(record + "." + annotator)) {
          WfdbAnnotationReader.read(folder, record + "." + annotator);
        }
      }
      return sound(folder, header, headerSha256);
    } catch (MalformedFileException e) {
      return new Inspection.Refused(Optional.of(headerSha256), e.source(), e.place(), e.problem());
    }
  }

  private static Inspection sound(RecordFolder folder, WfdbHeader header, String headerSha256)
      throws IOException {
    try (WfdbRecordReader reader = WfdbRecordReader.open(folder, header)) {
      List<ChannelDigest.Builder> digests =
          Stream.generate(ChannelDigest.Builder::new).limit(reader.signals().size()).toList();
      for (int[][] chunk = reader.readFrames(CHUNK_FRAMES);
          chunk.length > 0;
          chunk = reader.readFrames(CHUNK_FRAMES)) {
        for (int channel = 0; channel < chunk.length; channel++) {
          digests.get(channel).add(chunk[channel]);
        }
      }
      return new Inspection.Sound(
          header,
          digests.isEmpty() ? header.frames().orElse(0) : reader.frames(),
          headerSha256,
          digests.stream().map(ChannelDigest.Builder::build).toList());
    }
  }

  private static String sha256(RecordFolder folder, String file) throws IOException {
    try (InputStream in = folder.open(file)) {
      return new Sha256().add(in.readAllBytes()).hex();
    }
  }
}
