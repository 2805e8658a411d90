using Wayleave.Probing.Handshakes;
using Wayleave.Protocol.Frames;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Sessions;

/// <summary>A glance at a socket that is only opened to see whether it opens.</summary>
internal static class ShortLook
{
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);

    /// <summary>Keeps what came of a handshake; where it opened, looks at the socket for a while first, and closes it.</summary>
    /// <param name="context">The run.</param>
    /// <param name="outcome">What came of the handshake.</param>
    /// <param name="look">Completes when the look is over.</param>
    /// <param name="stop">Set when the run is to end.</param>
    public static async Task KeepAsync(RunContext context, HandshakeOutcome outcome, Task look, CancellationToken stop)
    {
        if (outcome.Socket is not { } socket)
        {
            // What was only cut short by the end of the run says nothing about the far end.
            if (outcome.Probe.Exchange.Status is not null || !stop.IsCancellationRequested)
                context.Keep(outcome.Start, outcome.Probe);
            return;
        }

        await using (socket)
        {
            await Task.WhenAny(socket.Ended, look);
            var end = await socket.CloseAsync(CloseCode.Normal, ClosePatience);
            var session = new SessionFacts { Frames = socket.Frames.Snapshot(), FramesCut = socket.Frames.IsCut, End = end };
            context.Keep(outcome.Start, outcome.With(session, arrived: null));
        }
    }
}
