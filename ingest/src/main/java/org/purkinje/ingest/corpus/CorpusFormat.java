package org.purkinje.ingest.corpus;

import java.io.Serializable;
import java.util.List;
import org.purkinje.biosignal.csv.CsvFormat;
import org.purkinje.biosignal.csv.CsvLayout;
import org.purkinje.biosignal.edf.EdfFormat;
import org.purkinje.biosignal.hdf5.Hdf5Format;
import org.purkinje.biosignal.hdf5.Hdf5Layout;
import org.purkinje.biosignal.mat.MatFormat;
import org.purkinje.biosignal.mat.MatLayout;
import org.purkinje.biosignal.recording.RecordFormat;
import org.purkinje.biosignal.vital.VitalFormat;
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

  /** EDF, EDF+ and BDF. */
  record Edf() implements CorpusFormat {

    @Override
    public RecordFormat reader() {
      return new EdfFormat();
    }
  }

  /** Text, plain or gzipped. */
  record Csv(CsvLayout layout) implements CorpusFormat {

    @Override
    public RecordFormat reader() {
      return new CsvFormat(layout);
    }
  }

  /** MATLAB 4 and 5. */
  record Mat(MatLayout layout) implements CorpusFormat {

    @Override
    public RecordFormat reader() {
      return new MatFormat(layout);
    }
  }

  /** HDF5 and MATLAB 7.3. */
  record Hdf5(Hdf5Layout layout) implements CorpusFormat {

    @Override
    public RecordFormat reader() {
      return new Hdf5Format(layout);
    }
  }

  /**
   * VitalDB's files.
   *
   * @param tracks regular expressions over the names of tracks to read; none for all
   */
  record Vital(List<String> tracks) implements CorpusFormat {

    @Override
    public RecordFormat reader() {
      return new VitalFormat(tracks);
    }
  }
}
