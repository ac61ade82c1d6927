package org.purkinje.jobsupport.command;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.purkinje.jobsupport.config.NearestName;
import org.purkinje.jobsupport.run.Failure;
import org.purkinje.jobsupport.run.Interruption;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.Jobs;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Entry point. Exit codes: 0 done, 1 failed, 2 wrong command or config, 130 or 143 interrupted by
 * SIGINT or SIGTERM.
 */
@Command(
    name = "purkinje",
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Public ECG and PPG recordings to pretrained models and graded results, on Spark.",
    subcommands = {
      DemoCommand.class,
      PipelineCommand.class,
      PlanCommand.class,
      SqlCommand.class,
      JobsCommand.class,
      HelpCommand.class
    })
public final class Purkinje implements Runnable {

  private static final String HINT = " (purkinje help lists the commands)";

  @Mixin private final CommonOptions common = new CommonOptions();

  private Purkinje() {}

  public static void main(String[] args) {
    Interruption.listen();
    System.exit(execute(args));
  }

  /** Runs one command line and answers its exit code. */
  public static int execute(String... args) {
    LogFile.begin();
    try {
      return executeCommand(args);
    } catch (Throwable e) {
      // picocli hands on exceptions, but no errors.
      return explain(System.err::println, "purkinje", e);
    } finally {
      LogFile.end();
    }
  }

  private static int executeCommand(String... args) {
    CommandLine line = new CommandLine(new Purkinje());
    for (Job<?> job : Jobs.all()) {
      line.addSubcommand(job.name(), JobCommand.of(job));
    }
    line.setExecutionExceptionHandler(
        (e, failed, parsed) -> explain(failed.getErr()::println, failed.getCommandName(), e));
    line.setParameterExceptionHandler((e, wrong) -> explain(e, line));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line.execute(args);
  }

  /** Runs one job as if its name had been given: the body of a job's {@code main}. */
  public static void runJob(Job<?> job, String[] args) {
    main(Stream.concat(Stream.of(job.name()), Arrays.stream(args)).toArray(String[]::new));
  }

  @Override
  public void run() {
    throw new WrongCommandException(new IllegalArgumentException("no command given" + HINT));
  }

  CommonOptions common() {
    return common;
  }

  private static int explain(Consumer<String> err, String command, Throwable e) {
    if (Interruption.isRequested()) {
      err.accept("purkinje: " + Interruption.line());
      return Interruption.exitCode();
    }
    err.accept("purkinje: " + Failure.line(e));
    if (e instanceof WrongCommandException) {
      return 2;
    }
    LoggerFactory.getLogger(Purkinje.class).error("{} failed", command, e);
    if (!(Failure.cause(e) instanceof IllegalArgumentException)) {
      err.accept("details: " + LogFile.deliver());
    }
    return 1;
  }

  private static int explain(ParameterException e, CommandLine top) {
    String text = e.getMessage() + HINT;
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String first = unmatched.getUnmatched().get(0);
      if (first.startsWith("-")) {
        text = unknownOption(e.getCommandLine(), first);
      } else if (e.getCommandLine() == top) {
        text = unknownCommand(top, first);
      }
    }
    top.getErr().println("purkinje: " + text);
    return 2;
  }

  private static String unknownOption(CommandLine command, String argument) {
    String name = argument.split("=", 2)[0];
    CommandSpec spec = command.getCommandSpec();
    return "no option %s, did you mean %s? (%s --help lists the options)"
        .formatted(name, NearestName.of(name, spec.optionsMap().keySet()), spec.qualifiedName());
  }

  /** What to say of a name that is neither a command nor a job. */
  static String unknownCommand(CommandLine top, String name) {
    String nearest = NearestName.of(name, top.getSubcommands().keySet());
    return "no command %s, did you mean %s?".formatted(name, nearest) + HINT;
  }
}
