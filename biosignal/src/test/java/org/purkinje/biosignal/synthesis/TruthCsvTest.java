package org.purkinje.biosignal.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TruthCsvTest {

  private static final SyntheticRecording RECORDING =
      new SyntheticRecording(
          "synth000003",
          new RecordingSynthesizer(SynthesisPlan.cleanSinus(1, 1, 1, 50)).profile(0),
          250,
          List.of(new double[0], new double[0], new double[0], new double[0]),
          List.of(
              new SyntheticBeat(201, 0.8041, 'N', 0.21234567, 121.00049, 78.5),
              new SyntheticBeat(380, 1.52, 'V', 0.25, 98, 80.25)),
          List.of(),
          List.of(new Fault(FaultKind.LEAD_OFF, SyntheticChannel.LEAD_II, 100, 250)));

  @Test
  void writesOneRowPerBeat() throws IOException {
    StringBuilder csv = new StringBuilder();
    TruthCsv.appendBeats(RECORDING, csv);
    assertThat(TruthCsv.BEATS_HEADER)
        .isEqualTo("record,beat,r_sample,symbol,pat_s,sbp_mmhg,dbp_mmhg");
    assertThat(csv.toString())
        .isEqualTo(
            """
            synth000003,0,201,N,0.212346,121.000,78.500
            synth000003,1,380,V,0.250000,98.000,80.250
            """);
  }

  @Test
  void writesOneRowPerFault() throws IOException {
    StringBuilder csv = new StringBuilder();
    TruthCsv.appendFaults(RECORDING, csv);
    assertThat(TruthCsv.FAULTS_HEADER).isEqualTo("record,kind,signal,start_sample,end_sample");
    assertThat(csv.toString()).isEqualTo("synth000003,lead_off,II,100,250\n");
  }
}
