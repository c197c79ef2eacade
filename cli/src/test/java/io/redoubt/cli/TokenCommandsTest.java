package io.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.provisioning.SoftHsm;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet of which the root is in a token. */
@Tag("needs-softhsm")
class TokenCommandsTest {

    @Test
    void keepsTheRootInTheToken(@TempDir Path directory) {
        SoftHsm token = SoftHsm.token();
        Desk desk = Desk.in(directory);
        String root = "pkcs11:" + token.library() + "?slot=" + token.slot() + "&key=of-the-command";
        String pin = desk.secret("pin", new String(token.pin())).toString();

        Desk.Run begun = desk.runGood(
                "keys", "init", "--trust-domain", "shop.example", "--root", root, "--password-file", pin, "--json");
        desk.services("orders");
        desk.runGood("keys", "issue", "--all", "--root", root, "--password-file", pin);
        Desk.Run restored =
                desk.runGood("keys", "restore", "--verify", "--root", root, "--password-file", pin, "--json");

        assertThat(begun.json().get("root").toString()).contains("pkcs11");
        assertThat(restored.json()).containsEntry("ok", true).containsEntry("keys", 8L);
        assertThat(begun.out() + restored.out()).doesNotContain(new String(token.pin()));
    }
}
