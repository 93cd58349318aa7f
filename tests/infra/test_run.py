"""`make run` ends when it is told to, however it was started."""

from __future__ import annotations

import signal
import subprocess
import sys

from infra.package import ROOT

# As a script's `make run &` starts it: with Ctrl-C ignored. Nothing but the waiting is real.
IN_THE_BACKGROUND = """
import signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
from infra.local import run
run._start = lambda running: print("started", flush=True)
run._wait = lambda cloud: time.sleep(60)
raise SystemExit(run.main())
"""


def test_an_interrupt_ends_it_even_where_it_was_started_with_interrupts_ignored() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", IN_THE_BACKGROUND], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout
        assert run.stdout.readline() == "started\n"
        run.send_signal(signal.SIGINT)
        told, _ = run.communicate(timeout=20)
    assert run.returncode == 0
    assert "kept for the next" in told
