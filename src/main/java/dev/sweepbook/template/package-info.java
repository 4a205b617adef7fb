/** Workbooks that reports are made from: what they hold, and how they look once filled; see {@link TemplatePlan}. */
@NullMarked
package dev.sweepbook.template;

import org.jspecify.annotations.NullMarked;
