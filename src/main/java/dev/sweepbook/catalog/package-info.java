/** The models and devices that ship, as data with sources. Start at {@link dev.sweepbook.catalog.Catalog}. */
@NullMarked
package dev.sweepbook.catalog;

import org.jspecify.annotations.NullMarked;
