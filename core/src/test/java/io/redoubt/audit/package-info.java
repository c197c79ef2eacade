@NullMarked
package io.redoubt.audit;

import org.jspecify.annotations.NullMarked;
