package io.redoubt.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands, put together. */
final class Commands {

    private Commands() {}

    @Command(
            name = "redoubt",
            description =
                    "Provisions the keys of services, away from every service; looks after their data and their logs.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    private static final class Top {}

    @Command(
            name = "keys",
            description = "Makes, exchanges and takes back the keys of the services of a fleet.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    private static final class Keys {}

    @Command(
            name = "audit",
            description = "The log of everything that was issued.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    private static final class Audit {}

    @Command(
            name = "fields",
            description = "The encrypted fields of a service.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    private static final class Fields {}

    static CommandLine all(Terminal terminal) {
        CommandLine keys = new CommandLine(new Keys());
        for (Action action : new Action[] {
            new Init(terminal),
            new Issue(terminal),
            new Inspect(terminal),
            new Rotate(terminal),
            new Promote(terminal),
            new Retire(terminal),
            new Revoke(terminal),
            new Remove(terminal),
            new FleetCommand(terminal),
            new BlastRadiusCommand(terminal),
            new RecipientCommand(terminal)
        }) {
            keys.addSubcommand(action);
        }
        keys.addSubcommand(new CommandLine(new Audit()).addSubcommand(new AuditVerify(terminal)));
        keys.addSubcommand(new RestoreCommand(terminal));
        CommandLine fields = new CommandLine(new Fields());
        for (Action action : new Action[] {
            new InventoryCommand(terminal),
            new Reencrypt(terminal),
            new Verify(terminal),
            new JobsCommand(terminal),
            new JobStep.PauseStep(terminal),
            new JobStep.ResumeStep(terminal),
            new JobStep.CancelStep(terminal),
            new SubjectStep.Erase(terminal),
            new SubjectStep.Reinstate(terminal),
            new Schema(terminal),
            new Explain(terminal)
        }) {
            fields.addSubcommand(action);
        }
        CommandLine commands = new CommandLine(new Top())
                .addSubcommand(keys)
                .addSubcommand(fields)
                .addSubcommand(new MaskCommand(terminal))
                .addSubcommand(new Completion(terminal));
        Converters.register(commands);
        return commands;
    }
}
