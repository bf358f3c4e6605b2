"""What every request must pass and every answer carry.

The server is the reader's own and answers on their machine only, but a page in
another tab can still send requests to it; so the Host header must be ours (no
DNS rebinding), a POST must come from our own pages, and an answer may load
nothing from elsewhere.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def init_app(app: Flask, hosts: tuple[str, ...]) -> None:
    """Check each request of `app` and dress each answer. `hosts` are the names it answers to."""
    app.config["TRUSTED_HOSTS"] = list(hosts)
    app.before_request(refuse_cross_origin)
    app.after_request(dress)


def refuse_cross_origin() -> None:
    """403 for a request that changes something and comes from another site's page."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None and site not in ("same-origin", "none"):
        abort(403)
    if origin is not None and urlsplit(origin).netloc != request.host:
        abort(403)


def dress(response: Response) -> Response:
    """Add the security headers; a page of a private library is not kept by any cache."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
