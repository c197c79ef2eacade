package io.redoubt.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Credentials that say by themselves whose they are. Those without any shape (secrets of Azure, Twilio, Mailchimp's older keys, Cohere,
 * Linode and others) are found beside their key or header only.
 */
final class ProviderTokens {

    private ProviderTokens() {}

    /** {@return a detector for each provider and each kind of hash} */
    static List<Detector> detectors() {
        List<Detector> detectors = new ArrayList<>(PrefixedToken.of(formats()));
        detectors.add(new TelegramToken());
        detectors.add(new DiscordToken());
        detectors.add(new AsanaToken());
        detectors.add(new MailchimpKey());
        detectors.add(new TerraformToken());
        detectors.add(new Base64PrivateKey());
        detectors.add(new DerPrivateKey());
        detectors.add(new NtlmHash());
        return detectors;
    }

    static List<TokenFormat> formats() {
        return Stream.of(
                        CloudTokens.FORMATS,
                        DeveloperTokens.FORMATS,
                        ModelTokens.FORMATS,
                        BusinessTokens.FORMATS,
                        PasswordHashes.FORMATS)
                .flatMap(List::stream)
                .toList();
    }
}
