"""The worker and its client in a real browser: first everything that can go wrong, then what should happen.

On a page of its own at a subpath, without the theme; the aid pages have their own tests.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from decision_aids import api
from pipeline import runtime as builder
from pipeline import runtime_cut
from pipeline.compress import compress
from pipeline.runtime_wasm import FUNCTION, exports, imported
from pipeline.serve import running
from tests.browser.faulty_server import FaultyServer
from tests.browser.waiting import until
from tests.browser.watch import Watch, stored

PLACE = "/some/deep/place"
RUNTIME = f"{PLACE}/runtime"
PAGE = """<!doctype html><html lang=en><title>Harness</title><link rel=icon href="data:,">
<main data-sg-runtime data-sg-deadline="90000" data-sg-stall="45000"><h1>Harness</h1></main>"""

# For what never comes. A busy machine may well be silent for longer while Python starts: nothing else uses it.
IMPATIENT = {"stall": 3000}

BEGIN = """async (options) => {
  const { Runtime, londonToday, runtime } = await import("./assets/sg/runtime.js");
  window.london = londonToday;
  window.aids = options ? new Runtime(options) : runtime();
  window.log = [];
  aids.addEventListener("state", ({ detail }) => log.push(detail));
}"""
# Never hangs: what takes longer than the patience is a result too.
EVALUATE = """([slug, answers, patience]) => Promise.race([
  aids.evaluate(slug, answers, "2026-11-20"),
  new Promise((resolve) => setTimeout(() => resolve({hangs: aids.status}), patience)),
])"""


@pytest.fixture(scope="session")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built runtime and the scripts at a subpath; without a built site the runtime is built here."""
    folder = tmp_path_factory.mktemp("runtime")
    place = folder / PLACE.strip("/")
    scripts = place / "assets" / "sg"
    scripts.mkdir(parents=True)
    for name in ("runtime.js", "trusted.js", "worker.js"):
        shutil.copy(root / "overrides" / "assets" / "sg" / name, scripts / name)
    (scripts / "never-ready.js").write_text("setInterval(() => postMessage({stage: 'start'}), 500)")
    built = Path(os.environ.get("SG_SITE") or root / "site") / "runtime"
    if (built / builder.MANIFEST).is_file():
        shutil.copytree(built, place / "runtime")
    else:
        builder.build(place)
    (place / "index.html").write_text(PAGE)
    compress(folder)
    return folder


@pytest.fixture(scope="session")
def harness_server(site: Path) -> Iterator[FaultyServer]:
    with running(FaultyServer(site)) as server:
        yield server


@pytest.fixture
def harness(harness_server: FaultyServer) -> Iterator[FaultyServer]:
    """The server of the harness page, without the faults of another test."""
    with harness_server.for_one_test() as server:
        yield server


@pytest.fixture
def visit(browser: Browser, harness: FaultyServer) -> Iterator[Callable[..., tuple[Page, Watch]]]:
    """visit(runtime's options): the harness page with window.aids and window.log, and its watch."""
    contexts = []
    watches = []

    def go(options: dict[str, int] | None = None, **context_options: Any) -> tuple[Page, Watch]:
        context = browser.new_context(**context_options)
        contexts.append(context)
        watched = Watch(context, harness.url)
        watches.append(watched)
        page = context.new_page()
        page.goto(f"{harness.url}{PLACE}/")
        page.evaluate(BEGIN, options)
        return page, watched

    yield go
    harness.heal()
    complaints = [line for watched in watches for line in watched.complaints()]
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


def evaluate(
    page: Page, answers: dict[str, Any] | None = None, slug: str = "confidentiality", patience: int = 60_000
) -> Any:
    """What aids.evaluate() gives, or {hangs: status}."""
    return page.evaluate(EVALUATE, [slug, answers or {}, patience])


def quiet(page: Page, harness: FaultyServer) -> int:
    """How many requests the server has seen, once no more come."""
    seen = -1
    while seen != len(harness.seen):
        seen = len(harness.seen)
        page.wait_for_timeout(200)
    return seen


# --- what can go wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kind", "details", "codes", "role"),
    [
        # The same fault in another file is for make test-all.
        ("*.wasm", "missing", {}, {"missing"}, "wasm"),
        pytest.param("*.wasm", "error", {}, {"missing"}, "wasm", marks=pytest.mark.whole),
        pytest.param("*.wasm", "drop", {}, {"network"}, "wasm", marks=pytest.mark.whole),
        ("*.wasm", "truncate", {"keep": 0.3}, {"network"}, "wasm"),
        ("*.wasm", "garbage", {}, {"content"}, "wasm"),
        ("*.wasm", "hang", {}, {"stalled"}, ""),
        ("*/library-*.zip", "missing", {}, {"missing"}, "library"),
        pytest.param(
            "*/library-*.zip", "truncate", {"keep": 0.5}, {"network"}, "library", marks=pytest.mark.whole
        ),
        pytest.param("*/library-*.zip", "garbage", {}, {"content"}, "library", marks=pytest.mark.whole),
        pytest.param("*/aids-*.zip", "missing", {}, {"missing"}, "aids", marks=pytest.mark.whole),
        pytest.param("*/aids-*.zip", "garbage", {}, {"content"}, "aids", marks=pytest.mark.whole),
        pytest.param("*/aids-*.zip", "hang", {}, {"stalled"}, "", marks=pytest.mark.whole),
        pytest.param("*.asm-*.js", "missing", {}, {"missing"}, "asm", marks=pytest.mark.whole),
        ("*.asm-*.js", "type", {"media_type": "text/html"}, {"script"}, "asm"),
        pytest.param("*.asm-*.js", "garbage", {}, {"content", "script"}, "asm", marks=pytest.mark.whole),
        ("*.mjs", "drop", {}, {"network"}, "loader"),
        ("*/manifest.json", "missing", {}, {"missing"}, "manifest"),
        ("*/manifest.json", "garbage", {}, {"content"}, "manifest"),
        pytest.param("*/manifest.json", "drop", {}, {"network"}, "manifest", marks=pytest.mark.whole),
        pytest.param("*/manifest.json", "hang", {}, {"stalled"}, "", marks=pytest.mark.whole),
        ("*/worker.js", "missing", {}, {"worker"}, "worker"),
        pytest.param(
            "*/worker.js", "type", {"media_type": "text/html"}, {"worker"}, "worker", marks=pytest.mark.whole
        ),
        pytest.param("*/worker.js", "hang", {}, {"stalled"}, "", marks=pytest.mark.whole),
    ],
)
def test_a_fault_ends_in_words_and_a_second_try_works(  # type: ignore[no-untyped-def]
    visit, harness, path, kind, details, codes, role
) -> None:
    page, watched = visit(IMPATIENT if kind == "hang" else None)
    watched.allow("Failed to load", "MIME type", "net::", "Failed to fetch")
    if role == "library":
        # Python may have begun to start without it, and complains before it is stopped.
        watched.allow(
            "content library",
            "standard library",
            "Fatal Python",
            "Python runtime state",
            "encodings",
            "Current thread",
        )
        watched.allow("no Python frame", r"console: +\(")
    harness.fault(path, kind, **details)
    found = evaluate(page)
    assert found.get("failed"), found
    failure = found["failure"]
    assert failure["code"] in codes, failure
    assert failure["file"] == role, failure
    assert all(failure[part].endswith(".") for part in ("what", "why", "todo"))
    status = page.evaluate("aids.status")
    assert status["state"] == "failed"
    assert status["failure"] == failure

    if kind in ("missing", "error", "drop", "hang") and role != "worker":
        return  # the rest is the same for these, and a start takes its time

    # Failed is the end: neither intent nor another answer starts anything.
    asked = quiet(page, harness)  # what was asked for just before the end may still come
    page.evaluate("aids.start()")
    assert evaluate(page)["failed"]
    assert quiet(page, harness) == asked
    assert page.evaluate("log.filter(({state}) => state === 'failed').length") == 1

    harness.heal()
    page.evaluate("log.length = 0; aids.tryAgain()")
    assert evaluate(page)["ok"]
    assert page.evaluate("aids.state") == "ready"


def test_html_in_place_of_the_wasm(visit, harness, site) -> None:  # type: ignore[no-untyped-def]
    """A host that answers a missing file with its start page and status 200."""
    page, watched = visit()
    watched.allow("Failed to load")
    wasm = next((site / RUNTIME.strip("/")).glob("pyodide.cut-*.wasm"))
    moved = wasm.with_name("kept")
    neighbours = [wasm.with_name(wasm.name + end) for end in (".br", ".gz")]
    wasm.rename(moved)
    for path in neighbours:
        path.rename(path.with_name("kept" + path.suffix))
    try:
        wasm.write_text("<!doctype html><title>Start</title>" * 100)
        harness.fault("*.wasm", "type", media_type="text/html")
        failure = evaluate(page)["failure"]
        assert (failure["code"], failure["file"]) == ("content", "wasm")
        assert "does not begin like wasm" in failure["detail"]
    finally:
        moved.rename(wasm)
        for path in neighbours:
            path.with_name("kept" + path.suffix).rename(path)


def test_wasm_of_the_wrong_media_type_works_all_the_same(visit, harness) -> None:  # type: ignore[no-untyped-def]
    page, _ = visit()
    harness.fault("*.wasm", "type", media_type="application/octet-stream")
    assert evaluate(page)["ok"]


ONE = "*/first/confidentiality-*.zip"


@pytest.mark.parametrize("kind", ["missing", "garbage", "truncate", "drop"])
def test_without_the_small_file_of_one_aid_all_aids_are_fetched(visit, harness, kind: str) -> None:  # type: ignore[no-untyped-def]
    page, watched = visit()
    watched.allow("Failed to load", "net::")
    harness.fault(ONE, kind, **({"keep": 0.5} if kind == "truncate" else {}))
    page.evaluate("aids.start('confidentiality')")
    assert evaluate(page)["ok"]
    assert len([path for path in harness.seen if "/aids-" in path]) == 1
    assert page.evaluate("aids.status.whole") is False
    last = page.evaluate("log.filter(({state}) => state === 'downloading').at(-1)")
    assert last["loaded"] <= last["total"]


def test_a_small_file_that_hangs_is_not_asked_for_a_second_time(visit, harness) -> None:  # type: ignore[no-untyped-def]
    page, watched = visit(IMPATIENT)
    watched.allow("stalled")
    harness.fault(ONE, "hang")
    page.evaluate("aids.start('confidentiality')")
    assert evaluate(page)["failure"]["code"] == "stalled"
    page.evaluate("aids.tryAgain()")
    assert evaluate(page)["ok"]


def test_what_the_small_file_lacks_is_fetched_when_it_is_asked_for(visit, harness) -> None:  # type: ignore[no-untyped-def]
    page, _ = visit()
    page.evaluate("aids.start('confidentiality')")
    assert evaluate(page)["ok"]
    for slug in ("vrr-deadline", "note-language"):
        expected = json.loads(json.dumps(api.evaluate(slug, {}, api.parse_day("2026-11-20"))))
        assert evaluate(page, slug=slug) == expected
    assert page.evaluate("aids.list()") == api.list_aids()
    assert evaluate(page)["ok"]
    for file in ("/aids-", ".wasm", "/first/"):
        assert len([path for path in harness.seen if file in path]) == 1, file


def test_what_the_small_file_lacks_and_cannot_be_fetched(visit, harness) -> None:  # type: ignore[no-untyped-def]
    page, watched = visit()
    watched.allow("Failed to load", "net::", "network worker")
    harness.fault("*/aids-*.zip", "drop")
    page.evaluate("aids.start('confidentiality')")
    assert evaluate(page)["ok"]
    assert evaluate(page, slug="vrr-deadline")["failure"]["code"] == "network"
    harness.heal()
    page.evaluate("aids.tryAgain()")
    assert evaluate(page, slug="vrr-deadline")["ok"]


@pytest.fixture
def lacking(site: Path) -> Iterator[Callable[[Page, set[int]], None]]:
    """lacking(page, numbers): from now on the page's cut wasm lacks these functions, too; the manifest says that all is well."""
    made: list[Path] = []

    def lack(page: Page, numbers: set[int]) -> None:
        folder = site / RUNTIME.strip("/")
        manifest = json.loads((folder / "manifest.json").read_text())
        whole = (folder / manifest["whole"]["wasm"]["name"]).read_bytes()
        original = (builder.PYODIDE / "pyodide.asm.wasm").read_bytes()
        kept = runtime_cut.listed(runtime_cut.FUNCTIONS.read_text(), original) - numbers
        part = builder.Part("wasm", "lacking.wasm", runtime_cut.cut(whole, kept), "application/wasm")
        made.append(folder / part.name)
        made[-1].write_bytes(part.data)
        sizes = [builder.Size(part.name, *[len(part.data)] * 3)]
        manifest["files"] |= builder.about([part], sizes)
        page.route("**/manifest.json", lambda route: route.fulfill(json=manifest))

    yield lack
    for path in made:
        path.unlink()


def numbered(name: str) -> set[int]:
    """The number of a function, among those that the wasm defines, by the name that it is exported under."""
    original = (builder.PYODIDE / "pyodide.asm.wasm").read_bytes()
    before = imported(original, FUNCTION)
    return {each.index - before for each in exports(original) if each.name == name}


#: What Pyodide and the runtime say on the console then.
MISSED = ("fatal error", "unreachable", "starting again with all of Python", "Another error", "The cause")


def test_code_that_was_left_out_and_is_wanted_after_all(visit, lacking) -> None:  # type: ignore[no-untyped-def]
    """The first answer is had without it; the next one wants it: Python starts again with all of it, and answers."""
    page, watched = visit()
    watched.allow(*MISSED)
    lacking(page, numbered("_PySet_NextEntryRef"))
    assert evaluate(page)["ok"]
    assert page.evaluate("aids.status.whole") is False
    answers = {"text": "She refused to engage."}
    found = evaluate(page, answers, "note-language")
    assert found == json.loads(
        json.dumps(api.evaluate("note-language", answers, api.parse_day("2026-11-20")))
    )
    assert page.evaluate("[aids.state, aids.status.whole]") == ["ready", True]
    assert evaluate(page)["ok"]


@pytest.mark.parametrize("name", ["", "PyList_Append"], ids=["everything", "one"])
def test_code_that_was_left_out_and_is_wanted_at_the_start(visit, lacking, name: str) -> None:  # type: ignore[no-untyped-def]
    page, watched = visit()
    watched.allow(*MISSED)
    lacking(page, numbered(name) if name else set(range(20_000)))
    found = evaluate(page)
    assert found.get("ok"), found
    assert page.evaluate("[aids.state, aids.status.whole]") == ["ready", True]


def test_a_worker_that_the_browser_blocks(visit) -> None:  # type: ignore[no-untyped-def]
    page, watched = visit()
    watched.allow("Content Security Policy", "violates")
    page.evaluate(
        """() => {
          const policy = document.createElement("meta");
          policy.httpEquiv = "Content-Security-Policy";
          policy.content = "worker-src 'none'";
          document.head.append(policy);
        }"""
    )
    assert evaluate(page)["failure"]["code"] == "worker"


def test_a_browser_without_workers(visit) -> None:  # type: ignore[no-untyped-def]
    page, _ = visit()
    page.evaluate("window.Worker = undefined")
    assert evaluate(page)["failure"]["code"] == "unsupported"


def test_a_manifest_of_another_version(visit, harness, site) -> None:  # type: ignore[no-untyped-def]
    """Half a deploy: the page is old, the files are new."""
    page, _ = visit()
    page.route("**/manifest.json", lambda route: route.fulfill(json={"protocol": 999, "files": {}}))
    failure = evaluate(page)["failure"]
    assert failure["code"] == "protocol"
    assert "again" in failure["todo"]


def test_too_slow(visit, harness) -> None:  # type: ignore[no-untyped-def]
    """Nothing is quiet for long, but starting never ends: the deadline counts. The page's clock is moved on by hand."""
    page, _ = visit({"deadline": 60_000, "stall": 600_000, "worker": f"{PLACE}/assets/sg/never-ready.js"})
    page.clock.install()
    page.evaluate("aids.start()")
    until(page, "aids.state === 'starting'")
    page.clock.run_for(61_000)
    assert page.evaluate("[aids.state, aids.status.failure.code]") == ["failed", "slow"]


def test_a_poor_line_gets_more_time_as_long_as_it_brings_something(visit, harness) -> None:  # type: ignore[no-untyped-def]
    """The page's clock is moved on by hand, so that a busy machine changes nothing."""
    page, _ = visit({"deadline": 60_000, "stall": 600_000})
    page.clock.install()
    harness.fault("*.wasm", "slow", rate=40_000)  # half a minute, if it were let
    page.evaluate("aids.start()")
    until(page, "aids.state === 'downloading'")
    page.clock.run_for(61_000)
    status = page.evaluate("aids.status")
    assert (status["state"], status["slow"]) == ("downloading", True), str(status)
    harness.heal()
    found = evaluate(page)
    assert found.get("ok"), found


HUNG_WORKER = """(times) => {
  const Real = Worker;
  window.unheard = 0;
  window.Worker = class extends Real {
    postMessage(message) {
      if (message.request && unheard < times) unheard += 1;   // the worker never hears of it
      else super.postMessage(message);
    }
  };
}"""


def hung(visit: Any, times: int) -> tuple[Page, Any]:
    """The page and what it answers when so many questions are not heard; its clock passes the watchdog after each."""
    page, _ = visit({"watchdog": 60_000})
    page.clock.install()
    page.evaluate(HUNG_WORKER, times)
    page.evaluate("void (window.answer = aids.evaluate('confidentiality', {}, '2026-11-20'))")
    for count in range(1, times + 1):
        until(page, f"unheard === {count}")
        page.clock.run_for(61_000)
    return page, page.evaluate("window.answer")


def test_a_hung_answer_is_asked_again_in_a_new_worker(visit) -> None:  # type: ignore[no-untyped-def]
    page, found = hung(visit, 1)
    assert found.get("ok"), found
    assert page.evaluate("log.filter(({state}) => state === 'ready').length") == 2


def test_a_worker_that_hangs_twice_is_the_end(visit) -> None:  # type: ignore[no-untyped-def]
    page, found = hung(visit, 2)
    assert found["failure"]["code"] == "unanswered", found
    assert page.evaluate("aids.state") == "failed"


def test_a_worker_killed_in_mid_answer(visit) -> None:  # type: ignore[no-untyped-def]
    page, _ = visit()
    page.evaluate(
        """() => {
          let first = true;
          const Real = Worker;
          window.Worker = class extends Real {
            postMessage(message) {
              if (!message.request || !first) { super.postMessage(message); return; }
              first = false;
              this.dispatchEvent(new ErrorEvent("error", {message: "gone"}));
            }
          };
        }"""
    )
    found = evaluate(page)
    assert found.get("ok"), found


def test_the_server_gone_after_loading(visit, harness) -> None:  # type: ignore[no-untyped-def]
    page, _ = visit()
    assert evaluate(page)["ok"]
    harness.fault("*", "drop")
    assert evaluate(page, {"age": "adult"}) is not None
    assert page.evaluate("aids.state") == "ready"


# --- what should happen -----------------------------------------------------------------------------


def test_nothing_is_loaded_before_it_is_wanted(visit, harness) -> None:  # type: ignore[no-untyped-def]
    page, _ = visit()
    page.wait_for_timeout(300)
    assert not [path for path in harness.seen if "/runtime/" in path or path.endswith("worker.js")]
    assert page.evaluate("aids.status") == {
        "state": "idle",
        "loaded": 0,
        "total": 0,
        "sent": 0,
        "slow": False,
        "kept": False,
        "whole": False,
        "failure": None,
    }


def test_states_and_progress_in_order(visit, harness) -> None:  # type: ignore[no-untyped-def]
    page, _ = visit()
    page.evaluate("aids.start(); aids.start(); aids.start()")
    assert evaluate(page)["ok"]
    log = page.evaluate("log")
    states = [entry["state"] for entry in log]
    assert list(dict.fromkeys(states)) == ["downloading", "starting", "ready"]
    loaded = [entry["loaded"] for entry in log]
    assert loaded == sorted(loaded)
    last = log[-1]
    assert last["loaded"] == last["total"] > last["sent"] > 1_000_000
    assert len([path for path in harness.seen if path.endswith(".wasm")]) == 1
    assert len([path for path in harness.seen if path.endswith("worker.js")]) == 1


def test_for_one_aid_only_its_small_file_is_fetched(visit, harness) -> None:  # type: ignore[no-untyped-def]
    page, _ = visit()
    page.evaluate("aids.start('confidentiality')")
    assert evaluate(page)["ok"]
    assert evaluate(page, {"danger": "yes"})["ok"]
    quiet(page, harness)
    assert [path for path in harness.seen if path.endswith(".zip") and "library" not in path] == [
        path for path in harness.seen if "/first/confidentiality-" in path
    ]
    manifest = page.evaluate("fetch('runtime/manifest.json').then((response) => response.json())")
    first, files = manifest["first"]["confidentiality"], manifest["files"]
    assert first["sent"] < files["aids"]["sent"] / 4
    fetched = first["sent"] + sum(file["sent"] for role, file in files.items() if role != "aids")
    assert page.evaluate("aids.status.sent") == fetched


@pytest.mark.whole
@pytest.mark.parametrize("slug", [aid["slug"] for aid in api.list_aids()])
def test_every_aid_answers_from_its_small_file(visit, harness, slug: str) -> None:  # type: ignore[no-untyped-def]
    from pipeline.runtime_samples import answer_sets

    page, _ = visit()
    page.evaluate("slug => aids.start(slug)", slug)
    day = api.parse_day("2026-11-20")
    described = json.loads(json.dumps(api.describe(slug, day)))
    for answers in list(answer_sets(described["questions"]))[::5]:
        expected = json.loads(json.dumps(api.evaluate(slug, answers, day)))
        assert evaluate(page, answers, slug) == expected
    assert not [path for path in harness.seen if "/aids-" in path]


def test_every_aid_answers_as_it_does_elsewhere(visit) -> None:  # type: ignore[no-untyped-def]
    from pipeline.runtime_samples import answer_sets

    page, _ = visit()
    assert page.evaluate("aids.list()") == api.list_aids()
    for aid in api.list_aids():
        day = api.parse_day("2026-11-20")
        described = json.loads(json.dumps(api.describe(aid["slug"], day)))
        assert (
            page.evaluate("([slug, day]) => aids.describe(slug, day)", [aid["slug"], "2026-11-20"])
            == described
        )
        for answers in list(answer_sets(described["questions"]))[::10]:
            expected = json.loads(json.dumps(api.evaluate(aid["slug"], answers, day)))
            assert evaluate(page, answers, aid["slug"]) == expected


def test_the_newest_of_many_wins(visit) -> None:  # type: ignore[no-untyped-def]
    page, _ = visit()
    found = page.evaluate(
        """() => Promise.all([1, 2, 3, 4].map((number) => aids.evaluate("confidentiality", {}, `2026-11-0${number}`))
             .concat([aids.evaluate("vrr-deadline", {}, "2026-11-20")]))"""
    )
    assert [each.get("superseded", False) for each in found] == [True, True, True, False, False]
    assert found[3]["today"] == "2026-11-04"
    assert found[4]["slug"] == "vrr-deadline"
    # The same once it is ready, also when the older one is already with the worker.
    found = page.evaluate(
        """() => Promise.all([1, 2, 3].map((number) => aids.evaluate("confidentiality", {}, `2026-11-0${number}`)))"""
    )
    assert [each.get("superseded", False) for each in found] == [True, True, False]


def test_errors_in_answers_are_answers(visit) -> None:  # type: ignore[no-untyped-def]
    page, _ = visit()
    found = evaluate(page, {"no such question": 1})
    assert found["ok"] is False
    assert found["errors"]
    assert evaluate(page, slug="no-such-aid")["ok"] is False
    assert page.evaluate("aids.state") == "ready"


def test_hostile_text_gets_an_answer(visit) -> None:  # type: ignore[no-untyped-def]
    page, _ = visit()
    for text in (
        "\x00",
        "\ud800",
        "<script>alert(1)</script>",
        "\u202e",
        "x" * 1_000_000,
        "\U0001f642" * 1000,
    ):
        found = page.evaluate(
            "([text]) => aids.evaluate('vrr-deadline', {anything: JSON.parse(text)}, '2026-11-20')",
            [json.dumps(text)],
        )
        assert found["ok"] is False
    assert page.evaluate("aids.state") == "ready"


def test_deep_answers_get_an_answer(visit) -> None:  # type: ignore[no-untyped-def]
    page, _ = visit()
    found = page.evaluate(
        """() => { let deep = []; for (let i = 0; i < 3000; i++) deep = [deep];
          return aids.evaluate('vrr-deadline', {anything: deep}, '2026-11-20'); }"""
    )
    assert found.get("ok") is False, found
    assert evaluate(page)["ok"]


def test_stop_forgets(visit) -> None:  # type: ignore[no-untyped-def]
    page, _ = visit()
    assert evaluate(page)["ok"]
    assert page.evaluate("aids.stop(); aids.state") == "idle"
    waiting = page.evaluate(
        "(() => { const one = aids.evaluate('confidentiality', {}); aids.stop(); return one; })()"
    )
    assert waiting == {"superseded": True}
    assert evaluate(page)["ok"]


def test_nothing_is_left_on_the_device_and_nothing_leaves_it(visit, harness) -> None:  # type: ignore[no-untyped-def]
    page, watched = visit()
    before = stored(page)
    assert evaluate(page)["ok"]
    assert stored(page) == before
    assert watched.off_origin() == []
    # Every request is for a file, none carries anything.
    assert all("?" not in path for path in harness.seen)


def test_a_second_visit_asks_only_whether_things_have_changed(visit, harness) -> None:  # type: ignore[no-untyped-def]
    page, _ = visit()
    assert evaluate(page)["ok"]
    harness.seen.clear()
    page.reload()
    page.evaluate(BEGIN)
    assert evaluate(page)["ok"]
    fetched = [path for path in harness.seen if "/runtime/" in path]
    assert fetched == [f"{RUNTIME}/manifest.json"]


@pytest.mark.parametrize(
    ("now", "zone", "day"),
    [
        ("2026-07-01T23:30:00Z", "Europe/London", "2026-07-02"),  # summer time
        ("2026-07-01T23:30:00Z", "Pacific/Auckland", "2026-07-02"),
        ("2026-11-20T00:30:00Z", "America/Los_Angeles", "2026-11-20"),
    ],
)
def test_today_is_londons(visit, now: str, zone: str, day: str) -> None:  # type: ignore[no-untyped-def]
    page, _ = visit(timezone_id=zone)
    assert page.evaluate("(now) => london(new Date(now))", now) == day
