/** The page that lists the reports. Start at {@link dev.sweepbook.job.page.IndexPage}. */
@NullMarked
package dev.sweepbook.job.page;

import org.jspecify.annotations.NullMarked;
