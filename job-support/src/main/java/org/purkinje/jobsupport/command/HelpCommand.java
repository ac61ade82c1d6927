package org.purkinje.jobsupport.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
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
      print(out, Jobs.named(name));
    } else {
      top.getSubcommands().get(name).usage(out);
    }
    out.flush();
    return 0;
  }

  private static void print(PrintWriter out, Job<?> job) {
    List<Path> shipped = ShippedConfig.files(job);
    out.println(job.name() + ": " + job.summary());
    out.printf(
        "usage: purkinje %s %s [--resume | --force] [--KEY VALUE]…%n",
        job.name(), shipped.size() == 1 ? "[CONFIG]" : "CONFIG");
    if (shipped.size() == 1) {
      List<String> absent = ShippedConfig.absentKeys(job, shipped.get(0));
      out.printf(
          "CONFIG if left out: %s%s%n",
          shipped.get(0), absent.isEmpty() ? "" : ", which has no " + String.join(", ", absent));
    }
    out.println("keys of CONFIG, all required; lists and maps left out are empty:");
    ConfigKeys.of(job.configType()).forEach(key -> print(out, key));
    job.dependentKeys()
        .forEach(
            (of, keys) -> {
              out.printf("keys of CONFIG for %s, all required:%n", of);
              keys.forEach(key -> print(out, key));
            });
  }

  private static void print(PrintWriter out, ConfigKeys.Key key) {
    out.printf("  %-34s %-12s %s%n", key.path(), key.type(), key.meaning());
  }
}
