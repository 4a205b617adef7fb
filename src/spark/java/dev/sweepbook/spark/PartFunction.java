package dev.sweepbook.spark;

import dev.sweepbook.job.PartMade;
import dev.sweepbook.job.PartWork;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** What an executor does: makes the one part of its task. */
final class PartFunction extends AbstractFunction1<Iterator<Integer>, PartMade> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final PartWork work;

    PartFunction(PartWork work) {
        this.work = work;
    }

    @Override
    public PartMade apply(Iterator<Integer> parts) {
        try {
            return work.make(parts.next());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
