"""What follows from the one setting `repository.url`: addresses and buttons.

While it is empty, no page points at a repository or at a published site. A site that is
not where GitHub publishes it has its address in `html.baseurl`.
"""

import re

from sphinx.errors import ConfigError

REPOSITORY = re.compile(r"https://github\.com/([\w-]+)/([\w.-]+?)(?:\.git)?/?")
BUTTONS = {
    "use_edit_page_button": True,
    "launch_buttons": {
        "notebook_interface": "jupyterlab",
        "binderhub_url": "https://mybinder.org",
        "colab_url": "https://colab.research.google.com",
    },
}


def parts(url):
    """Return the owner and the name of a repository."""
    if not (match := REPOSITORY.fullmatch(url)):
        raise ConfigError(
            f"repository.url in _config.yml is {url!r}, "
            "not like https://github.com/owner/name"
        )
    return match.groups()


def site_of(url):
    """Return where GitHub publishes the pages of a repository."""
    owner, name = parts(url)
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def base_of(given, url):
    """Return the address of the published book, or nothing: the one that is given, or
    else that of the pages of its repository, if it has one.
    """
    address = given or (site_of(url) if url else "")
    return address.rstrip("/") + "/" if address else ""


def settle(app, config):
    """Set what the theme and the other extensions go by."""
    options = config.html_theme_options
    if url := options["repository_url"]:
        options.update(
            BUTTONS, repository_url="https://github.com/" + "/".join(parts(url))
        )
    config.html_baseurl = base_of(config.html_baseurl, url)


def setup(app):
    """Tell Sphinx about this extension."""
    app.connect("config-inited", settle)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
