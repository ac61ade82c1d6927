package org.purkinje.biosignal.synthesis;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Writes the truth of recordings as CSV text with {@code \n} line ends; several recordings may
 * follow one header.
 */
public final class TruthCsv {

  public static final String BEATS_HEADER = "record,beat,r_sample,symbol,pat_s,sbp_mmhg,dbp_mmhg";

  public static final String FAULTS_HEADER = "record,kind,signal,start_sample,end_sample";

  private TruthCsv() {}

  /** One row per beat; {@code beat} counts from 0 in each record. */
  public static void appendBeats(SyntheticRecording recording, Appendable csv) throws IOException {
    List<SyntheticBeat> beats = recording.beats();
    for (int i = 0; i < beats.size(); i++) {
      SyntheticBeat beat = beats.get(i);
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,%d,%d,%c,%.6f,%.3f,%.3f\n",
              recording.name(),
              i,
              beat.rSample(),
              beat.symbol(),
              beat.patSeconds(),
              beat.sbpMmhg(),
              beat.dbpMmhg()));
    }
  }

  /** One row per fault; {@code end_sample} is one past the last sample. */
  public static void appendFaults(SyntheticRecording recording, Appendable csv) throws IOException {
    for (Fault fault : recording.faults()) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%s,%d,%d\n",
              recording.name(),
              fault.kind().label(),
              fault.channel().label(),
              fault.startSample(),
              fault.endSample()));
    }
  }
}
