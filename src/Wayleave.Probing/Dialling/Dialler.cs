using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Wayleave.Probing.Names;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Dialling;

/// <summary>From a route to a stream that speaks HTTP: name, TCP, the machine's proxy if wanted, TLS. Failures are values.</summary>
/// <param name="context">The run.</param>
/// <param name="names">Looks names up.</param>
internal sealed class Dialler(RunContext context, SystemNames names)
{
    private readonly TlsDialler _tls = new(new CertificateCheck(context.Options.ExtraRoots, context.Time));

    /// <summary>Opens a connection.</summary>
    /// <param name="route">The way.</param>
    /// <param name="options">How.</param>
    /// <param name="deadline">When to give up.</param>
    public async Task<Dialled> DialAsync(ProbeRoute route, DialOptions options, CancellationToken deadline)
    {
        var started = context.Time.GetTimestamp();
        // Where a proxy stands between, name and address of the target are its business, and ours end at its own door.
        var proxy = context.Proxy;
        var stage = proxy is null ? FailureStage.Resolve : FailureStage.Proxy;
        var dialled = new Dialled();
        FirstBytesStream? first = null;
        Stream? stream = null;
        try
        {
            var (host, port) = proxy is not null ? (proxy.IdnHost.Trim('[', ']'), proxy.Port) : (route.ConnectHost, route.ConnectPort);
            var candidates = options.Address is { } only ? [only] : (await names.LookUpAsync(host).WaitAsync(deadline)).Addresses;
            stage = proxy is null ? FailureStage.Connect : FailureStage.Proxy;
            var socket = await Connector.ConnectAnyAsync(candidates, port, context.Time, deadline);
            stream = new NetworkStream(socket, ownsSocket: true);
            dialled = dialled with { Address = socket.RemoteEndPoint?.ToString(), ConnectedMs = Elapsed() };
            if (proxy is not null && await ProxyTunnel.OpenAsync(stream, proxy, route.ConnectHost, route.ConnectPort, deadline) is { } refused)
            {
                await stream.DisposeAsync();
                return dialled with { Failure = refused };
            }

            if (!route.Tls)
                return dialled with { Stream = stream };
            stage = FailureStage.Tls;
            first = new FirstBytesStream(stream);
            var (secured, result) = await _tls.SecureAsync(
                first, options.SendServerName ? route.ServerName : null, route.HostName, options.Alpn, deadline);
            return dialled with { Stream = secured, Tls = result, SecuredMs = Elapsed() };
        }
        catch (Exception exception) when (Failures.IsExpected(exception))
        {
            if (stream is not null)
                await stream.DisposeAsync();
            return dialled with { Failure = Explain(Failures.Of(exception, stage), first), NotTlsBytes = NotTls(first) };
        }

        double Elapsed() => context.Time.GetElapsedTime(started).TotalMilliseconds;
    }

    // 0x15 and 0x16 are TLS's own records: an alert, a handshake.
    private static ReadOnlyMemory<byte> NotTls(FirstBytesStream? stream) =>
        stream?.First is { IsEmpty: false } bytes && bytes.Span[0] is not (0x15 or 0x16) ? bytes : default;

    private static Failure Explain(Failure failure, FirstBytesStream? stream)
    {
        if (NotTls(stream) is not { IsEmpty: false } bytes)
            return failure;
        var shown = bytes.Span.StartsWith("HTTP/"u8) ? "plain HTTP" : $"\"{Printable(bytes.Span)}\"";
        return failure with { Kind = FailureKind.TlsRefused, Text = $"what came is not TLS but {shown}" };
    }

    private static string Printable(ReadOnlySpan<byte> bytes) =>
        string.Concat(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 24)]).Select(letter => char.IsAsciiLetterOrDigit(letter) || " ./-:".Contains(letter) ? letter : '.'));
}
