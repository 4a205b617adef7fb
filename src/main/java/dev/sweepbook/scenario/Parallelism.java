package dev.sweepbook.scenario;

/**
 * How one engine is spread over devices, and how many engines there are.
 *
 * @param tensor devices that share each layer
 * @param pipeline stages of consecutive layers
 * @param data attention copies inside one engine, experts shared over them
 * @param expert ways the experts are divided; adds no devices
 * @param replicas independent copies of the engine
 * @param microBatches parts a batch is cut into for the pipeline
 */
public record Parallelism(long tensor, long pipeline, long data, long expert, long replicas, long microBatches) {
    /** One device. */
    public static final Parallelism ONE_DEVICE = new Parallelism(1, 1, 1, 1, 1, 1);

    /** Checks that each degree is at least one. */
    public Parallelism {
        if (tensor < 1 || pipeline < 1 || data < 1 || expert < 1 || replicas < 1 || microBatches < 1) {
            throw new IllegalArgumentException("every degree of parallelism must be at least 1");
        }
    }

    /**
     * Devices of one replica.
     *
     * @return tensor × pipeline × data, as a double since the product of three counts can pass 2^63
     */
    public double devicesPerReplica() {
        return (double) tensor * pipeline * data;
    }

    /**
     * Devices of the whole deployment.
     *
     * @return tensor × pipeline × data × replicas
     */
    public double devices() {
        return devicesPerReplica() * replicas;
    }
}
