using Wayleave.Rules.Config;
using Wayleave.Rules.Config.Commands;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Procfile;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.Commands;

public sealed class ServerAppsTests
{
    [Theory]
    [InlineData("uvicorn app:app", 20)]
    [InlineData("uvicorn app:app --ws-ping-interval 7.5", 7.5)]
    [InlineData("uvicorn app:app --ws-ping-interval=300", 300)]
    [InlineData("UVICORN_WS_PING_INTERVAL=300 uvicorn app:app", 300)]
    [InlineData("uvicorn app:app --ws websockets-sansio", 20)]
    [InlineData("gunicorn app:app -k uvicorn.workers.UvicornWorker", 20)]
    [InlineData("gunicorn app:app --worker-class=uvicorn_worker.UvicornWorker -b :9000", 20)]
    [InlineData("daphne -p 8001 app.asgi:application", 20)]
    [InlineData("python -m daphne --ping-interval 600 app.asgi:application", 600)]
    [InlineData("hypercorn app:app", -0.001)]
    [InlineData("hypercorn app:app --websocket-ping-interval 15", 15)]
    [InlineData("bokeh serve app.py", 37)]
    [InlineData("panel serve app.py --keep-alive 10000", 10)]
    [InlineData("panel serve app.py --keep-alive 0", -0.001)]
    [InlineData("streamlit run app.py --server.websocketPingInterval 45", 45)]
    public void A_command_line_says_how_often_the_app_pings(string command, double seconds) =>
        Only(command)!.PingInterval!.Value.TotalSeconds.ShouldBe(seconds);

    [Theory]
    [InlineData("uvicorn app:app", 8000)]
    [InlineData("uvicorn app:app --port 9000", 9000)]
    [InlineData("gunicorn app:app -k uvicorn.workers.UvicornWorker --bind 0.0.0.0:9000", 9000)]
    [InlineData("daphne --port=8001 app.asgi:application", 8001)]
    [InlineData("hypercorn app:app -b 127.0.0.1:5000", 5000)]
    [InlineData("panel serve app.py --port 5100", 5100)]
    public void A_command_line_says_where_the_app_listens(string command, int port) => Only(command)!.Port!.Value.ShouldBe(port);

    [Theory]
    [InlineData("uvicorn app:app --ws wsproto")]
    [InlineData("uvicorn app:app --ws-ping-interval $PING")]
    [InlineData("hypercorn -c hypercorn.toml app:app")]
    public void What_is_not_known_of_pings_stays_so(string command) => Only(command)!.PingInterval.ShouldBeNull();

    [Theory]
    [InlineData("uvicorn app:app --uds /run/app.sock")]
    [InlineData("uvicorn app:app --port $PORT")]
    [InlineData("gunicorn app:app -k uvicorn.workers.UvicornWorker -c conf.py")]
    [InlineData("daphne -u /run/app.sock app.asgi:application")]
    public void What_is_not_known_of_the_port_stays_so(string command) => Only(command)!.Port.ShouldBeNull();

    [Theory]
    [InlineData("gunicorn app:app")]
    [InlineData("gunicorn app:app -k app.workers.Patient")]
    [InlineData("bokeh info")]
    [InlineData("node server.js")]
    public void A_server_that_nobody_knows_tells_nothing(string command) => Only(command).ShouldBeNull();

    private static AppFacts? Only(string command)
    {
        var source = new SourceText("Procfile", "web: " + command + "\n");
        return ServerApps.Of([new ProcfileKind().Read(source, new ReadContext())]).SingleOrDefault();
    }
}
