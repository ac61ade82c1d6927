package org.purkinje.ingest.corpus;

import java.io.Serializable;
import java.util.List;
import org.purkinje.biosignal.recording.RecordFormat;
import org.purkinje.biosignal.wfdb.WfdbFormat;

/** The file format of a corpus, with what its files do not say of themselves. */
public sealed interface CorpusFormat extends Serializable {

  RecordFormat reader();

  /**
   * WFDB headers, annotations and signal files.
   *
   * @param annotators extensions of annotation files read where present, e.g. {@code atr}
   */
  record Wfdb(List<String> annotators) implements CorpusFormat {

    @Override
    public RecordFormat reader() {
      return new WfdbFormat(annotators);
    }
  }
}
