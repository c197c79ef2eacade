package io.redoubt.provisioning;

import io.redoubt.ServiceName;

/**
 * Is told how far a long step has come, in the thread that takes it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface IssueProgress {

    /**
     * One more service is done.
     *
     * @param service the service
     * @param done how many are done, this one among them
     * @param all how many there are
     */
    void done(ServiceName service, int done, int all);
}
