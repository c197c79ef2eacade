package io.redoubt.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All detectors that Redoubt brings. */
final class Catalogue {

    private Catalogue() {}

    static List<Detector> detectors() {
        List<Detector> all = new ArrayList<>();
        all.add(new Jwt());
        all.addAll(PrivateKeyBlocks.detectors());
        all.add(new JwkMembers());
        all.addAll(AuthScheme.detectors());
        all.add(KeyedValues.of("cred.url-userinfo", Strategy.placeholder(), "urlpassword"));
        all.addAll(CredentialKeys.detectors());
        all.addAll(LooseCredentials.detectors());
        all.addAll(ProviderTokens.detectors());
        all.addAll(SignedTokens.detectors());
        all.add(new Emails());
        all.addAll(CardNumbers.detectors());
        all.addAll(Ibans.detectors());
        all.addAll(PhoneNumbers.detectors());
        all.addAll(PersonalDocuments.detectors());
        all.addAll(NationalIds.detectors());
        all.addAll(PersonalKeys.detectors());
        return List.copyOf(all);
    }

    /** Names that are what they say in the middle of a word, too, as in {@code dbpassword}. */
    static Set<String> stems() {
        return Set.of(
                "password",
                "passwd",
                "passphrase",
                "secret",
                "apikey",
                "token",
                "accesskey",
                "secretkey",
                "privatekey",
                "credentials");
    }

    /** Detectors of what operators need to see, and that only {@link Profile#GDPR} has on. */
    static Set<String> ofMachines() {
        return Set.of("pii.ip", "pii.mac", "pii.geo");
    }

    /** Keys of which the values are no credentials, although their names end like those of credentials. */
    static List<String> harmless() {
        return List.of("""
                publickeytoken pagetoken nextpagetoken nexttoken continuationtoken prevpagetoken csrftoken xsrftoken canceltoken
                cancellationtoken maxtokens mintokens totaltokens prompttokens completiontokens inputtokens outputtokens cachedtokens
                tokenstokens starttoken endtoken synctoken publickey unexpectedtoken invalidtoken expectedtoken classaddress
                memoryaddress baseaddress bindaddress listenaddress serveraddress localaddress remoteaddress hostaddress
                ipaddress bindingaddress physicaladdress capacity velocity electricity multicity hostcity
                """.strip().split("\\s+", -1));
    }

    /** Keys that name requests and things, of which the values are hexadecimal digits like those of numbers that mean somebody. */
    static List<String> identifiers() {
        return List.of("""
                traceid spanid parentid parentspanid requestid correlationid xrequestid xcorrelationid xb3traceid xb3spanid commit
                commitid sha revision etag checksum md5 sha1 sha256 digest uuid guid blockid blk eventid messageid orderid
                transactionid txid offset timestamp instance
                """.strip().split("\\s+", -1));
    }
}
