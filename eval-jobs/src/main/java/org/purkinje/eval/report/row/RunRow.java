package org.purkinje.eval.report.row;

import java.util.List;

/**
 * A run of a job.
 *
 * @param config its resolved config, JSON
 * @param outputs partitions that it replaces, {@code table/key}
 * @param startedAt UTC, e.g. {@code 2026-01-31 12:00:00}
 * @param endedAt likewise; empty while it runs
 * @param platform Java, operating system and architecture
 */
public record RunRow(
    String run,
    String job,
    String status,
    String config,
    String codeDigest,
    List<String> outputs,
    String startedAt,
    String endedAt,
    String platform) {}
