package org.purkinje.biosignal.csv;

import java.io.Serializable;
import java.util.List;

/**
 * What a text file does not say of itself.
 *
 * @param arrangement what a line is
 * @param separator the one ASCII character between cells; a blank stands for any number of blanks
 * @param decimal the decimal sign, {@code .} or {@code ,}; numbers that hold the separator stand in
 *     quotation marks
 * @param skipLines lines before the header or the first numbers
 * @param header whether a line names the columns
 * @param fs sampling frequency, Hz; 0 where a clock tells the time of each sample
 * @param clock column with the time of each sample; an empty name where there is none
 * @param channels with a header, what is known of columns by name, others being channels too;
 *     without one, all columns or lines in order; those of an empty name are left out
 * @param missing cells that stand for a missing sample, e.g. {@code NaN}; may hold the empty one
 * @param notes file beside each whose lines are notes
 * @param annotations files beside each whose columns are sample numbers
 */
public record CsvLayout(
    Arrangement arrangement,
    String separator,
    String decimal,
    int skipLines,
    boolean header,
    double fs,
    Clock clock,
    List<Column> channels,
    List<String> missing,
    Companion notes,
    List<Companion> annotations)
    implements Serializable {

  /** What a line of the file is. */
  public enum Arrangement {
    /** The samples of all channels at one instant. */
    LINE_IS_SAMPLE,
    /** All samples of one channel. */
    LINE_IS_CHANNEL
  }

  /**
   * With {@link #fs} the clock is compared with it, a gap becomes missing samples, and it is not
   * kept. Without, the clock may be uneven: samples stay as they are, their times become a channel
   * {@code time}, and the sampling frequency is the mean one.
   *
   * @param column its name in the header, or its number from 0 on
   * @param seconds length of its unit, s, e.g. 0.001
   */
  public record Clock(String column, double seconds) implements Serializable {}

  /**
   * @param column its name in the header; without one of no importance
   * @param name of the channel; empty where the column or line is no signal, e.g. a date, and is
   *     left out, whatever it holds
   * @param unit physical unit, e.g. {@code mmHg}
   */
  public record Column(String column, String name, String unit) implements Serializable {

    boolean isLeftOut() {
      return name.isEmpty();
    }
  }

  /**
   * A file beside the samples', whose name follows from theirs.
   *
   * @param replace regular expression for a part of the file's name; empty where there is none
   * @param by what stands there in the companion's name
   */
  public record Companion(String replace, String by) implements Serializable {

    /** The companion's name; empty if there is none. */
    String of(String fileName) {
      return replace.isEmpty() ? "" : fileName.replaceFirst(replace, by);
    }
  }

  public CsvLayout {
    if (separator.length() != 1 || separator.charAt(0) >= 0x80) {
      throw new IllegalArgumentException("separator must be one ASCII character, got " + separator);
    }
    if (!decimal.equals(".") && !decimal.equals(",")) {
      throw new IllegalArgumentException("decimal must be . or , got " + decimal);
    }
    if (!(fs >= 0) || !Double.isFinite(fs)) {
      throw new IllegalArgumentException("fs must be 0 Hz or more, got " + fs);
    }
    if (fs == 0 && (clock.column().isEmpty() || arrangement == Arrangement.LINE_IS_CHANNEL)) {
      throw new IllegalArgumentException(
          "fs must be above 0 Hz where no column is a clock, got " + fs);
    }
    if (!clock.column().isEmpty() && !(clock.seconds() > 0)) {
      throw new IllegalArgumentException("clock.seconds must be above 0, got " + clock.seconds());
    }
    if (!header && channels.stream().allMatch(Column::isLeftOut)) {
      throw new IllegalArgumentException("channels must be named where no header does it");
    }
  }
}
