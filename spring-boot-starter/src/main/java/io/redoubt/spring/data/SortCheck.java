package io.redoubt.spring.data;

import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/**
 * Refuses calls of a repository that would have the database sort by an encrypted attribute.
 *
 * @param entity what the repository keeps
 */
record SortCheck(Class<?> entity) implements MethodInterceptor {

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        Stream.of(call.getArguments())
                .flatMap(SortCheck::orders)
                .flatMap(order -> EncryptedAttributes.on(order.getProperty(), entity).stream())
                .findFirst()
                .ifPresent(attribute -> {
                    throw new IllegalArgumentException(
                            entity.getSimpleName() + "." + attribute
                                    + " is encrypted, and the database cannot order it: sort in the application what was loaded");
                });
        return call.proceed();
    }

    private static Stream<Sort.Order> orders(@Nullable Object argument) {
        if (argument instanceof Sort sort) {
            return sort.stream();
        }
        return argument instanceof Pageable page ? page.getSort().stream() : Stream.empty();
    }
}
