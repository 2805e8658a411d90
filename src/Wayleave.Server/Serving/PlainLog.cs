using Wayleave.Protocol.Relay;
using Wayleave.Server.Destinations;
using Wayleave.Server.Relaying;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Serving;

/// <summary>Log lines, plainly.</summary>
internal sealed class PlainLog(TextWriter log) : IGatewayObserver
{
    public void Opened(LiveTunnel tunnel) => log.WriteLine($"open {tunnel.Info.Id} {tunnel.Info.Route} {tunnel.Info.Path} {tunnel.Info.Client} -> {tunnel.Info.Destination}");

    public void Closed(LiveTunnel tunnel, RelayEnding ending) =>
        log.WriteLine($"closed {tunnel.Info.Id} by {ending.By}: {ending.Why} {ending.Code} {ending.Reason} {tunnel.Tunnel.Count()}");

    public void Refused(UpgradeAttempt attempt) => log.WriteLine(attempt.ToString());

    public void Answered(string? route, int status, string? error, TimeSpan elapsed)
    {
        if (error is not null)
            log.WriteLine($"{route} {status} {error}");
    }

    public void Changed(DestinationChange change) => log.WriteLine($"{change.Destination} {change.Kind}: {change.Why}");

    public void Notice(GatewayNotice notice) => log.WriteLine(notice.Text);
}
