package io.redoubt.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** An application that logs by something else has all of Redoubt but masking, and is told so. */
class WithoutLogbackTest {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    /** Runs in a class loader that has everything but Logback. */
    public static final class Application {

        private Application() {}

        /** {@return what it says of masking} */
        public static String describe(String strict) {
            try (ConfigurableApplicationContext context = new SpringApplicationBuilder(LoggingWorker.Worker.class)
                    .web(WebApplicationType.NONE)
                    .registerShutdownHook(false)
                    .properties("spring.main.banner-mode=off", "redoubt.masking.strict=" + strict)
                    .run()) {
                return context.getBean(LoggingMask.class).describe();
            }
        }
    }

    /** The logging of the process is not touched. */
    @BeforeEach
    void leaveTheLoggingOfTheProcess() {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    }

    @AfterEach
    void restore() {
        System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void saysThatMaskingIsOff() throws Exception {
        assertThat(describe("false")).isEqualTo("off: the application does not log by Logback");
    }

    @Test
    void refusesToStartStrictly() {
        assertThatThrownBy(() -> describe("true"))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .hasMessageContaining("redoubt.masking.strict: is true, and not all is masked:"
                        + " nothing is, since the application does not log by Logback")
                .hasMessageContaining("log by Logback, which Boot does by default");
    }

    private static Object describe(String strict) throws Exception {
        try (URLClassLoader without = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> without.loadClass("ch.qos.logback.classic.LoggerContext"))
                    .isInstanceOf(ClassNotFoundException.class);
            Thread.currentThread().setContextClassLoader(without);
            Method describe = without.loadClass(Application.class.getName()).getMethod("describe", String.class);
            return describe.invoke(null, strict);
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : path.split(File.pathSeparator, -1)) {
            if (!entry.contains("logback-classic") && !entry.contains("logback-core")) {
                urls.add(new File(entry).toURI().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }
}
