package org.purkinje.ingest.inspection;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.purkinje.biosignal.recording.RecordFile;
import org.purkinje.biosignal.recording.RecordFolder;
import org.purkinje.ingest.corpus.CorpusDescription;
import org.purkinje.ingest.corpus.CorpusFiles.FoundFile;
import org.purkinje.jobsupport.file.FileTree;
import org.purkinje.jobsupport.run.Sha256;

/**
 * What a file holds, before its samples are read.
 *
 * @param path in the corpus folder
 * @param records in the file's order; empty if it is refused
 * @param parts paths of other files that are parts of its records
 * @param refusals why it is refused; empty if it is not
 */
public record FileSurvey(
    String path, List<RecordRef> records, List<String> parts, List<Refusal> refusals)
    implements Serializable {

  private static final int BUFFER_BYTES = 1 << 20;

  public static FileSurvey of(FileTree tree, CorpusDescription corpus, FoundFile candidate)
      throws IOException {
    RecordFolder folder = tree.folderOf(candidate.path());
    String fileName = FileTree.fileName(candidate.path());
    String sha256;
    try {
      sha256 = sha256(folder, fileName);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return refused(tree, candidate, "", e);
    }
    try (RecordFile file =
        corpus.files().get(candidate.rule()).format().reader().open(folder, fileName)) {
      List<String> members = file.members();
      long bytes = file.bytes(candidate.bytes()) / Math.max(1, members.size());
      List<RecordRef> records = new ArrayList<>();
      for (String member : members) {
        String name = candidate.name() + (member.isEmpty() ? "" : "/" + member);
        records.add(new RecordRef(name, candidate.path(), candidate.rule(), member, bytes, sha256));
      }
      String above = candidate.path().substring(0, candidate.path().length() - fileName.length());
      return new FileSurvey(
          candidate.path(),
          records,
          file.parts().stream().map(part -> above + part).toList(),
          List.of());
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return refused(tree, candidate, sha256, e);
    }
  }

  private static FileSurvey refused(FileTree tree, FoundFile file, String sha256, Throwable e)
      throws IOException {
    Stopped.rethrow(e);
    RecordRef whole =
        new RecordRef(file.name(), file.path(), file.rule(), "", file.bytes(), sha256);
    return new FileSurvey(
        file.path(), List.of(), List.of(), List.of(Refusal.of(whole, tree.uri(file.path()), e)));
  }

  private static String sha256(RecordFolder folder, String fileName) throws IOException {
    Sha256 digest = new Sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = folder.open(fileName)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.add(ByteBuffer.wrap(buffer, 0, read));
      }
    }
    return digest.hex();
  }
}
