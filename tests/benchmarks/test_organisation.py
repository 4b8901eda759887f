from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.measure.organisation import Organisation, organisation
from benchmarks.peers.peer import itself
from tests.sites import run


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Organisation:
    """A small one."""
    return organisation(tmp_path_factory.mktemp("measured") / "one", 40, 4, itself())


def texts(root: Path) -> dict[str, str]:
    """The text of every document, by path."""
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*.*"))
    }


def test_every_peer_gets_the_same_organisation(here: Organisation, tmp_path: Path) -> None:
    """A ratio of two programs that read different files says nothing."""
    other = organisation(tmp_path / "other", 40, 4, itself())
    assert texts(other.root / "content") == texts(here.root / "content")
    assert other.objective == here.objective


def test_it_has_no_errors_and_rolls_up(here: Organisation) -> None:
    """Programs that stop at a fault are not measured at their work."""
    done = run("check", str(here.root), "--format", "json")
    assert done.exit_code == 0
    assert "aligned: mean" in "".join(texts(here.root / "content").values())
    assert "score:" in "".join(texts(here.root / "content").values())


@pytest.mark.parametrize("objectives", [1, 12])
def test_any_size_is_without_errors(objectives: int, tmp_path: Path) -> None:
    """Also one that fills its last team by half."""
    where = organisation(tmp_path / "one", objectives, 2, itself())
    assert run("check", str(where.root)).exit_code == 0


def test_a_change_is_of_one_document_and_shows_on_its_objective(here: Organisation) -> None:
    """Each edit is another: a cache that knows the last one is of no help."""
    before = texts(here.root / "content")
    notes = [here.change(number) for number in (1, 2)]
    after = texts(here.root / "content")
    changed = [path for path in before if before[path] != after[path]]
    assert changed == [here.document.relative_to(here.root / "content").as_posix()]
    assert notes[0] != notes[1]
    assert run("build", str(here.root)).exit_code == 0
    page = here.root / "site" / "objectives" / here.objective / "index.html"
    assert notes[1] in page.read_text(encoding="utf-8")


def test_a_clean_build_begins_with_the_content_alone(tmp_path: Path) -> None:
    """What a program keeps from one build to the next is gone."""
    peer = itself()
    where = organisation(tmp_path / "one", 10, 2, peer)
    assert run("build", str(where.root)).exit_code == 0
    peer.clean(where.root)
    assert [path.name for path in where.root.iterdir()] == ["content"]


def test_what_a_program_made_in_a_folder_of_its_own_is_put_aside(tmp_path: Path) -> None:
    """Each time: nothing is deleted before the comparison ends."""
    peer = replace(itself(), made=("theirs/public", "site", "never"))
    for _ in range(2):
        for name in ("one/theirs/public/a", "one/site/a"):
            (tmp_path / name).mkdir(parents=True)
        peer.clean(tmp_path / "one")
        assert [path.name for path in (tmp_path / "one").rglob("*")] == ["theirs"]
    assert len([*tmp_path.glob("old-*/*/a")]) == 4


def test_half_of_the_check_ins_are_documents(tmp_path: Path) -> None:
    """With one there would be none to change."""
    with pytest.raises(ValueError, match="two check-ins"):
        organisation(tmp_path / "one", 10, 1, itself())
