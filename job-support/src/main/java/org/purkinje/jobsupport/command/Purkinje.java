package org.purkinje.jobsupport.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.purkinje.jobsupport.config.NearestName;
import org.purkinje.jobsupport.run.Failure;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.Jobs;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point. Exit codes: 0 done, 1 failed, 2 wrong command or config. */
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
    System.exit(execute(args));
  }

  /** Runs one command line and answers its exit code. */
  public static int execute(String... args) {
    logTo(args);
    CommandLine line = new CommandLine(new Purkinje());
    for (Job<?> job : Jobs.all()) {
      line.addSubcommand(job.name(), JobCommand.of(job));
    }
    line.setExecutionExceptionHandler((e, failed, parsed) -> explain(failed, e));
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

  private static int explain(CommandLine command, Exception e) {
    LoggerFactory.getLogger(Purkinje.class).error("{} failed", command.getCommandName(), e);
    Throwable cause = Failure.cause(e);
    boolean wrongCommand = e instanceof WrongCommandException;
    String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    command.getErr().println("purkinje: " + text.lines().findFirst().orElse(text));
    if (!wrongCommand && !(cause instanceof IllegalArgumentException)) {
      command.getErr().println("details: " + System.getProperty("purkinje.log"));
    }
    return wrongCommand ? 2 : 1;
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

  /** The log file must be known before the first logger is made. */
  private static void logTo(String[] args) {
    if (System.getProperty("purkinje.log") != null) {
      return;
    }
    int option = Arrays.asList(args).indexOf("--warehouse");
    String given =
        option >= 0 && option + 1 < args.length
            ? args[option + 1]
            : Stream.of(args)
                .filter(arg -> arg.startsWith("--warehouse="))
                .map(arg -> arg.substring("--warehouse=".length()))
                .findFirst()
                .orElse("warehouse");
    Path warehouse = Path.of(given);
    Path folder =
        Files.isWritable(warehouse) ? warehouse : Path.of(System.getProperty("java.io.tmpdir"));
    System.setProperty("purkinje.log", folder.resolve("purkinje.log").toAbsolutePath().toString());
  }
}
