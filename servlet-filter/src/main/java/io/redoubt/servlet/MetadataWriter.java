package io.redoubt.servlet;

import io.redoubt.access.Decision;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers what this service demands of its callers (RFC 9728 section 3.2). */
final class MetadataWriter {

    private MetadataWriter() {}

    static void write(Decision.Metadata metadata, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] json = metadata.json().getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "max-age=300");
        response.setHeader("Access-Control-Allow-Origin", "*"); // for clients that are pages of a browser
        response.setContentLength(json.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(json);
        }
    }
}
