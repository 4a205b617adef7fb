package dev.sweepbook.job;

import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** An engine that not every build of the program has. What this one has is found by {@link ServiceLoader}. */
public interface EngineProvider {
    /**
     * The engine's name.
     *
     * @return the name as on the command line
     */
    String id();

    /**
     * An engine that begins to work when it is first asked to.
     *
     * @param master where it works, as the engine writes addresses; null for its own default
     * @return the engine
     * @throws EngineException where it can be told at once that it cannot work
     */
    Engine open(@Nullable String master) throws EngineException;

    /**
     * The provider of an engine.
     *
     * @param id the engine's name
     * @return the provider, or nothing where this build has none
     */
    static Optional<EngineProvider> of(String id) {
        return ServiceLoader.load(EngineProvider.class, EngineProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.id().equals(id))
                .findFirst();
    }
}
