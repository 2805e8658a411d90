using Wayleave.Lab.Faults;

namespace Wayleave.Lab.Engine;

/// <summary>Cuts one client's connection as <see cref="Cuts"/> and <see cref="Lose"/> have it. A connection that just waits for a request is cut too, but that is no event.</summary>
internal sealed class CutWatch(HopRuntime hop)
{
    private static readonly TimeSpan s_longestLoss = TimeSpan.FromMilliseconds(50);

    /// <summary>What the connection is busy with; null between two requests.</summary>
    public Exchange? UnderWay { get; set; }

    /// <summary>The tunnel that the connection has become; null while it is none.</summary>
    public Tunnel? Tunnel { get; set; }

    /// <summary>For all wires that the connection's bytes go over.</summary>
    public Loss Loss { get; } = new();

    /// <summary>Waits for the cut, and makes it.</summary>
    /// <param name="connection">Cancelled to end the connection, and by whoever else ends it.</param>
    public async Task RunAsync(CancellationTokenSource connection)
    {
        if (hop.Faults.OfType<Cuts>().FirstOrDefault() is not { } cuts)
            return;
        long began = hop.Time.GetTimestamp();
        Exchange? cut;
        try
        {
            await Task.Delay(cuts.Draw(hop.Chance), hop.Time, connection.Token).ConfigureAwait(false);
            cut = UnderWay;
            if (cut is not null && hop.Faults.OfType<Lose>().FirstOrDefault() is { } lose)
                await Task.WhenAny(Loss.BeginAsync(lose.Bytes), Task.Delay(s_longestLoss, hop.Time, connection.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (cut is not null)
            hop.Log(cut, $"cut at {hop.Time.GetElapsedTime(began).TotalMilliseconds:0} ms");
        // The tunnel ends both of its wires, and tells how old it became.
        if (Tunnel is { } tunnel)
            tunnel.Cut(Ending.Reset);
        else
            await connection.CancelAsync().ConfigureAwait(false);
    }
}
