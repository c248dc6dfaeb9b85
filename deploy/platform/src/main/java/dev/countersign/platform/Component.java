package dev.countersign.platform;

import java.io.IOException;

/** One part that can be started, looked at and stopped. */
interface Component {
    Part part();

    /** Equal as long as a running process would not be started differently today. */
    String fingerprint() throws IOException;

    /** Starts the process; does not wait for it. */
    ServerProcess start() throws IOException, InterruptedException;

    /** Waits until it is of use; throws {@link PlatformFailure} with the end of its log. */
    void awaitReady(ServerProcess process) throws IOException, InterruptedException;

    /** Whether it is of use now; answers within a few seconds. */
    boolean isReady() throws InterruptedException;
}
