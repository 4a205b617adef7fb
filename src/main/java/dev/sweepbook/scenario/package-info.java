/** What is asked: a model, a device, a deployment and a workload. Start at {@link dev.sweepbook.scenario.Scenario}. */
@NullMarked
package dev.sweepbook.scenario;

import org.jspecify.annotations.NullMarked;
