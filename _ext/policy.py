"""Forbid the pages every other host: a policy on each, which browsers enforce.

It holds over http and from disk, where `'self'` is nothing and files are `file:`.
Python in a page (page_python) needs `wasm-unsafe-eval`, and `blob:` for its worker.
Links may lead anywhere.
"""

POLICY = {
    "default-src": "'self' file: data: blob:",
    "script-src": "'self' file: blob: 'unsafe-inline' 'wasm-unsafe-eval'",
    "style-src": "'self' file: 'unsafe-inline'",
    "object-src": "'none'",
    "base-uri": "'self' file:",
    "form-action": "'self' file:",
}
CONTENT = "; ".join(f"{name} {value}" for name, value in POLICY.items())
TAG = f'<meta http-equiv="Content-Security-Policy" content="{CONTENT}" />\n'


def state(app, pagename, templatename, context, doctree):
    """Put the policy at the top of a page, before what it is about."""
    context["metatags"] = TAG + context.get("metatags", "")


def setup(app):
    """Tell Sphinx about this extension."""
    # The base of the page for 404 comes after it.
    app.connect("html-page-context", state, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
