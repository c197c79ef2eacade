/** The starter is tested in real Spring Boot applications on a real Tomcat, with tokens of a real issuer. */
@NullMarked
package io.redoubt.spring;

import org.jspecify.annotations.NullMarked;
