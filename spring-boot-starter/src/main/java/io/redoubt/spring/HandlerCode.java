package io.redoubt.spring;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * The code behind a handler, as its developer wrote it and not as a proxy shows it.
 *
 * @param type the class
 * @param method the method, if the handler is one; may be declared by a supertype
 */
record HandlerCode(Class<?> type, Optional<Method> method) {

    static HandlerCode of(Object handler) {
        if (handler instanceof HandlerMethod handlerMethod) {
            return new HandlerCode(type(handlerMethod), Optional.of(handlerMethod.getMethod()));
        }
        return new HandlerCode(ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(handler)), Optional.empty());
    }

    /** The class of a JDK proxy shows what its interfaces say, and not what the class behind it says. */
    private static Class<?> type(HandlerMethod handler) {
        if (!Proxy.isProxyClass(handler.getBeanType())) {
            return handler.getBeanType();
        }
        Object bean = handler.getBean() instanceof String
                ? handler.createWithResolvedBean().getBean()
                : handler.getBean();
        return ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(bean));
    }

    /** {@return what may carry annotations, the nearest first} */
    List<AnnotatedElement> elements() {
        Stream<AnnotatedElement> invoked = method.stream().map(it -> AopUtils.getMostSpecificMethod(it, type));
        return Stream.concat(invoked, Stream.of(type)).toList();
    }

    /** {@return the method or class by its full name, for messages} */
    String name() {
        return method.map(it -> type.getName() + "." + it.getName() + "("
                        + Arrays.stream(it.getParameterTypes())
                                .map(Class::getSimpleName)
                                .collect(Collectors.joining(", "))
                        + ")")
                .orElse(type.getName());
    }
}
