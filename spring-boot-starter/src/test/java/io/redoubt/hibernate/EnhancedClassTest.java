package io.redoubt.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.UnloadedClass;
import org.hibernate.bytecode.enhance.spi.UnloadedField;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An entity whose class Hibernate's build plugin enhanced, with an encrypted attribute that is to be lazy. */
class EnhancedClassTest {

    private World world;

    @BeforeEach
    void start() {
        world = World.on(Database.H2);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void isRefusedWhereItsReferencesAreLoadedByItself() throws Exception {
        Class<?> enhanced = new Enhancing().enhanced(Letter.class);
        assertThat(PersistentAttributeInterceptable.class).isAssignableFrom(enhanced);

        assertThatThrownBy(() -> world.start(enhanced))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("@Encrypted on Letter.text: is in a class that was enhanced for lazy loading");
    }

    @Test
    void worksWhereTheClassIsAsItWasWritten() {
        SessionFactory factory = world.start(Letter.class);
        Letter letter = new Letter("secret");
        factory.inTransaction(session -> session.persist(letter));

        factory.inTransaction(session ->
                assertThat(session.getReference(Letter.class, 1L).text()).isEqualTo("secret"));
    }

    /** Loads classes as the build plugin leaves them. */
    private static final class Enhancing extends ClassLoader {

        Enhancing() {
            super(EnhancedClassTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> enhanced = findLoadedClass(name);
            return enhanced == null ? super.loadClass(name, resolve) : enhanced;
        }

        Class<?> enhanced(Class<?> type) throws IOException {
            DefaultEnhancementContext context = new DefaultEnhancementContext() {
                @Override
                public boolean hasLazyLoadableAttributes(UnloadedClass description) {
                    return true;
                }

                @Override
                public boolean isLazyLoadable(UnloadedField field) {
                    return true;
                }
            };
            try (InputStream bytes = Objects.requireNonNull(type.getResourceAsStream(
                    type.getName().substring(type.getPackageName().length() + 1) + ".class"))) {
                byte[] enhanced = BytecodeProviderInitiator.buildDefaultBytecodeProvider()
                        .getEnhancer(context)
                        .enhance(type.getName(), bytes.readAllBytes());
                return defineClass(type.getName(), enhanced, 0, enhanced.length);
            }
        }
    }
}
