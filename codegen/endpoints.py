"""The one call to openapi-python-client: document in, ``rest/`` out. A warning is a failure."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import GeneratorData

from .document import sources
from .failures import first_line
from .parts import reachable
from .shapes import OperationShape, Shapes, all_models, paragraph, unsupported_answer

TEMPLATES: Final = Path(__file__).parent / "templates"
ORIGINALS: Final = TEMPLATES / "originals.json"
# Made by the generator whatever we say; ours take their place.
_UNWANTED: Final = ("client.py", "errors.py", "types.py")


class GenerationError(Exception):
    """The generator refused or warned; each finding a line."""

    def __init__(self, findings: list[str]) -> None:
        super().__init__("\n".join(findings))
        self.findings = findings


def generate(document: dict[str, Any], fragments: Path, target: Path) -> None:
    """Write ``rest/`` for the bundled document into ``target``. Raises GenerationError, ShapeError."""
    config = _config(target)
    whole, document = document, reachable(document)
    data = GeneratorData.from_dict(document, config=config)
    if isinstance(data, GeneratorError):
        raise GenerationError([_line(data)])
    if data.errors:
        # Now, and not with the rest: a schema that could not be read is missing from everything below.
        raise GenerationError([_line(error) for error in data.errors])
    project = Project(openapi=data, config=config, custom_template_path=TEMPLATES)
    shapes = _shapes(document, data, fragments)
    project.env.globals.update(
        shapes=shapes, paragraph=paragraph, all_models=all_models, unsupported_answer=unsupported_answer
    )
    with contextlib.redirect_stdout(io.StringIO()):
        findings = [_line(error) for error in project.build()]
    if findings:
        raise GenerationError(findings)
    for name in _UNWANTED:
        (target / name).unlink()
    _clients(project, data, shapes, document, target / "clients")
    (target / "openapi.json").write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _config(target: Path) -> Config:
    return Config.from_sources(
        ConfigFile(post_hooks=[], use_path_prefixes_for_title_model_names=False),
        MetaType.NONE,
        document_source=Path("openapi.json"),
        file_encoding="utf-8",
        overwrite=True,
        output_path=target,
    )


def _shapes(document: dict[str, Any], data: GeneratorData, fragments: Path) -> Shapes:
    modules = {str(it.class_info.name): str(it.class_info.module_name) for it in [*data.models, *data.enums]}
    renamed = sorted(name for name in document["components"]["schemas"] if name not in modules)
    if renamed:
        raise GenerationError(
            [f"schema {name}: has no class: it is no object or enum, or its name is not PascalCase" for name in renamed]
        )
    shapes = Shapes(document, modules, sources(fragments))
    shapes.models_by_name = {str(model.class_info.name): model for model in data.models}
    return shapes


def _clients(project: Project, data: GeneratorData, shapes: Shapes, document: dict[str, Any], target: Path) -> None:
    """The sub-client classes, both colours of a tag in one module, and the facade over them."""
    target.mkdir()
    template = project.env.get_template("client_module.py.jinja")
    tags = {tag["name"]: tag for tag in document["tags"]}
    listed = [tag for tag in tags.values() if tag["name"] in data.endpoint_collections_by_tag]
    for tag in listed:
        collection = data.endpoint_collections_by_tag[tag["name"]]
        methods = _methods([shapes.operation(endpoint) for endpoint in collection.endpoints])
        text = template.render(tag=tag, methods=methods)
        (target / f"{tag['name']}.py").write_text(text, encoding="utf-8")
    for name in ("rest", "__init__"):
        text = project.env.get_template(f"clients_{name.strip('_')}.py.jinja").render(tags=listed)
        (target / f"{name}.py").write_text(text, encoding="utf-8")


def _methods(operations: list[OperationShape]) -> list[list[OperationShape]]:
    """Operations by sub-client method: one each, or the demo and the real one. Pairs must look alike to callers."""
    by_method: dict[str, list[OperationShape]] = {}
    for operation in operations:
        by_method.setdefault(operation.method, []).append(operation)
    for name, pair in by_method.items():
        pair.sort(key=lambda it: it.mode or "")
        looks = {(it.returns, tuple(f.argument for f in it.fields)) for it in pair}
        if len(looks) > 1:
            raise GenerationError([f"{name}: demo and real differ in arguments or answer"])
        if len({it.retry for it in pair}) > 1:
            raise GenerationError([f"{name}: demo and real differ in x-retry"])
    return list(by_method.values())


def _line(error: GeneratorError) -> str:
    return ": ".join(first_line(part).rstrip(":") for part in (error.header, error.detail) if part)


def original_hashes() -> dict[str, str]:
    """The generator's own version of each template that ours stands in for, as a hash."""
    theirs = files("openapi_python_client") / "templates"
    hashes = {"openapi-python-client": version("openapi-python-client")}
    for path in sorted(TEMPLATES.glob("*.jinja")):
        original = theirs / path.name
        if original.is_file():
            hashes[path.name] = hashlib.sha256(original.read_bytes()).hexdigest()
    return hashes


def changed_originals() -> list[str]:
    """Templates whose original is not the one ours was written against: look at what changed, then record it anew."""
    recorded = json.loads(ORIGINALS.read_text(encoding="utf-8")) if ORIGINALS.is_file() else {}
    now = original_hashes()
    return [
        f"{'codegen/templates/' * name.endswith('.jinja')}{name}: the generator's original changed since ours was "
        "written; compare, then `.venv/bin/python -m codegen originals`"
        for name in sorted(recorded.keys() | now.keys())
        if recorded.get(name) != now.get(name)
    ]


def record_originals() -> None:
    ORIGINALS.write_text(json.dumps(original_hashes(), indent=1) + "\n", encoding="utf-8")
