@NullMarked
package io.redoubt.docs.planted.everypackageisnullmarked.marked;

import org.jspecify.annotations.NullMarked;
