/** Scenario files to sweeps, with every problem located. Start at {@link dev.sweepbook.load.ScenarioFiles}. */
@NullMarked
package dev.sweepbook.load;

import org.jspecify.annotations.NullMarked;
