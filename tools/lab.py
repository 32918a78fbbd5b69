"""Open the chapters in JupyterLab, with answers sent to the browser at once.

python tools/lab.py [options of JupyterLab]

By itself Jupyter's server lets the network gather small messages: an answer waits
until the browser has acknowledged the message before it, which takes 40 ms or more.
Whoever moves a slider feels that.
"""

import sys

from jupyter_server.services.kernels.connection.channels import (
    ZMQChannelsWebsocketConnection,
)
from jupyterlab.labapp import LabApp


class PromptConnection(ZMQChannelsWebsocketConnection):
    """A notebook's connection to its kernel on which no message waits for others."""

    async def connect(self):
        """Connect to the kernel."""
        self.websocket_handler.set_nodelay(True)
        return await super().connect()


CHAPTERS = ["--LabApp.default_url=/lab/tree/chapters"]
CONNECTION = "--ServerApp.kernel_websocket_connection_class=lab.PromptConnection"

if __name__ == "__main__":
    LabApp.launch_instance([CONNECTION, *(sys.argv[1:] or CHAPTERS)])
