package org.purkinje.pretrain.trainer;

/**
 * The least heap in which a training runs, by the copies of parameters and moments that live at
 * once. Activations lie outside of the heap, and so do those of DL4J's graphs.
 *
 * <p>Between a heap that was too small and one that was not, for 32.5 million parameters in one
 * process: 1,300 and 1,550 MiB with one worker, 1,600 and 1,800 with two, 2,300 and 2,700 with
 * four. That between processes is counted in the same way, and was not tried.
 *
 * @param driverBytes of the driver
 * @param executorBytes of an executor, 0 where workers are in the driver's process
 */
public record HeapNeed(long driverBytes, long executorBytes) {

  private static final long STATE_BYTES = 3L * Float.BYTES; // a parameter and its two moments
  private static final long ALL_ELSE_BYTES = 200_000_000;

  /** The state that a round starts from and the mean, of every worker the one it leaves. */
  public static HeapNeed inOneProcess(long parameters, int workers) {
    return new HeapNeed(bytes(parameters, 2 + workers), 0);
  }

  /**
   * On the driver the state, its broadcast, the parts of the mean and the mean; on an executor the
   * broadcast, its value and of every worker its state.
   *
   * @param workersAtOnce of one executor
   */
  public static HeapNeed betweenProcesses(long parameters, int workersAtOnce) {
    return new HeapNeed(bytes(parameters, 4), bytes(parameters, 2 + workersAtOnce));
  }

  private static long bytes(long parameters, int states) {
    return parameters * STATE_BYTES * states + ALL_ELSE_BYTES;
  }
}
