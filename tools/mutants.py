"""Asks whether the tests of a package notice when its code is wrong, one small fault at a time.

python tools/mutants.py --seed 8 --count 160    (with the interpreter of .venv)

Each mutant is the package with one fault: a comparison that takes or leaves its edge, + for -, a
number one off, `and` for `or`, a condition turned round, a sorting key, default or returned value
left out. It runs tests/PACKAGE on each and lists those that live. The faults are those that a
slip of the hand makes, and the sample is the same for the same seed and code.
"""

import argparse
import ast
import copy
import importlib.abc
import importlib.util
import os
import random
import resource
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 30  # of processor time: a loop that a mutant made endless is a mutant noticed
BYTES = 4 << 30

COMPARISONS = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt), ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
ARITHMETIC = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult, ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
SORTERS = {"sorted", "sort", "max", "min", "groupby"}


class Mutant(NamedTuple):
    """A module with one fault: where it is, what it was and became, the whole source."""

    path: Path
    line: int
    before: str
    after: str
    source: str


def faults_of(node: ast.AST) -> Iterator[ast.AST]:
    """What `node` might have been by a slip."""
    yield from FAULTS.get(type(node), lambda _: ())(node)


def _other_comparisons(node: ast.Compare) -> Iterator[ast.AST]:
    if len(node.ops) == 1:
        for other in COMPARISONS[type(node.ops[0])]:
            yield ast.Compare(node.left, [other()], node.comparators)


def _other_arithmetic(node: ast.BinOp) -> Iterator[ast.AST]:
    if type(node.op) in ARITHMETIC:
        yield ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)


def _and_for_or(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)


def _without_sign(node: ast.UnaryOp) -> Iterator[ast.AST]:
    yield node.operand


def _other_constants(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)


def _other_way_round(node: ast.IfExp) -> Iterator[ast.AST]:
    yield ast.IfExp(node.test, node.orelse, node.body)


def _turned_round(node: ast.If | ast.While) -> Iterator[ast.AST]:
    yield type(node)(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)


def _nothing_returned(node: ast.Return) -> Iterator[ast.AST]:
    if node.value and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield ast.Return(ast.Constant(None))


def _other_sorting(call: ast.Call) -> Iterator[ast.AST]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name in SORTERS:
        yield from _without_key(call, name)


def _without_key(call: ast.Call, name: str) -> Iterator[ast.AST]:
    """Calls that sort, without the key or by the parts of it; min for max."""
    for keyword in call.keywords:
        if keyword.arg == "key":
            yield ast.Call(call.func, call.args, [k for k in call.keywords if k is not keyword])
            yield from _shorter_keys(call, keyword)
    if name == "sorted":
        yield ast.Call(ast.Name("list", ast.Load()), call.args, [])
    if name in ("max", "min") and isinstance(call.func, ast.Name):
        yield ast.Call(
            ast.Name("min" if name == "max" else "max", ast.Load()), call.args, call.keywords
        )


def _shorter_keys(call: ast.Call, keyword: ast.keyword) -> Iterator[ast.AST]:
    match keyword.value:
        case ast.Lambda(args=args, body=ast.Tuple(elts=parts)):
            for left_out in parts:
                body = ast.Tuple([part for part in parts if part is not left_out], ast.Load())
                key = ast.keyword("key", ast.Lambda(args, body))
                yield ast.Call(call.func, call.args, [key])


def _other_defaults(node: ast.arguments) -> Iterator[ast.AST]:
    for number, default in enumerate(node.defaults):
        match default:
            case ast.Constant(value=bool() | int()):
                continue  # a constant like any other
            case ast.Constant(value=str(value)):
                other: ast.expr = ast.Constant(value + "?")
            case _:
                other = ast.Constant(None)
        if ast.dump(other) != ast.dump(default):
            changed = copy.copy(node)
            changed.defaults = [*node.defaults[:number], other, *node.defaults[number + 1 :]]
            yield changed


FAULTS = {
    ast.Compare: _other_comparisons, ast.BinOp: _other_arithmetic, ast.BoolOp: _and_for_or,
    ast.UnaryOp: _without_sign, ast.Constant: _other_constants, ast.IfExp: _other_way_round,
    ast.If: _turned_round, ast.While: _turned_round, ast.Return: _nothing_returned,
    ast.Call: _other_sorting, ast.arguments: _other_defaults,
}  # fmt: skip


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every module with one fault that this one gives."""
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    for parent, name, index, node in list(_places(tree)):
        for fault in faults_of(node):
            _put(parent, name, index, ast.fix_missing_locations(ast.copy_location(fault, node)))
            line = getattr(node, "lineno", getattr(parent, "lineno", 0))
            yield Mutant(path, line, _short(node), _short(fault), ast.unparse(tree))
            _put(parent, name, index, node)


def _places(node: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Each node that runs, with where it hangs: types and what is asserted are passed over."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns") or isinstance(node, ast.Assert):
            continue
        if isinstance(node, ast.Subscript) and getattr(node.value, "id", "") == "Literal":
            continue
        children = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, child in children:
            if isinstance(child, ast.AST):
                yield node, name, index, child
                yield from _places(child)


def _put(parent: ast.AST, name: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(parent, name, node)
    else:
        getattr(parent, name)[index] = node


def _short(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split("\n")[0].split())


class MutantFinder(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Gives the mutant in place of its module."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant
        self.name = ".".join(mutant.path.relative_to(ROOT / "src").with_suffix("").parts)

    def find_spec(self, name, path, target=None):  # noqa: ARG002
        if name != self.name:
            return None
        return importlib.util.spec_from_loader(name, self, origin=str(self.mutant.path))

    def get_source(self, name: str) -> str:  # noqa: ARG002
        return self.mutant.source


def quickest_first(files: list[Path]) -> list[str]:
    """The files of tests by the time that each takes; all have to pass on the code as it is."""
    seconds: dict[str, float] = {}
    for file in files:
        began = time.monotonic()
        if is_noticed(None, [str(file)]):
            raise SystemExit(f"{file} fails without any fault: mend that first")
        seconds[str(file)] = time.monotonic() - began
    return sorted(seconds, key=seconds.__getitem__)


def is_noticed(mutant: Mutant | None, tests: list[str]) -> bool:
    """Whether the tests fail on the mutant, in a process that has the libraries loaded."""
    child = os.fork()
    if child == 0:
        os._exit(_run(mutant, tests))
    status = os.waitpid(child, 0)[1]
    code = os.waitstatus_to_exitcode(status)
    if code > 2:
        raise SystemExit(f"pytest could not run {', '.join(tests)}: exit code {code}")
    return code != 0


def _run(mutant: Mutant | None, tests: list[str]) -> int:
    import pytest

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    if mutant:
        sys.meta_path.insert(0, MutantFinder(mutant))
    words = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]
    return int(pytest.main(words))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--count", type=int, default=160)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--package", default="rules", help="of src/fieldref and of tests")
    asked = parser.parse_args()
    started = time.monotonic()

    os.chdir(ROOT)
    import hypothesis  # noqa: F401  loaded once, for every fork
    import pytest  # noqa: F401
    import yaml  # noqa: F401

    paths = sorted((ROOT / "src/fieldref" / asked.package).rglob("*.py"))
    every = [mutant for path in paths for mutant in mutants_of(path)]
    sample = random.Random(asked.seed).sample(every, min(asked.count, len(every)))
    tests = quickest_first(sorted(Path("tests", asked.package).rglob("test_*.py")))
    count = 0
    with ThreadPoolExecutor(asked.jobs) as pool:
        for mutant, noticed in zip(
            sample, pool.map(lambda mutant: is_noticed(mutant, tests), sample), strict=True
        ):
            count += noticed
            if not noticed:
                where = f"{mutant.path.relative_to(ROOT)}:{mutant.line}"
                print(f"lives  {where}  {mutant.before}  ->  {mutant.after}", flush=True)
    print(
        f"{count} of {len(sample)} noticed, from {len(every)} possible;"
        f" seed {asked.seed}, {time.monotonic() - started:.0f} s"
    )


if __name__ == "__main__":
    main()
