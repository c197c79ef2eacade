package io.redoubt.key;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** Another process, which holds the lock of a file until it is told to end. */
final class LockHolder {

    private final Process process;

    private LockHolder(Process process) {
        this.process = process;
    }

    /** {@return a process that has the lock} */
    static LockHolder of(Path file) throws IOException, URISyntaxException {
        Path classes = Path.of(LockHolder.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(), "-cp", classes.toString(), LockHolder.class.getName(), file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.getInputStream().read() != '!') {
            throw new IOException("the other process did not get the lock");
        }
        return new LockHolder(process);
    }

    /** Has it end, and waits for that. */
    void end() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the other process goes on");
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("SystemOut") // by which it tells its parent
    public static void main(String[] arguments) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock();
                InputStream untilClosed = System.in) {
            System.out.write(lock.isValid() ? '!' : '?');
            System.out.flush();
            untilClosed.readAllBytes();
        }
    }
}
