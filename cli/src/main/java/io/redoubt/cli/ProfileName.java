package io.redoubt.cli;

import io.redoubt.masking.Profile;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code credentials-only}. */
final class ProfileName implements ITypeConverter<Profile> {

    @Override
    public Profile convert(String name) {
        try {
            return Profile.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("a profile is default, pci, gdpr or credentials-only");
        }
    }
}
