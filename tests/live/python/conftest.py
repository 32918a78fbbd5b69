"""What the tests of Python in a page share: a site, and a page of it."""

import os
import shutil

import pytest
from pages import opened, write_site


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    write_site(folder)
    return folder


@pytest.fixture
def broken(site, tmp_path):
    """A copy of the site, of which files may be replaced."""
    shutil.copytree(site, tmp_path / "site", copy_function=os.link)
    return tmp_path / "site"


@pytest.fixture(scope="module", params=["http", "file"])
def how(request):
    return request.param


@pytest.fixture
def page(browser, how, site):
    with opened(browser, how, site) as page:
        yield page
