package io.redoubt.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the archive. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Package cli = Version.class.getPackage();
        return new String[] {"redoubt " + Objects.requireNonNullElse(cli.getImplementationVersion(), "(not packaged)")};
    }
}
