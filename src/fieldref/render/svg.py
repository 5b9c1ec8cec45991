"""SVG 1.1 of a chart: one self-contained picture, readable in black and white."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from fieldref.answer import Answer
from fieldref.answer.blocks import DayMark, Lanes, Mark, Sign
from fieldref.render.interface import DEFAULT_OPTIONS, Format, OutputOptions
from fieldref.render.sanitize import sanitize

_LEFT, _TOP, _ROW, _YEAR, _RIGHT = 110, 80, 24, 16, 24
_STYLE = (
    "text{font:12px sans-serif;fill:#111}.t{font-size:16px;font-weight:bold}.y{fill:#555}"
    "line,path,rect,circle{stroke:#111;stroke-width:1.5;fill:none}.g{stroke:#ddd;stroke-width:1}"
    ".d{stroke-dasharray:4 3}.f{fill:#111}.w{fill:#fff}.p{stroke-width:6;stroke:#bbb}"
)


def render(answer: Answer, _: OutputOptions = DEFAULT_OPTIONS) -> str:
    """Draw the answer's chart; every mark has a title that says what it is."""
    assert answer.chart is not None  # the registry asks first
    return draw_lanes(answer.chart) + "\n"


FORMAT = Format(render)


def draw_lanes(chart: Lanes, style: str = f"<style>{_STYLE}</style>") -> str:
    """Draw the chart as an `svg` element; without a `style`, it takes that of its page."""
    across = _LEFT + (chart.last + 1 - chart.first) * _YEAR + _RIGHT
    down = _TOP + (len(chart.lanes) + 1) * _ROW + 16 * (len(chart.legend) // 4 + 2)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}"'
        f' viewBox="0 0 {across} {down}" role="img">',
        f"<title>{_text(chart.title)}</title>{style}",
        f'<rect class="w" stroke="none" width="{across}" height="{down}"/>',
        f'<text class="t" x="12" y="26">{_text(chart.title)}</text>',
        *_axis(chart),
        *(_day(chart, chart.day) if chart.day else ()),
        *_lanes(chart),
        *_legend(chart),
        "</svg>",
    ]
    return "\n".join(parts)


def _text(text: str) -> str:
    return escape(sanitize(text))


def _across(year: float, chart: Lanes) -> float:
    inside = min(max(year, chart.first), chart.last + 1)
    return round(_LEFT + (inside - chart.first) * _YEAR, 1)


def _axis(chart: Lanes) -> Iterator[str]:
    bottom = _TOP + len(chart.lanes) * _ROW
    for year in range(-(-chart.first // 5) * 5, chart.last + 1, 5):
        x = _across(year, chart)
        yield f'<line class="g" x1="{x}" y1="{_TOP - 8}" x2="{x}" y2="{bottom}"/>'
        yield f'<text class="y" x="{x}" y="{_TOP - 14}" text-anchor="middle">{year}</text>'


def _day(chart: Lanes, day: DayMark) -> Iterator[str]:
    """Draw the line of the day, its words above the years, at the side where there is room."""
    x, bottom = _across(day.at, chart), _TOP + len(chart.lanes) * _ROW
    anchor = "end" if day.at > (chart.first + chart.last) / 2 else "start"
    yield f'<line class="d" x1="{x}" y1="{_TOP - 30}" x2="{x}" y2="{bottom}"/>'
    yield f'<text x="{x}" y="{_TOP - 34}" text-anchor="{anchor}">{_text(day.says)}</text>'


def _lanes(chart: Lanes) -> Iterator[str]:
    for number, lane in enumerate(chart.lanes):
        y = _TOP + number * _ROW + _ROW // 2
        yield f'<text x="12" y="{y + 4}">{_text(lane.label)}</text>'
        for mark in sorted(lane.marks, key=lambda mark: mark.end is None):
            yield f"<g><title>{_text(mark.says)}</title>{_shape(mark, chart, y)}</g>"


def _shape(mark: Mark, chart: Lanes, y: int) -> str:
    x = _across(mark.start, chart)
    if mark.end is not None:
        kind = ' class="p"' if mark.sign == "period" else ""
        return f'<line{kind} x1="{x}" y1="{y}" x2="{_across(mark.end, chart)}" y2="{y}"/>'
    return _point(mark.sign, x, y)


def _point(sign: Sign, x: float, y: float) -> str:
    shapes = {
        "act": f'<line x1="{x}" y1="{y - 7}" x2="{x}" y2="{y + 7}"/>',
        "report": f'<circle class="w" cx="{x}" cy="{y}" r="4.5"/>',
        "rule": f'<circle class="f" cx="{x}" cy="{y}" r="1.5"/>',
        "review": f'<circle class="f" cx="{x}" cy="{y}" r="5"/>',
        "upr": f'<path class="f" d="M{x - 6} {y + 5}L{x} {y - 6}L{x + 6} {y + 5}Z"/>',
        "event": f'<rect class="w" x="{x - 4}" y="{y - 4}" width="8" height="8"/>',
    }
    return shapes.get(sign, f'<line x1="{x - 8}" y1="{y}" x2="{x + 8}" y2="{y}"/>')


def _legend(chart: Lanes) -> Iterator[str]:
    y = _TOP + len(chart.lanes) * _ROW + 24
    x = 24
    for sign, means in chart.legend:
        if x > _LEFT + (chart.last - chart.first) * _YEAR - 120:
            x, y = 24, y + 20
        yield f'{_point(sign, x, y)}<text x="{x + 14}" y="{y + 4}">{_text(means)}</text>'
        x += 34 + 7 * len(means)
