"""The real Streamlit server (`streamlit-server`) with a script of its own: this very file, run again by Streamlit for each visitor."""
import sys
import types


def script():
    import streamlit as st
    name = st.text_input("name", "you")
    st.write(f"Hello {name}")


def main():
    # No Debian package has pyarrow. Streamlit asks for three of its types when it is imported, and for more only to show tables.
    arrow = types.ModuleType("pyarrow")
    arrow.__version__ = "0"  # too old for pandas to use it
    for kind in ("Table", "Array", "ChunkedArray"):
        setattr(arrow, kind, type(kind, (), {}))
    sys.modules["pyarrow"] = arrow

    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    from streamlit import config
    from streamlit.web import bootstrap
    from streamlit.web.server import server
    bootstrap._install_pages_watcher = lambda *_: None  # the wheel's own is written for a browser's event loop
    begin = server.Server.start

    async def start(self):
        await begin(self)
        print(f"streamlit-server={port}", "ready", sep="\n", flush=True)

    server.Server.start = start
    options = {"server.headless": True, "server.port": port, "server.address": "127.0.0.1", "server.fileWatcherType": "none",
               "global.developmentMode": False, "browser.gatherUsageStats": False}
    bootstrap.load_config_options({key.replace(".", "_"): value for key, value in options.items()})
    bootstrap.run(__file__, False, [], options)


if "streamlit.runtime" in sys.modules and sys.modules["streamlit.runtime"].exists():
    script()
elif __name__ == "__main__":
    main()
