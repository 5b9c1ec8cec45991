"""The baseline: a Typer and Rich program that prints one table of twenty rows."""

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def main(rows: int = 20) -> None:
    table = Table(title="Twenty rows")
    for name in ("Number", "Square", "Cube"):
        table.add_column(name)
    for number in range(rows):
        table.add_row(str(number), str(number**2), str(number**3))
    Console().print(table)


if __name__ == "__main__":
    app()
