package io.redoubt.spring;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** Hides one resource of this module, as if it had been forgotten, and shows all others of the same name. */
final class HidingClassLoader extends ClassLoader {

    private final String hidden;
    private final String module = RedoubtAutoConfiguration.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toString();

    HidingClassLoader(String hidden) {
        super(HidingClassLoader.class.getClassLoader());
        this.hidden = hidden;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = Collections.list(super.getResources(name));
        if (name.equals(hidden) && !all.removeIf(url -> url.toString().startsWith(module))) {
            throw new AssertionError("there is no " + hidden + " to hide");
        }
        return Collections.enumeration(all);
    }
}
