package io.redoubt.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Writes requests that no decent client would send, octet by octet, and reads what comes back. */
record RawClient(int port, SocketFactory sockets) {

    private static final int PATIENCE_MILLIS = 20_000;

    RawClient(int port) {
        this(port, SocketFactory.getDefault());
    }

    /** {@return the answer to a GET with these fields} */
    RawResponse get(String target, String... fields) {
        return request("GET", target, fields);
    }

    /** {@return the answer to a request without content} */
    RawResponse request(String method, String target, String... fields) {
        StringBuilder text = new StringBuilder()
                .append(method)
                .append(' ')
                .append(target)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
        for (String field : fields) {
            text.append(field).append("\r\n");
        }
        return send(text.append("\r\n").toString());
    }

    /** {@return all that comes back until the server closes the connection} */
    RawResponse send(String octets) {
        try (Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
            return RawResponse.parse(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the answer to octets behind which nothing more will come, whether the server would go on or not} */
    RawResponse sendOnce(String octets) {
        try (Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return RawResponse.parse(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
