package io.redoubt.spring;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/** Finds the code of the actuator's endpoints, which Spring MVC never sees: it invokes a handler that hides it. */
final class ActuatorOperations {

    private final ApplicationContext context;

    ActuatorOperations(ApplicationContext context) {
        this.context = context;
    }

    List<HandlerCode> code() {
        return Arrays.stream(context.getBeanNamesForAnnotation(Endpoint.class))
                .flatMap(name -> Optional.ofNullable(context.getType(name)).stream())
                .map(ClassUtils::getUserClass)
                .flatMap(ActuatorOperations::code)
                .toList();
    }

    private static Stream<HandlerCode> code(Class<?> type) {
        Stream<Method> methods = Arrays.stream(type.getMethods()).filter(method -> !method.isBridge());
        return Stream.concat(
                Stream.of(new HandlerCode(type, Optional.empty())),
                methods.map(method -> new HandlerCode(type, Optional.of(method))));
    }
}
