package io.redoubt.cli;

import io.redoubt.field.BlindIndex;
import io.redoubt.field.FieldCipher;
import io.redoubt.field.FieldType;
import io.redoubt.key.ServiceKeyset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** An instance of the service at work: it reads and writes rows as fast as it can, with the keyset that lies there at each moment. */
final class RunningService {

    private final Shop shop;
    private final ServiceKeyset keys;
    private final FieldCipher cipher;
    private final BlindIndex<String> index;
    private final AtomicBoolean isOpen = new AtomicBoolean(true);
    private final AtomicLong done = new AtomicLong();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<Long, String> written = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();

    private RunningService(Shop shop, ServiceKeyset keys) {
        this.shop = shop;
        this.keys = keys;
        this.cipher = FieldCipher.of(keys, event -> {});
        this.index = BlindIndex.of(keys, Shop.EQ, FieldType.TEXT);
    }

    /**
     * Starts an instance.
     *
     * @param rows how many there are; each thread writes rows of its own
     */
    static RunningService of(Shop shop, ServiceKeyset keys, int rows, int threads) {
        RunningService service = new RunningService(shop, keys);
        for (int i = 0; i < threads; i++) {
            int mine = i;
            Thread thread = new Thread(() -> service.work(mine, threads, rows), "request-" + i);
            thread.start();
            service.threads.add(thread);
        }
        return service;
    }

    ServiceKeyset keys() {
        return keys;
    }

    long done() {
        return done.get();
    }

    /** {@return everything that a caller would have complained of} */
    List<String> wrong() {
        return wrong;
    }

    private void work(int mine, int threads, int rows) {
        Random random = new Random(mine);
        try (Connection connection = shop.database().getConnection()) {
            while (isOpen.get()) {
                long id = 1 + mine + (long) threads * random.nextInt(rows / threads);
                if (random.nextBoolean()) {
                    read(connection, id);
                } else {
                    write(connection, id, "customer" + id + "." + done.get() + "@example.com");
                }
                done.incrementAndGet();
            }
        } catch (SQLException | RuntimeException e) {
            wrong.add(e.toString());
        }
    }

    private void read(Connection connection, long id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select email, email_bidx from customer where id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                String email = cipher.openText(Shop.place(id), FieldType.TEXT, row.getString(1));
                if (!email.equals(expected(id)) || !index.matches(row.getBytes(2), Optional.empty(), email)) {
                    wrong.add("row " + id + " has another value, or is not found by it");
                }
            }
        }
    }

    private void write(Connection connection, long id, String email) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update customer set email = ?, email_bidx = ? where id = ?")) {
            update.setString(1, cipher.sealText(Shop.place(id), FieldType.TEXT, email));
            update.setBytes(2, index.code(Optional.empty(), email));
            update.setLong(3, id);
            update.executeUpdate();
        }
        written.put(id, email);
    }

    private String expected(long id) {
        return written.getOrDefault(id, Shop.address(id));
    }

    /** Reads every row once more. */
    void readAll(int rows) throws SQLException {
        DataSource database = shop.database();
        try (Connection connection = database.getConnection()) {
            for (long id = 1; id <= rows; id++) {
                read(connection, id);
            }
        }
    }

    /** Ends it once every request was answered. */
    void stop() throws InterruptedException {
        isOpen.set(false);
        for (Thread thread : threads) {
            thread.join();
        }
        keys.close();
    }
}
