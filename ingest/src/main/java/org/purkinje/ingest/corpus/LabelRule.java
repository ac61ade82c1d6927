package org.purkinje.ingest.corpus;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Labels in a record's notes.
 *
 * @param line regular expression over one note; its first group holds the codes
 * @param each regular expression found again and again in that group: its first group is the code,
 *     its second, if any, the value, which is else 1
 * @param system coding system, e.g. {@code snomed}
 */
public record LabelRule(String line, String each, String system) implements Serializable {

  /**
   * @param system coding system
   */
  public record Label(String system, String code, String value) implements Serializable {}

  public LabelRule {
    RulePattern.requireGroup("line", line);
    RulePattern.requireGroup("each", each);
  }

  public Stream<Label> labels(List<String> notes) {
    Pattern codes = Pattern.compile(each);
    return RulePattern.firstGroups(line, notes)
        .flatMap(text -> codes.matcher(text).results())
        .map(
            code ->
                new Label(
                    system,
                    code.group(1).strip(),
                    code.groupCount() > 1 && code.group(2) != null ? code.group(2) : "1"));
  }
}
