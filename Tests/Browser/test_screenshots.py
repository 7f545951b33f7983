"""Pictures of every page for people to look at, in var/screenshots: two widths, light, dark and printed."""

import pytest
from visitor import ACCOUNT, IMPORT, MISSING_PAGE, SIGN_IN, importer, provoke_error, sign_in


def name(path):
    return path.partition("?")[0].strip("/").replace("/", "-") or "home"


def take(page, folder, path, look):
    picture = page.screenshot(path=folder / f"{name(path)}-{look}.png", full_page=True)
    assert len(picture) > 5000, f"the picture of {path} is blank"


@pytest.mark.parametrize("look", ["390-light", "390-dark", "1280-light", "1280-dark", "1280-print"])
def test_public_pages(site, open_page, screenshots, look):
    page = open_page(width=int(look.split("-")[0]), dark=look.endswith("dark"))
    if look.endswith("print"):
        page.emulate_media(media="print")
    taken = 0
    for path in site.pages(20) + [SIGN_IN, MISSING_PAGE]:
        page.goto(path)
        take(page, screenshots, path, look)
        taken += 1
    assert taken > 2, "no page to take a picture of"


@pytest.mark.parametrize("look", ["390-light", "1280-light", "1280-dark"])
def test_signed_in_pages(people, open_page, screenshots, look):
    page = open_page(width=int(look.split("-")[0]), dark=look.endswith("dark"))
    sign_in(page, *importer(people))
    for path in (ACCOUNT, IMPORT):
        assert page.goto(path).status == 200
        take(page, screenshots, path, look)
    provoke_error(page)
    take(page, screenshots, IMPORT + "/error", look)
