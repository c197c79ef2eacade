package io.redoubt.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each event as one line of {@code key=value} pairs, the sentence for people last. */
final class LoggingListener implements SecurityEventListener {

    private static final Logger log = LoggerFactory.getLogger("io.redoubt.audit");

    @Override
    public void on(SecurityEvent event) {
        if (event instanceof SecurityEvent.AccessDenied denied) {
            log.warn(
                    "access denied: code={} status={} method={} rule={} reason=\"{}\"",
                    denied.code(),
                    denied.reason().status(),
                    denied.method(),
                    denied.rule(),
                    denied.detail());
        } else if (event instanceof SecurityEvent.LogoutRefused refused) {
            log.warn("logout refused: code={} reason=\"{}\"", refused.code(), refused.detail());
        } else if (event instanceof SecurityEvent.FieldDistrusted distrusted) {
            log.warn(
                    "field distrusted: code={} field={} reason=\"{}\"",
                    distrusted.code(),
                    distrusted.field(),
                    distrusted.detail());
        } else if (event instanceof SecurityEvent.KeysetRefused refused) {
            log.warn("keyset refused: code={} reason=\"{}\"", refused.code(), refused.detail());
        } else if (event instanceof SecurityEvent.FieldRefused refused) {
            log.warn(
                    "value refused: code={} entity={} field={} reason=\"{}\"",
                    refused.code(),
                    refused.entity(),
                    refused.field(),
                    refused.detail());
        } else if (event instanceof SecurityEvent.FieldJob changed) {
            log.warn(
                    "field job: code={} job={} kind={} by={}",
                    changed.code(),
                    changed.job(),
                    changed.kind(),
                    changed.principal());
        }
    }
}
