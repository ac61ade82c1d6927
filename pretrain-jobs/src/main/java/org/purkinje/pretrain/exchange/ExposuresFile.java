package org.purkinje.pretrain.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.purkinje.biosignal.MalformedFileException;
import org.purkinje.jobsupport.certificate.PretrainedModel;
import org.purkinje.jobsupport.run.Sha256;
import org.purkinje.jobsupport.table.ExposuresTable;
import org.purkinje.jobsupport.table.RowBuilder;

/**
 * What a model has seen as JSON lines, one for each record and waveform, with the columns of {@code
 * exposures} that are not of one warehouse alone.
 */
public final class ExposuresFile {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WINDOWS = "windows";

  /** Columns that name the pretraining, which has another name elsewhere. */
  private static final List<String> OF_THE_WAREHOUSE =
      List.of("pretraining", "run", "parameters_sha256");

  private ExposuresFile() {}

  /** The columns that a line has, in its order. */
  static List<String> columns() {
    return Arrays.stream(ExposuresTable.TABLE.schema().fieldNames())
        .filter(column -> !OF_THE_WAREHOUSE.contains(column))
        .toList();
  }

  /** Writes rows with {@link #columns()} in their order. */
  static void write(Path file, Iterator<Row> rows) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      while (rows.hasNext()) {
        Row row = rows.next();
        Map<String, Object> line = new LinkedHashMap<>();
        columns().forEach(column -> line.put(column, row.getAs(column)));
        out.write(JSON.writeValueAsString(line));
        out.write('\n');
      }
    }
  }

  /** SHA-256 of the file, hex. */
  static String sha256(Path file) throws IOException {
    return new Sha256().add(Files.readAllBytes(file)).hex();
  }

  /**
   * Rows of {@code exposures}.
   *
   * @param source the file as errors name it
   * @param sha256 what the file must have
   * @param model what the rows are of
   * @throws MalformedFileException if a line is not one of {@link #write}, or the file was changed
   */
  public static List<Row> read(Path file, String source, String sha256, PretrainedModel model)
      throws IOException {
    String found = sha256(file);
    if (!found.equals(sha256)) {
      throw new MalformedFileException(
          source,
          "file",
          "must have SHA-256 %s as %s says, got %s; export the model again"
              .formatted(sha256, ModelFolder.CONFIG, found));
    }
    List<Row> rows = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      number++;
      rows.add(row(line, source, number, model));
    }
    if (rows.isEmpty()) {
      throw new MalformedFileException(
          source, "line 1", "must name what the model has seen, the file is empty");
    }
    return rows;
  }

  private static Row row(String line, String source, int number, PretrainedModel model) {
    Map<String, Object> fields;
    try {
      fields = JSON.readValue(line, new TypeReference<LinkedHashMap<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new MalformedFileException(
          source, "line " + number, "must be a JSON object: " + e.getOriginalMessage());
    }
    RowBuilder row =
        new RowBuilder(ExposuresTable.TABLE)
            .set("pretraining", model.pretraining())
            .set("run", model.run())
            .set("parameters_sha256", model.parametersSha256());
    for (String column : columns()) {
      @Nullable Object value = fields.get(column);
      boolean isCount = column.equals(WINDOWS);
      if (isCount ? !(value instanceof Number) : !(value instanceof String)) {
        throw new MalformedFileException(
            source,
            "line %d, %s".formatted(number, column),
            "must be a %s, got %s".formatted(isCount ? "number" : "text", value));
      }
      row.set(column, value instanceof Number count ? (Object) count.longValue() : value);
    }
    return row.build();
  }
}
