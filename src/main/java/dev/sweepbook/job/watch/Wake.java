package dev.sweepbook.job.watch;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits, and is woken where the system tells of a change. It may miss any: the next scan finds it all the same. */
public interface Wake {
    /**
     * Waits.
     *
     * @param folders where something may change
     * @param atMost how long
     * @throws InterruptedException where the calling thread is interrupted
     */
    void await(List<Path> folders, Duration atMost) throws InterruptedException;

    /**
     * Woken by the system's events; where it has none, as for many network shares, it sleeps.
     *
     * @return the wake
     */
    static Wake byEvents() {
        return new Wake() {
            private @Nullable WatchService service;

            @Override
            public void await(List<Path> folders, Duration atMost) throws InterruptedException {
                WatchService watching = register(folders);
                if (watching == null) {
                    Thread.sleep(atMost.toMillis());
                    return;
                }
                try {
                    WatchKey key = watching.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
                    while (key != null) {
                        key.pollEvents();
                        key.reset();
                        key = watching.poll();
                    }
                } catch (ClosedWatchServiceException e) {
                    service = null;
                }
            }

            /** Again each time: folders come, go and are replaced. */
            private @Nullable WatchService register(List<Path> folders) {
                try {
                    service = service == null ? FileSystems.getDefault().newWatchService() : service;
                    for (Path folder : folders) {
                        folder.register(
                                service,
                                StandardWatchEventKinds.ENTRY_CREATE,
                                StandardWatchEventKinds.ENTRY_MODIFY,
                                StandardWatchEventKinds.ENTRY_DELETE);
                    }
                } catch (IOException | UnsupportedOperationException | ClosedWatchServiceException e) {
                    return service; // too many folders, or one just gone: the others wake
                }
                return service;
            }
        };
    }
}
