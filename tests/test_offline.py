"""The whole journey with the network cut off: in a network namespace that holds nothing but loopback."""

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

SCRIPT = """
import subprocess, sys, time, urllib.request, json, os
subprocess.run(["ip", "link", "set", "lo", "up"], check=False)
import socket
try:
    socket.create_connection(("192.0.2.1", 80), timeout=2)
    sys.exit("the network is not cut off")
except OSError:
    pass
done = subprocess.run([sys.executable, "-m", "webapp.cli", "translate", "-", "--to", "ru", "--layout", "translation"],
                      input=b"The harvest was sold at the market.", capture_output=True)
assert done.returncode == 0 and done.stdout.strip(), done.stderr
server = subprocess.Popen([sys.executable, "-m", "webapp.cli", "serve", "--port", "5731"], stderr=subprocess.DEVNULL)
try:
    for _ in range(100):
        try:
            page = urllib.request.urlopen("http://127.0.0.1:5731/", timeout=5).read().decode()
            break
        except OSError:
            time.sleep(0.1)
    assert "In Xinjiang" in page
    request = urllib.request.Request("http://127.0.0.1:5731/articles", data=b"text=The+harvest+was+sold+at+the+market.&language=kk",
                                     headers={"Origin": "http://127.0.0.1:5731"})
    answer = urllib.request.urlopen(request, timeout=30)
    place = answer.url
    events = urllib.request.urlopen(place + "/events", timeout=60).read().decode()
    assert "event: done" in events, events
    exported = urllib.request.urlopen(place.replace("/read/", "/export/") + ".txt", timeout=30).read()
    assert exported.strip()
finally:
    server.terminate()
    server.wait()
print("the whole journey")
"""


def namespaces() -> bool:
    """Whether this machine lets us cut a process off from the network."""
    if not shutil.which("unshare") or not shutil.which("ip"):
        return False
    return subprocess.run(["unshare", "--net", "--map-root-user", "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not namespaces(), reason="this machine allows no network namespace (unshare --net)")
def test_command_line_and_server_without_a_network(tmp_path: Path) -> None:
    environment = {**os.environ, "HOME": str(tmp_path), "OQYRMAN_DATA": str(tmp_path / "data"), "OQYRMAN_BEAM": "1"}
    done = subprocess.run(
        ["unshare", "--net", "--map-root-user", sys.executable, "-c", textwrap.dedent(SCRIPT)],
        capture_output=True,
        text=True,
        timeout=300,
        env=environment,
        cwd=Path(__file__).parent.parent,
        check=False,
    )
    assert done.returncode == 0 and "the whole journey" in done.stdout, done.stderr[-3000:]
