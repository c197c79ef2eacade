package io.redoubt.provisioning;

import static io.redoubt.provisioning.FleetLifecycleTest.refuses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.ServiceName;
import io.redoubt.TrustDomain;
import io.redoubt.key.Purpose;
import io.redoubt.key.Suite;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetFileTest {

    private static final TrustDomain DOMAIN = new TrustDomain("shop.example");
    private static final ServiceName ORDERS = new ServiceName("orders");

    @Test
    void choosesTheServicesOwnSuiteThenTheDefaultThenTheFirst() {
        FleetFile file = file("\"suites\":{\"field\":\"XA256GCM\",\"sign\":\"ED25519\"},"
                + "\"services\":{\"orders\":{\"suites\":{\"field\":\"XC20P\"}},\"billing\":{}}");

        assertThat(file.services()).containsExactly(ORDERS, new ServiceName("billing"));
        assertThat(file.suites(ORDERS))
                .containsEntry(Purpose.FIELD, Suite.XC20P)
                .containsEntry(Purpose.SIGN, Suite.ED25519)
                .containsEntry(Purpose.STATE_KEY, Suite.HS256);
        assertThat(file.suites(ORDERS).keySet()).isEqualTo(Purpose.all());
        assertThat(file.explicitSuites(ORDERS)).containsOnly(Map.entry(Purpose.FIELD, Suite.XC20P));
        assertThat(file.suites(new ServiceName("billing"))).containsEntry(Purpose.FIELD, Suite.XA256GCM);
        assertThat(file.explicitSuites(new ServiceName("billing"))).isEmpty();
    }

    /** The bytes of enc, written by hand. */
    @Test
    void spreadsByTheHighestHashOfTheFormula() throws Exception {
        List<Suite> suites = List.of(Suite.A256GCM, Suite.XC20P, Suite.A256CTR_HS256);
        for (int i = 0; i < 50; i++) {
            ServiceName service = new ServiceName("service-" + i);
            Suite best = null;
            String highest = "";
            for (Suite suite : suites) {
                StringBuilder enc = new StringBuilder("\u0011redoubt/spread/v1\u0004");
                for (String field : List.of("shop.example", "field", service.value(), suite.id())) {
                    enc.append('\0').append((char) field.length()).append(field);
                }
                String score = HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(enc.toString().getBytes(UTF_8)));
                if (score.compareTo(highest) > 0) {
                    highest = score;
                    best = suite;
                }
            }
            assertThat(new SuiteChoice.Spread(suites).suite(DOMAIN, Purpose.FIELD, service))
                    .isEqualTo(best);
        }
    }

    @Test
    void spreadsEvenlyAndMovesOnlyWhatANewSuiteWins() {
        SuiteChoice two = new SuiteChoice.Spread(List.of(Suite.A256GCM, Suite.XC20P));
        SuiteChoice three = new SuiteChoice.Spread(List.of(Suite.A256CTR_HS256, Suite.XC20P, Suite.A256GCM));
        Map<Suite, Integer> counts = new EnumMap<>(Suite.class);
        IntStream.range(0, 900).forEach(i -> {
            ServiceName service = new ServiceName("service-" + i);
            Suite before = two.suite(DOMAIN, Purpose.FIELD, service);
            Suite after = three.suite(DOMAIN, Purpose.FIELD, service);
            assertThat(after).isIn(before, Suite.A256CTR_HS256);
            counts.merge(after, 1, Integer::sum);
        });
        assertThat(counts.values()).hasSize(3).allMatch(count -> count > 230 && count < 370);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"v\":2,\"trustDomain\":\"shop.example\",\"lifetimeDays\":90,\"services\":{}}",
                "{\"v\":1,\"trustDomain\":\"Shop\",\"lifetimeDays\":90,\"services\":{}}",
                "{\"v\":1,\"trustDomain\":\"shop.example\",\"lifetimeDays\":0,\"services\":{}}",
                "{\"v\":1,\"trustDomain\":\"shop.example\",\"lifetimeDays\":4000,\"services\":{}}",
                "{\"v\":1,\"trustDomain\":\"shop.example\",\"lifetimeDays\":90,\"services\":{},\"more\":1}",
                "{\"v\":1,\"trustDomain\":\"shop.example\",\"lifetimeDays\":90,\"services\":{\"orders\":{},\"orders\":{}}}",
                "{\"v\":1,\"trustDomain\":\"shop.example\",\"lifetimeDays\":90,\"services\":{\"Orders\":{}}}",
                "{\"v\":1,\"trustDomain\":\"shop.example\",\"lifetimeDays\":90,\"services\":{\"orders\":{\"suite\":{}}}}",
            })
    void refusesWhatIsNoFleetFile(String text) {
        refuses(FleetRefusal.FLEET_FILE, () -> FleetFile.parse(text.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"field\":\"ROT13\"",
                "\"feeld\":\"XC20P\"",
                "\"edge\":\"HS512\"",
                "\"field\":\"HS256\"",
                "\"field\":1",
                "\"field\":[\"XC20P\"]",
                "\"field\":{}",
                "\"field\":{\"spread\":[]}",
                "\"field\":{\"spread\":[\"XC20P\",\"XC20P\"]}",
                "\"field\":{\"spread\":[\"XC20P\",\"HS256\"]}",
                "\"field\":{\"spread\":[1]}",
                "\"field\":{\"spread\":[\"XC20P\"],\"more\":1}",
            })
    void refusesASuiteThatIsNone(String suite) {
        refuses(FleetRefusal.FLEET_FILE, () -> file("\"suites\":{" + suite + "},\"services\":{}"));
        refuses(FleetRefusal.FLEET_FILE, () -> file("\"services\":{\"orders\":{\"suites\":{" + suite + "}}}"));
    }

    private static FleetFile file(String rest) {
        return FleetFile.parse(
                ("{\"v\":1,\"trustDomain\":\"shop.example\",\"lifetimeDays\":90," + rest + "}").getBytes(UTF_8));
    }
}
