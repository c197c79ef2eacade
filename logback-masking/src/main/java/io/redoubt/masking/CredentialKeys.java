package io.redoubt.masking;

import java.util.List;

/** Credentials that are known by their keys. */
final class CredentialKeys {

    private CredentialKeys() {}

    static List<Detector> detectors() {
        return List.of(
                credential("cred.password", """
                        password passwd pwd passcode passwort kennwort motdepasse contrasena senha wachtwoord haslo heslo parola losenord
                        salasana jelszo userpass dbpass dbpwd storepass keypass pgpassword mysqlpwd
                        """),
                KeyedValues.of("cred.password-short", Strategy.placeholder(), KeyedValues::hasLetter, "pass pw psw"),
                credential("cred.passphrase", "passphrase mnemonic seedphrase recoveryphrase"),
                credential("cred.secret", """
                        secret secrets clientsecret secretkey secretaccesskey appsecret consumersecret sharedsecret webhooksecret
                        signingsecret jwtsecret secretstring secretvalue totpsecret
                        """),
                credential("cred.api-key", """
                        apikey apikeys accesskey accesskeyid accesskeysecret accountkey sharedaccesskey storagekey subscriptionkey
                        functionskey authkey authenticationkey licensekey activationkey apikeyid appkey applicationkey servicekey
                        """),
                credential("cred.private-key", """
                        privatekey privatekeypem signingkey encryptionkey masterkey sharedkey symmetrickey hmackey aeskey rsakey sshkey
                        tlskey cryptokey datakey keymaterial sslkey
                        """),
                credential("cred.token", """
                        token accesstoken refreshtoken authtoken idtoken sessiontoken bearertoken apitoken securitytoken jwt jwttoken
                        assertion clientassertion samlresponse samlassertion logintoken resettoken devicetoken pushtoken fcmtoken
                        sastoken accessjwt ticket tgt sharedaccesssignature xamzsignature xgoogsignature xamzcredential oauthsignature
                        oauthtoken bearer
                        """),
                KeyedValues.of(
                        "cred.tokens",
                        Strategy.placeholder(),
                        KeyedValues::isOpaque,
                        "tokens accesstokens refreshtokens"),
                credential("cred.credential", "credential credentials creds saslpassword authorizationtoken"),
                credential("cred.hash", "passwordhash pwdhash hashedpassword passwordsalt shadow"),
                KeyedValues.of("cred.hash-value", Strategy.placeholder(), KeyedValues::isOpaque, "hash"),
                credential("cred.otp", """
                        otp totp onetimepassword onetimecode otpcode mfacode mfatoken twofactorcode tfacode smscode verificationcode
                        recoverycode recoverycodes backupcode backupcodes securitycodeanswer securityanswer secretanswer puk unlockcode
                        confirmationcode
                        """),
                credential("cred.session-cookie", "jsessionid phpsessid sessid aspnetsessionid connectsid rememberme"),
                KeyedValues.of("cred.session", Strategy.placeholder(), KeyedValues::isOpaque, "sessionid session sid"),
                KeyedValues.of(
                        "cred.query",
                        Strategy.placeholder(),
                        CredentialKeys::isInQuery,
                        "code sig signature samlrequest"),
                new AuthorizationHeader(),
                new CookieHeader());
    }

    private static Detector credential(String id, String names) {
        return KeyedValues.of(id, Strategy.placeholder(), names);
    }

    /** RFC 6749, section 4.1.2: what a redirection carries; the same words elsewhere mean many things. */
    private static boolean isInQuery(byte[] text, int from, int to) {
        if (to - from < 12) {
            return false;
        }
        int key = from - 1;
        while (key > 0 && from - key < 40 && text[key] != '?' && text[key] != '&' && !Ascii.isSpace(text[key])) {
            key--;
        }
        return Ascii.at(text, key) == '?' || Ascii.at(text, key) == '&';
    }
}
