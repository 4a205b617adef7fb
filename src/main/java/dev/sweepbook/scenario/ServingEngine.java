package dev.sweepbook.scenario;

/** Serving-engine classes a calibration distinguishes. */
public enum ServingEngine {
    GENERIC("generic"),
    TENSORRT_LLM("tensorrt-llm"),
    VLLM("vllm"),
    FASTERTRANSFORMER("fastertransformer"),
    LMDEPLOY("lmdeploy"),
    LLAMA_CPP("llama.cpp");

    private final String id;

    ServingEngine(String id) {
        this.id = id;
    }

    /**
     * The name used in scenario files.
     *
     * @return the name
     */
    public String id() {
        return id;
    }
}
