"""Writes a bill of materials: all packages and files of others that okrsite ships or runs on.

`make sbom` writes dist/okrsite.cdx.json (CycloneDX 1.6). The same checkout gives the same bytes:
the serial number is made from the content, and there is no time in it.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parent.parent
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\;]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill() -> Bom:
    """The whole bill."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bom = Bom(components=[*packages(), *files()])
    bom.metadata.timestamp = None  # type: ignore[assignment]
    bom.metadata.component = Component(
        name=project["name"],
        version=project["version"],
        type=ComponentType.APPLICATION,
        licenses=[DisjunctiveLicense(id=project["license"])],
        bom_ref="okrsite",
    )
    bom.register_dependency(bom.metadata.component, bom.components)
    told = "\n".join(sorted(f"{each.bom_ref}" for each in bom.components))
    bom.serial_number = uuid5(NAMESPACE_URL, f"okrsite {project['version']}\n{told}")
    return bom


def packages() -> Iterator[Component]:
    """What okrsite runs on, as it is locked."""
    text = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    found = [*_PIN.finditer(text)]
    for pin, after in zip(found, [*found[1:], None], strict=True):
        name, version = pin.groups()
        block = text[pin.end() : after.start() if after else None]
        yield Component(
            name=name,
            version=version,
            type=ComponentType.LIBRARY,
            purl=PackageURL("pypi", name=name.lower(), version=version),
            licenses=[DisjunctiveLicense(name=_licence(name))],
            # Of each file that the version was published as; any of them may be installed.
            properties=_hashes(_HASH.findall(block)),
            bom_ref=f"pkg:pypi/{name.lower()}@{version}",
        )


def _hashes(hashes: list[str]) -> list[Property]:
    return [Property(name="okrsite:sha256", value=each) for each in sorted(hashes)]


def _licence(name: str) -> str:
    told = metadata(name).json
    kinds = [line for line in told.get("classifier", ()) if line.startswith("License ::")]
    named = told.get("license_expression") or (kinds[0].rpartition(" :: ")[2] if kinds else None)
    return str(named or told.get("license") or "unknown").splitlines()[0]


def files() -> Iterator[Component]:
    """Files of others that themes bring along, each with the checksum that the tests hold."""
    for listed in sorted(ROOT.glob("themes/*/VENDORED.toml")):
        for each in tomllib.loads(listed.read_text(encoding="utf-8"))["file"]:
            path = (listed.parent / each["path"]).relative_to(ROOT).as_posix()
            yield Component(
                name=path,
                version=each["version"],
                type=ComponentType.FILE,
                description=f"{each['name']}; from {each['source']}",
                licenses=[DisjunctiveLicense(id=each["licence"])],
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each["sha256"])],
                bom_ref=f"{path}@{each['sha256'][:16]}",
            )


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"{JsonV1Dot6(bill()).output_as_string(indent=2)}\n", encoding="utf-8")
