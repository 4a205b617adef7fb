package dev.sweepbook.write;

import dev.sweepbook.report.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** A format that not every build of the program can write. What this one can is found by {@link ServiceLoader}. */
public interface SinkProvider {
    /**
     * The format's name.
     *
     * @return the name, which is also the ending of its files
     */
    String id();

    /**
     * Begins a file.
     *
     * @param out takes the bytes; closed with the sink
     * @param columns what is written, in order
     * @param facts what the file says of itself, key to text
     * @return takes the rows
     * @throws IOException where the file cannot be begun
     */
    ChunkedSink open(OutputStream out, List<Column> columns, Map<String, String> facts) throws IOException;

    /**
     * The provider of a format.
     *
     * @param id the format's name
     * @return the provider, or nothing where this build has none
     */
    static Optional<SinkProvider> of(String id) {
        return ServiceLoader.load(SinkProvider.class, SinkProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.id().equals(id))
                .findFirst();
    }
}
