package io.redoubt.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

/**
 * An asynchronous context that shows the request as the filter shows it. Without it {@code startAsync()} would hand out
 * the container's own request, which knows no caller and hides no credentials.
 *
 * @param context does everything else, so that dispatches go where they always went
 * @param request what the handler was given
 */
record SeenAsyncContext(AsyncContext context, HttpServletRequest request) implements AsyncContext {

    /** {@return a context that shows this request, unless the application chose another one} */
    static AsyncContext of(AsyncContext context, HttpServletRequest request) {
        return context.hasOriginalRequestAndResponse() ? new SeenAsyncContext(context, request) : context;
    }

    @Override
    public ServletRequest getRequest() {
        return request;
    }

    @Override
    public ServletResponse getResponse() {
        return context.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return context.hasOriginalRequestAndResponse();
    }

    @Override
    public void dispatch() {
        context.dispatch();
    }

    @Override
    public void dispatch(String path) {
        context.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext application, String path) {
        context.dispatch(application, path);
    }

    @Override
    public void complete() {
        context.complete();
    }

    @Override
    public void start(Runnable run) {
        context.start(run);
    }

    @Override
    public void addListener(AsyncListener listener) {
        context.addListener(listener);
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        context.addListener(listener, request, response);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return context.createListener(type);
    }

    @Override
    public void setTimeout(long timeout) {
        context.setTimeout(timeout);
    }

    @Override
    public long getTimeout() {
        return context.getTimeout();
    }
}
