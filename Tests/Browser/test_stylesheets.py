"""The stylesheets keep their own rules: raw colours in tokens.css alone, both dark blocks equal, every name they use defined."""

import pathlib
import re

import pytest

ASSETS = pathlib.Path(__file__).resolve().parents[2] / "Sources" / "Web" / "Assets"
SHEETS = {path.name: re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S) for path in ASSETS.glob("*.css")}
ICONS = (ASSETS / "icons.svg").read_text(encoding="utf-8")


def test_dark_is_stated_twice_alike():
    blocks = re.findall(r"\{([^{}]*color-scheme: dark;[^{}]*)\}", SHEETS["tokens.css"])
    assert len(blocks) == 2
    assert blocks[0].split() == blocks[1].split()


@pytest.mark.parametrize("name", sorted(set(SHEETS) - {"tokens.css"}))
def test_raw_colours_are_tokens(name):
    assert SHEETS[name].count("{") == SHEETS[name].count("}") > 0
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|\b(?:rgb|hsl|oklch)a?\(", SHEETS[name])


def test_every_token_in_use_is_defined():
    everything = "".join(SHEETS.values())
    used = set(re.findall(r"var\((--yk-[\w-]+)", everything + ICONS))
    defined = set(re.findall(r"(--yk-[\w-]+)\s*:", SHEETS["tokens.css"]))
    assert used and used <= defined, used - defined


def test_holds_under_a_strict_policy():
    for name, sheet in SHEETS.items():
        assert "url(" not in sheet and "@import" not in sheet, name
    assert "<style" not in ICONS and "style=" not in ICONS and "<script" not in ICONS


def test_icons_have_names_of_their_own():
    names = re.findall(r'<symbol id="([\w-]+)"', ICONS)
    assert len(names) == len(set(names)) > 20
    assert {"mark", "seal", "l-ok", "l-warn", "l-bad", "l-white", "l-grey"} <= set(names)
