using System.Collections.Immutable;
using Wayleave.Probing.Names;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Dialling;

/// <summary>The certificates that a server shows.</summary>
public sealed record CertificateLook
{
    /// <summary>The certificates as sent, in DER, the server's own first; empty if there was no handshake.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Certificates { get; init; } = [];

    /// <summary>What is wrong with the own one, as a browser judges it.</summary>
    public ImmutableArray<CertificateFlaw> Flaws { get; init; } = [];

    /// <summary>The version of TLS agreed, <c>TLS 1.3</c> for example; null if none was.</summary>
    public string? Version { get; init; }

    /// <summary>The address and port connected to; null if none was reached.</summary>
    public string? Address { get; init; }

    /// <summary>Why there is no certificate; null if there is one.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Shakes hands as a browser does for a page, and hangs up.</summary>
    /// <param name="options">The URL, https or wss; the deadline; roots to trust besides the system's.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What was shown. Whatever the server does is a value.</returns>
    public static async Task<CertificateLook> AtAsync(ExaminationOptions options, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var context = new RunContext(options, time, new ProbeLog(time), null, cancellation);
        using var deadline = context.Deadline(options.Timeout, cancellation);
        var dialled = await new Dialler(context, new SystemNames()).DialAsync(ProbeRoute.Public(options.Target), DialOptions.AnyHttp, deadline.Token);
        if (dialled.Stream is not null)
            await dialled.Stream.DisposeAsync();
        return new CertificateLook
        {
            Certificates = dialled.Tls?.Der ?? [],
            Flaws = dialled.Tls?.Flaws ?? [],
            Version = dialled.Tls?.Version,
            Address = dialled.Address,
            Failure = dialled.Failure,
        };
    }
}
