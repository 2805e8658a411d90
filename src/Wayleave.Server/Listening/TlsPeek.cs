using System.IO.Pipelines;
using System.Net.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Wayleave.Protocol.Http;
using Wayleave.Server.Relaying;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Listening;

/// <summary>Looks at the first head of a TLS connection, once Kestrel has decrypted it: what <see cref="Acceptor"/> does for plain ones.</summary>
/// <param name="services">What all acceptors share.</param>
/// <param name="next">Kestrel's HTTP.</param>
internal sealed class TlsPeek(AcceptorServices services, ConnectionDelegate next)
{
    /// <summary>Serves a connection.</summary>
    /// <param name="context">The connection, behind its TLS.</param>
    public async Task OnConnectionAsync(ConnectionContext context)
    {
        if (context.Features.Get<ITlsApplicationProtocolFeature>()?.ApplicationProtocol.Span.SequenceEqual("h2"u8) == true)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        // Kestrel's own limit on the time of a head begins when it is handed over.
        using var deadline = new CancellationTokenSource(Acceptor.BeforeFirstByte, services.Time);
        var cut = deadline.Token.UnsafeRegister(static context => ((ConnectionContext)context!).Abort(), context);
        var begun = false;
        var input = context.Transport.Input;
        var limits = services.HeadLimits();
        while (true)
        {
            var read = await input.ReadAsync().ConfigureAwait(false);
            var first = read.Buffer.IsEmpty ? new FirstHead(FirstBytes.Undecided) : Look(read, limits);
            if (!begun && !read.Buffer.IsEmpty)
            {
                begun = true;
                deadline.CancelAfter(services.HandshakeLimit());
            }

            if (first.Kind is FirstBytes.Ordinary or FirstBytes.Http2 || (first.Kind == FirstBytes.Undecided && read.IsCompleted))
            {
                await cut.DisposeAsync().ConfigureAwait(false);
                // Nothing is taken and nothing counts as looked at.
                input.AdvanceTo(read.Buffer.Start);
                await next(context).ConfigureAwait(false);
                return;
            }

            if (first.Kind == FirstBytes.Undecided)
            {
                input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            await cut.DisposeAsync().ConfigureAwait(false);
            input.AdvanceTo(read.Buffer.GetPosition(first.Length));
            var life = await TakeAsync(context, first).ConfigureAwait(false);
            context.Features.Get<Newcomer>()?.Served();
            await life.ConfigureAwait(false);
            return;
        }
    }

    private static FirstHead Look(ReadResult read, HeadLimits limits)
    {
        if (read.Buffer.IsSingleSegment)
            return FirstHead.Of(read.Buffer.FirstSpan, limits);
        var bytes = new byte[(int)Math.Min(read.Buffer.Length, limits.MaxBytes + 1)];
        System.Buffers.BuffersExtensions.CopyTo(read.Buffer.Slice(0, bytes.Length), bytes);
        return FirstHead.Of(bytes, limits);
    }

    private Task<Task> TakeAsync(ConnectionContext context, FirstHead first)
    {
        var connection = ClientConnection.Of(context.RemoteEndPoint, context.LocalEndPoint, tls: true);
        var end = EndOf(context);
        var client = new Http1UpgradeClient(end, default, services.Time);
        return first.Kind == FirstBytes.Invalid
            ? services.Upgrades.RefuseAsync(first.Violation, connection, client)
            : services.Upgrades.TakeAsync(first.Head!, connection, client);
    }

    // The connection itself is let go of by Kestrel, when this middleware returns.
    private static StreamEnd EndOf(ConnectionContext context)
    {
        var tls = context.Features.Get<ISslStreamFeature>()?.SslStream;
        var stream = new PipeStream(context.Transport);
        return new StreamEnd(stream, () => FinishAsync(context, tls), () => context.Abort(), () => { });
    }

    // RFC 8446 §6.1: close_notify ends one direction alone.
    private static async ValueTask FinishAsync(ConnectionContext context, SslStream? tls)
    {
        await context.Transport.Output.FlushAsync().ConfigureAwait(false);
        if (tls is not null)
            await tls.ShutdownAsync().ConfigureAwait(false);
    }
}
