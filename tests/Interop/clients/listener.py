"""An application's endpoint, as the published samples have one: Flask, which fetches inside the callback."""

import queue
import threading

from flask import Flask, request
from werkzeug.serving import make_server


class Listener:
    """Listens at a port from the system and keeps what each fetch inside a callback gave."""

    def __init__(self):
        self.fetch = lambda subscription: None
        self._fetched = queue.Queue()
        app = Flask(__name__)
        app.add_url_rule("/notified", "notified", self._notified)
        self._server = make_server("127.0.0.1", 0, app, threaded=True)
        self.url = f"http://127.0.0.1:{self._server.port}/notified"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _notified(self):
        assert request.args["eventType"] == "PRESENCE_NOTIFICATION", request.args
        self._fetched.put(self.fetch(int(request.args["id"])))
        return ""

    def wait_until(self, wished):
        """Takes notifications until one fetched what is wished."""
        while True:
            fetched = self._fetched.get(timeout=120)
            if fetched == wished:
                return
