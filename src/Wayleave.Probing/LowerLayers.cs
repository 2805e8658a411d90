using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Wayleave.Probing.Dialling;
using Wayleave.Probing.Http;
using Wayleave.Probing.Names;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing;

/// <summary>The probes beneath HTTP: the name, TCP on every address, TLS with and without SNI.</summary>
/// <param name="context">The run.</param>
/// <param name="route">The way.</param>
/// <param name="dialler">Opens connections.</param>
internal sealed class LowerLayers(RunContext context, ProbeRoute route, Dialler dialler)
{
    private const int MaxAddresses = 8;
    private readonly TaskCompletionSource<string?> _alpn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether any address has taken a TCP connection so far.</summary>
    public bool Connected { get; private set; }

    /// <summary>Whether ALPN chose HTTP/2 where it was offered; waits for that, and no longer than <paramref name="deadline"/>.</summary>
    public async Task<bool> ChoseHttp2Async(CancellationToken deadline)
    {
        await ((Task)_alpn.Task).WaitAsync(deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _alpn.Task.IsCompletedSuccessfully && await _alpn.Task == "h2";
    }

    /// <summary>Looks the route's host up; a literal address needs no probe.</summary>
    /// <returns>The addresses; empty if there are none.</returns>
    public async Task<ImmutableArray<IPAddress>> ResolveAsync(SystemNames names, CancellationToken deadline)
    {
        if (IPAddress.TryParse(route.ConnectHost, out var literal))
            return [literal];
        var start = context.Log.Begin();
        ImmutableArray<IPAddress> found = [];
        string? canonical = null;
        Failure? failure = null;
        try
        {
            (found, canonical) = await names.LookUpAsync(route.ConnectHost).WaitAsync(deadline);
        }
        catch (Exception exception) when (Failures.IsExpected(exception))
        {
            failure = Failures.Of(exception, FailureStage.Resolve);
        }

        context.Keep(start, new DnsProbe
        {
            Id = start.Id,
            Name = "dns-system",
            Url = route.Url.OriginalString,
            Route = route.Name,
            StartMs = start.AtMs,
            ElapsedMs = context.Log.NowMs - start.AtMs,
            Outcome = failure is null ? string.Join(", ", found) : Outcomes.Of(failure),
            Host = route.ConnectHost,
            Resolver = "system",
            Addresses = [.. found.Select(address => address.ToString())],
            CnameChain = canonical is null ? [] : [canonical],
            Failure = failure,
        });
        return found;
    }

    /// <summary>TCP on every address and TLS on whichever answers first, side by side.</summary>
    public Task RunAsync(ImmutableArray<IPAddress> addresses, CancellationToken deadline)
    {
        Task[] tls = route.Tls
            ? [SecureAsync("tls", DialOptions.AnyHttp, deadline), SecureAsync("tls-no-sni", DialOptions.AnyHttp with { SendServerName = false }, deadline)]
            : [];
        if (!route.Tls)
            _alpn.TrySetResult(null);
        return Task.WhenAll([ConnectAsync(addresses, deadline), .. tls]);
    }

    /// <summary>TCP on each address, side by side.</summary>
    public Task ConnectAsync(IEnumerable<IPAddress> addresses, CancellationToken deadline) =>
        Task.WhenAll(addresses.Take(MaxAddresses).Select(address => ConnectAsync(new IPEndPoint(address, route.ConnectPort), deadline)));

    private async Task ConnectAsync(IPEndPoint endPoint, CancellationToken deadline)
    {
        var start = context.Log.Begin();
        Failure? failure = null;
        try
        {
            using var socket = await Connector.ConnectAsync(endPoint, deadline);
            Connected = true;
        }
        catch (Exception exception) when (Failures.IsExpected(exception))
        {
            failure = Failures.Of(exception, FailureStage.Connect);
        }

        context.Keep(start, new TcpProbe
        {
            Id = start.Id,
            Name = "tcp",
            Url = route.Url.OriginalString,
            Route = route.Name,
            StartMs = start.AtMs,
            ElapsedMs = context.Log.NowMs - start.AtMs,
            Outcome = $"{endPoint}: {(failure is null ? "connected" : Outcomes.Of(failure))}",
            Address = endPoint.ToString(),
            Failure = failure,
        });
    }

    private async Task SecureAsync(string name, DialOptions options, CancellationToken deadline)
    {
        if (!options.SendServerName && route.ServerName is null)
            return;
        var start = context.Log.Begin();
        var dialled = await dialler.DialAsync(route, options, deadline);
        if (dialled.Stream is { } stream)
            await stream.DisposeAsync();
        if (options.SendServerName)
            _alpn.TrySetResult(dialled.Tls?.Alpn);
        // Where TCP failed there is no TLS to speak of: the TCP probe says so.
        if (dialled.Failure is { Stage: not FailureStage.Tls })
            return;
        var tls = dialled.Tls ?? TlsResult.Nothing;
        context.Keep(start, new TlsProbe
        {
            Id = start.Id,
            Name = name,
            Url = route.Url.OriginalString,
            Route = route.Name,
            StartMs = start.AtMs,
            ElapsedMs = context.Log.NowMs - start.AtMs,
            Outcome = dialled.Failure is { } failure ? Outcomes.Of(failure)
                : string.Join(", ", new[] { tls.Version, tls.Alpn }.OfType<string>().Concat(tls.Flaws.Select(flaw => flaw.ToString()))),
            Address = dialled.Address ?? "",
            ServerName = options.SendServerName ? route.ServerName : null,
            Version = tls.Version,
            AlpnOffered = options.Alpn,
            Alpn = tls.Alpn,
            Chain = tls.Chain,
            Flaws = tls.Flaws,
            Failure = dialled.Failure,
        });
    }
}
