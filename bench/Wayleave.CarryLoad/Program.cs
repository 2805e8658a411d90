using System.Globalization;
using Wayleave.CarryLoad;

// What carry.sh measures carried sockets with: an app that echoes, and pages that wait for their echo. HOW is plain (an ordinary WebSocket), websocket,
// stream, sse or poll. It speaks for itself what the page's script speaks.
static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

switch (args)
{
    case ["app", var port]:
        await EchoApp.RunAsync(Number(port)).ConfigureAwait(false);
        return 0;
    case ["load", var ways, var port, var bytes, var connections, var slices, var process]:
        await Runs.LoadAsync(ways.Split(','), Number(port), Number(bytes), Number(connections), Number(slices), Number(process)).ConfigureAwait(false);
        return 0;
    case ["latency", var how, var port, var bytes, var count]:
        await Runs.LatencyAsync(how, Number(port), Number(bytes), Number(count)).ConfigureAwait(false);
        return 0;
    case ["idle", var how, var port, var connections]:
        await Runs.IdleAsync(how, Number(port), Number(connections)).ConfigureAwait(false);
        return 0;
    default:
        await Console.Error.WriteLineAsync(
            "usage: app PORT | load HOW,HOW PORT BYTES CONNECTIONS SLICES PROCESS | latency HOW PORT BYTES COUNT | idle HOW PORT CONNECTIONS").ConfigureAwait(false);
        return 2;
}
