package io.redoubt.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.access.Demands.Standing;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rule and handler: both must allow, and an annotation that opens never overrides a rule. */
class DemandsTest {

    private static final Requirement READ = new Requirement(Set.of("read"), Set.of());
    private static final Requirement WRITE = new Requirement(Set.of("write"), Set.of());
    private static final AccessPolicy POLICY =
            AccessPolicy.builder().open("/open").rule("/ruled", READ).build();
    private static final HandlerAccess GUARDED = new HandlerAccess.Guarded(WRITE);
    private static final HandlerAccess TO_ALL = new HandlerAccess.OpenToAll();
    private static final HandlerAccess CLOSED = new HandlerAccess.Closed();

    @Test
    void isTheRuleAloneWhereTheHandlerSaysNothing() {
        assertThat(on("/ruled", HandlerAccess.UNSAID).requirements()).containsExactly(READ);
        assertThat(on("/open", HandlerAccess.UNSAID).standing()).isEqualTo(Standing.OPEN);
        assertThat(on("/other", HandlerAccess.UNSAID).standing()).isEqualTo(Standing.UNCOVERED);
    }

    @Test
    void isTheHandlerAloneWhereThereIsNoRule() {
        assertThat(on("/other", GUARDED).standing()).isEqualTo(Standing.GUARDED);
        assertThat(on("/other", GUARDED).requirements()).containsExactly(WRITE);
        assertThat(on("/other", TO_ALL).standing()).isEqualTo(Standing.OPEN);
        assertThat(on("/other", CLOSED).standing()).isEqualTo(Standing.CLOSED);
    }

    @Test
    void isBothWhereBothSaySomething() {
        assertThat(on("/ruled", GUARDED).requirements()).containsExactly(READ, WRITE);
        assertThat(on("/ruled", CLOSED).standing()).isEqualTo(Standing.CLOSED);
    }

    @Test
    void isTheRuleWhereTheHandlerIsOpenToAll() {
        assertThat(on("/ruled", TO_ALL).standing()).isEqualTo(Standing.GUARDED);
        assertThat(on("/ruled", TO_ALL).requirements()).containsExactly(READ);
    }

    @Test
    void isTheHandlerOnAnOpenRoute() {
        assertThat(on("/open", GUARDED).standing()).isEqualTo(Standing.GUARDED);
        assertThat(on("/open", GUARDED).requirements()).containsExactly(WRITE);
        assertThat(on("/open", CLOSED).standing()).isEqualTo(Standing.CLOSED);
        assertThat(on("/open", TO_ALL).standing()).isEqualTo(Standing.OPEN);
    }

    @Test
    void asksNothingOfAPreflightThatReachesNoHandler() {
        assertThat(on("/ruled", new HandlerAccess.Preflight()).standing()).isEqualTo(Standing.OPEN);
    }

    private static Demands on(String path, HandlerAccess handler) {
        return Demands.of(POLICY, "GET", path, handler);
    }
}
