package io.redoubt.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The ways in which a handler sends a request on. */
enum Way {
    FORWARD {
        @Override
        void send(HttpServletRequest request, HttpServletResponse response, String to)
                throws ServletException, IOException {
            request.getRequestDispatcher(to).forward(request, response);
        }
    },
    INCLUDE {
        @Override
        void send(HttpServletRequest request, HttpServletResponse response, String to)
                throws ServletException, IOException {
            request.getRequestDispatcher(to).include(request, response);
        }
    },
    ASYNC {
        @Override
        void send(HttpServletRequest request, HttpServletResponse response, String to) {
            request.startAsync().dispatch(to);
        }
    },
    ASYNC_AS_SEEN {
        @Override
        void send(HttpServletRequest request, HttpServletResponse response, String to) {
            request.startAsync(request, response).dispatch(to);
        }
    },
    ASYNC_LATER {
        @Override
        void send(HttpServletRequest request, HttpServletResponse response, String to) {
            AsyncContext context = request.startAsync();
            context.start(() -> {
                try {
                    context.dispatch(to);
                } catch (IllegalArgumentException | UnsupportedOperationException e) {
                    context.complete(); // the container knows no such path
                }
            });
        }
    },
    FORWARD_TWICE {
        @Override
        void send(HttpServletRequest request, HttpServletResponse response, String to)
                throws ServletException, IOException {
            request.getRequestDispatcher("/plain/" + FORWARD + "?to=" + encode(to))
                    .forward(request, response);
        }
    },
    INCLUDE_BY_FORWARD {
        @Override
        void send(HttpServletRequest request, HttpServletResponse response, String to)
                throws ServletException, IOException {
            request.getRequestDispatcher("/plain/" + INCLUDE + "?to=" + encode(to))
                    .forward(request, response);
        }
    },
    FORWARD_BY_INCLUDE {
        @Override
        void send(HttpServletRequest request, HttpServletResponse response, String to)
                throws ServletException, IOException {
            request.getRequestDispatcher("/plain/" + FORWARD + "?to=" + encode(to))
                    .include(request, response);
        }
    },
    FORWARD_BY_ASYNC {
        @Override
        void send(HttpServletRequest request, HttpServletResponse response, String to) {
            request.startAsync().dispatch("/plain/" + FORWARD + "?to=" + encode(to));
        }
    };

    abstract void send(HttpServletRequest request, HttpServletResponse response, String to)
            throws ServletException, IOException;

    /** Whether the answer is part of another one, whose status and fields it cannot change (Servlet 9.3). */
    boolean includes() {
        return name().startsWith("INCLUDE") || this == FORWARD_BY_INCLUDE;
    }

    /** {@return text that comes through a query unchanged} */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
