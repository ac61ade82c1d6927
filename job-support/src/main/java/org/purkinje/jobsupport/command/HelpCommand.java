package org.purkinje.jobsupport.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.purkinje.jobsupport.config.ConfigKeys;
import org.purkinje.jobsupport.run.Job;
import org.purkinje.jobsupport.run.Jobs;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a command does, and a job's config keys. */
@Command(name = "help", description = "Tells what a command does and which config keys a job has.")
final class HelpCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "COMMAND",
      defaultValue = "",
      description = "a command or job")
  private String name;

  @Override
  public Integer call() {
    CommandLine top = spec.commandLine().getParent();
    PrintWriter out = spec.commandLine().getOut();
    if (name.isEmpty()) {
      top.usage(out);
    } else if (!top.getSubcommands().containsKey(name)) {
      throw new WrongCommandException(
          new IllegalArgumentException(Purkinje.unknownCommand(top, name)));
    } else if (Jobs.exists(name)) {
      Job<?> job = Jobs.named(name);
      out.println(job.name() + ": " + job.summary());
      out.println("usage: purkinje " + job.name() + " CONFIG [--resume | --force] [--KEY VALUE]…");
      out.println("keys of CONFIG, all required; lists and maps left out are empty:");
      ConfigKeys.of(job.configType())
          .forEach(key -> out.printf("  %-34s %-12s %s%n", key.path(), key.type(), key.meaning()));
    } else {
      top.getSubcommands().get(name).usage(out);
    }
    out.flush();
    return 0;
  }
}
