using Wayleave.Protocol.Http;
using Wayleave.Server.Relaying;
using Wayleave.Server.Upgrading;

namespace Wayleave.Server.Carry;

/// <summary>A page that opens a carried socket, as the handshake with its app sees it.</summary>
/// <param name="session">The session.</param>
internal sealed class CarriedClient(CarrySession session) : IUpgradeClient
{
    private readonly TaskCompletionSource<CarryOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What became of it.</summary>
    public Task<CarryOutcome> Outcome => _outcome.Task;

    /// <summary>Whether it is known by now that it was not opened.</summary>
    public bool IsRefused => _outcome.Task is { IsCompletedSuccessfully: true, Result.IsOpen: false };

    /// <inheritdoc/>
    public CarrySession Session => session;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Early => default;

    /// <inheritdoc/>
    public ValueTask SendInterimAsync(ResponseHead head) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<ITunnelEnd> AcceptAsync(ResponseHead answer)
    {
        // Whoever waits for the outcome comes for it now; who does not has the grace.
        session.Await();
        _outcome.TrySetResult(CarryOutcome.Of(answer));
        return new ValueTask<ITunnelEnd>(new PageEnd(session));
    }

    /// <inheritdoc/>
    public ValueTask AnswerAsync(ResponseHead answer, Stream? body, CancellationToken cancellationToken)
    {
        _outcome.TrySetResult(CarryOutcome.Of(answer));
        return ValueTask.CompletedTask;
    }

    /// <summary>Nothing came of it.</summary>
    /// <param name="status">The status that says so.</param>
    public void Fail(int status) => _outcome.TrySetResult(new CarryOutcome(status, "", HeaderLines.Empty));
}
