"""Who does the work makes no difference: this process, two that were forked or spawned, two workers of a cluster, one of which dies."""

from __future__ import annotations

import datetime
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing import get_all_start_methods
from pathlib import Path

import plain
import pytest
from conftest import ROOT, run
from distributed import Client
from waiting import LAST_RESORT

from livret import crew as crews
from livret import pipeline
from livret.cluster import ClusterError, workers
from livret.options import Options
from livret.problems import Report

DAY = datetime.date(2026, 11, 24)


def built(site: Path, name: str, jobs: int = 1, cluster: str = "") -> dict[str, bytes]:
    report = Report()
    outcome = pipeline.build(Options(site, site / name, date=DAY, jobs=jobs, cluster=cluster), report)
    assert outcome.published, list(report)
    return plain.tree(site / name)


@pytest.fixture
def alone(sound: Path) -> dict[str, bytes]:
    return built(sound, "alone")


def test_two_processes(sound: Path, alone: dict[str, bytes]) -> None:
    assert built(sound, "two", jobs=2) == alone


def test_processes_that_inherit_nothing(sound: Path, alone: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crews, "start_method", lambda: "spawn")
    assert built(sound, "spawned", jobs=2) == alone


def test_a_worker_that_dies_costs_time_only(
    sound: Path, alone: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    once = tmp_path / "died"
    publish = pipeline.Workshop.publish

    def dies(*arguments: object) -> object:
        if not once.exists():
            once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return publish(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline.Workshop, "publish", dies)
    assert built(sound, "killed", jobs=2) == alone
    assert once.exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("death", ["killed", "no memory"])
def test_what_dies_twice_is_told_in_a_sentence(sound: Path, death: str, jobs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is killed alone is nobody's to tell of."""
    build = os.getpid()

    def dies(*_: object) -> object:
        if death == "killed" and os.getpid() != build:
            os.kill(os.getpid(), signal.SIGKILL)
        raise MemoryError

    monkeypatch.setattr(pipeline.Workshop, "publish", dies)
    result = run("--site", sound, "--date", DAY.isoformat(), "--jobs", jobs)
    assert result.exit_code == 2
    assert re.fullmatch(r"livret: .+, twice: close other programs, or try --jobs 1\n", result.output)
    assert not (sound / "public").exists()


def test_a_lack_of_memory_costs_time_only(sound: Path, alone: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    publish, calls = pipeline.Workshop.publish, []

    def lacks(*arguments: object) -> object:
        calls.append(arguments)
        if len(calls) == 1:
            raise MemoryError
        return publish(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline.Workshop, "publish", lacks)
    assert built(sound, "again") == alone


_KILLED = """
import os, signal, sys, time
from pathlib import Path
from livret import crew
from livret.options import Options

crew.start_method = lambda: sys.argv[1]
if __name__ == "__main__":
    with crew.crew(Options(Path(), Path(), jobs=3)) as workers:
        print(sum(workers.each([(number, os.write, (1, b"."))  for number in range(3)])), flush=True)
        workers.workers[1].submit(time.sleep, int(sys.argv[2]))
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("method", get_all_start_methods())
def test_no_worker_outlives_a_build_that_was_killed(method: str) -> None:
    """Whether it waits for work or is at work: what a worker writes to is closed when it is gone, and is read to its end here."""
    command = [sys.executable, "-c", _KILLED, method, str(2 * LAST_RESORT)]
    done = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, timeout=LAST_RESORT, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert done.stdout.count(b".") == 3


# --- a cluster -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler and two workers on this machine, as a town would start them."""
    folder = tmp_path_factory.mktemp("cluster")
    address = folder / "scheduler.json"
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DASK_LOGGING__DISTRIBUTED": "critical"}

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]]
        return subprocess.Popen(command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    common = ("--scheduler-file", str(address))
    children = [start("dask_scheduler", *common, "--host", "127.0.0.1", "--port", "0", "--no-dashboard")]
    children += [start("dask_worker", *common, "--nthreads", "1", "--no-dashboard") for _ in range(2)]
    with Client(scheduler_file=str(address), timeout=600, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=600)
        yield client.scheduler.address
    for child in children:
        child.terminate()
        child.wait()


def test_a_cluster(sound: Path, alone: dict[str, bytes], cluster: str) -> None:
    assert built(sound, "clustered", cluster=cluster) == alone


def test_workers_of_another_livret_are_refused(cluster: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("livret.cluster.generator", lambda: "another")
    with pytest.raises(ClusterError, match="another Livret"), workers(cluster):
        pass


def test_beyond_this_machine_only_tls_is_spoken() -> None:
    with pytest.raises(ClusterError, match="tls://"), workers("tcp://192.0.2.1:8786"):
        pass


def test_where_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("livret.cluster._SECONDS", 0.2)
    with pytest.raises(ClusterError, match="no scheduler answers"), workers("tcp://127.0.0.1:9"):
        pass
