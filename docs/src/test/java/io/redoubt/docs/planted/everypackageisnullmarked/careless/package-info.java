/** Described, but not marked. */
package io.redoubt.docs.planted.everypackageisnullmarked.careless;
