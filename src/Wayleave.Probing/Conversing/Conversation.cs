using System.Text;
using Wayleave.Probing.Handshakes;
using Wayleave.Probing.Http;
using Wayleave.Probing.Dialling;
using Wayleave.Probing.Names;
using Wayleave.Probing.Sessions;
using Wayleave.Protocol.Frames;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Conversing;

/// <summary>A socket for a person or a script to talk on, opened by the same handshake that the doctor sends.</summary>
/// <remarks>Pings are answered by themselves. Sending may be done from several threads.</remarks>
public sealed class Conversation : IAsyncDisposable
{
    // RFC 6455 §7.1.1 lets the server hang up first; a second is ample for its close frame.
    private static readonly TimeSpan s_closePatience = TimeSpan.FromSeconds(1);

    private readonly LiveSocket? _socket;

    private Conversation(HandshakeProbe handshake, LiveSocket? socket)
    {
        Handshake = handshake;
        _socket = socket;
    }

    /// <summary>The handshake: request, answer, and what is wrong with it.</summary>
    public HandshakeProbe Handshake { get; }

    /// <summary>True if a browser would have an open socket now.</summary>
    public bool IsOpen => _socket is not null;

    /// <summary>How the socket ended, once it has; of one that never opened, never.</summary>
    public Task<SessionEnd> Ended => _socket?.Ended ?? new TaskCompletionSource<SessionEnd>().Task;

    /// <summary>How long the socket has been open, in milliseconds; 0 if it is not.</summary>
    public double AgeMs => _socket?.AgeMs ?? 0;

    /// <summary>Shakes hands as a browser does.</summary>
    /// <param name="options">The URL, what to send with it, the deadline.</param>
    /// <param name="time">The clock.</param>
    /// <param name="heard">Told whatever comes in; called from one thread at a time.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The conversation, open or not: a refusal is a fact in <see cref="Handshake"/>.</returns>
    public static async Task<Conversation> OpenAsync(ExaminationOptions options, TimeProvider time, Action<Heard> heard, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var context = new RunContext(options, time, new ProbeLog(time), null, cancellation);
        var exchanger = new Exchanger(context, new Dialler(context, new SystemNames()));
        var attempt = new HandshakeAttempt(context, exchanger, ProbeRoute.Public(options.Target), null) { Heard = heard };
        using var deadline = context.Deadline(options.Timeout, cancellation);
        var outcome = await attempt.RunAsync(Variation.Browser, 0, refuseBadCertificate: !options.Insecure, deadline.Token);
        if (outcome.Socket is not null && !outcome.Probe.Flaws.IsEmpty)
        {
            await outcome.Socket.DisposeAsync();
            return new Conversation(outcome.Probe, null);
        }

        return new Conversation(outcome.Probe, outcome.Socket);
    }

    /// <summary>Sends a text message.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>False if the socket is no longer open.</returns>
    public Task<bool> SendAsync(string text, CancellationToken cancellation) => SendAsync(Opcode.Text, Encoding.UTF8.GetBytes(text), cancellation);

    /// <summary>Sends a binary message.</summary>
    /// <param name="payload">The bytes.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>False if the socket is no longer open.</returns>
    public Task<bool> SendAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellation) => SendAsync(Opcode.Binary, payload, cancellation);

    /// <summary>Sends a ping.</summary>
    /// <param name="payload">Its payload, at most 125 bytes.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>False if the socket is no longer open.</returns>
    public Task<bool> PingAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellation) => SendAsync(Opcode.Ping, payload, cancellation);

    /// <summary>Closes the socket, unless it has ended, and waits a second for the far end's answer.</summary>
    /// <param name="code">The close code.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="InvalidOperationException">It never opened.</exception>
    public Task<SessionEnd> CloseAsync(int code) =>
        _socket?.CloseAsync((CloseCode)code, s_closePatience) ?? throw new InvalidOperationException("the socket never opened");

    /// <summary>Hangs up.</summary>
    public ValueTask DisposeAsync() => _socket?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Task<bool> SendAsync(Opcode opcode, ReadOnlyMemory<byte> payload, CancellationToken cancellation) =>
        _socket?.SendAsync(opcode, payload, deadline: cancellation) ?? Task.FromResult(false);
}
