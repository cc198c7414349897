"""Times work in this process: on the wall, and on the processor, which says more where others use the machine too."""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Times:
    """Milliseconds of each run."""

    wall: tuple[float, ...]
    processor: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        """On the wall."""
        return statistics.median(self.wall)

    @property
    def median_processor(self) -> float:
        """On the processor."""
        return statistics.median(self.processor)


def timed(work: Callable[[], object], runs: int = 1) -> Times:
    """Run `work` so many times."""
    wall, processor = [], []
    for _ in range(runs):
        began, used = time.perf_counter(), time.process_time()
        work()
        wall.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return Times(tuple(wall), tuple(processor))


def said(name: str, times: Times, most: float | None = None) -> bool:
    """Print it; is the median within the limit?"""
    text = f"  {name:<46} median {times.median:8.1f} ms   worst {max(times.wall):8.1f} ms"
    if times.processor:
        text += f"   processor {times.median_processor:7.1f} ms"
    print(text + (f"   (at most {most:g})" if most is not None else ""), flush=True)
    return most is None or times.median <= most


def load() -> str:
    """How busy the machine is, with whatever."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
