package io.redoubt.cli;

import io.redoubt.provisioning.Operator;
import io.redoubt.provisioning.Root;
import io.redoubt.provisioning.RootContract;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which root, what opens it, and who does. */
@Command
final class RootOptions {

    private static final Pattern NAME = Pattern.compile("[ -~]{1,255}");

    @Option(
            names = "--root",
            paramLabel = "ROOT",
            required = true,
            defaultValue = "${env:REDOUBT_ROOT}",
            description =
                    "Where the root is: " + RootLocation.FORM + "; by default what is in the variable REDOUBT_ROOT.")
    private RootLocation location;

    @Mixin
    private PasswordOptions passwords = new PasswordOptions();

    @Option(
            names = "--operator",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Your name in the audit log; by default that of your account.")
    private String operator = "";

    /** Refuses options that do not fit together. */
    void check(Action action) {
        passwords.check(action);
        if (!NAME.matcher(operator).matches()) {
            throw action.misuse("--operator is not 1 to 255 printable ASCII characters");
        }
    }

    RootLocation location() {
        return location;
    }

    /** {@return the root, open, and seen to be one} */
    Root open(Terminal terminal) {
        try (Password password = passwords.get(terminal, location.question())) {
            return checked(location.open(password.chars()));
        }
    }

    /** {@return a new root, open} */
    Root create(Terminal terminal) {
        try (Password password = location.questionOfMaker()
                .map(question -> passwords.choose(terminal, question))
                .orElseGet(() -> passwords.get(terminal, location.question()))) {
            return checked(location.create(password.chars(), terminal.random()));
        }
    }

    /** {@return the root, if it does what every root must; otherwise it is closed} */
    private static Root checked(Root root) {
        try {
            RootContract.check(root);
            return root;
        } catch (RuntimeException e) {
            root.close();
            throw e;
        }
    }

    Operator operator(Terminal terminal) {
        return new Operator(operator, terminal.clock(), terminal.random());
    }
}
