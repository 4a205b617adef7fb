"""The answers of src/site/markdown/reader.md, worked out of the CSV of a sweep and of the same sweep as edited.

    java -jar target/sweepbook.jar run src/site/resources/reader/serving-plan.yaml --format csv --output DIR
    python3 src/test/python/reader_answers.py DIR/serving-plan.csv DEVICE PRICE [EDITED.csv]

DEVICE and PRICE: what the cheapest costs at another price an hour of that device. Nothing of the product is read but the
columns of single scenarios: inputs, times, shares, thresholds, error bands, fits, price. What is cheapest, the next, how
far apart, what breaks the SLO at the upper end of a band, and what an edit changes is worked out here.
"""

import csv
import sys


class Row:
    def __init__(self, words):
        self.words = words

    def __getattr__(self, name):
        text = self.words[name]
        try:
            return float(text)
        except ValueError:
            return text

    @property
    def key(self):
        return self.model, self.hardware, self.tensor_parallel

    @property
    def qualifies(self):
        return (self.words["fits"] == "true" and self.ttft_seconds <= self.words_slo("ttft")
                and self.tpot_seconds <= self.words_slo("tpot"))

    def words_slo(self, which):
        return float(self.words[f"slo.{which}"])

    def price(self, device=None, price=None):
        return price if device == self.hardware else PRICES[self.hardware]

    def all_in(self, device=None, price=None):
        """USD of a request over its output tokens, per million: price · devices · seconds / (3600 · B · o)."""
        return (1e6 * self.price(device, price) * self.tensor_parallel * self.request_seconds
                / (3600 * self.batch_size * self.output_tokens))

    def decoding(self):
        return (1e6 * self.price() * self.tensor_parallel * (self.request_seconds - self.prefill_seconds)
                / (3600 * self.batch_size * self.output_tokens))

    def upper(self):
        return {"ttft": self.prefill_seconds_p90,
                "tpot": self.tpot_seconds * self.decode_step_seconds_p90 / self.decode_step_seconds}

    def text(self):
        return (f"{self.model} on {self.tensor_parallel:.0f} x {self.hardware}, batch {self.batch_size:.0f},"
                f" {self.weight_dtype} (scenario {self.scenario:.0f})")


PRICES = {"our-a100": 1.6, "our-h100": 2.5, "our-h200": 3.2, "our-l40s": 0.9}


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return [Row(words) for words in csv.DictReader(file)]


def ranked(rows, model=None, cost=lambda row: row.all_in()):
    return sorted((row for row in rows if row.qualifies and model in (None, row.model)), key=cost)


def cheapest(rows, model):
    ranking = ranked(rows, model)
    best = ranking[0]
    runner = next(row for row in ranking if row.key != best.key)
    print(f"  cheapest: {best.text()}: {best.all_in():.4g} USD, decoding alone {best.decoding():.4g}")
    print(f"  next option: {runner.text()}: {runner.all_in():.4g} USD, {100 * (runner.all_in() / best.all_in() - 1):.1f} % more")
    return best


def binds(best):
    shares = sorted(((getattr(best, f"{term}_share"), term) for term in ("memory", "compute", "comms", "overhead")), reverse=True)
    print(f"  binds: {shares[0][1]} {100 * shares[0][0]:.0f} %, next {shares[1][1]} {100 * shares[1][0]:.0f} %"
          f" of a step of {1e3 * best.decode_step_seconds:.4g} ms")


def threshold(best):
    batch = best.words["batch_threshold"]
    print(f"  compute-bound from batch: {batch or 'never'}; memory full at {best.max_batch_size:.0f};"
          f" within the SLO up to {best.slo_batch_size:.0f}")


def trust(rows, best):
    low = best.decode_step_seconds_p10 / best.decode_step_seconds - 1
    high = best.decode_step_seconds_p90 / best.decode_step_seconds - 1
    print(f"  trust: {best.evidence}; step {1e3 * best.decode_step_seconds_p10:.4g} to {1e3 * best.decode_step_seconds_p90:.4g} ms"
          f" ({100 * low:+.0f} % to {100 * high:+.0f} %); first token up to {best.prefill_seconds_p90:.4g} s")
    broken = [f"{name} {value:.4g} s over {best.words_slo(name):g} s by {100 * (value / best.words_slo(name) - 1):.0f} %"
              for name, value in best.upper().items() if value > best.words_slo(name)]
    print("  the upper end breaks the SLO: " + (", ".join(broken) or "no"))
    sure = [row for row in ranked(rows, best.model) if all(value <= row.words_slo(name) for name, value in row.upper().items())]
    if broken:
        print(f"  cheapest that keeps it there: {sure[0].text()}: {sure[0].all_in():.4g} USD,"
              f" {100 * (sure[0].all_in() / best.all_in() - 1):.0f} % more" if sure else "  none keeps it there")


def edited(rows, after):
    was = {(row.scenario): row for row in rows}
    now = {(row.scenario): row for row in after}
    same = [number for number in was if was[number].batch_size == now[number].batch_size]
    print(f"scenarios {len(was)}, edited {len(was) - len(same)}")
    meets = [number for number in was if now[number].qualifies and not was[number].qualifies]
    fails = [number for number in was if was[number].qualifies and not now[number].qualifies]
    print(f"fit and meet the SLO now: {len(meets)} {[int(n) for n in meets[:8]]}; no longer: {len(fails)} {[int(n) for n in fails[:8]]}")
    for model in models(rows):
        print(model)
        old, new = ranked(rows, model)[0], ranked(after, model)[0]
        print(f"  cheapest was {old.text()} {old.all_in():.4g} USD; is {new.text()} {new.all_in():.4g} USD")


def models(rows):
    return list(dict.fromkeys(row.model for row in rows))


def main(path, device, price, other=None):
    rows = read(path)
    print(f"{len(rows)} scenarios, {sum(row.words['fits'] == 'true' for row in rows)} fit,"
          f" {sum(row.qualifies for row in rows)} of them meet the SLO;"
          f" extrapolated {sum(row.evidence == 'extrapolated' for row in rows)}:"
          f" {sorted({row.hardware for row in rows if row.evidence == 'extrapolated'})}")
    for model in models(rows):
        print(model)
        best = cheapest(rows, model)
        binds(best)
        threshold(best)
        trust(rows, best)
        again = ranked(rows, model, lambda row: row.all_in(device, float(price)))[0]
        print(f"  at {price} USD an hour of {device}: {best.all_in(device, float(price)):.4g} USD;"
              f" the cheapest then: {again.text()}: {again.all_in(device, float(price)):.4g} USD")
    if other:
        edited(rows, read(other))


if __name__ == "__main__":
    main(*sys.argv[1:])
